namespace NumberingRules.Storage;

/// <summary>
/// One book during one session: what decisions want to know of it, and what the store has answered. Each question names one
/// thing, so an answer costs the same in a book of any size; the entries about the book and the invoices without a home
/// number are walks, in pages, and home numbers given outside every series as many as begin with the prefix.
/// </summary>
/// <remarks>Not for use by several threads at once.</remarks>
public sealed class BookLoad
{
    /// <summary>The most invoices answered to a question about a text: an ERP may give many records the same number.</summary>
    public const int MostHolders = 1024;

    /// <summary>How many rows of a walk come at a time.</summary>
    public const int PageSize = 4096;

    private List<StoredEntry>? _aboutBook;
    private List<Invoice>? _unnumbered;
    private BookLoad[]? _alone;
    private int _unnumberedBefore;

    /// <summary>A book of which nothing is known yet.</summary>
    /// <param name="book">Its name.</param>
    public BookLoad(string book) => Book = book;

    /// <summary>The book's name.</summary>
    public string Book { get; }

    /// <summary>The book's row, once the store has looked; null while it has not, and for a book without an entry.</summary>
    public BookRow? Row { get; private set; }

    /// <summary>Whether the store has looked for the row.</summary>
    public bool HasRow { get; private set; }

    /// <summary>Whether another transaction holds the book, so that the session does not.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Whether a transaction for writing that asks for this book alone may wait for it; without it a book that is held is left out at once (<see cref="IsBusy"/>). Set by default.</summary>
    public bool MayWait { get; internal init; } = true;

    /// <summary>Invoices, by id.</summary>
    public Asked<InvoiceId, Invoice> Invoices { get; } = new(NameComparer<InvoiceId>.Instance);

    /// <summary>Positions, by series, scope (empty if the series has none) and period.</summary>
    public Asked<(SeriesId Series, string Scope, Period Period), PositionRow> Positions { get; } = new();

    /// <summary>The invoices that fit a question about a text.</summary>
    public Asked<(HolderQuestion Question, string Text), List<InvoiceId>> Holders { get; } = new();

    /// <summary>Sequence numbers, by series, scope (empty if the series has none), period and ordinal: to which invoice were they issued?</summary>
    public Asked<(SeriesId Series, string Scope, Period Period, long Ordinal), InvoiceId> Issued { get; } = new();

    /// <summary>Prefixes (possibly empty): the home numbers given outside every series that begin with them.</summary>
    public Asked<string, List<InvoiceNumber>> GivenOutside { get; } = new();

    /// <summary>Entries, by number.</summary>
    public Asked<long, StoredEntry> Entries { get; } = new();

    /// <summary>The entry behind which entries about the book itself are wanted, up to <see cref="PageSize"/> of them; null when none are.</summary>
    public long? AboutBookAfter { get; internal set; }

    /// <summary>Whether ERP-created invoices that are not void and have no home number are wanted, up to <see cref="PageSize"/> of them, by date and then by appearance, behind <see cref="UnnumberedAfter"/>.</summary>
    public bool WantsUnnumbered { get; internal set; }

    /// <summary>The last of those invoices that was answered; null for the first page.</summary>
    public Invoice? UnnumberedAfter => _unnumbered?[^1];

    /// <summary>Whether nothing is asked.</summary>
    public bool AsksNothing =>
        Invoices.Wanted.Count + Positions.Wanted.Count + Holders.Wanted.Count + Issued.Wanted.Count + GivenOutside.Wanted.Count + Entries.Wanted.Count == 0 && AboutBookAfter is null && !WantsUnnumbered;

    /// <summary>ERP-created invoices that are not void and hold no home number, as far as they were asked for, by date and then by appearance.</summary>
    internal IReadOnlyList<Invoice> Unnumbered => _unnumbered ?? [];

    /// <summary>Whether the walk over them has come to its end.</summary>
    internal bool HasAllUnnumbered { get; private set; }

    internal IReadOnlyList<StoredEntry> AboutBook => _aboutBook ?? [];

    /// <summary>This book and no other: where questions are asked one at a time the list is made once.</summary>
    internal IReadOnlyList<BookLoad> Alone => _alone ??= [this];

    /// <summary>How many entries about the book there were when more were asked for last; −1 when none were.</summary>
    internal int AboutBookAsked { get; set; } = -1;

    /// <summary>The header that <see cref="AboutBook"/> goes on from; null when it begins with the first entry.</summary>
    internal KeptHeader? KnownHeader { get; set; }

    /// <summary>The book's row, or null when it has no entry.</summary>
    public void AnswerRow(BookRow? row) => (Row, HasRow, IsBusy) = (row, true, false);

    /// <summary>Another transaction holds the book.</summary>
    public void AnswerBusy() => IsBusy = true;

    /// <summary>The next entry about the book itself.</summary>
    public void AnswerAboutBook(StoredEntry entry) => (_aboutBook ??= []).Add(entry);

    /// <summary>The next ERP-created invoice, not void, without a home number, by date and then by appearance.</summary>
    public void AnswerUnnumbered(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        Invoices.Answer(invoice.Id, invoice);
        (_unnumbered ??= []).Add(invoice);
    }

    /// <summary>Notes that what the store did not answer does not exist, and that nothing is asked any more but the rest of a walk.</summary>
    internal void Settle()
    {
        Invoices.Settle();
        Positions.Settle();
        Holders.Settle();
        Issued.Settle();
        GivenOutside.Settle();
        Entries.Settle();
        AboutBookAfter = null;
        if (WantsUnnumbered)
        {
            HasAllUnnumbered = Unnumbered.Count - _unnumberedBefore < PageSize;
            _unnumberedBefore = Unnumbered.Count;
            WantsUnnumbered = !HasAllUnnumbered;
        }
    }

    /// <summary>Reads the entries about the book from the first again.</summary>
    internal void ForgetHeader()
    {
        (KnownHeader, AboutBookAsked) = (null, -1);
        _aboutBook = null;
    }
}

/// <summary>What is asked of a text.</summary>
public enum HolderQuestion
{
    /// <summary>Whose home number is it? At most one invoice's.</summary>
    HomeNumber,

    /// <summary>Whose record has it as its key now? At most one invoice's.</summary>
    ErpKey,

    /// <summary>Which invoices that are not void show it as the number of their current record? Up to <see cref="BookLoad.MostHolders"/> of them.</summary>
    ErpNumber,

    /// <summary>Which invoices hold or ever held it as a number of either side? Up to <see cref="BookLoad.MostHolders"/> of them.</summary>
    Ever,
}
