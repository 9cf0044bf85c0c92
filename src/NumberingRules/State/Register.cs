namespace NumberingRules;

/// <summary>
/// A book in memory: folds events, and answers what a decision asks. Laid over another view it holds only what has
/// changed since, which is how commands that hold together, batches and what-if questions see each other.
/// </summary>
/// <remarks>
/// The one mutable type of the core; not for use by several threads at once. Every operation costs the same, whatever
/// the number of invoices, except the two that say they walk.
/// </remarks>
public sealed class Register : IBookView
{
    private readonly IBookView? _under;
    private readonly Dictionary<InvoiceId, Invoice> _invoices = new(NameComparer<InvoiceId>.Instance);
    private readonly Dictionary<(SeriesId Series, Period Period), long> _next = [];
    private readonly Dictionary<SeriesId, DateOnly> _latest = new(NameComparer<SeriesId>.Instance);
    private readonly Dictionary<ErpKey, InvoiceId?> _byKey = new(NameComparer<ErpKey>.Instance);
    private readonly Dictionary<InvoiceNumber, InvoiceId> _byHomeNumber = new(NameComparer<InvoiceNumber>.Instance);
    private readonly Dictionary<InvoiceNumber, int> _erpNumbers = new(NameComparer<InvoiceNumber>.Instance);
    private readonly Dictionary<InvoiceId, Invoice?> _withoutHomeNumber = new(NameComparer<InvoiceId>.Instance);
    private readonly List<InvoiceNumber> _givenOutside = [];
    private readonly List<InvoiceId> _appeared = [];

    /// <summary>A book that is not open yet.</summary>
    public Register()
    {
    }

    /// <summary>A register that starts where another view stands; that view must not change meanwhile.</summary>
    /// <param name="under">The view beneath.</param>
    public Register(IBookView under)
    {
        ArgumentNullException.ThrowIfNull(under);
        _under = under;
        Header = under.Header;
        Entries = under.Entries;
    }

    /// <inheritdoc/>
    public BookHeader Header { get; private set; } = BookHeader.Unopened;

    /// <inheritdoc/>
    public long Entries { get; private set; }

    /// <summary>The invoices that appeared in this register, in order of appearance; those beneath it are not among them.</summary>
    public IEnumerable<Invoice> Appeared => _appeared.Select(id => _invoices[id]);

    /// <summary>How many invoices appeared in this register.</summary>
    public int InvoiceCount => _appeared.Count;

    /// <summary>The invoices that appeared or changed in this register, in any order.</summary>
    public IReadOnlyCollection<Invoice> Changed => _invoices.Values;

    internal IReadOnlyDictionary<(SeriesId Series, Period Period), long> ChangedNext => _next;

    internal IReadOnlyDictionary<SeriesId, DateOnly> ChangedLatest => _latest;

    internal IReadOnlyDictionary<ErpKey, InvoiceId?> ChangedKeys => _byKey;

    internal IReadOnlyDictionary<InvoiceNumber, InvoiceId> ChangedHomeNumbers => _byHomeNumber;

    internal IReadOnlyDictionary<InvoiceNumber, int> ChangedErpNumbers => _erpNumbers;

    internal IReadOnlyList<InvoiceNumber> ChangedGivenOutside => _givenOutside;

    /// <summary>Decides a command and folds what it brings about.</summary>
    public Decision Do(Command command)
    {
        var decision = Numbering.Decide(this, command);
        foreach (var happened in decision.Events)
        {
            Apply(happened);
        }

        return decision;
    }

    /// <summary>Folds one event: the next journal entry.</summary>
    public void Apply(Event happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        Entries++;
        Header = Evolve.Book(Header, happened);
        if (happened is Event.OnInvoice about)
        {
            var before = Find(about.Invoice);
            var after = Evolve.Invoice(before, about, Entries);
            _invoices[about.Invoice] = after;
            Index(before, after);
        }

        if (happened is Event.Issued issued)
        {
            _next[(issued.Series, issued.Period)] = issued.SequenceNumber + 1;
            if (Latest(issued.Series) is not { } latest || issued.Date > latest)
            {
                _latest[issued.Series] = issued.Date;
            }
        }
        else if (happened is Event.Advanced advanced)
        {
            _next[(advanced.Series, advanced.Period)] = advanced.Next;
        }
    }

    /// <inheritdoc/>
    public Invoice? Find(InvoiceId id) => _invoices.TryGetValue(id, out var invoice) ? invoice : _under?.Find(id);

    /// <inheritdoc/>
    public Position PositionOf(Series series, Period period)
    {
        ArgumentNullException.ThrowIfNull(series);
        return _next.TryGetValue((series.Id, period), out var next)
            ? new(next, Latest(series.Id))
            : _under is null ? new(series.First, Latest(series.Id))
            : _under.PositionOf(series, period) with { Latest = Latest(series.Id) };
    }

    /// <inheritdoc/>
    public InvoiceId? HolderOf(ErpKey key) => _byKey.TryGetValue(key, out var holder) ? holder : _under?.HolderOf(key);

    /// <inheritdoc/>
    public InvoiceId? HolderOf(InvoiceNumber homeNumber) =>
        _byHomeNumber.TryGetValue(homeNumber, out var holder) ? holder : _under?.HolderOf(homeNumber);

    /// <inheritdoc/>
    public int CountWithErpNumber(InvoiceNumber number) =>
        _erpNumbers.TryGetValue(number, out var count) ? count : _under?.CountWithErpNumber(number) ?? 0;

    /// <inheritdoc/>
    /// <remarks>Walks the invoices that lack one.</remarks>
    public IEnumerable<Invoice> WithoutHomeNumber() =>
        (_under?.WithoutHomeNumber() ?? []).Where(invoice => !_withoutHomeNumber.ContainsKey(invoice.Id))
            .Concat(_withoutHomeNumber.Values.OfType<Invoice>());

    /// <inheritdoc/>
    /// <remarks>Walks the given numbers that no series prints.</remarks>
    public IEnumerable<InvoiceNumber> GivenOutsideSeries() => (_under?.GivenOutsideSeries() ?? []).Concat(_givenOutside);

    /// <summary>Moves the look-ups from what an invoice was to what it is.</summary>
    private void Index(Invoice? before, Invoice after)
    {
        if (before is null)
        {
            _appeared.Add(after.Id);
        }

        if (before is null || before.Records != after.Records)
        {
            foreach (var record in before?.Records ?? default)
            {
                _byKey[record.Key] = null;
            }

            foreach (var record in after.Records)
            {
                _byKey[record.Key] = after.Id;
            }
        }

        if (Shown(before) != Shown(after))
        {
            CountErpNumber(Shown(before), -1);
            CountErpNumber(Shown(after), +1);
        }

        if (after.HomeNumber is { } number && before?.HomeNumber is null)
        {
            _byHomeNumber[number] = after.Id;
            if (after.IssuedBy is null && Header.Series.PrinterOf(number, out _) is null)
            {
                _givenOutside.Add(number);
            }
        }

        if (after.Origin == Side.Erp)
        {
            IndexWithoutHomeNumber(after);
        }
    }

    private static InvoiceNumber? Shown(Invoice? invoice) => invoice is { IsVoid: false } ? invoice.ErpNumber : null;

    private void CountErpNumber(InvoiceNumber? number, int change)
    {
        if (number is not null)
        {
            _erpNumbers[number] = CountWithErpNumber(number) + change;
        }
    }

    private void IndexWithoutHomeNumber(Invoice invoice)
    {
        if (invoice.HomeNumber is null)
        {
            _withoutHomeNumber[invoice.Id] = invoice;
        }
        else if (_under is null)
        {
            _withoutHomeNumber.Remove(invoice.Id);
        }
        else
        {
            _withoutHomeNumber[invoice.Id] = null;
        }
    }

    private DateOnly? Latest(SeriesId series) =>
        _latest.TryGetValue(series, out var latest) ? latest : _under switch
        {
            null => null,
            _ when Header.Series.Find(series) is { } owned => _under.PositionOf(owned.Series, default).Latest,
            _ => null,
        };
}
