namespace NumberingRules.Storage;

/// <summary>The lives of invoices, from the entries about them and about their book.</summary>
internal static class Lives
{
    internal static async ValueTask<IReadOnlyList<LifeStep>> OfAsync(OpenBook book, InvoiceId invoice, CancellationToken cancellation)
    {
        List<LifeStep> steps = [];
        var answer = default(Authority);
        foreach (var (entry, header, now) in await ReplayAsync(book, invoice, cancellation).ConfigureAwait(false))
        {
            if (now is null)
            {
                continue;
            }

            var after = Numbering.Authority(header, now);
            if (entry.Event is Event.OnInvoice || after != answer)
            {
                steps.Add(new(entry, after));
            }

            answer = after;
        }

        return steps;
    }

    /// <summary>The invoice as of the last entry that fits; neither numbers nor instants go back.</summary>
    internal static async ValueTask<InvoiceView?> AtAsync(OpenBook book, InvoiceId invoice, Func<JournalEntry, bool> fits, CancellationToken cancellation)
    {
        var steps = await ReplayAsync(book, invoice, cancellation).ConfigureAwait(false);
        return steps.FindLast(step => fits(step.Entry)) is { Invoice: { } then } last ? book.Show(last.Header, then) : null;
    }

    private static async ValueTask<List<Step>> ReplayAsync(OpenBook book, InvoiceId id, CancellationToken cancellation)
    {
        var known = await book.ComputeAsync(view => view.Find(id), cancellation).ConfigureAwait(false);
        List<StoredEntry> entries = [];
        foreach (var about in known is null ? Array.Empty<long>() : [0, known.Appeared])
        {
            await foreach (var entry in book.EntriesAsync(0, about, cancellation).ConfigureAwait(false))
            {
                entries.Add(entry);
            }
        }

        entries.Sort(static (one, other) => one.Number.CompareTo(other.Number));
        var (header, invoice) = (BookHeader.Unopened, (Invoice?)null);
        List<Step> steps = new(entries.Count);
        foreach (var entry in entries.Select(EntryReader.Read))
        {
            // A book may have added ten thousand series, and none changes which number counts.
            header = entry.Event is Event.SeriesAdded or Event.SeriesClosed ? header : Evolve.Book(header, entry.Event);
            invoice = entry.Event is Event.OnInvoice about ? Evolve.Invoice(invoice, about, entry.Number) : invoice;
            steps.Add(new(entry, header, invoice));
        }

        return steps;
    }

    private sealed record Step(JournalEntry Entry, BookHeader Header, Invoice? Invoice);
}
