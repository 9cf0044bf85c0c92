using System.Text;
using NumberingRules.Cli;
using NumberingRules.Storage;
using NumberingRules.Storage.Tests.Journal;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>Journals to begin with, the same every time.</summary>
internal static class Journals
{
    private const string Book = "main & co";

    private static readonly Guid Identity = new("1b4e28ba-2fa1-11d2-883f-0016d3cca427");

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
        return WriteAsync().GetAwaiter().GetResult();

        async Task<byte[]> WriteAsync()
        {
            using var export = new MemoryStream();
            await JournalExport.WriteAsync(export, book, entries.ToAsyncEnumerable(), default);
            return export.ToArray();
        }
    }

    /// <summary>What an export holds, as far as it can be read.</summary>
    internal static (string Book, List<StoredEntry> Entries) Read(byte[] export)
    {
        return ReadAsync().GetAwaiter().GetResult();

        async Task<(string, List<StoredEntry>)> ReadAsync()
        {
            var reader = new ExportReader(new MemoryStream(export));
            var (book, _) = await reader.BookAsync();
            return (book, await reader.EntriesAsync().Select(found => found.Entry).ToListAsync());
        }
    }

    internal static VerifyReport Verify(byte[] export) => JournalExport.VerifyAsync(new MemoryStream(export)).GetAwaiter().GetResult();

    internal static JournalAudit Audit(string book, IEnumerable<StoredEntry> entries, EntryHash? head) =>
        JournalAudit.OfAsync(book, entries.Select(entry => new FoundEntry(entry)).ToAsyncEnumerable(), head).GetAwaiter().GetResult();

    private static List<StoredEntry> Decided(string script)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(script));
        var (book, happened) = (new Register(), new List<(Event, ValueList<Noted>)>());
        foreach (var line in Script.Read(input, "seed"))
        {
            var decision = book.Do(line.Command);
            happened.AddRange(decision.Events.Select(one => (one, decision.Findings)));
        }

        // Some texts are erased, and the last entry says so.
        var erased = Sealed(happened).Where(entry => entry.Text is not null && entry.Number % 7 == 0).Select(entry => entry.Number).ToHashSet();
        var entries = Sealed(erased.Count == 0 ? happened : happened.Append((new Event.Erased([.. EntryRuns.Of(erased.Order())]), default)));
        return [.. entries.Select(entry => erased.Contains(entry.Number) ? entry with { Text = null } : entry)];
    }

    private static List<StoredEntry> Sealed(IEnumerable<(Event Happened, ValueList<Noted> Findings)> all)
    {
        // With a salt that is no secret.
        var writer = new EntryWriter(static () => new byte[FreeText.SaltSize]);
        var (entries, hash) = (new List<StoredEntry>(), Chain.Start(Book));
        foreach (var (happened, findings) in all)
        {
            entries.Add(writer.Seal(hash, entries.Count + 1, Start.AddMinutes((entries.Count + 1) / 3), happened, findings, entries.Count % 3 == 0 ? "Zoë \"Z\"" : null, entries.Count == 0 ? Identity : null));
            hash = entries[^1].Hash;
        }

        return entries;
    }
}
