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

    /// <summary>Where a series of the book stands in a scope and a period.</summary>
    /// <param name="series">The series.</param>
    /// <param name="scope">The scope; none if the series does not count by scope.</param>
    /// <param name="period">The period.</param>
    Position PositionOf(Series series, Scope? scope, Period period);

    /// <summary>The invoice that has a record with this key now.</summary>
    InvoiceId? HolderOf(ErpKey key);

    /// <summary>The invoice whose home number this is.</summary>
    InvoiceId? HolderOf(InvoiceNumber homeNumber);

    /// <summary>The invoice to which a series issued this sequence number; none if it was taken over, or not reached yet.</summary>
    /// <param name="series">The series.</param>
    /// <param name="scope">The scope; none if the series does not count by scope.</param>
    /// <param name="period">The period.</param>
    /// <param name="sequenceNumber">The place in the period.</param>
    InvoiceId? IssuedTo(Series series, Scope? scope, Period period, long sequenceNumber);

    /// <summary>Whether an invoice that is not void, other than these, has this as the number of its current record.</summary>
    /// <param name="erpNumber">The number.</param>
    /// <param name="except">The invoices that are not asked about; nearly always one.</param>
    bool IsShownByAnother(InvoiceNumber erpNumber, ReadOnlySpan<InvoiceId> except);

    /// <summary>The invoices that hold or ever held this number, at home or in the ERP, in any order. Asked by <see cref="Numbering.Check"/> only.</summary>
    IEnumerable<InvoiceId> HoldersOf(InvoiceNumber number);

    /// <summary>The ERP-created invoices that hold no home number, in any order. Asked by <c>disconnect</c> only.</summary>
    IEnumerable<Invoice> WithoutHomeNumber();

    /// <summary>The home numbers that were given, that no series printed then, and that begin with this text. Asked by <c>addSeries</c> only.</summary>
    IEnumerable<InvoiceNumber> GivenOutsideSeries(string prefix);
}
