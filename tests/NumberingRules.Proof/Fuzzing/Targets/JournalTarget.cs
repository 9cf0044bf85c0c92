using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberingRules.Storage;
using NumberingRules.Tests;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>The reader of a journal's entries. An input is the body of one.</summary>
internal sealed class JournalTarget : FuzzTarget
{
    internal override string Name => "journal";

    internal override string Oracle => "an entry is refused as one, in words; what is accepted and written again reads back the same and has the same fields (null and no field are one), and what was spelled as a journal spells it comes out byte for byte";

    internal override IReadOnlyList<string> Words =>
    [
        .. EventCase.Names, ",\"findings\":[{\"finding\":\"same-text\",\"invoice\":\"A1\"}]", ",\"text\":\"" + new string('a', 64) + "\"", "\"data\":", "\"record\":{\"key\":\"5\",\"number\":\"6\",\"version\":7}",
        "\"homeNumber\":\"x\"", "\"reason\":\"why\"", "\"erpKey\"", "2026-11-24T10:00:00.0000000Z", "9999-12-31T23:59:60.0000000Z", "/*", "//",
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

        using var writer = new EntryWriter();
        var written = Written(writer, body);
        if (EntryReader.Read(written) != body)
        {
            return "is read otherwise when it is written again";
        }

        if (!Written(writer, EntryReader.Read(written)).AsSpan().SequenceEqual(written))
        {
            return "is written otherwise the second time";
        }

        return input.AsSpan().SequenceEqual(written) || HaveSameFields(input, written) ? null : "has lost or gained a field when it is written again";
    }

    private static byte[] Written(EntryWriter writer, EntryBody body) =>
        writer.Write(body.Number, body.At, body.Event, body.Findings.AsSpan(), body.Text).ToArray();

    private static bool HaveSameFields(byte[] one, byte[] other) =>
        JsonNode.DeepEquals(WithoutNulls(JsonNode.Parse(one, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })), JsonNode.Parse(other));

    private static JsonNode? WithoutNulls(JsonNode? node)
    {
        foreach (var (name, value) in (node as JsonObject)?.ToArray() ?? [])
        {
            if (WithoutNulls(value) is null)
            {
                ((JsonObject)node!).Remove(name);
            }
        }

        foreach (var item in node as JsonArray ?? [])
        {
            WithoutNulls(item);
        }

        return node;
    }

    private static IEnumerable<byte[]> Golden() => Directory
        .GetFiles(Checkout.PathOf("tests", "NumberingRules.Storage.Tests", "Journal", "Golden"), "*.json")
        .Order(StringComparer.Ordinal)
        .Select(file => Encoding.UTF8.GetBytes(File.ReadAllText(file).TrimEnd()));
}
