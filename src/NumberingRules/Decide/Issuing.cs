namespace NumberingRules;

/// <summary>SPEC §7, issuing: the one place where home numbers come from.</summary>
internal static class Issuing
{
    /// <summary>The number the end of the chain would issue to an invoice, or what stands in the way.</summary>
    internal static Rejection? Issue(IBookView book, Invoice invoice, out Event.Issued? issued) =>
        Issue(book, invoice.Id, invoice.Date, invoice.Series ?? book.Header.Policy.ImportSeries, out issued);

    internal static Rejection? Issue(IBookView book, InvoiceId invoice, DateOnly date, SeriesId asked, out Event.Issued? issued)
    {
        issued = null;
        var (series, closed, _) = book.Header.Series.EndOfChain(asked);
        if (closed)
        {
            return Rejection.SeriesClosed;
        }

        if (!series.CanPrint(date))
        {
            return Rejection.DateOutOfRange;
        }

        var period = series.PeriodOf(date);
        var position = book.PositionOf(series, period);
        if (series.Definition.DateOrder == DateOrder.Enforced && date < position.Latest)
        {
            return Rejection.DateOutOfOrder;
        }

        if (position.Next > series.Last)
        {
            return Rejection.SeriesExhausted;
        }

        issued = new(invoice, series.Id, period, position.Next, series.Print(position.Next, date), date);
        return null;
    }
}
