using static NumberingRules.Connection;
using static NumberingRules.Outcome;
using static NumberingRules.Rejection;

namespace NumberingRules.Tests.Tables;

/// <summary>SPEC §6, the book.</summary>
internal static class BookTables
{
    public static CommandTable<Command.Open> Open { get; } = new CommandTable<Command.Open>("open")
        .If("open already, same content", c => c.Book.Opening == Content(c.Command), Unchanged)
        .If("open already", c => c.Book.IsOpen, AlreadyOpen)
        .If("no series", c => c.Command.Series.Count == 0, SeriesInvalid)
        .If("a repeated id", c => c.Command.Series.DistinctBy(wish => wish.Id).Count() < c.Command.Series.Count, SeriesInvalid)
        .If("a bad one", c => c.Command.Series.Any(wish => Catalogue.Find(wish) is null), SeriesInvalid)
        .If("two that could print the same text", c => c.Command.Series.Any(wish => c.Command.Series.Any(other => Clash(wish, other.Id.Text))), SeriesInvalid)
        .If("importSeries unknown", c => c.Command.Series.All(wish => wish.Id != Content(c.Command).Policy.ImportSeries), PolicyInvalid)
        .Then("open", c =>
        {
            c.Book.Opening = Content(c.Command);
            c.Book.Policy = Content(c.Command).Policy;
            c.Book.Series.AddRange(c.Command.Series.Select(wish => new ModelStand(Catalogue.Find(wish)!)));
        });

    public static CommandTable<Command.SetPolicy> SetPolicy { get; } = new CommandTable<Command.SetPolicy>("setPolicy")
        .If("nothing differs", c => Over(c.Book.Policy!, c.Command.Policy) == c.Book.Policy, Unchanged)
        .If("importSeries unknown", c => c.Book.FindSeries(Over(c.Book.Policy!, c.Command.Policy).ImportSeries.Text) is null, PolicyInvalid)
        .Then("answers follow at once", c => c.Book.Policy = Over(c.Book.Policy!, c.Command.Policy));

    public static CommandTable<Command.AddSeries> AddSeries { get; } = new CommandTable<Command.AddSeries>("addSeries")
        .If("id exists: identical", c => Same(c)?.Series.Wish == c.Command.Series, Unchanged)
        .If("id exists", c => Same(c) is not null, SeriesExists)
        .If("a bad one", c => Catalogue.Find(c.Command.Series) is null, SeriesInvalid)
        .If("could print the text of another, closed ones included", c => c.Book.Series.Any(stand => Clash(c.Command.Series, stand.Series.Id)), SeriesInvalid)
        .If("it could print a home number given outside every series", c => GivenNumbers(c.Book).Any(Catalogue.Find(c.Command.Series)!.Prints), HomeNumberTaken)
        .Then("added", c => c.Book.Series.Add(new(Catalogue.Find(c.Command.Series)!)));

    public static CommandTable<Command.CloseSeries> CloseSeries { get; } = new CommandTable<Command.CloseSeries>("closeSeries")
        .If("series unknown", c => Asked(c) is null, SeriesUnknown)
        .If("successor unknown", c => c.Command.Successor is not null && Successor(c) is null, SeriesUnknown)
        .If("closed already, no successor named", c => Asked(c)!.Closed && c.Command.Successor is null, Unchanged)
        .If("closed already, the same one named", c => Asked(c)!.Closed && Asked(c)!.Successor == c.Command.Successor!.Text, Unchanged)
        .If("successor closed", c => Successor(c)?.Closed == true, SeriesClosed)
        .If("successor the series itself", c => c.Command.Successor == c.Command.Series, SeriesClosed)
        .Then("closed, for ever", c =>
        {
            Asked(c)!.Closed = true;
            Asked(c)!.Successor = c.Command.Successor?.Text;
        });

    public static CommandTable<Command.Advance> Advance { get; } = new CommandTable<Command.Advance>("advance")
        .If("series unknown", c => Stand(c) is null, SeriesUnknown)
        .If("scope check", c => !Stand(c)!.Series.Takes(Scope(c)), ScopeMismatch)
        .If("outside its validity", c => !Stand(c)!.Series.IsValidOn(c.Command.Date), DateOutsideValidity)
        .If("two-digit-year check: no form can print the date", c => !CanPrintInSomeForm(Stand(c)!.Series, c.Command.Date), DateOutOfRange)
        .If("next equal to the position", c => c.Command.Next == Stand(c)!.Next(Scope(c), c.Command.Date), Unchanged)
        .If("lower", c => c.Command.Next < Stand(c)!.Next(Scope(c), c.Command.Date), NumberAlreadyUsed)
        .If("beyond the last number + 1", c => c.Command.Next > Stand(c)!.Series.Last + 1, SeriesExhausted)
        .Then("the position moves up", c => Stand(c)!.Move(Scope(c), c.Command.Date, c.Command.Next));

    public static CommandTable<Command.Connect> Connect { get; } = new CommandTable<Command.Connect>("connect")
        .If("another company than before, live", c => Moves(c) && c.Book.Live, LinkedToOtherCompany)
        .If("another company than before, something sent, confirmed or imported", c => Moves(c) && c.Book.Exchanged, LinkedToOtherCompany)
        .If("connected and same sync-from", c => c.Is(Connected) && SyncFromOf(c) == c.Book.SyncFrom, Unchanged)
        .Then("connected, with a new epoch unless it was connected already", c =>
        {
            c.Book.SyncFrom = SyncFromOf(c);
            c.Book.Epoch += c.Is(Connected) ? 0 : 1;
            c.Book.Company = c.Command.Company.Text;
            c.Book.Connection = Connected;
        });

    public static CommandTable<Command.Interrupt> Interrupt { get; } = new CommandTable<Command.Interrupt>("interrupt")
        .If("interrupted", c => c.Is(Interrupted), Unchanged)
        .If("not connected", c => !c.Is(Connected), NotConnected)
        .Then("interrupted", c => c.Book.Connection = Interrupted);

    public static CommandTable<Command.Disconnect> Disconnect { get; } = new CommandTable<Command.Disconnect>("disconnect")
        .If("disconnected", c => c.Is(Disconnected), Unchanged)
        .If("never", c => c.Is(Never), NotConnected)
        .Then("disconnected; on-disconnect: imports take home numbers", c => c.Book.Policy!.ImportedHomeNumber == ImportedHomeNumberPolicy.OnDisconnect, c =>
        {
            c.Book.Connection = Disconnected;
            foreach (var invoice in c.Book.Invoices.Where(i => !i.IsHome && !i.IsVoid && i.Home is null).OrderBy(i => i.Date).ToList())
            {
                c.IssueOrOwe(invoice);
            }
        })
        .Then("disconnected", c => c.Book.Connection = Disconnected);

    public static CommandTable<Command.Recover> Recover { get; } = new CommandTable<Command.Recover>("recover")
        .Then("connected: new epoch", c => c.Is(Connected), c => c.Book.Epoch++)
        .If("else", _ => true, Unchanged);

    private static (ValueList<SeriesDefinition> Series, Policy Policy) Content(Command.Open wish)
    {
        SeriesId first = wish.Series.Count > 0 ? wish.Series[0].Id : "none";
        return (wish.Series, Over(new(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, first), wish.Policy ?? new()));
    }

    private static Policy Over(Policy policy, PolicyChange change) => new(
        change.Authority ?? policy.Authority,
        change.HomeNumber ?? policy.HomeNumber,
        change.ImportedHomeNumber ?? policy.ImportedHomeNumber,
        change.ImportSeries ?? policy.ImportSeries);

    private static bool Clash(SeriesDefinition wish, string other) =>
        Catalogue.Find(wish) is { } one
        && (one.ClashesWith == other || (Array.Find(Catalogue.Good, series => series.Id == other)?.ClashesWith == one.Id));

    private static IEnumerable<string> GivenNumbers(ModelBook book) =>
        book.Invoices.Where(invoice => invoice is { Home: not null, IssuedBy: null }).Select(invoice => invoice.Home!);

    private static ModelStand? Same(Case<Command.AddSeries> c) => c.Book.FindSeries(c.Command.Series.Id.Text);

    private static ModelStand? Asked(Case<Command.CloseSeries> c) => c.Book.FindSeries(c.Command.Series.Text);

    private static ModelStand? Successor(Case<Command.CloseSeries> c) => c.Book.FindSeries(c.Command.Successor?.Text);

    private static ModelStand? Stand(Case<Command.Advance> c) => c.Book.FindSeries(c.Command.Series.Text);

    private static string? Scope(Case<Command.Advance> c) => c.Command.Scope?.Text;

    private static bool CanPrintInSomeForm(ModelSeries series, DateOnly date) =>
        series.CanPrintIn(null, date) || (series.Form is { } form && series.CanPrintIn(form.Name, date));

    private static bool Moves(Case<Command.Connect> c) => c.Book.Company is not null && c.Book.Company != c.Command.Company.Text;

    private static DateOnly? SyncFromOf(Case<Command.Connect> c) =>
        c.Command.SyncFrom.IsGiven ? c.Command.SyncFrom.Date
        : Moves(c) ? null
        : c.Book.SyncFrom;
}
