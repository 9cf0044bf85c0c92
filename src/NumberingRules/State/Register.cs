using System.Collections.Immutable;
using System.Runtime.InteropServices;

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
    private readonly Dictionary<Counter, long> _next = [];
    private readonly Dictionary<Counter, DateOnly> _latest = [];
    private readonly Dictionary<(Counter Counter, long SequenceNumber), InvoiceId> _issued = [];
    private readonly Dictionary<ErpKey, InvoiceId?> _byKey = new(NameComparer<ErpKey>.Instance);
    private readonly Dictionary<InvoiceNumber, InvoiceId> _byHomeNumber = new(NameComparer<InvoiceNumber>.Instance);
    private readonly Dictionary<InvoiceNumber, ErpNumberUse> _erpNumbers = new(NameComparer<InvoiceNumber>.Instance);
    private readonly Dictionary<InvoiceId, Invoice?> _withoutHomeNumber = new(NameComparer<InvoiceId>.Instance);
    private readonly List<InvoiceId> _appeared = [];
    private ImmutableSortedSet<string> _givenOutside = NumbersByText.Empty;

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

    internal IReadOnlyDictionary<Counter, long> ChangedNext => _next;

    internal IReadOnlyDictionary<Counter, DateOnly> ChangedLatest => _latest;

    /// <summary>The invoices by number, of series in which the text of a number does not follow from its place.</summary>
    internal IReadOnlyDictionary<(Counter Counter, long SequenceNumber), InvoiceId> ChangedIssued => _issued;

    internal IReadOnlyDictionary<ErpKey, InvoiceId?> ChangedKeys => _byKey;

    internal IReadOnlyDictionary<InvoiceNumber, InvoiceId> ChangedHomeNumbers => _byHomeNumber;

    internal IReadOnlyDictionary<InvoiceNumber, ErpNumberUse> ChangedErpNumbers => _erpNumbers;

    internal ImmutableSortedSet<string> ChangedGivenOutside => _givenOutside;

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
            var isKnown = _invoices.TryGetValue(about.Invoice, out var before);
            before ??= _under?.Find(about.Invoice);
            var after = _invoices[about.Invoice] = Evolve.Invoice(before, about, Entries);
            Index(before, after, first: !isKnown);
        }

        if (happened is Event.Issued issued)
        {
            var counter = new Counter(issued.Series, issued.Scope, issued.Period);
            _next[counter] = issued.SequenceNumber + 1;
            if (Header.Series.Find(issued.Series) is not { Series.HasOneTextEach: true })
            {
                _issued[(counter, issued.SequenceNumber)] = issued.Invoice;
            }

            if (LatestBefore(issued) is not { } latest || issued.Date > latest)
            {
                _latest[counter with { Period = default }] = issued.Date;
            }
        }
        else if (happened is Event.Advanced advanced)
        {
            _next[new(advanced.Series, advanced.Scope, advanced.Period)] = advanced.Next;
        }
    }

    /// <inheritdoc/>
    public Invoice? Find(InvoiceId id) => _invoices.TryGetValue(id, out var invoice) ? invoice : _under?.Find(id);

    /// <inheritdoc/>
    public Position PositionOf(Series series, Scope? scope, Period period)
    {
        ArgumentNullException.ThrowIfNull(series);
        var knowsNext = _next.TryGetValue(new(series.Id, scope, period), out var next);
        var knowsLatest = _latest.TryGetValue(new(series.Id, scope), out var latest);
        if (knowsNext && knowsLatest)
        {
            return new(next, latest);
        }

        var under = _under?.PositionOf(series, scope, period) ?? new(series.First, null);
        return new(knowsNext ? next : under.Next, knowsLatest ? latest : under.Latest);
    }

    /// <inheritdoc/>
    public InvoiceId? HolderOf(ErpKey key) => _byKey.TryGetValue(key, out var holder) ? holder : _under?.HolderOf(key);

    /// <inheritdoc/>
    public InvoiceId? HolderOf(InvoiceNumber homeNumber) =>
        _byHomeNumber.TryGetValue(homeNumber, out var holder) ? holder : _under?.HolderOf(homeNumber);

    /// <inheritdoc/>
    public InvoiceId? IssuedTo(Series series, Scope? scope, Period period, long sequenceNumber)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.HasOneTextEach ? this.HolderOfOneText(series, scope, period, sequenceNumber)
            : _issued.TryGetValue((new(series.Id, scope, period), sequenceNumber), out var invoice)
            ? invoice
            : _under?.IssuedTo(series, scope, period, sequenceNumber);
    }

    /// <inheritdoc/>
    public bool IsShownByAnother(InvoiceNumber erpNumber, ReadOnlySpan<InvoiceId> except)
    {
        if (!_erpNumbers.TryGetValue(erpNumber, out var use))
        {
            return _under?.IsShownByAnother(erpNumber, except) ?? false;
        }

        var others = use.Showing;
        foreach (var id in except)
        {
            others -= _invoices.TryGetValue(id, out var invoice) && Shown(invoice) == erpNumber ? 1 : 0;
        }

        return others > 0
            || (_under?.IsShownByAnother(erpNumber, use.Covered is { } covered ? [.. covered.Union(except.ToArray())] : except) ?? false);
    }

    /// <inheritdoc/>
    public IEnumerable<InvoiceId> HoldersOf(InvoiceNumber number)
    {
        var here = _erpNumbers.GetValueOrDefault(number).Holders;
        return (_under?.HoldersOf(number) ?? []).Concat(_byHomeNumber.TryGetValue(number, out var holder) ? here.Prepend(holder) : here).Distinct();
    }

    /// <inheritdoc/>
    /// <remarks>Walks the invoices that lack one.</remarks>
    public IEnumerable<Invoice> WithoutHomeNumber() =>
        (_under?.WithoutHomeNumber() ?? []).Where(invoice => !_withoutHomeNumber.ContainsKey(invoice.Id))
            .Concat(_withoutHomeNumber.Values.OfType<Invoice>());

    /// <inheritdoc/>
    public IEnumerable<InvoiceNumber> GivenOutsideSeries(string prefix) =>
        (_under?.GivenOutsideSeries(prefix) ?? []).Concat(_givenOutside.BeginningWith(prefix));

    /// <summary>Moves the look-ups from what an invoice was to what it is.</summary>
    /// <param name="before">What it was.</param>
    /// <param name="after">What it is.</param>
    /// <param name="first">Whether this register knew nothing of it before.</param>
    private void Index(Invoice? before, Invoice after, bool first)
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

        IndexErpNumbers(before, after, first);

        if (after.HomeNumber is { } number && before?.HomeNumber is null)
        {
            _byHomeNumber[number] = after.Id;
            if (after.IssuedBy is null && Header.Series.PrinterOf(number, out _) is null)
            {
                _givenOutside = _givenOutside.Add(number.Text);
            }
        }

        if (after.Origin == Side.Erp)
        {
            IndexWithoutHomeNumber(after);
        }
    }

    private static InvoiceNumber? Shown(Invoice? invoice) => invoice is { IsVoid: false } ? invoice.ErpNumber : null;

    private void IndexErpNumbers(Invoice? before, Invoice after, bool first)
    {
        foreach (var claim in after.Claims.AsSpan()[(before?.Claims.Count ?? 0)..])
        {
            if (claim.System == Side.Erp)
            {
                ref var use = ref UseOf(claim.Number);
                if (use.First is null)
                {
                    use.First = after.Id;
                }
                else
                {
                    (use.Later ??= []).Add(after.Id);
                }
            }
        }

        var (was, shown) = (Shown(before), Shown(after));
        if (first && was is not null)
        {
            ref var use = ref UseOf(was);
            (use.Covered ??= []).Add(after.Id);
            was = null;
        }

        if (was != shown)
        {
            _ = was is null ? 0 : UseOf(was).Showing--;
            _ = shown is null ? 0 : UseOf(shown).Showing++;
        }
    }

    private ref ErpNumberUse UseOf(InvoiceNumber erpNumber) => ref CollectionsMarshal.GetValueRefOrAddDefault(_erpNumbers, erpNumber, out _);

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

    private DateOnly? LatestBefore(Event.Issued issued) =>
        _latest.TryGetValue(new(issued.Series, issued.Scope), out var latest) ? latest
        : _under is not null && Header.Series.Find(issued.Series) is { Series: var series } ? _under.PositionOf(series, issued.Scope, issued.Period).Latest
        : null;
}
