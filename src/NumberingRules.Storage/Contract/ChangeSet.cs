namespace NumberingRules.Storage;

/// <summary>What a batch changed, whatever the store: the rows to write, book by book, in order of the books' ids; new books last.</summary>
/// <param name="Books">The books that changed.</param>
public sealed record ChangeSet(IReadOnlyList<BookChange> Books)
{
    /// <summary>Nothing to write.</summary>
    public static ChangeSet Empty { get; } = new([]);
}

/// <summary>What changed in one book.</summary>
public sealed class BookChange
{
    internal BookChange(BookRow? before, BookRow after) => (Before, After) = (before, after);

    /// <summary>The book's row before, with the head that must still be there; null for a new book.</summary>
    public BookRow? Before { get; }

    /// <summary>The book's row after. For a new book its <see cref="BookRow.Id"/> is 0: the store gives it one. A book that is written anew keeps the id it has here.</summary>
    public BookRow After { get; }

    /// <summary>The new entries, in order.</summary>
    public IReadOnlyList<EntryRow> Entries { get; internal init; } = [];

    /// <summary>The invoices that appeared or changed, in order of appearance: the row before (null for a new one) and after.</summary>
    public IReadOnlyList<(InvoiceRow? Before, InvoiceRow After)> Invoices { get; internal init; } = [];

    /// <summary>Keys that are no longer held: their rows stay, with <see cref="NumberRow.Past"/> set to the invoice. Written before <see cref="Taken"/>, for a key may move from one invoice to another.</summary>
    public IReadOnlyList<NumberRow> Freed { get; internal init; } = [];

    /// <summary>Numbers and keys that were taken: new rows, or the row of a key that comes back (same text, kind and invoice), its <see cref="NumberRow.Past"/> 0 again.</summary>
    public IReadOnlyList<NumberRow> Taken { get; internal init; } = [];

    /// <summary>Positions as they are now: new rows or old ones.</summary>
    public IReadOnlyList<PositionRow> Positions { get; internal init; } = [];

    /// <summary>Findings; one that is there already (same finding and invoice) stays as it is.</summary>
    public IReadOnlyList<FindingRow> Findings { get; internal init; } = [];

    /// <summary>Runs of entries, first and last, whose free texts are to be deleted.</summary>
    public IReadOnlyList<EntryRun> Erased { get; internal init; } = [];
}
