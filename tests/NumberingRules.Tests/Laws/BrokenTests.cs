using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Laws;

/// <summary>A law that nothing can break says nothing: each is broken by an implementation that is wrong in one point.</summary>
public sealed class BrokenTests
{
    private static readonly Lazy<Script[]> Sampled = new(() => [.. Scripts.All.Sample(1000, new Rnd(20260105, 4711), 60)]);

    [Fact]
    public void Law_01_tells_who_minds_the_culture() =>
        AssertBroken(script => Law01Determinism.IsTheSameInEveryCulture(Broken.MindsCulture, script));

    [Fact]
    public void Law_01_tells_who_minds_the_order_of_look_ups() =>
        AssertBroken(script => Law01Determinism.IsTheSameHoweverLookedUp(Broken.MindsOrder, script, 1));

    [Fact]
    public void Law_01_tells_who_remembers_what_was_decided_before() =>
        AssertBroken(script => Law01Determinism.IsRepeatable(Broken.Remembers(), script, script));

    [Fact]
    public void Law_03_tells_who_takes_the_key_of_another() =>
        AssertBroken(script => Law03Traceability.EveryKeyFindsItsInvoice(Broken.TakesKeysOfOthers, script));

    [Fact]
    public void Law_04_tells_who_skips_a_number() =>
        AssertBroken(script => Law04GaplessSeries.NumbersBelowThePositionAreUsed(Broken.SkipsANumber, script));

    [Fact]
    public void Law_04_tells_who_issues_for_another_date() =>
        AssertBroken(script => Law04GaplessSeries.NumbersComeFromTheirPlace(Broken.IssuesForAnotherDate, script));

    [Fact]
    public void Law_04_tells_who_ignores_an_enforced_order_of_dates() =>
        AssertBroken(script => Law04GaplessSeries.EnforcedDatesNeverGoBack(Broken.IgnoresDateOrder, script));

    [Fact]
    public void Law_04_tells_who_binds_a_number_that_a_series_will_issue() =>
        AssertBroken(script => Law04GaplessSeries.EachNumberIsBoundToOneInvoice(Broken.TakesNumbersThatLieAhead, script));

    [Fact]
    public void Law_05_tells_who_makes_numbers_up() =>
        AssertBroken(script => Law05Authority.IsAClaim(Numbering.Decide, Broken.MakesNumbersUp, script));

    [Fact]
    public void Law_05_tells_who_minds_whether_an_invoice_is_unlinked()
    {
        AssertBroken(script => Law05Authority.FollowsFromWhatIsKnown(Numbering.Decide, Broken.HidesUnlinked, script));
        AssertBroken(script => Law05Authority.ChangesOnlyWithWhatIsKnown(Numbering.Decide, Broken.HidesUnlinked, script));
    }

    [Fact]
    public void Law_06_tells_who_shows_the_home_number_of_an_import() =>
        AssertBroken(script => Law06Live.ErpCreatedShowsErpNumber(Numbering.Decide, Broken.ShowsHomeNumbersOfImports, script));

    [Fact]
    public void Law_07_tells_who_never_switches_back() =>
        AssertBroken(script => Law07Disconnected.HomeNumbersShow(Numbering.Decide, Broken.NeverSwitchesBack, script));

    [Fact]
    public void Law_07_tells_who_forgets_the_imports() =>
        AssertBroken(script => Law07Disconnected.DisconnectNumbersOrNotes(Broken.ForgetsImportsOnDisconnect, script.UnderDefaultPolicy()));

    [Fact]
    public void Law_08_tells_who_does_not_restore() =>
        AssertBroken(script => Law08Restoring.ConnectRestores(Numbering.Decide, Broken.StaysSwitchedBack, script));

    [Fact]
    public void Law_08_tells_who_minds_an_interruption() =>
        AssertBroken(script => Law08Restoring.NoAnswerChanges(Numbering.Decide, Broken.SwitchesBackWhenInterrupted, script));

    [Fact]
    public void Law_09_tells_who_believes_old_news() =>
        AssertBroken(script => Law09Repeating.RepeatingChangesNothing(Broken.BelievesOldNews, script));

    [Fact]
    public void Law_09_tells_who_shows_an_ERP_number_after_disconnect() =>
        AssertBroken(script => Law09Repeating.NoAnswerChangesAfterDisconnect(Numbering.Decide, Broken.NeverSwitchesBack, script));

    [Fact]
    public void Law_10_tells_who_takes_the_key_of_another() =>
        AssertBroken(script => Law10Uniqueness.KeysAreUnique(Broken.TakesKeysOfOthers, script));

    [Fact]
    public void Law_10_tells_who_sends_blindly() =>
        AssertBroken(script => Law10Uniqueness.AttemptsNeverOverlap(Broken.SendsBlindly, script));

    [Fact]
    public void Law_11_tells_who_lets_series_print_the_same()
    {
        var sampled = Formats.Rivals().Generator.Sample(2000, new Rnd(20260105, 4711), 60).ToArray();
        Assert.Contains(sampled, rivals => !Law11Printing.NeverPrintTheSame(Broken.LetsSeriesMeet, rivals));
        Assert.Contains(sampled, rivals => !Law11Printing.AreRefusedOnlyForASharedText(Broken.LetsSeriesMeet, rivals));
    }

    [Fact]
    public void Law_12_tells_who_refuses_a_fact()
    {
        AssertBroken(script => Law12NeverStuck.FactsAreOnlyRejectedForWhatTheyName(Broken.RefusesNewsOfVoidInvoices, script));
        AssertBroken(script => Law12NeverStuck.NewsIsNeverRejected(Broken.RefusesNewsOfVoidInvoices, script));
    }

    [Fact]
    public void Law_12_tells_who_lets_a_full_series_trap_a_book() =>
        AssertBroken(script => Law12NeverStuck.LeadsToHomeNumbers(Broken.NeverClosesASeries, Numbering.Authority, script));

    [Fact]
    public void Law_12_tells_who_leaves_an_unlinked_invoice_in_flight() =>
        AssertBroken(script => Law12NeverStuck.LeadsToErpNumbers(Broken.LeavesUnlinkedInFlight, Numbering.Authority, script));

    private static void AssertBroken(Func<Script, bool> law) => Assert.False(Array.TrueForAll(Sampled.Value, law.Invoke));
}
