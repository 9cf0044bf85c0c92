using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>Single steps in which a rule that is almost right would answer otherwise.</summary>
public sealed class NearMissExamples
{
    private static readonly SeriesDefinition Framed = new("framed", "INV{date:yyyy}/{seq}-{date:MM}-HQ");

    [Fact]
    public void Opening_an_open_book_with_no_series_is_too_late() =>
        Story.Given().When(new Command.Open([])).ThenRejected(Rejection.AlreadyOpen);

    [Fact]
    public void A_disconnect_notes_a_home_number_that_another_shows_from_the_ERP() => Story
        .Given(Connect(), Import("S", "701", "RL-00002"), Import("T", "702", "SI-2"))
        .When(Disconnect()).ThenAccepted().Finding((Finding.SameText, "T"));

    [Fact]
    public void A_closed_series_without_successor_numbers_nobody() => Story
        .GivenBook(Open(OnApproval), Create(), CloseSeries())
        .When(Approve()).ThenRejected(Rejection.SeriesClosed);

    [Fact]
    public void A_changed_ERP_number_that_another_shows_is_noted_and_only_then() => Story
        .Given(Connect(), Import(), Create(), Approve(), Confirm())
        .When(Confirm(number: "SI-7001", version: 1)).ThenAccepted().Finding((Finding.ErpNumberShared, "A"))
        .When(Confirm(number: "SI-7001", version: 2)).ThenAccepted().FindingNothing();

    [Fact]
    public void A_replaced_record_s_number_that_another_shows_is_noted_and_only_when_it_is_new() => Story
        .Given(Connect(), Import(), Create(), Approve(), Confirm())
        .When(Confirm(key: "502", number: "SI-7001", replaces: "501")).ThenAccepted().Finding((Finding.ErpNumberShared, "A"))
        .When(Confirm(key: "503", number: null, replaces: "502")).ThenAccepted().FindingNothing();

    [Fact]
    public void An_import_is_numbered_from_the_series_it_named() => Story
        .GivenBook(Open(OnImport, Rl, Yearly), Connect())
        .When(Import(series: "yearly")).ThenAccepted()
        .Has("Y2026-1", static invoice => invoice.HomeNumber?.Text, "S");

    [Fact]
    public void An_owed_number_comes_from_the_series_that_the_import_named() => Story
        .GivenBook(Open(null, Rl, Yearly), Connect(), Import(series: "yearly"))
        .When(Number("S")).ThenAccepted()
        .Has("Y2026-1", static invoice => invoice.HomeNumber?.Text, "S");

    [Fact]
    public void The_same_version_may_still_bring_a_number_never_held() => Story
        .Given(Connect(), Create(), Approve(), Confirm(version: 2))
        .When(Confirm(number: "SI-1002", version: 2)).ThenAccepted("SI-1002");

    [Fact]
    public void A_record_without_a_number_takes_one_that_the_invoice_held_before() => Story
        .Given(Connect(), Create(), Approve(), Confirm(), Confirm(key: "502", number: null))
        .When(Confirm(key: "502")).ThenAccepted()
        .When(Release(key: "501")).ThenAccepted("SI-1001");

    [Fact]
    public void A_home_number_equal_to_its_own_ERP_number_is_no_trouble() => Story
        .GivenBook(Open(OnApproval), Connect(), Create(), Confirm(number: "RL-00001"))
        .When(Approve()).ThenAccepted().FindingNothing();

    [Fact]
    public void An_import_without_a_record_or_home_number_has_no_number_after_a_disconnect() => Story
        .Given(Connect(), Import(), Release("S"))
        .When(Disconnect()).ThenAccepted().Shows(null, "S").By(AuthorityRule.NoNumberYet, "S");

    [Fact]
    public void A_draft_import_shows_the_only_number_it_holds() => Story
        .GivenBook(Open(NeverImported), Connect(), Import(draft: true))
        .When(Disconnect()).ThenAccepted().Shows("SI-7001", "S").By(AuthorityRule.OnlyNumberHeld, "S");

    [Fact]
    public void A_draft_of_the_home_side_does_not_show_an_ERP_number() => Story
        .GivenBook(Open(OnApproval), Connect(), Create(), Confirm())
        .When(Disconnect()).ThenAccepted().Shows(null).By(AuthorityRule.NoNumberYet);

    [Fact]
    public void A_reclaimed_record_is_no_longer_among_the_released() => Story
        .Given(Connect(), Create(), Confirm(), Release())
        .When(Confirm(reclaim: true)).ThenAccepted().Has(0, static invoice => invoice.Released.Count);

    [Theory]
    [InlineData("INV2026/7-03-HQ")]
    [InlineData("INV1900/1-12-HQ")]
    public void A_given_number_that_a_series_would_print_is_ahead_of_it(string number) => Story
        .GivenBook(Open(null, Rl, Framed))
        .When(Create(homeNumber: number)).ThenRejected(Rejection.HomeNumberAhead);

    [Theory]
    [InlineData("INV2026/-03-HQ")]
    [InlineData("INV")]
    [InlineData("Q")]
    [InlineData("INV2026/7-03-HP")]
    public void A_given_number_that_no_series_prints_is_taken(string number) => Story
        .GivenBook(Open(null, Rl, Framed))
        .When(Create(homeNumber: number)).ThenAccepted(number);

    [Fact]
    public void A_given_number_as_long_as_can_be_is_recognised() => Story
        .GivenBook(Open(null, Rl, new SeriesDefinition("long", new string('L', 63) + "{seq}")))
        .When(Create(homeNumber: new string('L', 63) + "1")).ThenRejected(Rejection.HomeNumberAhead)
        .When(Create(homeNumber: new string('L', 64) + "1")).ThenAccepted();

    [Theory]
    [InlineData("rl", "the id is repeated")]
    [InlineData("twin", "the format and the format of series 'rl' could print the same text")]
    public void What_is_wrong_with_a_series_is_said(string id, string said)
    {
        Book.Empty.Do(Open(null, Rl, Rl with { Id = id }), out var decision);
        Assert.Contains(said, decision.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_begins_between_the_halves_is_recognised() => Story
        .GivenBook(Open(null, new SeriesDefinition("at", "@{seq}")))
        .When(Create(homeNumber: "@7")).ThenRejected(Rejection.HomeNumberAhead);
}
