using System.Text;
using NumberingRules.Cli;
using NumberingRules.Storage;
using NumberingRules.Storage.Tests.Journal;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>Journals to begin with, the same every time.</summary>
internal static class Journals
{
    private const string Book = "main & co";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The scripts, decided and sealed.</summary>
    internal static IReadOnlyList<IReadOnlyList<StoredEntry>> All { get; } =
        [.. Scripts.Samples.Append(string.Join('\n', Scripts.Every)).Append(string.Join('\n', Scripts.Every.Where(line => !line.Contains("Policy", StringComparison.Ordinal)))).Select(Decided)];

    /// <summary>Journals that break a law, one for each way to break one.</summary>
    internal static IReadOnlyList<IReadOnlyList<StoredEntry>> Broken { get; } = [.. BrokenLaws.Broken.Select(broken => AfterSound(broken.Events))];

    /// <summary>A sound journal with events behind it, whatever they are.</summary>
    internal static IReadOnlyList<StoredEntry> AfterSound(params IEnumerable<Event> events) => Sealed(BrokenLaws.Sound.Concat(events).Select(happened => (happened, default(ValueList<Noted>))));

    internal static byte[] Export(IEnumerable<StoredEntry> entries, string book = Book)
    {
        using var export = new MemoryStream();
        JournalExport.Write(export, book, entries);
        return export.ToArray();
    }

    /// <summary>The entry that comes next, with a salt that is no secret.</summary>
    internal static StoredEntry Seal(EntryWriter writer, EntryHash previous, long number, Event happened, ReadOnlySpan<Noted> findings, string? actor)
    {
        var reason = EventReason.Of(happened)?.Text;
        var text = reason is null && actor is null ? null : new FreeText(new byte[FreeText.SaltSize], reason, actor);
        var body = writer.Write(number, Start.AddMinutes(number / 3), happened, findings, text?.Digest()).ToArray();
        return new(number, body, Chain.Link(previous, body), text);
    }

    private static List<StoredEntry> Decided(string script)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(script));
        var (book, happened) = (new Register(), new List<(Event, ValueList<Noted>)>());
        foreach (var line in Script.Read(input, "seed"))
        {
            var decision = book.Do(line.Command);
            happened.AddRange(decision.Events.Select(one => (one, decision.Findings)));
        }

        return [.. Sealed(happened).Select(entry => entry.Number % 7 == 0 ? entry with { Text = null } : entry)];
    }

    private static List<StoredEntry> Sealed(IEnumerable<(Event Happened, ValueList<Noted> Findings)> all)
    {
        using var writer = new EntryWriter();
        var (entries, hash) = (new List<StoredEntry>(), Chain.Start(Book));
        foreach (var (happened, findings) in all)
        {
            entries.Add(Seal(writer, hash, entries.Count + 1, happened, findings.AsSpan(), entries.Count % 3 == 0 ? "Zoë \"Z\"" : null));
            hash = entries[^1].Hash;
        }

        return entries;
    }
}
