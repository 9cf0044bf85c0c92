using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NumberingRules.Storage;

/// <summary>Reads a body that is spelled as <see cref="EntryWriter"/> spells it, which nearly every one is, in one pass over its bytes.</summary>
internal static class PlainEntry
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="expected">The number it must have, if that is known.</param>
    /// <param name="entry">What it says.</param>
    /// <returns>Whether it is plain and sound. If not, <see cref="EntryReader.ReadAny"/> reads it or says what is wrong.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> body, long? expected, out EntryBody entry)
    {
        entry = default;
        var fields = new PlainFields(body);
        fields.Begin();
        var number = fields.Whole("entry"u8);
        var at = fields.Instant("at"u8);
        if (!TryFind(fields.Word("event"u8), out var what))
        {
            return false;
        }

        fields.Begin("data"u8);
        var happened = what.ReadPlain(ref fields);
        fields.End();
        var findings = Findings(ref fields);
        var text = fields.OptionalHash("text"u8);
        fields.End();
        if (!fields.IsOver || number < 1 || (expected is not null && number != expected) || EventDamage.Problem(happened) is not null)
        {
            return false;
        }

        entry = new(number, at, happened, findings, text);
        return true;
    }

    private static bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out EventCase? what)
    {
        what = null;
        Span<char> text = stackalloc char[EntryReader.LongestName];
        return name.Length <= EntryReader.LongestName && Ascii.ToUtf16(name, text, out var width) == OperationStatus.Done && EventCase.TryFind(text[..width], out what);
    }

    private static ValueList<Noted> Findings(ref PlainFields fields)
    {
        if (!fields.TryBeginList("findings"u8))
        {
            return default;
        }

        List<Noted> findings = [];
        for (; fields.HasItem(); fields.End())
        {
            fields.Begin();
            findings.Add(new(fields.Choice<Finding>("finding"u8), fields.Name("invoice"u8, InvoiceId.FromString)));
        }

        if (findings.Count == 0)
        {
            // An empty list is not written.
            fields.Refuse();
        }

        return [.. findings];
    }
}
