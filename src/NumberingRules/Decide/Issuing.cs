namespace NumberingRules;

/// <summary>SPEC §7, issuing: the one place where home numbers come from.</summary>
internal static class Issuing
{
    /// <summary>The number the end of the chain would issue to an invoice, or what stands in the way.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="date">Its document date.</param>
    /// <param name="asked">The series it is asked of.</param>
    /// <param name="issued">The number.</param>
    internal static Rejection? Issue(IBookView book, InvoiceId invoice, DateOnly date, SeriesId asked, out Event.Issued? issued) =>
        Issue(book.Header, book.PositionOf, invoice, date, asked, out issued);

    /// <summary>The same with positions that may have moved since the book was looked at.</summary>
    internal static Rejection? Issue(
        BookHeader book,
        Func<Series, Period, Position> positionOf,
        InvoiceId invoice,
        DateOnly date,
        SeriesId asked,
        out Event.Issued? issued)
    {
        issued = null;
        var (series, closed, _) = book.Series.EndOfChain(asked);
        if (closed)
        {
            return Rejection.SeriesClosed;
        }

        if (!series.CanPrint(date))
        {
            return Rejection.DateOutOfRange;
        }

        var period = series.PeriodOf(date);
        var position = positionOf(series, period);
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
