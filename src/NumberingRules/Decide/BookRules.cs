namespace NumberingRules;

/// <summary>SPEC §6, first table, row by row: the checks in the order written.</summary>
internal static class BookRules
{
    internal static Decision Open(BookHeader book, Command.Open c)
    {
        if (c.Series.Count == 0)
        {
            return book.IsOpen ? Rejection.AlreadyOpen : SeriesInvalid("series: at least one is needed");
        }

        var opened = Opened(c);
        return
            book.IsOpen ? (book.Opening == opened ? Decision.Unchanged : Rejection.AlreadyOpen)
            : Problem(c.Series) is { } problem ? SeriesInvalid(problem)
            : c.Series.FindIndex(series => series.Id == opened.Policy.ImportSeries) < 0 ? Rejection.PolicyInvalid
            : opened;
    }

    /// <summary>What an opening with at least one series asks for, defaults filled in.</summary>
    internal static Event.Opened Opened(Command.Open c)
    {
        var first = new Policy(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, c.Series[0].Id);
        return new(c.Series, c.Policy?.Over(first) ?? first);
    }

    internal static Decision SetPolicy(BookHeader book, Command.SetPolicy c)
    {
        var policy = c.Policy.Over(book.Policy);
        return
            policy == book.Policy ? Decision.Unchanged
            : !book.Series.Contains(policy.ImportSeries) ? Rejection.PolicyInvalid
            : new Event.PolicySet(policy);
    }

    internal static Decision AddSeries(IBookView book, Command.AddSeries c) =>
        book.Header.Series.Find(c.Series.Id) is { } same ? (same.Series.Definition == c.Series ? Decision.Unchanged : Rejection.SeriesExists)
        : !Series.TryCreate(c.Series, out var series, out var problem) ? SeriesInvalid(About(c.Series, problem))
        : book.Header.Series.SameTextAs(series) is { } sameText ? SeriesInvalid(About(c.Series, sameText))
        : GivenOutside(book, series) is { } taken ?
            Decision.Rejected(Rejection.HomeNumberTaken).Saying(About(c.Series, $"could print {taken}, the home number that invoice '{book.HolderOf(taken)}' was given"))
        : new Event.SeriesAdded(c.Series);

    internal static Decision CloseSeries(BookHeader book, Command.CloseSeries c)
    {
        var successor = c.Successor is null ? null : book.Series.Find(c.Successor);
        return
            book.Series.Find(c.Series) is not { } owned ? Rejection.SeriesUnknown
            : c.Successor is not null && successor is null ? Rejection.SeriesUnknown
            : owned.Closed && (c.Successor is null || c.Successor == owned.Successor) ? Decision.Unchanged
            : successor is not null && (successor.Closed || c.Successor == c.Series) ? Rejection.SeriesClosed
            : new Event.SeriesClosed(c.Series, c.Successor);
    }

    internal static Decision Advance(IBookView book, Command.Advance c)
    {
        if (book.Header.Series.Find(c.Series) is not { Series: var series })
        {
            return Rejection.SeriesUnknown;
        }

        if (!series.Takes(c.Scope))
        {
            return Rejection.ScopeMismatch;
        }

        var period = series.PeriodOf(c.Date);
        var next = book.PositionOf(series, c.Scope, period).Next;
        return
            !series.IsValidOn(c.Date) ? Rejection.DateOutsideValidity
            : !Array.Exists(series.Forms, form => series.CanPrint(c.Date, form.Name)) ? Rejection.DateOutOfRange
            : c.Next == next ? Decision.Unchanged
            : c.Next < next ? Rejection.NumberAlreadyUsed
            : c.Next - 1 > series.Last ? Rejection.SeriesExhausted
            : new Event.Advanced(c.Series, period, next, c.Next, c.Reason, c.Scope);
    }

    internal static Decision Connect(BookHeader book, Command.Connect c)
    {
        var other = c.Company != book.Company;
        var syncFrom = c.SyncFrom.IsGiven ? c.SyncFrom.Date : other ? null : book.SyncFrom;
        var connected = book.Connection == Connection.Connected;
        return
            other && (book.IsLive || book.HasExchanged) ? Rejection.LinkedToOtherCompany
            : connected && syncFrom == book.SyncFrom ? Decision.Unchanged
            : new Event.Connected(c.Company, syncFrom, connected ? book.Epoch : book.Epoch + 1);
    }

    internal static Decision Interrupt(BookHeader book, Command.Interrupt c) => book.Connection switch
    {
        Connection.Interrupted => Decision.Unchanged,
        Connection.Connected => new Event.Interrupted(c.Reason),
        _ => Rejection.NotConnected,
    };

    internal static Decision Disconnect(IBookView book, Command.Disconnect c) => book.Header.Connection switch
    {
        Connection.Disconnected => Decision.Unchanged,
        Connection.Never => Rejection.NotConnected,
        _ when book.Header.Policy.ImportedHomeNumber == ImportedHomeNumberPolicy.OnDisconnect => NumberAll(book, new(c.Reason)),
        _ => new Event.Disconnected(c.Reason),
    };

    internal static Decision Recover(BookHeader book) =>
        book.Connection == Connection.Connected ? new Event.Recovered(book.Epoch + 1) : Decision.Unchanged;

    /// <summary>Every ERP-created invoice takes the home number it lacks, so that C7's <i>all</i> holds.</summary>
    private static Decision NumberAll(IBookView book, Event.Disconnected disconnected)
    {
        var after = new Register(book);
        List<Event> events = [disconnected];
        List<Noted> findings = [];
        foreach (var invoice in book.WithoutHomeNumber().Where(static invoice => !invoice.IsVoid)
            .OrderBy(static invoice => invoice.Date).ThenBy(static invoice => invoice.Appeared))
        {
            var before = events.Count;
            findings.AddRange(Issuing.Number(after, invoice, events));
            for (; before < events.Count; before++)
            {
                after.Apply(events[before]);
            }
        }

        return Decision.Accepted([.. events], [.. findings]);
    }

    /// <summary>What keeps these series from being together in a book.</summary>
    private static string? Problem(ValueList<SeriesDefinition> definitions)
    {
        var sound = BookSeries.Empty;
        foreach (var definition in definitions)
        {
            if (!Series.TryCreate(definition, out var series, out var problem))
            {
                return About(definition, problem);
            }

            if (sound.Contains(series.Id))
            {
                return About(definition, "the id is repeated");
            }

            if (sound.SameTextAs(series) is { } sameText)
            {
                return About(definition, sameText);
            }

            sound = sound.Add(series);
        }

        return null;
    }

    private static string About(SeriesDefinition definition, string problem) => $"series '{definition.Id}': {problem}";

    /// <summary>The first home number, in ordinal order, that was given to an invoice and that a series could print: the same one in every store.</summary>
    private static InvoiceNumber? GivenOutside(IBookView book, Series series) =>
        series.Forms.SelectMany(form => book.GivenOutsideSeries(form.Format.LiteralPrefix).Where(number => series.TryParse(form, number.Text, out _))).MinBy(static number => number.Text, StringComparer.Ordinal);

    private static Decision SeriesInvalid(string detail) => Decision.Rejected(Rejection.SeriesInvalid).Saying(detail);
}
