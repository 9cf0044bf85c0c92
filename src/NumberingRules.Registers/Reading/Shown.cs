using System.Globalization;
using System.Text;

namespace NumberingRules.Registers;

/// <summary>Text of a file made safe to show in a message: short, and what a terminal would obey is written as an escape.</summary>
internal static class Shown
{
    private const int Enough = 40;

    internal static string Short(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text[..Math.Min(text.Length, Enough)].EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}")
                : shown.Append(rune.ToString());
        }

        return shown.Append(text.Length > Enough ? "…" : "").ToString();
    }
}
