using System.Text;
using System.Text.Unicode;

namespace NumberingRules.Storage;

/// <summary>
/// The series read lately: a book names few of them, in every other entry, and a million invoices need not hold a copy
/// each. Whoever comes at the same moment may miss one, never see a wrong one.
/// </summary>
internal static class RecentSeries
{
    private const int Places = 256;

    private static readonly SeriesId?[] Recent = new SeriesId?[Places];

    /// <summary>The series with a name; null when it can be none's.</summary>
    internal static SeriesId? Of(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return null;
        }

        // Series that are alike differ at their end.
        ref var place = ref Recent[(name[^1] + (11 * name[^Math.Min(2, name.Length)]) + (101 * name[^Math.Min(3, name.Length)])) % Places];
        if (place is { } known && Ascii.Equals(name, known.Text))
        {
            return known;
        }

        if (!Utf8.IsValid(name) || Encoding.UTF8.GetString(name) is not { } text || Identifier.Problem(text) is not null)
        {
            return null;
        }

        return place = new(text);
    }
}
