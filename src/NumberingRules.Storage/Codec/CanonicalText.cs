using System.Buffers;
using System.Globalization;
using System.Text;

namespace NumberingRules.Storage;

/// <summary>
/// The one spelling of a text in JSON: quotation mark, backslash and what lies below U+0020 escaped in the shortest
/// way, everything else as it is (RFC 8785, and what <c>JSON.stringify</c> writes). The serializer's own escaping goes
/// by tables that change with the version of Unicode; a journal outlives those.
/// </summary>
internal static class CanonicalText
{
    private static readonly char[] Units = [.. Enumerable.Range(0, ' ').Select(unit => (char)unit), '"', '\\'];
    private static readonly byte[][] Spellings = Array.ConvertAll(Units, Spelling);

    /// <summary>What is escaped.</summary>
    internal static SearchValues<char> Special { get; } = SearchValues.Create(Units);

    /// <summary>The same in UTF-8: what ends a text, begins an escape or cannot be in one.</summary>
    internal static SearchValues<byte> SpecialBytes { get; } = SearchValues.Create(Array.ConvertAll(Units, unit => (byte)unit));

    internal static ReadOnlySpan<byte> Escaped(char unit) => Spellings[Array.IndexOf(Units, unit)];

    /// <summary>Which unit an escape stands for.</summary>
    /// <param name="text">A text from its backslash on.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="width">How many bytes the escape has.</param>
    /// <returns>Whether it is escaped as it would be written.</returns>
    internal static bool TryUnescape(ReadOnlySpan<byte> text, out byte unit, out int width)
    {
        for (var at = 0; at < Units.Length; at++)
        {
            if (text.StartsWith(Spellings[at]))
            {
                (unit, width) = ((byte)Units[at], Spellings[at].Length);
                return true;
            }
        }

        (unit, width) = (0, 0);
        return false;
    }

    private static byte[] Spelling(char unit) => Encoding.ASCII.GetBytes(unit switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
    });
}
