using System.Text;
using System.Text.Json;
using NumberingRules.Storage;
using NumberingRules.Tests;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>The reader of a journal's entries. An input is the body of one.</summary>
internal sealed class JournalTarget : FuzzTarget
{
    internal override string Name => "journal";

    internal override string Oracle => "an entry is refused as one, in words; what is accepted is written again byte for byte, and another reader of JSON finds the same entry in it";

    internal override IReadOnlyList<string> Words =>
    [
        .. EventTable.Names, ",\"findings\":[{\"finding\":\"same-text\",\"invoice\":\"A1\"}]", ",\"text\":\"" + new string('a', 64) + "\"", "\"data\":", "\"record\":{\"key\":\"5\",\"number\":\"6\",\"version\":7}",
        "\"homeNumber\":\"x\"", ",\"identity\":\"1b4e28ba-2fa1-11d2-883f-0016d3cca427\"", "\"reason\":\"why\"", "\"erpKey\"", "2026-11-24T10:00:00.0000000Z", "9999-12-31T23:59:60.0000000Z", "/*", "//",
    ];

    internal override IEnumerable<byte[]> Seeds() =>
        Golden().Concat(Journals.All.SelectMany(entries => entries).Select(entry => entry.Body.ToArray()));

    internal override string? Fault(byte[] input)
    {
        EntryBody body;
        try
        {
            body = EntryReader.Read(input);
        }
        catch (JournalException refusal)
        {
            return string.IsNullOrWhiteSpace(refusal.Message) ? "is refused without a reason" : null;
        }

        var written = new EntryWriter().Write(body.Number, body.At, body.Event, body.Findings, body.Text, body.Identity);
        return !written.SequenceEqual(input) ? "is accepted and written otherwise"
            : HasItsFields(body, input) ? null
            : "is read otherwise than it stands there";
    }

    /// <summary>Another reader of JSON finds the same entry, and no field twice.</summary>
    private static bool HasItsFields(EntryBody body, byte[] input)
    {
        using var json = JsonDocument.Parse(input, new() { AllowDuplicateProperties = false });
        var (entry, data) = (json.RootElement, json.RootElement.GetProperty("data"));
        return entry.GetProperty("entry").GetInt64() == body.Number
            && entry.GetProperty("at").GetDateTimeOffset() == body.At
            && entry.GetProperty("event").GetString() == body.Event.Name
            && (entry.TryGetProperty("findings", out var findings) ? findings.GetArrayLength() : 0) == body.Findings.Count
            && (body.Event is not Event.OnInvoice about || data.GetProperty("invoice").GetString() == about.Invoice.Text)
            && data.EnumerateObject().All(field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Object or JsonValueKind.Array);
    }

    private static IEnumerable<byte[]> Golden() => Directory
        .GetFiles(Checkout.PathOf("tests", "NumberingRules.Storage.Tests", "Journal", "Golden"), "*.json")
        .Order(StringComparer.Ordinal)
        .Select(file => Encoding.UTF8.GetBytes(File.ReadAllText(file).TrimEnd()));
}
