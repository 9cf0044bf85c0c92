namespace NumberingRules;

/// <summary>
/// What a decision may look at: the book header, one invoice, one position, and who else holds a key or a number.
/// Each question is about one thing, so a command costs the same in a book of ten invoices and of ten million.
/// </summary>
public interface IBookView
{
    /// <summary>Policy, connection and series.</summary>
    BookHeader Header { get; }

    /// <summary>How many journal entries it stands for.</summary>
    long Entries { get; }

    /// <summary>The invoice with this id, if there is one.</summary>
    Invoice? Find(InvoiceId id);

    /// <summary>Where a series of the book stands in a period.</summary>
    Position PositionOf(Series series, Period period);

    /// <summary>The invoice that has a record with this key now.</summary>
    InvoiceId? HolderOf(ErpKey key);

    /// <summary>The invoice whose home number this is.</summary>
    InvoiceId? HolderOf(InvoiceNumber homeNumber);

    /// <summary>How many invoices that are not void have this as the number of their current record.</summary>
    int CountWithErpNumber(InvoiceNumber number);

    /// <summary>The ERP-created invoices that hold no home number, in any order. Asked by <c>disconnect</c> only.</summary>
    IEnumerable<Invoice> WithoutHomeNumber();

    /// <summary>The home numbers that were given and that no series printed then. Asked by <c>addSeries</c> only.</summary>
    IEnumerable<InvoiceNumber> GivenOutsideSeries();
}
