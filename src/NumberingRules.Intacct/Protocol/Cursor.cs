using System.Globalization;

namespace NumberingRules.Intacct;

/// <summary>How far the feed was read: the latest change, and the latest deletion, by the ERP's own clock.</summary>
internal readonly record struct Cursor(DateTimeOffset Changed, DateTimeOffset Deleted)
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="FormatException">It is no cursor.</exception>
    internal static Cursor Parse(string? text, DateTimeOffset? since)
    {
        if (text is null)
        {
            return new((since ?? Beginning).ToUniversalTime(), (since ?? Beginning).ToUniversalTime());
        }

        return text.Split(' ') is [var changed, var deleted] && TimeOf(changed) is { } first && TimeOf(deleted) is { } second
            ? new(first, second)
            : throw new FormatException("the cursor that the host kept for Intacct's feed is not one; give null to read the feed from its beginning");
    }

    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    internal static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public override string ToString() => $"{Text(Changed)} {Text(Deleted)}";
}
