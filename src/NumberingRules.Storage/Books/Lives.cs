namespace NumberingRules.Storage;

/// <summary>The lives of invoices, from the entries about them and about their book.</summary>
internal static class Lives
{
    internal static IEnumerable<LifeStep> Of(StoredBook book, InvoiceId invoice)
    {
        var answer = default(Authority);
        foreach (var (entry, header, now) in Replay(book, invoice))
        {
            if (now is null)
            {
                continue;
            }

            var after = Numbering.Authority(header, now);
            if (entry.Event is Event.OnInvoice || after != answer)
            {
                yield return new(entry, after);
            }

            answer = after;
        }
    }

    internal static KeptInvoice? At(StoredBook book, InvoiceId invoice, long upTo)
    {
        var (header, then) = (BookHeader.Unopened, (Invoice?)null);
        foreach (var (_, headerThen, invoiceThen) in Replay(book, invoice).TakeWhile(step => step.Entry.Number <= upTo))
        {
            (header, then) = (headerThen, invoiceThen);
        }

        return then is null ? null : KeptInvoice.Of(header, then);
    }

    /// <summary>The last entry written at or before an instant; instants never go back, so it is looked for by halves.</summary>
    internal static long LastAt(StoredBook book, DateTimeOffset instant)
    {
        var (before, after) = (0L, book.Entries + 1);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (EntryReader.Read(book.Entry(middle)!.Body.Span).At <= instant)
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        return before;
    }

    private static IEnumerable<Step> Replay(StoredBook book, InvoiceId id)
    {
        if (book.Register.Find(id) is not { } known)
        {
            yield break;
        }

        var (header, invoice) = (BookHeader.Unopened, (Invoice?)null);
        List<StoredEntry> entries = [.. book.EntriesAboutBook(), .. book.EntriesAbout(known)];
        entries.Sort(static (one, other) => one.Number.CompareTo(other.Number));
        foreach (var stored in entries)
        {
            var entry = EntryReader.Read(stored);
            header = Evolve.Book(header, entry.Event);
            if (entry.Event is Event.OnInvoice about)
            {
                invoice = Evolve.Invoice(invoice, about, entry.Number);
            }

            yield return new(entry, header, invoice);
        }
    }

    private sealed record Step(JournalEntry Entry, BookHeader Header, Invoice? Invoice);
}
