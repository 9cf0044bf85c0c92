using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NumberingRules.Storage;

/// <summary>
/// The one spelling of a text in JSON: quotation mark, backslash and what lies below U+0020 escaped in the shortest
/// way, everything else as it is (RFC 8785, and what <c>JSON.stringify</c> writes). The serializer's own escaping goes
/// by tables that change with the version of Unicode; a journal outlives those.
/// </summary>
internal static class CanonicalText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(unit => (char)unit).Where(unit => unit is not ('"' or '\\'))]);

    internal static void Write(Utf8JsonWriter writer, string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteRawValue(Quoted(text), skipInputValidation: true);
        }
    }

    internal static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\b' => quoted.Append("\\b"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\f' => quoted.Append("\\f"),
                '\r' => quoted.Append("\\r"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => quoted.Append(unit),
            };
        }

        return quoted.Append('"').ToString();
    }
}
