namespace NumberingRules.Tests.Laws;

/// <summary>
/// The same book behind look-ups of its own: it keeps the invoices in a chance order and answers every question by
/// reading through all of them.
/// </summary>
internal sealed class ShuffledView : IBookView
{
    private readonly Invoice[] _invoices;
    private readonly InvoiceNumber[] _givenOutside;
    private readonly Ledger _ledger;

    internal ShuffledView(Book book, Ledger ledger, int seed)
    {
        var chance = new Random(seed);
        _ledger = ledger;
        _invoices = [.. book.Invoices];
        _givenOutside = [.. ledger.GivenOutside];
        chance.Shuffle(_invoices);
        chance.Shuffle(_givenOutside);
        (Header, Entries) = (book.Header, book.Entries);
    }

    public BookHeader Header { get; }

    public long Entries { get; }

    public Invoice? Find(InvoiceId id) => Array.Find(_invoices, invoice => invoice.Id == id);

    public Position PositionOf(Series series, Scope? scope, Period period) => _ledger.PositionOf(new(series.Id, scope, period));

    public InvoiceId? HolderOf(ErpKey key) =>
        Array.Find(_invoices, invoice => invoice.Records.Any(record => record.Key == key))?.Id;

    public InvoiceId? HolderOf(InvoiceNumber homeNumber) =>
        Array.Find(_invoices, invoice => invoice.HomeNumber == homeNumber)?.Id;

    public InvoiceId? IssuedTo(Series series, Scope? scope, Period period, long sequenceNumber) =>
        _ledger.Stretches.GetValueOrDefault(new(series.Id, scope, period), []).Find(stretch => stretch.From == sequenceNumber)?.IssuedTo;

    public bool IsShownByAnother(InvoiceNumber erpNumber, ReadOnlySpan<InvoiceId> except)
    {
        foreach (var invoice in _invoices)
        {
            if (!invoice.IsVoid && invoice.ErpNumber == erpNumber && !except.Contains(invoice.Id))
            {
                return true;
            }
        }

        return false;
    }

    public IEnumerable<InvoiceId> HoldersOf(InvoiceNumber number) =>
        _invoices.Where(invoice => invoice.Claims.Any(claim => claim.Number == number)).Select(invoice => invoice.Id);

    public IEnumerable<Invoice> WithoutHomeNumber() =>
        _invoices.Where(invoice => invoice is { Origin: Side.Erp, HomeNumber: null });

    public IEnumerable<InvoiceNumber> GivenOutsideSeries(string prefix) => _givenOutside.Where(number => number.Text.StartsWith(prefix, StringComparison.Ordinal));
}
