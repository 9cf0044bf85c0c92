namespace NumberingRules.Storage;

/// <summary>The row of a book. Equality is by value.</summary>
/// <param name="Id">The store's own number for the book, from 1; 0 for one that is not stored yet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Identity">The identity on which attempt keys rest, as its journal has it; null for a book that has none yet.</param>
/// <param name="IdentityEntry">The entry that brought the identity; 0 when there is none.</param>
/// <param name="Entries">How many entries its journal has.</param>
/// <param name="Head">The hash of the last entry.</param>
/// <param name="At">The instant of the last entry.</param>
/// <param name="AboutBook">The last entry about the book itself, with its hash: while it is the same, so is the header.</param>
/// <param name="AboutBookHash">The hash of that entry.</param>
/// <param name="HasExchanged">Whether anything was ever sent, confirmed or imported.</param>
/// <param name="Connection">The connection to the ERP.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="HomePrevails">Whether the policy lets home numbers prevail.</param>
public sealed record BookRow(
    long Id,
    string Name,
    Guid? Identity,
    long IdentityEntry,
    long Entries,
    EntryHash Head,
    DateTimeOffset At,
    long AboutBook,
    EntryHash AboutBookHash,
    bool HasExchanged,
    Connection Connection,
    long Epoch,
    bool HomePrevails)
{
    /// <summary>A checksum over all columns but the id, stored with them: a row that somebody has changed is not believed.</summary>
    public EntryHash Seal() => RowSeal.Of(this);

    /// <summary>
    /// The number and hash of the last entry in the journal, as the store found it beside this row; the library refuses a
    /// book whose row says otherwise.
    /// </summary>
    public (long Entry, EntryHash Hash) JournalEnd { get; init; }

    /// <summary>The checksum as the store found it.</summary>
    public EntryHash FoundSeal { get; init; }
}

/// <summary>The row of an entry.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Invoice">The invoice it is about, by the entry with which that appeared; 0 when it is about the book.</param>
/// <param name="At">When it was written.</param>
public sealed record EntryRow(StoredEntry Entry, long Invoice, DateTimeOffset At);

/// <summary>What kind of text an invoice holds or held.</summary>
public enum NumberKind
{
    /// <summary>A home number.</summary>
    Home,

    /// <summary>A number the ERP gave one of its records.</summary>
    Erp,

    /// <summary>The key of one of its records.</summary>
    Key,
}

/// <summary>A text an invoice holds or held. The key is (book, text, <see cref="Past"/>, kind): of those that hold it only one can be of a kind.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text.</param>
/// <param name="Invoice">The invoice, by the entry with which it appeared.</param>
/// <param name="Held">Whether nobody else of the book may have it: a home number, for ever; a key, while it is that of a record.</param>
/// <param name="Series">The series that issued it; empty if none did.</param>
/// <param name="Scope">The scope it counts in; empty if there is none.</param>
/// <param name="Period">The period it counts in.</param>
/// <param name="Ordinal">Its sequence number; unique by (book, series, scope, period, ordinal) where a series issued it; 0 otherwise.</param>
/// <param name="Outside">Whether it is a home number that was given and that no series printed then.</param>
public sealed record NumberRow(NumberKind Kind, string Text, long Invoice, bool Held, string Series = "", string Scope = "", int Period = 0, long Ordinal = 0, bool Outside = false)
{
    /// <summary>0 while it is held, and else the invoice: the part of the key that keeps two from holding the same text, and lets any number have held it.</summary>
    public long Past => Held ? 0 : Invoice;
}

/// <summary>Where a series stands for a scope in a period. The key is (book, series, scope, period).</summary>
/// <param name="Series">The series.</param>
/// <param name="Scope">The scope; empty if the series has none.</param>
/// <param name="Period">The period.</param>
/// <param name="Next">The next sequence number; 0 in an answer when the position has no row.</param>
/// <param name="Latest">The latest document date numbered in this period; null if none was.</param>
public sealed record PositionRow(SeriesId Series, string Scope, Period Period, long Next, DateOnly? Latest)
{
    /// <summary>In an answer: the highest sequence number issued in this position; 0 if none was.</summary>
    public long LastIssued { get; init; }

    /// <summary>In an answer: the latest document date numbered in any period of this series and scope; null if none was.</summary>
    public DateOnly? LatestOfScope { get; init; }
}

/// <summary>A finding, and the entry it was first found with. The key is (book, finding, invoice).</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Invoice">The invoice it is about.</param>
public sealed record FindingRow(long Entry, Finding Finding, InvoiceId Invoice);

/// <summary>Where a series stands for a scope in a period, and the first and last number it issued there. How many it issued follows: all below <paramref name="Next"/> that were not taken over.</summary>
/// <param name="Series">The series.</param>
/// <param name="Scope">The scope; empty if there is none.</param>
/// <param name="Period">The period.</param>
/// <param name="Next">The next sequence number.</param>
/// <param name="First">The first number issued, as printed; null if none was.</param>
/// <param name="Last">The last number issued, as printed.</param>
public sealed record SeriesRow(SeriesId Series, string Scope, Period Period, long Next, InvoiceNumber? First, InvoiceNumber? Last);
