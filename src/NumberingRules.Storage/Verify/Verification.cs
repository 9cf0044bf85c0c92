using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>
/// Proves a book in a store: its journal, and that every value of every row is what the journal says. Reads the tables in
/// one session; the journal, whose entries never change, in several at once.
/// </summary>
internal static class Verification
{
    private const string Remedy = "the journal counts: 'rebuild' makes the derived rows anew from it";

    // Two at once keep all cores busy; more would only take the threads that others need.
    private static readonly SemaphoreSlim AtOnce = new(2);

    internal static async Task<VerifyReport> RunAsync(Books books, string name, EntryHash? head, CancellationToken cancellation)
    {
        await AtOnce.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var session = await books.ReadAsync(cancellation).ConfigureAwait(false);
            await using var open = session.ConfigureAwait(false);
            var load = new BookLoad(name);
            await session.LoadAsync([load], cancellation).ConfigureAwait(false);
            return load.Row is { } row
                ? await RunAsync(books, session, row, head, cancellation).ConfigureAwait(false)
                : new(name, 0, 0, 0, default, await AbsenceAsync(session, name, head, cancellation).ConfigureAwait(false));
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static async ValueTask<Fault?> AbsenceAsync(IReadSession session, string name, EntryHash? head, CancellationToken cancellation)
    {
        var problems = await session.SchemaProblemsAsync(cancellation).ConfigureAwait(false);
        return problems.Count > 0 ? new(null, problems[0])
            : head is null || head == Chain.Start(name) ? null
            : new(null, $"there is no book '{name}', and the head given says that there was one: the book is gone. Restore a backup");
    }

    private static async Task<VerifyReport> RunAsync(Books books, IReadSession session, BookRow row, EntryHash? head, CancellationToken cancellation)
    {
        // Read while the journal is checked, in the session that saw the row.
        var print = RowPrint.New();
        var reading = Task.Run(() => FoundAsync(session, row, print, cancellation), cancellation);
        ExpectedRows expected = null!;
        var audit = new JournalAudit(row.Name, head, isStored: true) { Folded = entry => expected.Note(entry) };
        expected = new(audit.Register);
        try
        {
            await audit.AddAllAsync(Pieces(books, row, cancellation).ToAsyncEnumerable()).ConfigureAwait(false);
        }
        finally
        {
            await reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }

        var (found, problems) = await reading.ConfigureAwait(false);
        if (audit.Missing.Count > 0)
        {
            await ForgiveAsync(books, row, audit, cancellation).ConfigureAwait(false);
        }

        return audit.Report is not { Fault: null } report ? audit.Report
            : Problem(row, audit) is { } wrong ? report with { Fault = new(null, wrong) }
            : await DifferenceAsync(session, row, expected, found, print, cancellation).ConfigureAwait(false) is { } other ? report with { Fault = new(null, other) }
            : problems.Count > 0 ? report with { Fault = new(null, problems[0]) }
            : report;
    }

    private static async Task<(List<RowPrint> Found, IReadOnlyList<string> Problems)> FoundAsync(IReadSession session, BookRow row, RowPrint print, CancellationToken cancellation)
    {
        List<RowPrint> found = [];
        for (var at = 0; at < BookTable.Derived.Count; at++)
        {
            found.Add(print.Another());
            await session.ScanAsync(BookTable.Derived[at], row, found[at], cancellation).ConfigureAwait(false);
        }

        return (found, await session.SchemaProblemsAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>Texts that were erased meanwhile are missing in the pieces read last; the entries that say so stand behind the end.</summary>
    private static async ValueTask ForgiveAsync(Books books, BookRow row, JournalAudit audit, CancellationToken cancellation)
    {
        var session = await books.ReadAsync(cancellation).ConfigureAwait(false);
        await using var open = session.ConfigureAwait(false);
        await foreach (var later in OpenBook.EntriesOf(session, row, row.Entries, 0, cancellation).ConfigureAwait(false))
        {
            if (EntryReader.Read(later.Body.Span).Event is Event.Erased erased)
            {
                audit.Forgive(erased);
            }
        }
    }

    /// <summary>The journal in pieces that several sessions read at once: what was written never changes, whoever looks.</summary>
    private static IEnumerable<Func<List<CheckedEntry>, Task>> Pieces(Books books, BookRow row, CancellationToken cancellation)
    {
        // Beyond the last entry and before the first nothing may stand.
        for (var after = 0L; after <= Math.Min(EndOf(row), row.JournalEnd.Entry); after += JournalAudit.AtATime)
        {
            var from = after;
            yield return done => ReadAsync(books, row, from, done, cancellation);
        }
    }

    /// <summary>A row that was changed says nothing of where the journal ends.</summary>
    private static long EndOf(BookRow row) => row.Seal() == row.FoundSeal ? row.Entries : row.JournalEnd.Entry;

    private static async Task ReadAsync(Books books, BookRow row, long after, List<CheckedEntry> done, CancellationToken cancellation)
    {
        var (first, last) = (after == 0 ? long.MinValue : after - 1, Math.Min(after + JournalAudit.AtATime, EndOf(row)));
        var rows = await books.AskAsync(session => session.EntriesAsync(row, first, last, null, JournalAudit.AtATime + 2, cancellation), cancellation).ConfigureAwait(false);

        // The entry before the first gives the chain only; the piece before this one checks it.
        var previous = Chain.Start(row.Name);
        foreach (var entry in rows)
        {
            if (after == 0 || entry.Entry.Number > after)
            {
                done.Add(CheckedEntry.Of(entry, previous));
            }

            previous = entry.Entry.Hash;
        }

        if (done.Count == 0 && last > after)
        {
            done.Add(new(default, default, false, Fault.In(after + 1, "is missing")));
        }
    }

    private static string? Problem(BookRow row, JournalAudit audit)
    {
        var right = audit.Row(row.Id);
        if (row.Seal() == row.FoundSeal && right.Entries < row.Entries)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the journal of book '{row.Name}' ends at entry {right.Entries}, and its row says that there were {row.Entries}: entries were cut off. Restore a backup");
        }

        return row with { FoundSeal = default, JournalEnd = default } == right && row.FoundSeal == right.Seal() && row.JournalEnd == (right.Entries, right.Head) ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"table {BookTable.Books.Name} says that book '{row.Name}' has {row.Entries} entries and hash {row.Head}; its journal has {right.Entries} and {right.Head}, and every other column must be what the journal says too; {Remedy}");
    }

    private static async ValueTask<string?> DifferenceAsync(IReadSession session, BookRow row, ExpectedRows expected, List<RowPrint> found, RowPrint print, CancellationToken cancellation)
    {
        for (var at = 0; at < found.Count; at++)
        {
            var table = BookTable.Derived[at];
            var should = print.Another();
            expected.Show(table, row.Id, should);
            if (should.IsSameAs(found[at]))
            {
                continue;
            }

            var prints = expected.PrintsOf(table, row.Id, print);
            string? wrong = null;
            await session.ScanAsync(table, row, print.Another((one, words) => wrong ??= prints.Contains(one) ? null : words), cancellation).ConfigureAwait(false);
            return string.Create(CultureInfo.InvariantCulture, $"table {table.Name} has {(wrong is null ? $"{found[at].Rows} rows where the journal says {should.Rows}" : $"a row ({wrong}) that is not what the journal says")}; {Remedy}");
        }

        return null;
    }
}
