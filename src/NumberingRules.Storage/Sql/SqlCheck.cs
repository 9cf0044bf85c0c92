using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>Compares a book's look-up tables with what its journal says, row for row.</summary>
internal sealed class SqlCheck(SqlStore store, SqlLink link, SqlBookRow row)
{
    private readonly Dictionary<long, long> _last = [];
    private readonly List<NotedAt> _findings = [];
    private readonly RowSum _entries = new();

    // Read while the journal is: by a connection of its own, which may look a little later.
    private readonly Task<RowSum>[] _found = [.. SqlExpectation.All.Select(table => Task.Run(() => store.WithReader(other => table.Found(other, row.Id))))];

    /// <summary>Takes note of an entry, after it was folded.</summary>
    internal void Note(EntryBody entry, Register folded)
    {
        var invoice = entry.Event is Event.OnInvoice about ? folded.Find(about.Invoice)!.Appeared : 0;
        _entries.Add(entry.Number).Add(invoice).Add(_last.GetValueOrDefault(invoice)).End();
        _last[invoice] = entry.Number;
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
        var expected = SqlExpectation.All.AsParallel().AsOrdered().Select(table => table.Expected(folded)).ToList();
        return SqlExpectation.All.Select((table, at) => expected[at].Equals(_found[at].GetAwaiter().GetResult()) ? null : table.Problem(link, row.Id, folded)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Waits until nothing is read any more. What could not be read is said by <see cref="Problem"/>.</summary>
    internal void Wait() => Task.WhenAll(_found).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
}
