namespace NumberingRules.Storage;

/// <content>What a host asks. Each question sees one moment of the book, and never waits for a writer.</content>
public sealed partial class KeptBook
{
    /// <summary>Policy, connection and series; not open if the book has not begun.</summary>
    public BookHeader Header() => Ask(book => book.Header);

    /// <summary>How many entries its journal has, and the hash of the last one: keep it elsewhere, and <see cref="Verify"/> finds a journal that was cut off.</summary>
    public (long Entries, EntryHash Hash) Head() => Ask(book => (book.Entries, book.Head));

    /// <summary>An invoice as it stands now, and which of its numbers counts; null if the book has none with this id.</summary>
    public KeptInvoice? Invoice(InvoiceId invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return Ask(book => book.Register.Find(invoice) is { } found ? KeptInvoice.Of(book.Header, found) : null);
    }

    /// <summary>The same as it was after an entry; null if the invoice had not appeared. Costs the entries about the invoice and about the book.</summary>
    public KeptInvoice? InvoiceAt(InvoiceId invoice, long entry)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return Ask(book => Lives.At(book, invoice, entry));
    }

    /// <summary>The last entry written at or before an instant; 0 if there is none. Costs the logarithm of the journal.</summary>
    public long EntryAt(DateTimeOffset instant) => Ask(book => Lives.LastAt(book, instant));

    /// <summary>The same as it was at an instant: which number did the PDF of 3 March carry?</summary>
    public KeptInvoice? InvoiceAt(InvoiceId invoice, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return Ask(book => Lives.At(book, invoice, Lives.LastAt(book, instant)));
    }

    /// <summary>The life of an invoice: each entry about it, and each about the book that changed which number counts. Empty if there is none with this id.</summary>
    public IReadOnlyList<LifeStep> LifeOf(InvoiceId invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return Ask(book => Lives.Of(book, invoice).ToList());
    }

    /// <summary>The invoices that have this text as their id, or hold or ever held it as a number of either side or as an ERP key, in order of appearance. Found by an index.</summary>
    public IReadOnlyList<KeptInvoice> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Ask(book => book.Holding(text).Select(invoice => KeptInvoice.Of(book.Header, invoice)).ToList());
    }

    /// <summary>Invoices in order of appearance.</summary>
    /// <param name="after">Where the page before said it ends; 0 for the first.</param>
    /// <param name="count">The most invoices, from 1.</param>
    public Page<KeptInvoice> Invoices(long after = 0, int count = 100) => PageOf(book => book.Invoices(after), count);

    /// <summary>All invoices in order of appearance, read as they are asked for, as they stood when the first one was. Until the enumeration ends the database keeps what it needs for that.</summary>
    public IEnumerable<KeptInvoice> AllInvoices()
    {
        if (_books.Store.LooksExcludeWriters)
        {
            // Whoever walks may do commands meanwhile, and may go on on another thread.
            foreach (var kept in Ask(held => held.Invoices().Select(invoice => KeptInvoice.Of(held.Header, invoice)).ToList()))
            {
                yield return kept;
            }

            yield break;
        }

        using var session = _books.Store.Read();
        var book = session.Find(Name) ?? new(Name);
        foreach (var invoice in book.Invoices())
        {
            yield return KeptInvoice.Of(book.Header, invoice);
        }
    }

    /// <summary>A list to work from, in order of appearance.</summary>
    /// <param name="list">Which one.</param>
    /// <param name="after">Where the page before said it ends; 0 for the first.</param>
    /// <param name="count">The most invoices, from 1.</param>
    public Page<KeptInvoice> Work(WorkList list, long after = 0, int count = 100) => PageOf(book => Lists.Of(book, list, after), count);

    /// <summary>Trouble that was recorded and still holds, in the order in which it was first found; what one command found by kind and invoice.</summary>
    /// <param name="after">Where the page before said it ends; 0 for the first.</param>
    /// <param name="count">The fewest findings to look for before the page ends, from 1; those of one entry stay together.</param>
    public Page<HeldFinding> Findings(long after = 0, int count = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Ask(book =>
        {
            List<HeldFinding> items = [];
            foreach (var held in Lists.Findings(book, after))
            {
                if (items.Count >= count && held.Entry != items[^1].Entry)
                {
                    return new Page<HeldFinding>(items, items[^1].Entry);
                }

                items.Add(held);
            }

            return new(items, null);
        });
    }

    /// <summary>What a command would change, without doing it: each invoice whose number would differ, in order of appearance. Walks the book.</summary>
    public (Decision Decision, IReadOnlyList<NumberChange> Changes) WhatIf(Command command) => Ask(book =>
    {
        var after = new Register(book.Register);
        var decision = after.Do(command);
        IReadOnlyList<NumberChange> changes = decision.Events.Count == 0
            ? []
            : [.. NumberChange.Between(book.Register, after, book.Invoices().Concat(after.Appeared).Select(invoice => invoice.Id))];
        return (decision, changes);
    });

    /// <summary>The auditor's page: what each series issued in each period, what was voided and taken over, and what is owed.</summary>
    public IReadOnlyList<SeriesPeriod> Series() => Ask(SeriesPages.Of);

    /// <summary>
    /// Checks the chain, that the look-up tables say what the journal says, and every law that can be told from the data,
    /// on all cores; stops at the first fault, which it names. Costs a walk of the book.
    /// </summary>
    /// <param name="head">A hash kept elsewhere: without one, entries cut off the end cannot be missed.</param>
    public VerifyReport Verify(EntryHash? head = null)
    {
        using var session = _books.Store.Read();
        return session.Verify(Name, head);
    }

    /// <summary>Writes the journal as JSON Lines (<c>docs/journal.md</c>), which <see cref="JournalExport.Verify"/> checks without the database.</summary>
    /// <param name="destination">Where to.</param>
    public void Export(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var session = _books.Store.Read();
        JournalExport.Write(destination, Name, session.Find(Name)?.EntriesAfter(0) ?? []);
    }

    /// <summary>Folds the whole journal into a register of its own: for questions that walk the book, and to check a program of one's own against. Costs a walk of the journal.</summary>
    public Register Replay() => Ask(book =>
    {
        var register = new Register();
        foreach (var entry in book.EntriesAfter(0))
        {
            register.Apply(EntryReader.Read(entry.Body.Span).Event);
        }

        return register;
    });

    /// <summary>Entries of the journal in order.</summary>
    /// <param name="after">The entry before the first one wanted; 0 for the beginning.</param>
    /// <param name="count">The most entries, from 1.</param>
    public IReadOnlyList<JournalEntry> Entries(long after = 0, int count = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Ask(book => book.EntriesAfter(after).Take(count).Select(EntryReader.Read).ToList());
    }

    private T Ask<T>(Func<StoredBook, T> question)
    {
        using var session = _books.Store.Read();
        try
        {
            return question(session.Find(Name) ?? new(Name));
        }
        catch (Exception e) when (e is not (StoreException or JournalException))
        {
            Damage.Tell(session, Name, e);
            throw;
        }
    }

    private Page<KeptInvoice> PageOf(Func<StoredBook, IEnumerable<Invoice>> list, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Ask(book =>
        {
            List<KeptInvoice> items = [];
            foreach (var invoice in list(book))
            {
                if (items.Count == count)
                {
                    return new Page<KeptInvoice>(items, items[^1].Invoice.Appeared);
                }

                items.Add(KeptInvoice.Of(book.Header, invoice));
            }

            return new(items, null);
        });
    }
}
