using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace NumberingRules;

/// <summary>
/// A whole book as an immutable value, for tests and for what-if questions. Equal histories give equal books.
/// </summary>
/// <remarks>
/// Every operation costs the logarithm of the number of invoices; <see cref="WhatIf"/> and equality walk the book. For
/// a large book under load use a <see cref="Register"/>.
/// </remarks>
public sealed class Book : IBookView, IEquatable<Book>
{
    private readonly ImmutableDictionary<InvoiceId, Invoice> _invoices = ImmutableDictionary<InvoiceId, Invoice>.Empty;
    private readonly ImmutableDictionary<Counter, long> _next = ImmutableDictionary<Counter, long>.Empty;
    private readonly ImmutableDictionary<Counter, DateOnly> _latest = ImmutableDictionary<Counter, DateOnly>.Empty;
    private readonly ImmutableDictionary<(Counter, long), InvoiceId> _issued = ImmutableDictionary<(Counter, long), InvoiceId>.Empty;
    private readonly ImmutableDictionary<ErpKey, InvoiceId?> _byKey = ImmutableDictionary<ErpKey, InvoiceId?>.Empty;
    private readonly ImmutableDictionary<InvoiceNumber, InvoiceId> _byHomeNumber = ImmutableDictionary<InvoiceNumber, InvoiceId>.Empty;
    private readonly ImmutableDictionary<InvoiceNumber, Holding> _erpNumbers = ImmutableDictionary<InvoiceNumber, Holding>.Empty;
    private readonly ImmutableSortedSet<string> _givenOutside = NumbersByText.Empty;
    private readonly ImmutableList<InvoiceId> _appeared = [];

    private Book()
    {
    }

    private Book(Book before, Register changed)
    {
        Header = changed.Header;
        Entries = changed.Entries;
        _invoices = before._invoices.SetItems(changed.Changed.Select(invoice => KeyValuePair.Create(invoice.Id, invoice)));
        _next = before._next.SetItems(changed.ChangedNext);
        _latest = before._latest.SetItems(changed.ChangedLatest);
        _issued = before._issued.SetItems(changed.ChangedIssued);
        _byKey = before._byKey.SetItems(changed.ChangedKeys);
        _byHomeNumber = before._byHomeNumber.SetItems(changed.ChangedHomeNumbers);
        _erpNumbers = before._erpNumbers.SetItems(changed.ChangedErpNumbers.Select(use =>
            KeyValuePair.Create(use.Key, before._erpNumbers.GetValueOrDefault(use.Key, Holding.None).With(use.Value))));
        _givenOutside = before._givenOutside.Union(changed.ChangedGivenOutside);
        _appeared = before._appeared.AddRange(changed.Appeared.Select(invoice => invoice.Id));
    }

    /// <summary>The book before it is opened.</summary>
    public static Book Empty { get; } = new();

    /// <inheritdoc/>
    public BookHeader Header { get; } = BookHeader.Unopened;

    /// <inheritdoc/>
    public long Entries { get; }

    /// <summary>The invoices in order of appearance.</summary>
    public IEnumerable<Invoice> Invoices => _appeared.Select(id => _invoices[id]);

    /// <summary>Decides a command; <paramref name="decision"/> says what became of it. The book itself stays as it is.</summary>
    /// <returns>The book after the command: this very one unless it was accepted.</returns>
    public Book Do(Command command, out Decision decision)
    {
        decision = Numbering.Decide(this, command);
        return After(decision.Events);
    }

    /// <summary>The book after these events.</summary>
    public Book After(ValueList<Event> events)
    {
        if (events.Count == 0)
        {
            return this;
        }

        var register = new Register(this);
        foreach (var happened in events)
        {
            register.Apply(happened);
        }

        return new(this, register);
    }

    /// <summary>Which number of an invoice counts, and why.</summary>
    /// <exception cref="KeyNotFoundException">The book has no such invoice.</exception>
    public Authority Authority(InvoiceId invoice) =>
        Numbering.Authority(Header, Find(invoice) ?? throw new KeyNotFoundException($"the book has no invoice '{invoice}'; Find answers null instead"));

    /// <summary>What a command would change, without doing it: each invoice whose answer would differ, in order of appearance.</summary>
    public ValueList<NumberChange> WhatIf(Command command, out Decision decision)
    {
        var after = Do(command, out decision);
        return [.. NumberChange.Between(this, after, after._appeared)];
    }

    /// <inheritdoc/>
    public Invoice? Find(InvoiceId id) => _invoices.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Position PositionOf(Series series, Scope? scope, Period period)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new(
            _next.GetValueOrDefault(new(series.Id, scope, period), series.First),
            _latest.TryGetValue(new(series.Id, scope), out var latest) ? latest : null);
    }

    /// <inheritdoc/>
    public InvoiceId? HolderOf(ErpKey key) => _byKey.GetValueOrDefault(key);

    /// <inheritdoc/>
    public InvoiceId? HolderOf(InvoiceNumber homeNumber) => _byHomeNumber.GetValueOrDefault(homeNumber);

    /// <inheritdoc/>
    public InvoiceId? IssuedTo(Series series, Scope? scope, Period period, long sequenceNumber)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.HasOneTextEach
            ? this.HolderOfOneText(series, scope, period, sequenceNumber)
            : _issued.GetValueOrDefault((new(series.Id, scope, period), sequenceNumber));
    }

    /// <inheritdoc/>
    public bool IsShownByAnother(InvoiceNumber erpNumber, ReadOnlySpan<InvoiceId> except)
    {
        var others = _erpNumbers.GetValueOrDefault(erpNumber, Holding.None).Showing;
        foreach (var id in except)
        {
            others -= Find(id) is { IsVoid: false } invoice && invoice.ErpNumber == erpNumber ? 1 : 0;
        }

        return others > 0;
    }

    /// <inheritdoc/>
    public IEnumerable<InvoiceId> HoldersOf(InvoiceNumber number)
    {
        IEnumerable<InvoiceId> holders = _erpNumbers.GetValueOrDefault(number, Holding.None).Holders;
        return HolderOf(number) is { } home ? holders.Prepend(home).Distinct() : holders;
    }

    /// <inheritdoc/>
    public IEnumerable<Invoice> WithoutHomeNumber() =>
        Invoices.Where(invoice => invoice is { Origin: Side.Erp, HomeNumber: null });

    /// <inheritdoc/>
    public IEnumerable<InvoiceNumber> GivenOutsideSeries(string prefix) => _givenOutside.BeginningWith(prefix);

    /// <summary>Whether both have the same header, invoices in the same order, and positions. What is looked up follows from these.</summary>
    public bool Equals([NotNullWhen(true)] Book? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Entries == other.Entries
            && Header == other.Header
            && Invoices.SequenceEqual(other.Invoices)
            && _next.Count == other._next.Count
            && _next.All(position => other._next.TryGetValue(position.Key, out var next) && next == position.Value)
            && _latest.Count == other._latest.Count
            && _latest.All(latest => other._latest.TryGetValue(latest.Key, out var date) && date == latest.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Book);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Entries, Header);

    /// <summary>How many invoices it has, and the header.</summary>
    public override string ToString() => $"Book of {_appeared.Count} invoices, {Header}";

    /// <summary>How many invoices show an ERP number, and which hold or ever held it.</summary>
    private sealed record Holding(int Showing, ImmutableList<InvoiceId> Holders)
    {
        internal static readonly Holding None = new(0, []);

        internal Holding With(ErpNumberUse use) => new(Showing + use.Showing - (use.Covered?.Count ?? 0), Holders.AddRange(use.Holders));
    }
}

/// <summary>An invoice whose authoritative number a command would change.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Before">What counts now; none if the invoice would only appear.</param>
/// <param name="After">What would count.</param>
public readonly record struct NumberChange(InvoiceId Invoice, Authority? Before, Authority After)
{
    /// <summary>Those of some invoices whose number differs between two views.</summary>
    internal static IEnumerable<NumberChange> Between(IBookView before, IBookView after, IEnumerable<InvoiceId> invoices) => invoices
        .Select(invoice => new NumberChange(
            invoice,
            before.Find(invoice) is { } was ? Numbering.Authority(before.Header, was) : null,
            Numbering.Authority(after.Header, after.Find(invoice)!)))
        .Where(change => (change.Before?.System, change.Before?.Number) != (change.After.System, change.After.Number));
}
