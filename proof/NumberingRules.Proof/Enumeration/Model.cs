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

    public Position PositionOf(Series series, NumberingRules.Scope? scope, Period period) => new(Places.Of(series, scope, period).Next, Places.LatestOf(series.Id, scope));

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

    public InvoiceId? IssuedTo(Series series, NumberingRules.Scope? scope, Period period, long sequenceNumber)
    {
        foreach (var invoice in Invoices)
        {
            if (invoice.IssuedBy == series.Id && series.TryParse(invoice.HomeNumber!.Text, out var place)
                && (place.Scope, place.Period, place.SequenceNumber) == (scope, period, sequenceNumber))
            {
                return invoice.Id;
            }
        }

        return null;
    }

    public bool IsShownByAnother(InvoiceNumber erpNumber, ReadOnlySpan<InvoiceId> except)
    {
        foreach (var invoice in Invoices)
        {
            if (!invoice.IsVoid && invoice.IsLinked && invoice.Records[0].Number == erpNumber && !except.Contains(invoice.Id))
            {
                return true;
            }
        }

        return false;
    }

    public IEnumerable<InvoiceId> HoldersOf(InvoiceNumber number) =>
        Ordered(_invoices[..Count].OfType<Invoice>().Where(invoice => invoice.Claims.Any(claim => claim.Number == number)).Select(invoice => invoice.Id));

    public IEnumerable<Invoice> WithoutHomeNumber() =>
        Ordered(_invoices[..Count].OfType<Invoice>().Where(invoice => invoice is { Origin: Side.Erp, HomeNumber: null }));

    /// <summary>A number that no series printed when it was given is printed by none now: no series that could is added.</summary>
    public IEnumerable<InvoiceNumber> GivenOutsideSeries(string prefix) => Ordered(_invoices[..Count].OfType<Invoice>()
        .Where(invoice => invoice is { HomeNumber: not null, IssuedBy: null } && Header.Series.PrinterOf(invoice.HomeNumber, out _) is null)
        .Select(invoice => invoice.HomeNumber!)
        .Where(number => number.Text.StartsWith(prefix, StringComparison.Ordinal)));

    private IEnumerable<T> Ordered<T>(IEnumerable<T> items) => isBackwards ? items.Reverse() : items;
}
