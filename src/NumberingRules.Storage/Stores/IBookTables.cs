namespace NumberingRules.Storage;

/// <summary>
/// The look-up tables of one book as of some entry: all that <see cref="IBookView"/> asks, and the lists a host works from.
/// Every answer is found by an index.
/// </summary>
internal interface IBookTables : IBookView
{
    /// <summary>The hash of the last entry the tables know.</summary>
    EntryHash Head { get; }

    /// <summary>The instant of that entry.</summary>
    DateTimeOffset At { get; }

    /// <summary>Entries behind one, in order, up to one.</summary>
    IEnumerable<StoredEntry> EntriesBetween(long after, long upTo);

    /// <summary>The numbers of the entries about the book itself, in order.</summary>
    IEnumerable<StoredEntry> EntriesAboutBook();

    /// <summary>The entries about an invoice, in order.</summary>
    IEnumerable<StoredEntry> EntriesAbout(Invoice invoice);

    /// <summary>Invoices in order of appearance, behind one that appeared with an entry.</summary>
    IEnumerable<Invoice> Invoices(long after);

    /// <summary>The invoices that hold or ever held a number or an ERP key.</summary>
    IEnumerable<Invoice> Holding(string text);

    /// <summary>The invoices of a kind of work, in order of appearance.</summary>
    IEnumerable<Invoice> WorkOf(WorkKind kind, long after);

    /// <summary>What was found, in any order.</summary>
    IEnumerable<NotedAt> Findings();

    /// <summary>What the series issued, by series, period and sequence number.</summary>
    IEnumerable<IssuedNumber> Issued();
}

/// <summary>A finding and the entry it stands with.</summary>
internal readonly record struct NotedAt(long Entry, Noted Noted);

/// <summary>A number a series issued, and the entry with which its invoice appeared.</summary>
internal readonly record struct IssuedNumber(SeriesId Series, Period Period, long SequenceNumber, long Appeared);
