using System.Globalization;
using System.Text;

namespace NumberingRules;

/// <summary>Input from outside as a message shows it: between quotes, shortened, what is invisible spelt out.</summary>
internal static class Shown
{
    private const int Longest = 60;

    internal static string Of(string? text)
    {
        if (text is null)
        {
            return "(none)";
        }

        var shown = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > Longest)
            {
                shown.Append('…');
                break;
            }

            _ = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}")
                : shown.Append(rune);
        }

        return shown.Append('\'').ToString();
    }
}
