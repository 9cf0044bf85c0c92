using System.Globalization;

namespace NumberingRules.Tests.Laws;

/// <summary>Implementations that are wrong in one point each.</summary>
internal static class Broken
{
    internal static Decision MindsCulture(IBookView book, Command command) =>
        command is Command.Create && CultureInfo.CurrentCulture.Name == "tr-TR" ? Rejection.InvoiceVoid : Numbering.Decide(book, command);

    internal static Decision MindsOrder(IBookView book, Command command) =>
        command is Command.Unlink && book.WithoutHomeNumber().FirstOrDefault() is { } first ? new Event.Unlinked(first.Id) : Numbering.Decide(book, command);

    internal static Decider Remembers()
    {
        var approved = 0;
        return (book, command) => command is Command.Approve && ++approved % 7 == 0 ? Rejection.InvoiceVoid : Numbering.Decide(book, command);
    }

    internal static Decision SkipsANumber(IBookView book, Command command) => IssuedBy(book, command) is { } issued
        ? issued with { SequenceNumber = issued.SequenceNumber + 1 }
        : Numbering.Decide(book, command);

    internal static Decision IssuesForAnotherDate(IBookView book, Command command) => IssuedBy(book, command) is { } issued
        ? issued with { Date = issued.Date.AddDays(1) }
        : Numbering.Decide(book, command);

    internal static Decision IgnoresDateOrder(IBookView book, Command command) => Numbering.Decide(book, command) switch
    {
        { Rejection: Rejection.DateOutOfOrder } when command is Command.Number { Invoice: var id } => Issue(book, book.Find(id)!),
        var decision => decision,
    };

    internal static Decision TakesNumbersThatLieAhead(IBookView book, Command command) => Numbering.Decide(book, command) switch
    {
        { Rejection: Rejection.HomeNumberAhead } when command is Command.Create c =>
            new Event.Created(c.Invoice, c.Date, c.Series ?? book.Header.Series.First, c.HomeNumber, c.Scope, c.Form),
        var decision => decision,
    };

    internal static Decision TakesKeysOfOthers(IBookView book, Command command) => Numbering.Decide(book, command) switch
    {
        { Rejection: Rejection.ErpKeyTaken } when command is Command.Confirm c => new Event.RecordAdded(c.Invoice, new(c.ErpKey, c.ErpNumber)),
        var decision => decision,
    };

    internal static Decision ForgetsImportsOnDisconnect(IBookView book, Command command) => Numbering.Decide(book, command) switch
    {
        { Outcome: Outcome.Accepted } when command is Command.Disconnect c => new Event.Disconnected(c.Reason),
        var decision => decision,
    };

    internal static Decision BelievesOldNews(IBookView book, Command command) => Numbering.Decide(book, command) switch
    {
        { Outcome: Outcome.Unchanged } when command is Command.Confirm { ErpNumber: not null } c => new Event.RecordChanged(c.Invoice, new(c.ErpKey, c.ErpNumber)),
        var decision => decision,
    };

    internal static Decision SendsBlindly(IBookView book, Command command) => Numbering.Decide(book, command) switch
    {
        { Rejection: Rejection.OutcomeUncertain } when command is Command.Send { Invoice: var id } =>
            new Event.Sent(id, book.Find(id)!.Attempt + 1, book.Header.Epoch),
        var decision => decision,
    };

    internal static Decision LetsSeriesMeet(IBookView book, Command command) => Numbering.Decide(book, command) switch
    {
        { Rejection: Rejection.SeriesInvalid } when command is Command.AddSeries c && Series.TryCreate(c.Series, out _, out _) => new Event.SeriesAdded(c.Series),
        { Rejection: Rejection.SeriesInvalid } when command is Command.Open c && c.Series.All(one => Series.TryCreate(one, out _, out _)) =>
            new Event.Opened(c.Series, new(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, c.Series[0].Id)),
        var decision => decision,
    };

    internal static Decision RefusesNewsOfVoidInvoices(IBookView book, Command command) =>
        command is Command.Confirm { Invoice: var id } && book.Find(id) is { IsVoid: true } ? Rejection.InvoiceVoid : Numbering.Decide(book, command);

    internal static Decision NeverClosesASeries(IBookView book, Command command) =>
        command is Command.Together { Commands: var commands } && commands.Any(inner => inner is Command.CloseSeries)
            ? Rejection.SeriesClosed
            : Numbering.Decide(book, command);

    internal static Decision LeavesUnlinkedInFlight(IBookView book, Command command) =>
        command is Command.Refuse { Invoice: var id } && book.Find(id) is { IsUnlinked: true } ? Rejection.Unlinked : Numbering.Decide(book, command);

    internal static Authority HidesUnlinked(BookHeader book, Invoice invoice) =>
        invoice.IsUnlinked ? new(AuthorityRule.NoNumberYet, null, null) : Numbering.Authority(book, invoice);

    internal static Authority ShowsHomeNumbersOfImports(BookHeader book, Invoice invoice) =>
        invoice is { Origin: Side.Erp, HomeNumber: { } number } ? new(AuthorityRule.HomeAfterDisconnect, Side.Home, number) : Numbering.Authority(book, invoice);

    internal static Authority NeverSwitchesBack(BookHeader book, Invoice invoice) =>
        invoice.ErpNumber is { } number ? new(AuthorityRule.ErpAfterSync, Side.Erp, number) : Numbering.Authority(book, invoice);

    internal static Authority SwitchesBackWhenInterrupted(BookHeader book, Invoice invoice) =>
        book.Connection == Connection.Interrupted && invoice.HomeNumber is { } number
            ? new(AuthorityRule.HomeAfterDisconnect, Side.Home, number)
            : Numbering.Authority(book, invoice);

    internal static Authority StaysSwitchedBack(BookHeader book, Invoice invoice) =>
        book.Epoch > 1 && invoice.HomeNumber is { } number ? new(AuthorityRule.HomeAfterDisconnect, Side.Home, number) : Numbering.Authority(book, invoice);

    internal static Authority MakesNumbersUp(BookHeader book, Invoice invoice) =>
        new(AuthorityRule.HomeUntilSynced, Side.Home, invoice.Id.Text);

    private static Event.Issued? IssuedBy(IBookView book, Command command) =>
        Numbering.Decide(book, command).Events is [Event.Issued issued] ? issued : null;

    private static Event.Issued Issue(IBookView book, Invoice invoice)
    {
        var series = book.Header.Series.EndOfChain(invoice.Series ?? book.Header.Policy.ImportSeries).Series;
        var period = series.PeriodOf(invoice.Date);
        var next = book.PositionOf(series, invoice.Scope, period).Next;
        return new(invoice.Id, series.Id, period, next, series.Print(next, invoice.Date, invoice.Scope, invoice.Form), invoice.Date, invoice.Scope, invoice.Form);
    }
}
