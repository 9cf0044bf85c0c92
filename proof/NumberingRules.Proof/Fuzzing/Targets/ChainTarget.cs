using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>
/// The reader of an exported journal: spelling, chain and laws. Most changed exports are chained anew, digests and all,
/// as a forger would who holds no head: otherwise no change would get past the chain. Of those half have whole entries
/// dropped, moved or brought in and fields exchanged, for chance among bytes seldom does that and leaves a sound spelling.
/// </summary>
internal sealed partial class ChainTarget : FuzzTarget
{
    private readonly Dictionary<EntryHash, byte[]> _heads = Journals.All.ToDictionary(entries => entries[^1].Hash, entries => WithoutFreeTexts(Journals.Export(entries)));

    // A series for each format that the fuzzer of formats kept. It wishes for resets and orders that there are not, too: no entry can be written with those.
    private readonly IReadOnlyList<StoredEntry>[] _formatted =
    [
        .. new FormatTarget().Seeds().Concat(Corpus.Of("format")).Where(FormatTarget.IsText).Select(FormatTarget.Wish)
            .Where(wish => Enum.IsDefined(wish.Reset) && Enum.IsDefined(wish.DateOrder))
            .Select(wish => Journals.AfterSound(new Event.SeriesAdded(wish))),
    ];

    private readonly string[] _lines = Lines(Journals.All.Concat(Journals.Broken));

    // Changed exports are held byte by byte, so what is brought into them is too.
    private readonly string[] _entries;
    private readonly ILookup<string, string> _values;

    internal ChainTarget()
    {
        _entries = [.. _lines.Select(line => ByteByByte(line.TrimEnd('\n')))];
        _values = _lines.Concat(Lines(_formatted)).SelectMany(line => Field().Matches(ByteByByte(line)))
            .Select(field => (Name: field.Groups[1].Value, field.Groups[2].Value)).Distinct().ToLookup(field => field.Name, field => field.Value);
    }

    internal override string Name => "chain";

    internal override string Oracle => "a fault names what is wrong and is never that a sound entry cannot be folded; what is said to hold is written again byte for byte, ends in the head reported, answers for every invoice with a number it holds, and if it holds the head of an original it begins with all of that original, erased texts aside";

    // Whole entries for orders that no book has, their fields and the tokens of formats for what a law forbids within one.
    internal override IReadOnlyList<string> Words =>
    [
        .. EventTable.Names, .. _lines, .. _lines.SelectMany(line => line.Split(',')).Distinct(), .. new FormatTarget().Words.Where(word => word.StartsWith('{')),
        ",\"free\":{\"salt\":\"00000000000000000000000000000000\",\"reason\":\"x\"}",
    ];

    internal override IEnumerable<byte[]> Seeds() => Journals.All.Concat(Journals.Broken).Concat(_formatted).Select(entries => Journals.Export(entries));

    internal override string? Fault(byte[] input)
    {
        var report = Journals.Verify(input);
        if (report.Fault is { } fault)
        {
            return string.IsNullOrWhiteSpace(fault.What) ? "has a fault without words"
                : fault.What.Contains("cannot be folded", StringComparison.Ordinal) ? fault.What
                : null;
        }

        var (book, entries) = Journals.Read(input);
        var audit = Journals.Audit(book, entries, report.Head == default ? null : report.Head);
        return audit.Report != report ? "is judged otherwise a second time"
            : (entries.Count == 0 ? default : entries[^1].Hash) != report.Head ? "ends in another head than reported"
            : !Journals.Export(entries, book).AsSpan().SequenceEqual(input) ? "is written otherwise"
            : audit.Register.Appeared.Any(invoice => Numbering.Authority(audit.Register.Header, invoice) is { Number: { } number } && !invoice.Claims.Any(claim => claim.Number == number)) ? "answers with a number that was never claimed"
            : entries.Any(entry => _heads.TryGetValue(entry.Hash, out var original) && !WithoutFreeTexts(input).AsSpan().StartsWith(original)) ? "holds the head of a journal that it is not"
            : null;
    }

    internal override byte[] Mended(byte[] input, Random chance)
    {
        var way = chance.Next(4);
        if (way == 0 || Journals.Read(input) is not ({ Length: > 0 } book, _))
        {
            return input;
        }

        var (keepsNumbers, hasOnlyEntriesOfOneInstant) = (way == 1, way == 3);
        var lines = Encoding.Latin1.GetString(input).Split('\n').ToList();
        for (var times = chance.Next(2) * (1 << chance.Next(4)); times > 0; times--)
        {
            Rearrange(lines, chance);
        }

        var writer = new ExportWriter();
        var mended = new List<byte>(input.Length + 1024);
        mended.AddRange(Encoding.Latin1.GetBytes(lines[0] + "\n"));
        var (hash, written) = (Chain.Start(book), 0);
        for (var number = 1; number < lines.Count && (lines[number].Length > 0 || number < lines.Count - 1); number++)
        {
            var line = Encoding.Latin1.GetBytes(lines[number]);
            if (ExportReader.Entry(number, line) is { Problem: null } found)
            {
                var entry = Chained(found.Entry, hash, keepsNumbers ? null : written + 1, hasOnlyEntriesOfOneInstant);
                (hash, written) = (entry.Hash, written + 1);
                mended.AddRange(writer.Entry(entry).Span);
            }
            else if (!hasOnlyEntriesOfOneInstant)
            {
                mended.AddRange(line);
                mended.Add((byte)'\n');
                written++;
            }
        }

        return [.. mended.Take(Mutator.Longest)];
    }

    private static string[] Lines(IEnumerable<IReadOnlyList<StoredEntry>> journals) =>
        [.. journals.SelectMany(entries => entries).Select(entry => Encoding.UTF8.GetString(Journals.Export([entry])).Split('\n')[1] + "\n").Distinct()];

    private static string ByteByByte(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private void Rearrange(List<string> lines, Random chance)
    {
        var at = chance.Next(1, lines.Count + 1);
        var line = at < lines.Count ? lines[at] : "";
        switch (chance.Next(5))
        {
            case 0 when at < lines.Count:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, _entries[chance.Next(_entries.Length)]);
                break;
            case 2 when at < lines.Count:
                lines.RemoveAt(at);
                lines.Insert(chance.Next(1, lines.Count + 1), line);
                break;
            case 3 or 4 when Field().Matches(line) is { Count: > 0 } fields:
                var field = fields[chance.Next(fields.Count)].Groups;
                string[] near = long.TryParse(field[2].Value, CultureInfo.InvariantCulture, out var number) ? [$"{unchecked(number - 1)}", $"{unchecked(number + 1)}"] : ["null"];
                string[] values = [.. _values[field[1].Value], .. near];
                lines[at] = line[..field[2].Index] + values[chance.Next(values.Length)] + line[(field[2].Index + field[2].Length)..];
                break;
            default:
                break;
        }
    }

    private static StoredEntry Chained(StoredEntry entry, EntryHash previous, int? number, bool isAtOnce)
    {
        var body = Encoding.Latin1.GetString(entry.Body.Span);
        body = entry.Text is { } text ? Digest().Replace(body, $"\"text\":\"{text.Digest()}\"$1}}") : body;
        body = number is { } place ? Number().Replace(body, string.Create(CultureInfo.InvariantCulture, $"{{\"entry\":{place},")) : body;
        body = isAtOnce ? At().Replace(body, "$1\"at\":\"2026-01-05T08:00:00.0000000Z\",") : body;
        var bytes = Encoding.Latin1.GetBytes(body);
        return entry with { Body = bytes, Hash = Chain.Link(previous, bytes) };
    }

    private static byte[] WithoutFreeTexts(byte[] export) => Encoding.Latin1.GetBytes(Free().Replace(Encoding.Latin1.GetString(export), "$1"));

    [GeneratedRegex("\"(\\w+)\":(\"[^\"]*\"|-?[0-9]+|true|false|null)")]
    private static partial Regex Field();

    [GeneratedRegex("\"text\":\"[0-9a-f]{64}\"(,\"identity\":\"[^\"]*\")?}$")]
    private static partial Regex Digest();

    [GeneratedRegex("^{\"entry\":[0-9]+,")]
    private static partial Regex Number();

    [GeneratedRegex("^({\"entry\":[0-9]+,)\"at\":\"[^\"]*\",")]
    private static partial Regex At();

    [GeneratedRegex(",\"free\":{\"salt\":\"[^\n]*}(,\"hash\":\"[0-9a-f]{64}\"}\n)")]
    private static partial Regex Free();
}
