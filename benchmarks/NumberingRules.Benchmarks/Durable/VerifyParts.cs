using System.Diagnostics;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>
/// What a verify consists of, each part by itself on one core over the same book: no machine's cores together can be quicker
/// than the sum of the parts divided among them.
/// </summary>
internal sealed class VerifyParts
{
    private readonly IReadSession _session;
    private readonly BookRow _row;
    private readonly List<CheckedEntry> _checked = [];
    private readonly List<StoredEntry> _entries;

    private VerifyParts(IReadSession session, BookRow row, List<EntryRow> entries)
    {
        (_session, _row) = (session, row);
        _entries = entries.ConvertAll(static entry => entry.Entry);
        var before = Chain.Start(row.Name);
        foreach (var entry in entries)
        {
            _checked.Add(CheckedEntry.Of(entry, before));
            before = entry.Entry.Hash;
        }
    }

    /// <summary>Prints a row for each part.</summary>
    internal static async Task MeasureAsync(string file, int rounds)
    {
        await using var store = new SqliteStore(file);
        await using var session = await store.ReadAsync(default);
        var load = new BookLoad(Workload.Name(0));
        await session.LoadAsync([load], default);
        await new VerifyParts(session, load.Row!, await ReadAsync(session, load.Row!)).MeasureAsync(rounds);
    }

    private async Task MeasureAsync(int rounds)
    {
        (string Name, Func<Task> Do)[] parts =
        [
            ("entries read from the database", () => ReadAsync(_session, _row)),
            ("chain hashed", () => { Hash(); return Task.CompletedTask; }),
            ("entries read from JSON", () => { _entries.ForEach(static entry => GC.KeepAlive(EntryReader.Read(entry.Body.Span, entry.Number).Event)); return Task.CompletedTask; }),
            ("laws looked at and entries folded", () => { Fold(); return Task.CompletedTask; }),
            ("derived tables read from the database", ScanAsync),
            ("what should be in them", Expect(Fold())),
        ];
        var times = Array.ConvertAll(parts, static _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            for (var at = 0; at < parts.Length; at++)
            {
                GC.Collect();
                var watch = Stopwatch.StartNew();
                await parts[at].Do();
                times[at].Add(watch.Elapsed.TotalSeconds);
            }
        }

        for (var at = 0; at < parts.Length; at++)
        {
            Row(parts[at].Name, Report.Median(times[at]));
        }

        Row("all of these", times.Sum(Report.Median));
    }

    private void Row(string what, double seconds) => Report.Row(what, _row.Entries, seconds, seconds * 1e6 / _row.Entries);

    private static async Task<List<EntryRow>> ReadAsync(IReadSession session, BookRow row)
    {
        List<EntryRow> entries = [];
        while (await session.EntriesAsync(row, entries.Count, row.Entries, null, JournalAudit.AtATime, default) is { Count: > 0 } page)
        {
            entries.AddRange(page);
        }

        return entries;
    }

    private void Hash()
    {
        var hash = Chain.Start(_row.Name);
        foreach (var entry in _entries)
        {
            hash = Chain.Link(hash, entry.Body.Span);
        }

        Same.Answer(_row.Head, hash);
    }

    private ExpectedRows Fold()
    {
        ExpectedRows expected = null!;
        var audit = new JournalAudit(_row.Name) { Folded = entry => expected.Note(entry) };
        expected = new(audit.Register);
        foreach (var entry in _checked)
        {
            audit.Add(entry);
        }

        Same.Answer(_row.Head, audit.Head);
        return expected;
    }

    private async Task ScanAsync()
    {
        for (var at = 0; at < BookTable.Derived.Count; at++)
        {
            await _session.ScanAsync(BookTable.Derived[at], _row, RowPrint.New(), default);
        }
    }

    private Func<Task> Expect(ExpectedRows expected) => () =>
    {
        foreach (var table in BookTable.Derived)
        {
            expected.Show(table, _row.Id, RowPrint.New());
        }

        return Task.CompletedTask;
    };
}
