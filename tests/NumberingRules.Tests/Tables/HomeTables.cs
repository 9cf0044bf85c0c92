using static NumberingRules.Approval;
using static NumberingRules.Outcome;
using static NumberingRules.Rejection;

namespace NumberingRules.Tests.Tables;

/// <summary>SPEC §6, home.</summary>
internal static class HomeTables
{
    public static CommandTable<Command.Create> Create { get; } = new CommandTable<Command.Create>("create")
        .If("exists: home-created by the same request", c => c.Found?.Request == Request(c), Unchanged)
        .If("exists", c => !c.Unknown, InvoiceExists)
        .If("series unknown", c => c.Book.FindSeries(Request(c).Series) is null, SeriesUnknown)
        .If("scope check", c => !Named(c).Takes(c.Command.Scope?.Text), ScopeMismatch)
        .If("form check", c => !Named(c).HasForm(c.Command.Form?.Text), FormUnknown)
        .If("given: another invoice has it as home number", c => Given(c) is { } number && c.Book.Invoices.Any(other => other.Home == number), HomeNumberTaken)
        .If("given: a series issued its sequence number printed otherwise", c => Given(c) is { } number && c.Book.Series.Any(stand => HasIssued(c.Book, stand, number)), HomeNumberTaken)
        .If("given: an open series could still issue it", c => Given(c) is { } number && c.Book.Series.Any(stand => CouldStillIssue(stand, number)), HomeNumberAhead)
        .If("none given: closed without open successor", c => Given(c) is null && c.Book.EndOfChain(Request(c).Series).Closed, SeriesClosed)
        .Unless("none given, on-create: issue", c => Given(c) is null && OnCreate(c.Book) ? c.CannotIssueTo(Draft(c)) : null)
        .Then("draft, bound", c => Given(c) is not null, c =>
        {
            c.Appear(Draft(c));
            c.TakeHomeNumber(c.Invoice, Given(c)!);
        })
        .Then("draft, issued", c => OnCreate(c.Book), c =>
        {
            c.Appear(Draft(c));
            c.Issue(c.Invoice);
        })
        .Then("draft, no number yet", c => c.Appear(Draft(c)));

    public static CommandTable<Command.Redate> Redate { get; } = new CommandTable<Command.Redate>("redate")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("ERP-created", c => !c.Invoice.IsHome, ErpOrigin)
        .If("void", c => c.Invoice.IsVoid, InvoiceVoid)
        .If("approved", c => c.Invoice.Approval == Approved, AlreadyApproved)
        .If("live and in flight", c => c.Book.Live && c.InFlight, InFlight)
        .If("series unknown", c => c.Command.Series is { } series && c.Book.FindSeries(series.Text) is null, SeriesUnknown)
        .If("scope check", c => !NewStand(c).Takes(NewScope(c)), ScopeMismatch)
        .If("form check", c => !NewStand(c).HasForm(NewForm(c)), FormUnknown)
        .If("nothing differs", c => NewDate(c) == c.Invoice.Date && !IsOther(c), Unchanged)
        .If("holds an H and another series, scope or form is asked", c => c.Invoice.Home is not null && IsOther(c), NumberIssued)
        .If("holds an issued H, enforced date order", c => Issuer(c) is { Enforced: true }, NumberIssued)
        .If("holds an issued H, not valid on that date", c => Issuer(c) is { } issuer && !issuer.IsValidOn(NewDate(c)), NumberIssued)
        .If("holds an issued H, cannot print that date", c => Issuer(c) is { } issuer && !issuer.CanPrintIn(c.Invoice.Form, NewDate(c)), NumberIssued)
        .If("holds an issued H, another period", c => Issuer(c) is { } issuer && issuer.Period(NewDate(c)) != issuer.Period(c.Invoice.Date), NumberIssued)
        .If("holds an issued H, another text", c => Issuer(c)?.PrintIn(c.Invoice.Scope, c.Invoice.Form, NewDate(c), c.Invoice.IssuedSequence) is { } text && text != c.Invoice.Home, NumberIssued)
        .Then("changed", c =>
        {
            (c.Invoice.Scope, c.Invoice.Form) = (NewScope(c), NewForm(c));
            c.Invoice.Series = NewSeries(c);
            c.Invoice.Date = NewDate(c);
        });

    public static CommandTable<Command.Submit> Submit { get; } = new CommandTable<Command.Submit>("submit")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("void", c => c.Invoice.IsVoid, InvoiceVoid)
        .If("awaiting", c => c.Invoice.Approval == AwaitingApproval, Unchanged)
        .If("approved", c => c.Invoice.Approval == Approved, AlreadyApproved)
        .Then("awaiting", c => c.Invoice.Approval = AwaitingApproval);

    public static CommandTable<Command.Withdraw> Withdraw { get; } = new CommandTable<Command.Withdraw>("withdraw")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("void", c => c.Invoice.IsVoid, InvoiceVoid)
        .If("draft", c => c.Invoice.Approval == Approval.Draft, Unchanged)
        .If("live and in flight", c => c.Book.Live && c.InFlight, InFlight)
        .If("live, approved and linked", c => c.Book.Live && c.Invoice.Approval == Approved && c.Invoice.Linked, AlreadySynced)
        .Then("draft", c => c.Invoice.Approval = Approval.Draft);

    public static CommandTable<Command.Approve> Approve { get; } = new CommandTable<Command.Approve>("approve")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("void", c => c.Invoice.IsVoid, InvoiceVoid)
        .If("approved", c => c.Invoice.Approval == Approved, Unchanged)
        .Unless("home-created and no H: issue", c => MustTakeNumber(c.Invoice) ? c.CannotIssueTo(c.Invoice) : null)
        .Then("approved, issued", c => MustTakeNumber(c.Invoice), c =>
        {
            c.Issue(c.Invoice);
            c.Invoice.Approval = Approved;
        })
        .Then("approved", c => c.Invoice.Approval = Approved);

    public static CommandTable<Command.Void> Void { get; } = new CommandTable<Command.Void>("void by home")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("voided by home", c => c.Invoice.VoidedByHome, Unchanged)
        .Then("voided by the ERP: by home too", c => c.Invoice.VoidedByErp, c => c.Invoice.VoidedByHome = true)
        .If("live and in flight", c => c.Book.Live && c.InFlight, InFlight)
        .If("live, linked and not unlinked", c => c.Book.Live && c.Invoice.Linked && !c.Invoice.IsUnlinked, VoidInErp)
        .Then("voided by home", c => c.Invoice.VoidedByHome = true);

    public static CommandTable<Command.Number> Number { get; } = new CommandTable<Command.Number>("number")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("holds H", c => c.Invoice.Home is not null, Unchanged)
        .If("void", c => c.Invoice.IsVoid, InvoiceVoid)
        .If("home-created, on-approval, not approved", c => c.Invoice.IsHome && !OnCreate(c.Book) && c.Invoice.Approval != Approved, NotApproved)
        .Unless("issue", c => c.CannotIssueTo(c.Invoice))
        .Then("issued", c => c.Issue(c.Invoice));

    private static string? Given(Case<Command.Create> c) => c.Command.HomeNumber?.Text;

    private static bool OnCreate(ModelBook book) => book.Policy!.HomeNumber == HomeNumberPolicy.OnCreate;

    private static ModelRequest Request(Case<Command.Create> c) =>
        new(c.Command.Date, c.Command.Series?.Text ?? c.Book.Series[0].Series.Id, c.Command.Scope?.Text, c.Command.Form?.Text, Given(c));

    private static ModelInvoice Draft(Case<Command.Create> c) =>
        new(c.Command.Invoice.Text, Side.Home)
        {
            Request = Request(c),
            Date = c.Command.Date,
            Series = Request(c).Series,
            Scope = c.Command.Scope?.Text,
            Form = c.Command.Form?.Text,
        };

    private static ModelSeries Named(Case<Command.Create> c) => c.Book.FindSeries(Request(c).Series)!.Series;

    private static bool CouldStillIssue(ModelStand stand, string number) =>
        !stand.Closed && stand.Series.WhereItPrints(number).Any(at => at.Number >= stand.Next(at.Scope, at.Date));

    private static bool HasIssued(ModelBook book, ModelStand stand, string number) => stand.Series.WhereItPrints(number).Any(at =>
        book.Invoices.Any(invoice => invoice.IssuedBy == stand.Series.Id && invoice.Scope == at.Scope && invoice.IssuedSequence == at.Number
            && stand.Series.Period(invoice.Date) == stand.Series.Period(at.Date)));

    private static bool MustTakeNumber(ModelInvoice invoice) => invoice is { IsHome: true, Home: null };

    private static DateOnly NewDate(Case<Command.Redate> c) => c.Command.Date ?? c.Invoice.Date;

    private static string? NewSeries(Case<Command.Redate> c) => c.Command.Series?.Text ?? c.Invoice.Series;

    private static ModelSeries NewStand(Case<Command.Redate> c) => c.Book.FindSeries(NewSeries(c))!.Series;

    private static string? NewScope(Case<Command.Redate> c) => c.Command.Scope?.Text ?? (NewStand(c).PrintScoped is null ? null : c.Invoice.Scope);

    private static string? NewForm(Case<Command.Redate> c) =>
        c.Command.Form.IsGiven ? c.Command.Form.Name?.Text
        : NewStand(c).Form is null ? null
        : c.Invoice.Form;

    private static bool IsOther(Case<Command.Redate> c) =>
        (NewSeries(c), NewScope(c), NewForm(c)) != (c.Invoice.Series, c.Invoice.Scope, c.Invoice.Form);

    private static ModelSeries? Issuer(Case<Command.Redate> c) => c.Book.FindSeries(c.Invoice.IssuedBy)?.Series;
}
