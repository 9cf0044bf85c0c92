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
            return existing.Origin == Side.Home && existing.CreatedDate == c.Date && existing.CreatedSeries == id
                && existing.CreatedScope == c.Scope && existing.CreatedForm == c.Form && given == c.HomeNumber
                ? Decision.Unchanged
                : Rejection.InvoiceExists;
        }

        var created = new Event.Created(c.Invoice, c.Date, id, c.HomeNumber, c.Scope, c.Form);
        return
            book.Header.Series.Find(id) is not { Series: var series } ? Rejection.SeriesUnknown
            : Asked.Misfit(series, c.Scope, c.Form) is { } misfit ? misfit
            : c.HomeNumber is { } number ? CreateWithNumber(book, created, number)
            : book.Header.Policy.HomeNumber == HomeNumberPolicy.OnCreate ? WithHomeNumber(book, c.Invoice, new(id, c.Date, c.Scope, c.Form), created)
            : book.Header.Series.EndOfChain(id).Closed ? Rejection.SeriesClosed
            : created;
    }

    internal static Decision Redate(BookHeader book, Invoice invoice, Command.Redate c)
    {
        var id = c.Series ?? invoice.Series;
        var series = id is null ? null : book.Series.Find(id)?.Series;
        var redated = new Event.Redated(
            invoice.Id,
            c.Date ?? invoice.Date,
            id,
            c.Scope ?? (series?.ScopeWidth == 0 ? null : invoice.Scope),
            c.Form.IsGiven ? c.Form.Name : series?.Forms.Length == 1 ? null : invoice.Form);
        var isOther = id != invoice.Series || redated.Scope != invoice.Scope || redated.Form != invoice.Form;
        return
            invoice.Origin == Side.Erp ? Rejection.ErpOrigin
            : invoice.IsVoid ? Rejection.InvoiceVoid
            : invoice.Approval == Approval.Approved ? Rejection.AlreadyApproved
            : IsLiveAndInFlight(book, invoice) ? Rejection.InFlight
            : series is null ? Rejection.SeriesUnknown
            : Asked.Misfit(series, redated.Scope, redated.Form) is { } misfit ? misfit
            : redated.Date == invoice.Date && !isOther ? Decision.Unchanged
            : invoice.HomeNumber is not null && isOther ? Rejection.NumberIssued
            : invoice.IssuedBy is not null && !KeepsItsNumber(book, invoice, redated.Date) ? Rejection.NumberIssued
            : redated;
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
            : invoice is { Origin: Side.Home, HomeNumber: null } ? WithHomeNumber(book, invoice.Id, Asked.Of(book.Header, invoice), approved)
            : approved;
    }

    internal static Decision Void(BookHeader book, Invoice invoice, Command.Void c) =>
        invoice.VoidedByHome ? Decision.Unchanged
        : !invoice.VoidedByErp && IsLiveAndInFlight(book, invoice) ? Rejection.InFlight
        : !invoice.VoidedByErp && book.IsLive && invoice.IsLinked && !invoice.IsUnlinked ? Rejection.VoidInErp
        : new Event.Voided(invoice.Id, Side.Home, c.Reason);

    internal static Decision Number(IBookView book, Invoice invoice) =>
        invoice.HomeNumber is not null ? Decision.Unchanged
        : invoice.IsVoid ? Rejection.InvoiceVoid
        : invoice.Origin == Side.Home && book.Header.Policy.HomeNumber == HomeNumberPolicy.OnApproval
            && invoice.Approval != Approval.Approved ? Rejection.NotApproved
        : WithHomeNumber(book, invoice.Id, Asked.Of(book.Header, invoice), null);

    private static Decision CreateWithNumber(IBookView book, Event.Created created, InvoiceNumber number) =>
        book.HolderOf(number) is not null ? Rejection.HomeNumberTaken
        : Check.PlaceOf(book, number) is { } place && place.Use is NumberUse.Used or NumberUse.Ahead ?
            (place.Use == NumberUse.Used ? Rejection.HomeNumberTaken : Rejection.HomeNumberAhead)
        : Decision.Accepted([created], Findings.OnHomeNumber(book, created.Invoice, number));

    /// <summary>Whether a series could have issued the number for another date as well.</summary>
    private static bool KeepsItsNumber(BookHeader book, Invoice invoice, DateOnly date)
    {
        var issuer = book.Series.Find(invoice.IssuedBy!)!.Series;
        return issuer.Definition.DateOrder == DateOrder.Any
            && issuer.TryParse(invoice.HomeNumber!.Text, out var place)
            && issuer.CanPrint(date, place.Form)
            && issuer.PeriodOf(date) == place.Period
            && issuer.Print(place.SequenceNumber, date, place.Scope, place.Form) == invoice.HomeNumber;
    }

    private static bool IsLiveAndInFlight(BookHeader book, Invoice invoice) =>
        book.IsLive && Numbering.EffectiveSync(book, invoice) is Sync.Sent or Sync.Uncertain;

    private static Decision WithHomeNumber(IBookView book, InvoiceId id, in Asked asked, Event? first) =>
        Issuing.Issue(book, id, asked, out var issued) is { } reason ? reason
        : Decision.Accepted(
            first is null ? [issued!] : [first, issued!],
            Findings.OnHomeNumber(book, id, issued!.Number));
}
