namespace NumberingRules.Storage;

/// <summary>
/// Erases free texts: an entry lists the entries that lose theirs, in the transaction that deletes them. So verify tells an
/// erased text from a deleted one, and the entry holds nothing personal.
/// </summary>
internal static class Erasing
{
    // More runs go into several entries: no entry grows with the book.
    private const int RunsAnEntry = 1000;

    /// <summary>Erases the texts of the entries that fit.</summary>
    /// <param name="books">The books.</param>
    /// <param name="name">The book.</param>
    /// <param name="fits">Which entries; each has a text.</param>
    /// <param name="invoice">The invoice they are about; null for any.</param>
    /// <param name="cancellation">Gives up before anything is written.</param>
    /// <returns>How many lost their text.</returns>
    internal static async Task<long> EraseAsync(Books books, string name, Func<StoredEntry, bool> fits, InvoiceId? invoice, CancellationToken cancellation)
    {
        // What is found while writers go on is all there was when it was asked for: a text is never added to an entry.
        var numbers = await FindAsync(books, name, fits, invoice, cancellation).ConfigureAwait(false);
        if (numbers.Count == 0)
        {
            // They may have been erased before, and a reader then have kept their pages.
            await books.Store.ScrubAsync(cancellation).ConfigureAwait(false);
            return 0;
        }

        var options = books.Options;
        var batch = new BookBatch(new(name), options.NewIdentity);
        var session = await books.Store.WriteAsync([batch.Load], cancellation).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (batch.Load.IsBusy)
            {
                throw new StoreException(StoreTrouble.Busy, $"book '{name}': another transaction holds it; nothing was erased, try again");
            }

            await Decider.DecideAsync(books.Store, session, books.Headers, [batch], lasts: true, cancellation).ConfigureAwait(false);
            if (batch.Trouble is { } trouble)
            {
                throw trouble;
            }

            var change = batch.Seal(new(options.Salt), options.Now(), [.. Events(EntryRuns.Of(numbers))]);
            await session.CommitAsync(new([change!]), cancellation).ConfigureAwait(false);
            books.Headers.Learn(change!.After, batch.Header);
        }

        await books.Store.ScrubAsync(cancellation).ConfigureAwait(false);
        return numbers.Count;
    }

    /// <summary>The events that tell of erased runs of entries.</summary>
    internal static IEnumerable<Event.Erased> Events(IEnumerable<EntryRun> runs) => runs.Chunk(RunsAnEntry).Select(static some => new Event.Erased([.. some]));

    private static async ValueTask<SortedSet<long>> FindAsync(Books books, string name, Func<StoredEntry, bool> fits, InvoiceId? invoice, CancellationToken cancellation)
    {
        SortedSet<long> numbers = [];
        var book = await OpenBook.ReadAsync(books, name, cancellation).ConfigureAwait(false);
        await using (book.ConfigureAwait(false))
        {
            var known = invoice is null ? null : await book.ComputeAsync(view => view.Find(invoice), cancellation).ConfigureAwait(false);
            if (invoice is null || known is not null)
            {
                await foreach (var entry in book.EntriesAsync(0, known?.Appeared, cancellation).ConfigureAwait(false))
                {
                    if (entry.Text is not null && fits(entry))
                    {
                        numbers.Add(entry.Number);
                    }
                }
            }
        }

        return numbers;
    }
}
