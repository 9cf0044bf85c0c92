namespace NumberingRules;

/// <summary>What a home number is asked of: a series, and what it is to be counted and printed for.</summary>
internal readonly record struct Asked(SeriesId Series, DateOnly Date, Scope? Scope, FormName? Form)
{
    /// <summary>What the home number of an invoice would be asked of.</summary>
    internal static Asked Of(BookHeader book, Invoice invoice) => new(invoice.Series ?? book.Policy.ImportSeries, invoice.Date, invoice.Scope, invoice.Form);

    /// <summary>SPEC §7, scope check and form check: what keeps a series of the book from printing what is asked for.</summary>
    internal static Rejection? Misfit(Series series, Scope? scope, FormName? form) =>
        !series.Takes(scope) ? Rejection.ScopeMismatch
        : !series.HasForm(form) ? Rejection.FormUnknown
        : null;
}

/// <summary>SPEC §7, issuing: the one place where home numbers come from.</summary>
internal static class Issuing
{
    /// <summary>The number the end of the chain would issue to an invoice, or what stands in the way.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="asked">What it is asked of.</param>
    /// <param name="issued">The number.</param>
    internal static Rejection? Issue(IBookView book, InvoiceId invoice, in Asked asked, out Event.Issued? issued)
    {
        var problem = Find(book, asked, out var series, out var period, out var position);
        issued = problem is null
            ? new(invoice, series.Id, period, position.Next, series.Print(position.Next, asked.Date, asked.Scope, asked.Form), asked.Date, asked.Scope, asked.Form)
            : null;
        return problem;
    }

    /// <summary>Adds the home number of an ERP-created invoice to what happens; says what is to be noted.</summary>
    internal static ValueList<Noted> Number(IBookView book, Invoice invoice, List<Event> events)
    {
        if (Issue(book, invoice.Id, Asked.Of(book.Header, invoice), out var issued) is not null)
        {
            return [new(Finding.HomeNumberOwed, invoice.Id)];
        }

        events.Add(issued!);
        return Findings.OnHomeNumber(book, invoice.Id, issued!.Number);
    }

    /// <summary>Where the next number would be taken from, or what stands in the way.</summary>
    internal static Rejection? Find(IBookView book, in Asked asked, out Series series, out Period period, out Position position)
    {
        (series, var closed, _) = book.Header.Series.EndOfChain(asked.Series);
        (period, position) = (default, default);
        if (Unprintable(series, closed, asked) is { } problem)
        {
            return problem;
        }

        period = series.PeriodOf(asked.Date);
        position = book.PositionOf(series, asked.Scope, period);
        return
            series.Definition.DateOrder == DateOrder.Enforced && asked.Date < position.Latest ? Rejection.DateOutOfOrder
            : position.Next > series.Last ? Rejection.SeriesExhausted
            : null;
    }

    private static Rejection? Unprintable(Series series, bool closed, in Asked asked) =>
        closed ? Rejection.SeriesClosed
        : Asked.Misfit(series, asked.Scope, asked.Form) is { } misfit ? misfit
        : !series.IsValidOn(asked.Date) ? Rejection.DateOutsideValidity
        : !series.CanPrint(asked.Date, asked.Form) ? Rejection.DateOutOfRange
        : null;
}
