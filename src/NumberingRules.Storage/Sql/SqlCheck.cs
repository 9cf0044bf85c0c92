using System.Globalization;
using System.Runtime.InteropServices;

namespace NumberingRules.Storage;

/// <summary>Compares a book's look-up tables with what its journal says, row for row.</summary>
internal sealed class SqlCheck(SqlStore store, SqlLink link, SqlBookRow row)
{
    private const int InvoicesAtATime = 1024;

    private readonly Dictionary<long, long> _last = [];
    private readonly List<NotedAt> _findings = [];
    private readonly RowSum _entries = new();

    private readonly RowSum _entriesSeen = new();

    // Read while the journal is: by a connection of its own, which may look a little later.
    private readonly Task<RowSum?>[] _found = [.. SqlExpectation.All.Select(table => table.Name == SqlExpectation.Entries ? Task.FromResult<RowSum?>(null) : Task.Run(() => store.WithReader(other => (RowSum?)table.Found(other, row.Id))))];

    /// <summary>Takes note of rows that were read with the journal. For several threads at once.</summary>
    internal void Saw(RowSum entries)
    {
        lock (_entriesSeen)
        {
            _entriesSeen.Take(entries);
        }
    }

    /// <summary>Takes note of an entry, after it was folded.</summary>
    internal void Note(EntryBody entry, Register folded)
    {
        var invoice = entry.Event is Event.OnInvoice about ? folded.Find(about.Invoice)!.Appeared : 0;
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, invoice, out _);
        _entries.Add(entry.Number).Add(invoice).Add(last).End();
        last = entry.Number;
        foreach (var noted in entry.Findings)
        {
            _findings.Add(new(entry.Number, noted));
        }
    }

    /// <summary>What is wrong with the tables, in words; null when nothing is.</summary>
    /// <param name="journal">The journal folded as far as the tables reach.</param>
    /// <param name="head">The hash of the last entry folded.</param>
    internal string? Problem(Register journal, EntryHash head)
    {
        if (row.Entries != journal.Entries || row.Head != head || row.HasExchanged != journal.Header.HasExchanged || row.LastAboutBook != _last.GetValueOrDefault(0))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"table numbering_books says that book '{row.Name}' has {row.Entries} entries and hash {row.Head}; its journal has {journal.Entries} and {head}; {SqlExpectation.Remedy}");
        }

        var folded = new FoldedJournal(journal, _last, _findings, _entries);
        var expected = Expected(folded);
        return SqlExpectation.All.Select((table, at) => expected[at].Equals(_found[at].GetAwaiter().GetResult() ?? Entries()) ? null : table.Problem(link, row.Id, folded)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The rows read with the journal; null when there are others.</summary>
    private RowSum? Entries() =>
        link.First("SELECT COUNT(*) FROM numbering_entries WHERE book = @book", static rows => rows.Integer(0), row.Id) == _entriesSeen.Rows ? _entriesSeen : null;

    /// <summary>The sums of the rows that should be there, table by table; invoices are spread over all cores.</summary>
    private static RowSum[] Expected(FoldedJournal folded)
    {
        var tables = SqlExpectation.All;
        var sums = Array.ConvertAll(tables, static _ => new RowSum());
        var rest = Task.Run(() => Array.ConvertAll(tables, table =>
        {
            var sum = new RowSum();
            table.OfBook?.Invoke(folded, sum);
            return sum;
        }));
        Parallel.ForEach(
            folded.Register.Changed.Chunk(InvoicesAtATime),
            () => Array.ConvertAll(tables, static _ => new RowSum()),
            (some, _, own) =>
            {
                foreach (var invoice in some)
                {
                    for (var at = 0; at < tables.Length; at++)
                    {
                        tables[at].OfInvoice?.Invoke(folded, invoice, own[at]);
                    }
                }

                return own;
            },
            own => Take(sums, own));
        Take(sums, rest.GetAwaiter().GetResult());
        return sums;
    }

    private static void Take(RowSum[] sums, RowSum[] others)
    {
        lock (sums)
        {
            for (var at = 0; at < sums.Length; at++)
            {
                sums[at].Take(others[at]);
            }
        }
    }

    /// <summary>Waits until nothing is read any more. What could not be read is said by <see cref="Problem"/>.</summary>
    internal void Wait() => Task.WhenAll(_found).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
}
