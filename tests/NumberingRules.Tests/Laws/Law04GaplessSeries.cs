namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 4: in each (series, scope, period) the numbers below the position are exactly those issued and those taken over: no
/// gap, no duplicate; each issued one is bound to one invoice; number order is issue order.
/// </summary>
public sealed class Law04GaplessSeries
{
    [Law]
    public void Law_04_in_each_period_the_numbers_below_the_position_are_issued_or_taken_over(Script script) =>
        Assert.True(NumbersBelowThePositionAreUsed(Numbering.Decide, script));

    [Law]
    public void Law_04_each_home_number_is_bound_to_one_invoice_and_each_invoice_to_one(Script script) =>
        Assert.True(EachNumberIsBoundToOneInvoice(Numbering.Decide, script));

    [Law]
    public void Law_04_number_order_is_issue_order(Script script) => Assert.True(NumberOrderIsIssueOrder(Numbering.Decide, script));

    [Law]
    public void Law_04_numbers_come_from_the_open_end_of_the_chain_in_the_period_of_the_document_date(Script script) =>
        Assert.True(NumbersComeFromTheirPlace(Numbering.Decide, script));

    [Law]
    public void Law_04_a_series_that_enforces_date_order_never_goes_back(Script script) => Assert.True(EnforcedDatesNeverGoBack(Numbering.Decide, script));

    internal static bool NumbersBelowThePositionAreUsed(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        var ledger = new Ledger(story.Events);
        return Views.Counted(story.End, ledger).All(at =>
        {
            var reached = at.Series.First;
            foreach (var stretch in ledger.Stretches.GetValueOrDefault(new(at.Series.Id, at.Scope, at.Period), []).OrderBy(stretch => stretch.From))
            {
                if (stretch.From != reached || stretch.Next <= stretch.From)
                {
                    return false;
                }

                reached = stretch.Next;
            }

            return reached == story.End.PositionOf(at.Series, at.Scope, at.Period).Next && reached <= at.Series.Last + 1;
        });
    }

    internal static bool EachNumberIsBoundToOneInvoice(Decider decide, Script script)
    {
        var numbers = new Ledger(Story.Of(decide, script).Events).HomeNumbers.ToArray();
        return numbers.DistinctBy(held => held.What.Number).Count() == numbers.Length
            && numbers.DistinctBy(held => held.Invoice).Count() == numbers.Length;
    }

    internal static bool NumberOrderIsIssueOrder(Decider decide, Script script) =>
        new Ledger(Story.Of(decide, script).Events).Stretches.Values.All(used =>
            used.Zip(used.Skip(1)).All(pair => pair.First.From < pair.Second.From));

    internal static bool NumbersComeFromTheirPlace(Decider decide, Script script)
    {
        var book = Book.Empty;
        return Story.Of(decide, script).Events.All(happened =>
        {
            var here = book;
            book = book.After([happened]);
            return happened is not Event.Issued issued || ComesFromItsPlace(here, issued);
        });
    }

    internal static bool EnforcedDatesNeverGoBack(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        return story.Events.OfType<Event.Issued>().GroupBy(issued => (issued.Series, issued.Scope))
            .Where(of => story.End.Header.Series.Find(of.Key.Series)!.Series.Definition.DateOrder == DateOrder.Enforced)
            .All(of => of.Zip(of.Skip(1)).All(pair => pair.First.Date <= pair.Second.Date));
    }

    private static bool ComesFromItsPlace(Book book, Event.Issued issued)
    {
        var invoice = book.Find(issued.Invoice)!;
        var end = Views.EndOfChain(book.Header, invoice);
        return !end.Closed
            && end.Series.Id == issued.Series
            && issued.Date == invoice.Date
            && issued.Period == PeriodOf(end.Series.Definition, issued.Date)
            && issued.Number == end.Series.Print(issued.SequenceNumber, issued.Date, invoice.Scope, invoice.Form)
            && (issued.Scope, issued.Form) == (invoice.Scope, invoice.Form)
            && end.Series.IsValidOn(issued.Date);
    }

    private static Period PeriodOf(SeriesDefinition series, DateOnly date) => series.Reset switch
    {
        Reset.Yearly => new(date.Year),
        Reset.Monthly => new((100 * date.Year) + date.Month),
        Reset.Fiscal => new(date.AddMonths(1 - (int)series.FiscalYearStartMonth).Year),
        _ => default,
    };
}
