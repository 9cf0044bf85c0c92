namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// A state as decisions look at it: header, places, a few invoices in order of appearance. It keeps no look-ups: who
/// holds what is found by looking at every invoice, so it is also the plain account that a register's look-ups are
/// compared with.
/// </summary>
internal sealed class Model(bool isBackwards = false) : IBookView
{
    /// <summary>How many entries any state stands for: more than its invoices, so that what comes after is after them.</summary>
    internal const long EntriesSoFar = 1000;

    private readonly Invoice?[] _invoices = new Invoice?[Packed.MostInvoices];

    public BookHeader Header { get; private set; } = BookHeader.Unopened;

    public long Entries => EntriesSoFar;

    internal Places Places { get; private set; } = Places.None;

    internal int Count { get; private set; }

    internal ReadOnlySpan<Invoice> Invoices => _invoices.AsSpan(0, Count)!;

    internal void Show(BookHeader header, Places places, ReadOnlySpan<Invoice> invoices)
    {
        (Header, Places, Count) = (header, places, invoices.Length);
        invoices.CopyTo(_invoices!);
    }

    public Invoice? Find(InvoiceId id)
    {
        foreach (var invoice in Invoices)
        {
            if (invoice.Id == id)
            {
                return invoice;
            }
        }

        return null;
    }

    public Position PositionOf(Series series, Period period) => new(Places.Of(series, period).Next, Places.LatestOf(series.Id));

    public InvoiceId? HolderOf(ErpKey key)
    {
        foreach (var invoice in Invoices)
        {
            if (invoice.RecordWith(key) >= 0)
            {
                return invoice.Id;
            }
        }

        return null;
    }

    public InvoiceId? HolderOf(InvoiceNumber homeNumber)
    {
        foreach (var invoice in Invoices)
        {
            if (invoice.HomeNumber == homeNumber)
            {
                return invoice.Id;
            }
        }

        return null;
    }

    public int CountWithErpNumber(InvoiceNumber number)
    {
        var count = 0;
        foreach (var invoice in Invoices)
        {
            count += !invoice.IsVoid && invoice.IsLinked && invoice.Records[0].Number == number ? 1 : 0;
        }

        return count;
    }

    public IEnumerable<Invoice> WithoutHomeNumber() =>
        Ordered(_invoices[..Count].OfType<Invoice>().Where(invoice => invoice is { Origin: Side.Erp, HomeNumber: null }));

    /// <summary>A number that no series printed when it was given is printed by none now: no series that could is added.</summary>
    public IEnumerable<InvoiceNumber> GivenOutsideSeries() => Ordered(_invoices[..Count].OfType<Invoice>()
        .Where(invoice => invoice is { HomeNumber: not null, IssuedBy: null } && Header.Series.PrinterOf(invoice.HomeNumber, out _) is null)
        .Select(invoice => invoice.HomeNumber!));

    private IEnumerable<T> Ordered<T>(IEnumerable<T> items) => isBackwards ? items.Reverse() : items;
}
