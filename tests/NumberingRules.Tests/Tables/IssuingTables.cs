namespace NumberingRules.Tests.Tables;

/// <summary>An invoice that asks a series for a number.</summary>
internal sealed record Asking(ModelStand Issuer, DateOnly Date);

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
        .If("a yy token would print another year", a => !a.Issuer.Series.CanPrint(a.Date), Rejection.DateOutOfRange)
        .If("enforced, before the latest numbered", a => a.Issuer.Series.Enforced && a.Date < a.Issuer.Latest, Rejection.DateOutOfOrder)
        .If("the last number used up", a => a.Issuer.Next(a.Date) > a.Issuer.Series.Last, Rejection.SeriesExhausted)
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

    public static Rejection? Problem(ModelBook book, ModelInvoice invoice) => Issuing.Answer(new(book.IssuerOf(invoice), invoice.Date));
}
