using System.Globalization;
using System.Text;

namespace NumberingRules.Registers;

/// <summary>Text made safe to show: what a terminal would obey or not show is written as an escape.</summary>
internal static class Printable
{
    private const int Enough = 40;

    /// <summary>The beginning of a text that may be of any length.</summary>
    internal static string Short(ReadOnlySpan<char> text) => text.Length <= Enough ? Of(text.ToString()) : Of(text[..Cut(text)].ToString()) + "…";

    /// <summary>The whole text.</summary>
    internal static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                shown.Append(IsVisible(rune) ? rune.ToString() : Escape(rune.Value));
                at += rune.Utf16SequenceLength;
            }
            else
            {
                shown.Append(Escape(text[at]));
                at++;
            }
        }

        return shown.ToString();
    }

    // Never between the halves of a surrogate pair.
    private static int Cut(ReadOnlySpan<char> text) => char.IsHighSurrogate(text[Enough - 1]) ? Enough - 1 : Enough;

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Escape(int unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
}
