namespace NumberingRules.Tests.Tables;

/// <summary>An invoice that asks a series for a number.</summary>
internal sealed record Asking(ModelStand Issuer, ModelInvoice Invoice)
{
    public DateOnly Date => Invoice.Date;
}

/// <summary>A number that an invoice has just taken.</summary>
internal sealed record NumberTaken(ModelBook Book, ModelInvoice Invoice, string Number)
{
    public IEnumerable<ModelInvoice> Others => Book.Invoices.Where(other => other != Invoice && !other.IsVoid);
}

/// <summary>SPEC §7, issuing, and SPEC §6, findings of a number taken.</summary>
internal static class IssuingTables
{
    public static Table<Asking, Rejection?> Issuing { get; } = new Table<Asking, Rejection?>("issue")
        .If("closed", a => a.Issuer.Closed, Rejection.SeriesClosed)
        .If("scope check", a => !a.Issuer.Series.Takes(a.Invoice.Scope), Rejection.ScopeMismatch)
        .If("form check", a => !a.Issuer.Series.HasForm(a.Invoice.Form), Rejection.FormUnknown)
        .If("outside its validity", a => !a.Issuer.Series.IsValidOn(a.Date), Rejection.DateOutsideValidity)
        .If("a yy token would print another year", a => !a.Issuer.Series.CanPrintIn(a.Invoice.Form, a.Date), Rejection.DateOutOfRange)
        .If("enforced, before the latest numbered in that scope", a => a.Issuer.Series.Enforced && a.Date < a.Issuer.LatestIn(a.Invoice.Scope), Rejection.DateOutOfOrder)
        .If("the last number used up", a => a.Issuer.Next(a.Invoice.Scope, a.Date) > a.Issuer.Series.Last, Rejection.SeriesExhausted)
        .Else("the position's number", null);

    public static Table<NumberTaken, Finding> FindingsOfErpNumber { get; } = new Table<NumberTaken, Finding>("ERP number accepted")
        .If("also the current E of another", n => n.Others.Any(other => other.Erp == n.Number), Finding.ErpNumberShared)
        .If("the same text as another's H", n => n.Others.Any(other => other.Home == n.Number), Finding.SameText)
        .If(
            "policy home, home-created, holds another text as H",
            n => n.Book.Policy!.Authority == Side.Home && n.Invoice.IsHome && n.Invoice.Home is { } home && home != n.Number,
            Finding.ErpNumberDiffers);

    public static Table<NumberTaken, Finding> FindingsOfHomeNumber { get; } = new Table<NumberTaken, Finding>("home number taken")
        .If("the same text as another's E", n => n.Others.Any(other => other.Erp == n.Number), Finding.SameText);

    public static Table<NumberTaken, Finding> FindingsOfReinstatement { get; } = new Table<NumberTaken, Finding>("number of an invoice that is valid again")
        .If("of a record, also the current E of another", n => n.Invoice.Records.Exists(record => record.Number == n.Number) && n.Others.Any(other => other.Erp == n.Number), Finding.ErpNumberShared)
        .If("of a record, the same text as another's H", n => n.Invoice.Records.Exists(record => record.Number == n.Number) && n.Others.Any(other => other.Home == n.Number), Finding.SameText)
        .If("its H, the same text as another's E", n => n.Invoice.Home == n.Number && n.Others.Any(other => other.Erp == n.Number), Finding.SameText);

    /// <summary>Owed at once: whether an invoice takes a home number when the ERP tells something of it.</summary>
    public static Table<(ModelBook Book, ModelInvoice Invoice), bool> OwedAtOnce { get; } = new Table<(ModelBook Book, ModelInvoice Invoice), bool>("owed at once")
        .If("holds H, or is void", o => o.Invoice.Home is not null || o.Invoice.IsVoid, false, "*none*")
        .If(
            "disconnected under on-disconnect, ERP-created",
            o => o.Book.Connection == Connection.Disconnected && o.Book.Policy!.ImportedHomeNumber == ImportedHomeNumberPolicy.OnDisconnect && !o.Invoice.IsHome,
            true,
            "*issue*; where it cannot, `home-number-owed`")
        .If("otherwise", static _ => true, false, "*none*");

    public static Rejection? Problem(ModelBook book, ModelInvoice invoice) => Issuing.Answer(new(book.IssuerOf(invoice), invoice));
}
