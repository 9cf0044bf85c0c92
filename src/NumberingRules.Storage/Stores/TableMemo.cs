namespace NumberingRules.Storage;

/// <summary>
/// Look-up tables and what was read from them: a decision and its fold ask for the same invoice several times. Lives as
/// long as the tables stay as they are, and learns what they become when they catch up.
/// </summary>
internal sealed class TableMemo(IBookTables tables) : IBookView
{
    // Enough for what a writer works on; forgetting costs a look-up.
    private const int Most = 1 << 16;

    private readonly Dictionary<InvoiceId, Invoice?> _invoices = new(NameComparer<InvoiceId>.Instance);
    private readonly Dictionary<(SeriesId, Period), long> _next = [];
    private readonly Dictionary<SeriesId, DateOnly?> _latest = new(NameComparer<SeriesId>.Instance);

    public BookHeader Header { get; private set; } = tables.Header;

    public long Entries { get; private set; } = tables.Entries;

    public Invoice? Find(InvoiceId id)
    {
        if (!_invoices.TryGetValue(id, out var invoice))
        {
            invoice = tables.Find(id);
            Remember(id, invoice);
        }

        return invoice;
    }

    public Position PositionOf(Series series, Period period)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!_next.TryGetValue((series.Id, period), out var next) || !_latest.TryGetValue(series.Id, out var latest))
        {
            (next, latest) = tables.PositionOf(series, period);
            _next[(series.Id, period)] = next;
            _latest[series.Id] = latest;
        }

        return new(next, latest);
    }

    // A book that has exchanged nothing knows no key and no number of an ERP.
    public InvoiceId? HolderOf(ErpKey key) => Header.HasExchanged ? tables.HolderOf(key) : null;

    public InvoiceId? HolderOf(InvoiceNumber homeNumber) => tables.HolderOf(homeNumber);

    public int CountWithErpNumber(InvoiceNumber number) => Header.HasExchanged ? tables.CountWithErpNumber(number) : 0;

    public IEnumerable<Invoice> WithoutHomeNumber() => tables.WithoutHomeNumber();

    public IEnumerable<InvoiceNumber> GivenOutsideSeries() => tables.GivenOutsideSeries();

    /// <summary>The tables now say what the register says.</summary>
    internal void Learn(Register caughtUp)
    {
        Header = caughtUp.Header;
        Entries = caughtUp.Entries;
        foreach (var invoice in caughtUp.Changed)
        {
            Remember(invoice.Id, invoice);
        }

        foreach (var (position, next) in caughtUp.ChangedNext)
        {
            _next[position] = next;
        }

        foreach (var (series, latest) in caughtUp.ChangedLatest)
        {
            _latest[series] = latest;
        }
    }

    private void Remember(InvoiceId id, Invoice? invoice)
    {
        if (_invoices.Count >= Most)
        {
            _invoices.Clear();
        }

        _invoices[id] = invoice;
    }
}
