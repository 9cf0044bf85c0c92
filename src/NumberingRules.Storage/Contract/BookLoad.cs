using System.Diagnostics.CodeAnalysis;

namespace NumberingRules.Storage;

/// <summary>
/// One book during one session: what decisions want to know of it, and what the store has answered. The library asks by
/// filling <see cref="Wanted"/>; a store answers with the <c>Answer</c> methods; what it does not answer does not exist.
/// </summary>
/// <remarks>Not for use by several threads at once.</remarks>
public sealed class BookLoad
{
    private static readonly List<InvoiceId> Nobody = [];

    // Most books are asked for an invoice or two: what is not asked costs nothing.
    private Dictionary<InvoiceId, Invoice?>? _invoices;
    private Dictionary<(SeriesId Series, string Scope, Period Period), PositionRow?>? _positions;
    private Dictionary<(HolderQuestion Question, string Text), List<InvoiceId>>? _holders;
    private Dictionary<(SeriesId Series, string Scope, Period Period, long Ordinal), InvoiceId?>? _issued;
    private Dictionary<string, List<InvoiceNumber>>? _outside;
    private Dictionary<long, StoredEntry?>? _entries;
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

    /// <summary>What is asked and not answered yet.</summary>
    public BookQuestions Wanted { get; } = new();

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

    /// <summary>An invoice that was asked for by its id.</summary>
    public void Answer(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        (_invoices ??= new(NameComparer<InvoiceId>.Instance))[invoice.Id] = invoice;
    }

    /// <summary>A position that was asked for.</summary>
    public void Answer(PositionRow position)
    {
        ArgumentNullException.ThrowIfNull(position);
        (_positions ??= [])[(position.Series, position.Scope, position.Period)] = position;
    }

    /// <summary>An invoice that fits a question about a text.</summary>
    public void AnswerHolder(HolderQuestion question, string text, InvoiceId holder)
    {
        if ((_holders ??= []).TryAdd((question, text), [holder]) is false)
        {
            _holders[(question, text)].Add(holder);
        }
    }

    /// <summary>The invoice to which a series issued a sequence number that was asked for.</summary>
    public void AnswerIssued(SeriesId series, string scope, Period period, long ordinal, InvoiceId holder) => (_issued ??= [])[(series, scope, period, ordinal)] = holder;

    /// <summary>A home number given outside every series that begins with a prefix which was asked for.</summary>
    public void AnswerGivenOutside(string prefix, InvoiceNumber number)
    {
        _outside ??= new(StringComparer.Ordinal);
        if (!_outside.TryGetValue(prefix, out var numbers))
        {
            _outside.Add(prefix, numbers = []);
        }

        numbers.Add(number);
    }

    /// <summary>The next ERP-created invoice, not void, without a home number, by date and then by appearance.</summary>
    public void AnswerUnnumbered(Invoice invoice)
    {
        Answer(invoice);
        (_unnumbered ??= []).Add(invoice);
    }

    /// <summary>An entry that was asked for by its number.</summary>
    public void AnswerEntry(StoredEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        (_entries ??= [])[entry.Number] = entry;
    }

    /// <summary>The next entry about the book itself.</summary>
    public void AnswerAboutBook(StoredEntry entry) => (_aboutBook ??= []).Add(entry);

    internal bool TryGet(InvoiceId id, out Invoice? invoice) => TryGet(_invoices, id, out invoice);

    internal bool TryGet(SeriesId series, string scope, Period period, out PositionRow? position) => TryGet(_positions, (series, scope, period), out position);

    internal bool TryGet(HolderQuestion question, string text, [NotNullWhen(true)] out List<InvoiceId>? holders) => TryGet(_holders, (question, text), out holders);

    internal bool TryGet(SeriesId series, string scope, Period period, long ordinal, out InvoiceId? holder) => TryGet(_issued, (series, scope, period, ordinal), out holder);

    internal bool TryGetEntry(long number, out StoredEntry? entry) => TryGet(_entries, number, out entry);

    internal bool TryGetOutside(string prefix, [NotNullWhen(true)] out List<InvoiceNumber>? numbers) => TryGet(_outside, prefix, out numbers);

    /// <summary>Notes that what is still asked does not exist, where the store did not answer it, and that nothing is asked any more.</summary>
    internal void Settle()
    {
        Settle(Wanted.Invoices, ref _invoices, null);
        Settle(Wanted.Positions, ref _positions, null);
        Settle(Wanted.Holders, ref _holders, Nobody);
        Settle(Wanted.Issued, ref _issued, null);
        if (Wanted.GivenOutside.Count > 0)
        {
            Settle(Wanted.GivenOutside, ref _outside, []);
        }

        Settle(Wanted.Entries, ref _entries, null);
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
        _aboutBook = null;
    }

    private static bool TryGet<TKey, T>(Dictionary<TKey, T>? answers, TKey key, [MaybeNullWhen(false)] out T answer) where TKey : notnull
    {
        answer = default;
        return answers is not null && answers.TryGetValue(key, out answer);
    }

    private static void Settle<TKey, T>(IReadOnlyCollection<TKey> wanted, ref Dictionary<TKey, T>? answers, T none) where TKey : notnull
    {
        if (wanted is HashSet<TKey> { Count: > 0 } asked)
        {
            answers ??= new(asked.Comparer);
            foreach (var key in asked)
            {
                answers.TryAdd(key, none);
            }
        }
    }
}

/// <summary>What is asked of a text.</summary>
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
public sealed class BookQuestions
{
    private HashSet<InvoiceId>? _invoices;
    private HashSet<(SeriesId Series, string Scope, Period Period)>? _positions;
    private HashSet<(HolderQuestion Question, string Text)>? _holders;
    private HashSet<(SeriesId Series, string Scope, Period Period, long Ordinal)>? _issued;
    private HashSet<string>? _prefixes;
    private HashSet<long>? _entries;

    internal BookQuestions()
    {
    }

    /// <summary>Whether nothing is asked.</summary>
    public bool IsEmpty =>
        Count(_invoices) + Count(_positions) + Count(_holders) + Count(_issued) + Count(_prefixes) + Count(_entries) == 0 && AboutBookAfter is null && !Unnumbered;

    /// <summary>Invoices, by id.</summary>
    public IReadOnlyCollection<InvoiceId> Invoices => _invoices ?? (IReadOnlyCollection<InvoiceId>)[];

    /// <summary>Positions, by series, scope (empty if the series has none) and period.</summary>
    public IReadOnlyCollection<(SeriesId Series, string Scope, Period Period)> Positions => _positions ?? (IReadOnlyCollection<(SeriesId Series, string Scope, Period Period)>)[];

    /// <summary>Texts, with what is asked of each.</summary>
    public IReadOnlyCollection<(HolderQuestion Question, string Text)> Holders => _holders ?? (IReadOnlyCollection<(HolderQuestion Question, string Text)>)[];

    /// <summary>Sequence numbers, by series, scope, period and ordinal: to which invoice were they issued?</summary>
    public IReadOnlyCollection<(SeriesId Series, string Scope, Period Period, long Ordinal)> Issued => _issued ?? (IReadOnlyCollection<(SeriesId Series, string Scope, Period Period, long Ordinal)>)[];

    /// <summary>Prefixes (possibly empty): the home numbers given outside every series that begin with them.</summary>
    public IReadOnlyCollection<string> GivenOutside => _prefixes ?? (IReadOnlyCollection<string>)[];

    /// <summary>Entries, by number.</summary>
    public IReadOnlyCollection<long> Entries => _entries ?? (IReadOnlyCollection<long>)[];

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

    internal HashSet<InvoiceId> InvoiceList => _invoices ??= new(NameComparer<InvoiceId>.Instance);

    internal HashSet<(SeriesId Series, string Scope, Period Period)> PositionList => _positions ??= [];

    internal HashSet<(HolderQuestion Question, string Text)> HolderList => _holders ??= [];

    internal HashSet<(SeriesId Series, string Scope, Period Period, long Ordinal)> IssuedList => _issued ??= [];

    internal HashSet<long> EntryList => _entries ??= [];

    internal HashSet<string> PrefixList => _prefixes ??= new(StringComparer.Ordinal);

    internal void Clear()
    {
        _invoices?.Clear();
        _positions?.Clear();
        _holders?.Clear();
        _issued?.Clear();
        _prefixes?.Clear();
        _entries?.Clear();
        (AboutBookAfter, Unnumbered) = (null, false);
    }

    private static int Count<T>(HashSet<T>? asked) => asked?.Count ?? 0;
}
