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

    public Position PositionOf(Series series, Period period) => _ledger.PositionOf(series.Id, period);

    public InvoiceId? HolderOf(ErpKey key) =>
        Array.Find(_invoices, invoice => invoice.Records.Any(record => record.Key == key))?.Id;

    public InvoiceId? HolderOf(InvoiceNumber homeNumber) =>
        Array.Find(_invoices, invoice => invoice.HomeNumber == homeNumber)?.Id;

    public int CountWithErpNumber(InvoiceNumber number) =>
        _invoices.Count(invoice => !invoice.IsVoid && invoice.ErpNumber == number);

    public IEnumerable<Invoice> WithoutHomeNumber() =>
        _invoices.Where(invoice => invoice is { Origin: Side.Erp, HomeNumber: null });

    public IEnumerable<InvoiceNumber> GivenOutsideSeries() => _givenOutside;
}
