namespace NumberingRules;

/// <summary>SPEC §6, second table, row by row: the checks in the order written. Wishes can be rejected.</summary>
internal static class HomeRules
{
    internal static Decision Create(IBookView book, Command.Create c)
    {
        var id = c.Series ?? book.Header.Series.First;
        if (book.Find(c.Invoice) is { } existing)
        {
            var given = existing.IssuedBy is null ? existing.HomeNumber : null;
            return existing.Origin == Side.Home && existing.CreatedDate == c.Date && existing.CreatedSeries == id && given == c.HomeNumber
                ? Decision.Unchanged
                : Rejection.InvoiceExists;
        }

        var created = new Event.Created(c.Invoice, c.Date, id, c.HomeNumber);
        return
            !book.Header.Series.Contains(id) ? Rejection.SeriesUnknown
            : c.HomeNumber is { } number ? CreateWithNumber(book, created, number)
            : book.Header.Series.EndOfChain(id).Closed ? Rejection.SeriesClosed
            : book.Header.Policy.HomeNumber == HomeNumberPolicy.OnApproval ? created
            : WithHomeNumber(book, c.Invoice, null, c.Date, id, created);
    }

    internal static Decision Redate(BookHeader book, Invoice invoice, Command.Redate c)
    {
        var date = c.Date ?? invoice.Date;
        var series = c.Series ?? invoice.Series;
        return
            invoice.Origin == Side.Erp ? Rejection.ErpOrigin
            : invoice.IsVoid ? Rejection.InvoiceVoid
            : invoice.Approval == Approval.Approved ? Rejection.AlreadyApproved
            : IsLiveAndInFlight(book, invoice) ? Rejection.InFlight
            : !book.Series.Contains(series!) ? Rejection.SeriesUnknown
            : date == invoice.Date && series == invoice.Series ? Decision.Unchanged
            : invoice.HomeNumber is not null && series != invoice.Series ? Rejection.NumberIssued
            : invoice.IssuedBy is not null && !KeepsItsNumber(book, invoice, date) ? Rejection.NumberIssued
            : new Event.Redated(invoice.Id, date, series);
    }

    internal static Decision Submit(Invoice invoice) =>
        invoice.IsVoid ? Rejection.InvoiceVoid
        : invoice.Approval == Approval.AwaitingApproval ? Decision.Unchanged
        : invoice.Approval == Approval.Approved ? Rejection.AlreadyApproved
        : new Event.Submitted(invoice.Id);

    internal static Decision Withdraw(BookHeader book, Invoice invoice) =>
        invoice.IsVoid ? Rejection.InvoiceVoid
        : invoice.Approval == Approval.Draft ? Decision.Unchanged
        : IsLiveAndInFlight(book, invoice) ? Rejection.InFlight
        : book.IsLive && invoice.Approval == Approval.Approved && invoice.IsLinked ? Rejection.AlreadySynced
        : new Event.Withdrawn(invoice.Id);

    internal static Decision Approve(IBookView book, Invoice invoice)
    {
        var approved = new Event.Approved(invoice.Id);
        return
            invoice.IsVoid ? Rejection.InvoiceVoid
            : invoice.Approval == Approval.Approved ? Decision.Unchanged
            : invoice is { Origin: Side.Home, HomeNumber: null } ? WithHomeNumber(book, invoice.Id, invoice, invoice.Date, invoice.Series!, approved)
            : approved;
    }

    internal static Decision Void(BookHeader book, Invoice invoice, Command.Void c) =>
        invoice.IsVoid ? Decision.Unchanged
        : IsLiveAndInFlight(book, invoice) ? Rejection.InFlight
        : book.IsLive && invoice.IsLinked && !invoice.IsUnlinked ? Rejection.VoidInErp
        : new Event.Voided(invoice.Id, Side.Home, c.Reason);

    internal static Decision Number(IBookView book, Invoice invoice) =>
        invoice.HomeNumber is not null ? Decision.Unchanged
        : invoice.IsVoid ? Rejection.InvoiceVoid
        : invoice.Origin == Side.Home && book.Header.Policy.HomeNumber == HomeNumberPolicy.OnApproval
            && invoice.Approval != Approval.Approved ? Rejection.NotApproved
        : WithHomeNumber(book, invoice.Id, invoice, invoice.Date, invoice.Series ?? book.Header.Policy.ImportSeries, null);

    private static Decision CreateWithNumber(IBookView book, Event.Created created, InvoiceNumber number) =>
        book.HolderOf(number) is not null ? Rejection.HomeNumberTaken
        : book.Header.Series.PrinterOf(number, out var place) is { Closed: false } printer
            && place.SequenceNumber >= book.PositionOf(printer.Series, place.Period).Next ? Rejection.HomeNumberAhead
        : Decision.Accepted([created], Findings.OnHomeNumber(book, null, created.Invoice, number));

    /// <summary>Whether a series could have issued the number for another date as well.</summary>
    private static bool KeepsItsNumber(BookHeader book, Invoice invoice, DateOnly date)
    {
        var issuer = book.Series.Find(invoice.IssuedBy!)!.Series;
        return issuer.Definition.DateOrder == DateOrder.Any
            && issuer.TryParse(invoice.HomeNumber!.Text, out var place)
            && issuer.CanPrint(date)
            && issuer.PeriodOf(date) == place.Period
            && issuer.Print(place.SequenceNumber, date) == invoice.HomeNumber;
    }

    private static bool IsLiveAndInFlight(BookHeader book, Invoice invoice) =>
        book.IsLive && Numbering.EffectiveSync(book, invoice) is Sync.Sent or Sync.Uncertain;

    private static Decision WithHomeNumber(IBookView book, InvoiceId id, Invoice? invoice, DateOnly date, SeriesId series, Event? first) =>
        Issuing.Issue(book, id, date, series, out var issued) is { } reason ? reason
        : Decision.Accepted(
            first is null ? [issued!] : [first, issued!],
            Findings.OnHomeNumber(book, invoice, id, issued!.Number));
}
