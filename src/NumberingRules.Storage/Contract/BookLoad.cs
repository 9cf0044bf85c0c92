using System.Diagnostics.CodeAnalysis;

namespace NumberingRules.Storage;

/// <summary>
/// One book during one session: what decisions want to know of it, and what the store has answered. The library asks by
/// filling <see cref="Wanted"/>; a store answers with the <c>Answer</c> methods; what it does not answer does not exist.
/// </summary>
/// <remarks>Not for use by several threads at once.</remarks>
[Experimental(IBookStore.Diagnostic)]
public sealed class BookLoad
{
    private readonly Dictionary<InvoiceId, Invoice?> _invoices = [];
    private readonly Dictionary<(SeriesId Series, string Scope, Period Period), PositionRow?> _positions = [];
    private readonly Dictionary<(HolderQuestion Question, string Text), List<InvoiceId>> _holders = [];
    private readonly Dictionary<(SeriesId Series, string Scope, Period Period, long Ordinal), InvoiceId?> _issued = [];
    private readonly Dictionary<string, List<InvoiceNumber>> _outside = new(StringComparer.Ordinal);
    private readonly Dictionary<long, StoredEntry?> _entries = [];
    private readonly List<StoredEntry> _aboutBook = [];
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

    /// <summary>What is asked and not answered yet.</summary>
    public BookQuestions Wanted { get; } = new();

    /// <summary>ERP-created invoices that are not void and hold no home number, as far as they were asked for, by date and then by appearance.</summary>
    internal List<Invoice> Unnumbered { get; } = [];

    /// <summary>Whether the walk over them has come to its end.</summary>
    internal bool HasAllUnnumbered { get; private set; }

    internal IReadOnlyList<StoredEntry> AboutBook => _aboutBook;

    /// <summary>How many entries about the book there were when more were asked for last; −1 when none were.</summary>
    internal int AboutBookAsked { get; set; } = -1;

    /// <summary>The header that <see cref="AboutBook"/> goes on from; null when it begins with the first entry.</summary>
    internal KeptHeader? KnownHeader { get; set; }

    /// <summary>The book's row, or null when it has no entry.</summary>
    public void AnswerRow(BookRow? row) => (Row, HasRow, IsBusy) = (row, true, false);

    /// <summary>Another transaction holds the book.</summary>
    public void AnswerBusy() => IsBusy = true;

    /// <summary>An invoice that was asked for by its id.</summary>
    public void Answer(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        _invoices[invoice.Id] = invoice;
    }

    /// <summary>A position that was asked for.</summary>
    public void Answer(PositionRow position)
    {
        ArgumentNullException.ThrowIfNull(position);
        _positions[(position.Series, position.Scope, position.Period)] = position;
    }

    /// <summary>An invoice that fits a question about a text.</summary>
    public void AnswerHolder(HolderQuestion question, string text, InvoiceId holder) => Holders(question, text).Add(holder);

    /// <summary>The invoice to which a series issued a sequence number that was asked for.</summary>
    public void AnswerIssued(SeriesId series, string scope, Period period, long ordinal, InvoiceId holder) => _issued[(series, scope, period, ordinal)] = holder;

    /// <summary>A home number given outside every series that begins with a prefix which was asked for.</summary>
    public void AnswerGivenOutside(string prefix, InvoiceNumber number) => Outside(prefix).Add(number);

    /// <summary>The next ERP-created invoice, not void, without a home number, by date and then by appearance.</summary>
    public void AnswerUnnumbered(Invoice invoice)
    {
        Answer(invoice);
        Unnumbered.Add(invoice);
    }

    /// <summary>An entry that was asked for by its number.</summary>
    public void AnswerEntry(StoredEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _entries[entry.Number] = entry;
    }

    /// <summary>The next entry about the book itself.</summary>
    public void AnswerAboutBook(StoredEntry entry) => _aboutBook.Add(entry);

    internal bool TryGet(InvoiceId id, out Invoice? invoice) => _invoices.TryGetValue(id, out invoice);

    internal bool TryGet(SeriesId series, string scope, Period period, out PositionRow? position) => _positions.TryGetValue((series, scope, period), out position);

    internal bool TryGet(HolderQuestion question, string text, [NotNullWhen(true)] out List<InvoiceId>? holders) => _holders.TryGetValue((question, text), out holders);

    internal bool TryGet(SeriesId series, string scope, Period period, long ordinal, out InvoiceId? holder) => _issued.TryGetValue((series, scope, period, ordinal), out holder);

    internal bool TryGetEntry(long number, out StoredEntry? entry) => _entries.TryGetValue(number, out entry);

    internal bool TryGetOutside(string prefix, [NotNullWhen(true)] out List<InvoiceNumber>? numbers) => _outside.TryGetValue(prefix, out numbers);

    /// <summary>Notes that what is still asked does not exist, where the store did not answer it, and that nothing is asked any more.</summary>
    internal void Settle()
    {
        foreach (var id in Wanted.InvoiceList)
        {
            _invoices.TryAdd(id, null);
        }

        foreach (var place in Wanted.PositionList)
        {
            _positions.TryAdd(place, null);
        }

        foreach (var (question, text) in Wanted.HolderList)
        {
            Holders(question, text);
        }

        foreach (var place in Wanted.IssuedList)
        {
            _issued.TryAdd(place, null);
        }

        foreach (var prefix in Wanted.PrefixList)
        {
            Outside(prefix);
        }

        foreach (var number in Wanted.EntryList)
        {
            _entries.TryAdd(number, null);
        }

        if (Wanted.Unnumbered)
        {
            HasAllUnnumbered = Unnumbered.Count - _unnumberedBefore < BookQuestions.PageSize;
            _unnumberedBefore = Unnumbered.Count;
            Wanted.UnnumberedAfter = Unnumbered.Count > 0 ? Unnumbered[^1] : null;
        }

        Wanted.Clear();
    }

    /// <summary>Reads the entries about the book from the first again.</summary>
    internal void ForgetHeader()
    {
        (KnownHeader, AboutBookAsked) = (null, -1);
        _aboutBook.Clear();
    }

    private List<InvoiceId> Holders(HolderQuestion question, string text)
    {
        if (!_holders.TryGetValue((question, text), out var holders))
        {
            _holders.Add((question, text), holders = []);
        }

        return holders;
    }

    private List<InvoiceNumber> Outside(string prefix)
    {
        if (!_outside.TryGetValue(prefix, out var numbers))
        {
            _outside.Add(prefix, numbers = []);
        }

        return numbers;
    }
}

/// <summary>What is asked of a text.</summary>
[Experimental(IBookStore.Diagnostic)]
public enum HolderQuestion
{
    /// <summary>Whose home number is it? At most one invoice's.</summary>
    HomeNumber,

    /// <summary>Whose record has it as its key now? At most one invoice's.</summary>
    ErpKey,

    /// <summary>Which invoices that are not void show it as the number of their current record? Up to <see cref="BookQuestions.MostHolders"/> of them.</summary>
    ErpNumber,

    /// <summary>Which invoices hold or ever held it as a number of either side? Up to <see cref="BookQuestions.MostHolders"/> of them.</summary>
    Ever,
}

/// <summary>What is asked of a book. Each question names one thing, so an answer costs the same in a book of any size; only the last two walk, in pages.</summary>
[Experimental(IBookStore.Diagnostic)]
public sealed class BookQuestions
{
    internal BookQuestions()
    {
    }

    /// <summary>Whether nothing is asked.</summary>
    public bool IsEmpty =>
        InvoiceList.Count == 0 && PositionList.Count == 0 && HolderList.Count == 0 && IssuedList.Count == 0 && PrefixList.Count == 0 && EntryList.Count == 0 && AboutBookAfter is null && !Unnumbered;

    /// <summary>Invoices, by id.</summary>
    public IReadOnlyCollection<InvoiceId> Invoices => InvoiceList;

    /// <summary>Positions, by series, scope (empty if the series has none) and period.</summary>
    public IReadOnlyCollection<(SeriesId Series, string Scope, Period Period)> Positions => PositionList;

    /// <summary>Texts, with what is asked of each.</summary>
    public IReadOnlyCollection<(HolderQuestion Question, string Text)> Holders => HolderList;

    /// <summary>Sequence numbers, by series, scope, period and ordinal: to which invoice were they issued?</summary>
    public IReadOnlyCollection<(SeriesId Series, string Scope, Period Period, long Ordinal)> Issued => IssuedList;

    /// <summary>Prefixes (possibly empty): the home numbers given outside every series that begin with them.</summary>
    public IReadOnlyCollection<string> GivenOutside => PrefixList;

    /// <summary>Entries, by number.</summary>
    public IReadOnlyCollection<long> Entries => EntryList;

    /// <summary>The entry behind which entries about the book itself are wanted, up to <see cref="PageSize"/> of them; null when none are.</summary>
    public long? AboutBookAfter { get; internal set; }

    /// <summary>Whether ERP-created invoices that are not void and have no home number are wanted, up to <see cref="PageSize"/> of them, by date and then by appearance, behind <see cref="UnnumberedAfter"/>.</summary>
    public bool Unnumbered { get; internal set; }

    /// <summary>The last of those invoices that was answered; null for the first page.</summary>
    public Invoice? UnnumberedAfter { get; internal set; }

    /// <summary>The most invoices answered to a question about a text: an ERP may give many records the same number.</summary>
    public const int MostHolders = 1024;

    /// <summary>How many rows of a walk come at a time.</summary>
    public const int PageSize = 4096;

    internal HashSet<InvoiceId> InvoiceList { get; } = [];

    internal HashSet<(SeriesId Series, string Scope, Period Period)> PositionList { get; } = [];

    internal HashSet<(HolderQuestion Question, string Text)> HolderList { get; } = [];

    internal HashSet<(SeriesId Series, string Scope, Period Period, long Ordinal)> IssuedList { get; } = [];

    internal HashSet<long> EntryList { get; } = [];

    internal HashSet<string> PrefixList { get; } = new(StringComparer.Ordinal);

    internal void Clear()
    {
        InvoiceList.Clear();
        PositionList.Clear();
        HolderList.Clear();
        IssuedList.Clear();
        PrefixList.Clear();
        EntryList.Clear();
        (AboutBookAfter, Unnumbered) = (null, false);
    }
}
