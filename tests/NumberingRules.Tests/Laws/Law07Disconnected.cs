namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 7: when disconnected, every invoice that holds H shows H; under the default policy an invoice without H is a
/// void import or one that owes its number. ERP numbers and keys stay findable.
/// </summary>
public sealed class Law07Disconnected
{
    [Law]
    public void Law_07_when_disconnected_every_invoice_that_holds_a_home_number_shows_it(Script script) =>
        Assert.True(HomeNumbersShow(Numbering.Decide, Numbering.Authority, script));

    [Law]
    public void Law_07_under_the_default_policy_only_a_void_import_or_one_that_owes_its_number_has_none(Script script) =>
        Assert.True(OnlyImportsLackAHomeNumber(Numbering.Decide, script.UnderDefaultPolicy()));

    [Law]
    public void Law_07_the_disconnect_itself_numbers_every_import_or_notes_that_it_owes_its_number(Script script) =>
        Assert.True(DisconnectNumbersOrNotes(Numbering.Decide, script.UnderDefaultPolicy()));

    [Law]
    public void Law_07_imports_are_numbered_in_order_of_date_then_of_appearance(Script script) =>
        Assert.True(ImportsAreNumberedInOrder(Numbering.Decide, script));

    [Law]
    public void Law_07_ERP_numbers_and_keys_stay_findable(Script script) => Assert.True(ErpNumbersStay(Numbering.Decide, script));

    internal static bool HomeNumbersShow(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.Where(book => book.Header.Connection == Connection.Disconnected).All(book =>
            book.Invoices.Where(invoice => invoice.HomeNumber is not null).All(invoice =>
                (answer(book.Header, invoice).System, answer(book.Header, invoice).Number) == (Side.Home, invoice.HomeNumber)));

    /// <summary>One that owes its number takes it when asked, or is told what is in the way of issuing.</summary>
    internal static bool OnlyImportsLackAHomeNumber(Decider decide, Script script) =>
        Story.Of(decide, script).Books.Where(book => book.Header.Connection == Connection.Disconnected).All(book =>
            book.Invoices.Where(invoice => invoice.HomeNumber is null).All(invoice =>
                invoice.Origin == Side.Erp
                && (invoice.IsVoid || decide(book, new Command.Number(invoice.Id)).Rejection is null or Rejection.SeriesClosed
                    or Rejection.SeriesExhausted or Rejection.ScopeMismatch or Rejection.FormUnknown or Rejection.DateOutsideValidity or Rejection.DateOutOfRange or Rejection.DateOutOfOrder)));

    internal static bool DisconnectNumbersOrNotes(Decider decide, Script script) =>
        Disconnects(decide, script).All(step => step.Before.Invoices.All(before =>
        {
            var isNumbered = step.After.Find(before.Id)!.HomeNumber is not null;
            var isNoted = step.Decision.Findings.Contains(new(Finding.HomeNumberOwed, before.Id));
            return before is { Origin: Side.Erp, HomeNumber: null }
                ? before.IsVoid ? !isNumbered && !isNoted : isNumbered != isNoted
                : isNumbered && !isNoted;
        }));

    internal static bool ImportsAreNumberedInOrder(Decider decide, Script script) =>
        Disconnects(decide, script).All(step =>
        {
            var numbered = step.Decision.Events.OfType<Event.Issued>().Select(issued => step.Before.Find(issued.Invoice)!).ToArray();
            return numbered.SequenceEqual(numbered.OrderBy(invoice => invoice.Date).ThenBy(invoice => invoice.Appeared));
        });

    internal static bool ErpNumbersStay(Decider decide, Script script) =>
        Disconnects(decide, script).All(step => step.Before.Invoices.All(before =>
        {
            var after = step.After.Find(before.Id)!;
            var shown = Numbering.References(step.After.Header, after).Append(Shown(step.After, after));
            return before.Claims.Where(claim => claim.System == Side.Erp).All(claim => shown.Contains(new(Side.Erp, claim.Number)))
                && (after.Records, after.Released) == (before.Records, before.Released)
                && before.Records.All(record => step.After.HolderOf(record.Key) == before.Id);
        }));

    private static Reference Shown(Book book, Invoice invoice) =>
        Numbering.Authority(book.Header, invoice) is { System: { } system, Number: { } number } ? new(system, number) : default;

    private static IEnumerable<Step> Disconnects(Decider decide, Script script) =>
        Story.Of(decide, script).Steps.Where(step => step is { Command: Command.Disconnect, Decision.Outcome: Outcome.Accepted });
}
