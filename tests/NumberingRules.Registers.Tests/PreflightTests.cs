namespace NumberingRules.Registers.Tests;

public sealed class PreflightTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Theory]
    [InlineData("intacct", "RL-{seq:00000}", "")]
    [InlineData("intacct", "INVOICE-{date:yyyy}-{seq:00000}", "length")]
    [InlineData("quickbooks", "INVOICE-{date:yyyy}-{seq:00000}", "")]
    [InlineData("winbooks", "{seq:0000}", "")]
    [InlineData("winbooks", "A{seq}", "characters")]
    [InlineData("netsuite", "A/{seq}", "characters")]
    [InlineData("netsuite", "A-{seq}", "")]
    [InlineData("sage-bob50", "{date:yyyy}{seq:0000000}", "length")]
    [InlineData("tally", "{seq:000}", "characters")]
    [InlineData("intacct", "RL-{seq}#{scope:AAAAAAAAAAAAAAAA}", "length")]
    public void What_a_system_would_refuse_fails(string erp, string format, string check) =>
        Assert.Equal(check.Length == 0 ? [] : [check], Failures(erp, new("s", format)).Select(line => line.Check).Distinct());

    [Fact]
    public void A_form_is_looked_at_like_the_format() =>
        Assert.Equal("length", Assert.Single(Failures("sage100", new("s", "S{seq}", Forms: [new("credit", "A-LONG-CREDIT-NOTE-{seq}")]))).Check);

    [Theory]
    [InlineData(998_000L, 5_000L, "Failure")]
    [InlineData(10_000L, 5_000L, "Warning")]
    [InlineData(10_000L, null, "Warning")]
    public void Numbers_that_grow_beyond_the_limit_are_told_with_the_first_of_them(long next, long? pace, string gravity)
    {
        var line = Lines("sage-generation-experts", new PreflightSeries(new("s", "A-{seq}"), next, pace)).Single(line => line.Check == "length");
        Assert.Equal(gravity, line.Gravity.ToString());
        Assert.Contains("1000000", line.What, StringComparison.Ordinal);
        Assert.Contains("max 999999", line.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_that_ends_within_a_year_at_its_pace_fails() =>
        Assert.Contains(Lines("xero", new PreflightSeries(new("s", "A-{seq}", Max: 1000), 900, 200)), line => line is { Check: "ends", Gravity: Gravity.Failure });

    [Fact]
    public void A_series_with_enough_numbers_does_not() =>
        Assert.DoesNotContain(Lines("xero", new PreflightSeries(new("s", "A-{seq}", Max: 1000), 100, 200)), line => line.Check == "ends");

    [Fact]
    public void Validity_years_as_text_and_leading_zeros_are_warned_of()
    {
        Assert.Contains(Lines("xero", Series("A{seq}") with { Definition = new("s", "A{seq}", ValidUntil: new(2026, 12, 31)) }), line => line.Check == "validity");
        Assert.Contains(Lines("xero", Series("INV-2026-{seq}")), line => line.Check == "next-year");
        Assert.DoesNotContain(Lines("xero", Series("INV-{date:yyyy}-{seq}")), line => line.Check == "next-year");
        Assert.Contains(Lines("xero", Series("{seq:0000}")), line => line.Check == "leading-zeros");
        Assert.DoesNotContain(Lines("xero", Series("A{seq:0000}")), line => line.Check == "leading-zeros");
        Assert.Contains(Preflight.Lines(new([Series("A{date:yy}{seq}")], Side.Erp, new(2099, 6, 1)), []), line => line is { Check: "next-year", Gravity: Gravity.Failure });
    }

    [Fact]
    public void Who_owns_the_number_is_told_for_each_system()
    {
        Assert.Contains("custom transaction numbers off", Preflight.Lines(new([], Side.Erp, Day), [Erp("quickbooks")]).Single().Remedy, StringComparison.Ordinal);
        Assert.Contains("custom transaction numbers on", Preflight.Lines(new([], Side.Home, Day), [Erp("quickbooks")]).Single().Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_can_meet_are_found_in_the_ERPs_register()
    {
        var register = Audited.Of("No,Date\nRL-7,2026-01-05\nRL-8,2026-01-06\n");
        var subject = new PreflightSubject([Series("RL-{seq}")], Side.Home, Day) { Register = register };
        Assert.Contains(Preflight.Lines(subject, [Erp("xero")]), line => line is { Check: "numbers-meet", Gravity: Gravity.Failure });
        Assert.DoesNotContain(Preflight.Lines(subject with { Series = [Series("HOME-{seq}")] }, [Erp("xero")]), line => line.Check == "numbers-meet");
    }

    [Fact]
    public void Invoices_before_sync_from_are_counted()
    {
        var subject = new PreflightSubject([], Side.Erp, Day) { SyncFrom = new(2026, 1, 1), Oldest = new(2025, 3, 1), BeforeSyncFrom = 12 };
        Assert.Contains("12 invoices", Preflight.Lines(subject, []).Single().What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_country_limits_length_and_characters()
    {
        var subject = new PreflightSubject([Series("INV.{date:yyyy}.{seq:0000000}")], Side.Erp, Day) { Country = CountryRule.Of("in") };
        Assert.Contains(Preflight.Lines(subject, []), line => line is { Check: "country", Gravity: Gravity.Failure } && line.What.Contains("characters that IN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("FR", "Error")]
    [InlineData("DE", "Fine")]
    [InlineData("GB", "Explain")]
    public void A_gap_is_judged_by_the_countrys_rule(string country, string expected)
    {
        var judged = CountryJudgement.Of(Audited.Of("No,Date\nA-1,2026-01-05\nA-3,2026-01-06\n"), CountryRule.Of(country)!);
        Assert.Equal(("missing", 1L, expected), judged.Select(one => (one.What, one.Count, one.Judgement.ToString())).Single());
    }

    [Fact]
    public void Every_limit_and_every_rule_has_a_name_of_its_own_and_a_source()
    {
        Assert.Equal(ErpLimits.All.Count, ErpLimits.All.Select(erp => erp.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ErpLimits.All, erp => Assert.NotEmpty(erp.Source));
        Assert.Equal(CountryRule.All.Count, CountryRule.All.Select(rule => rule.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(CountryRule.All, rule => Assert.NotEmpty(rule.Source));
    }

    private static PreflightSeries Series(string format) => new(new("s", format), 1, null);

    private static ErpLimits Erp(string name) => ErpLimits.All.Single(erp => erp.Name == name);

    private static IReadOnlyList<PreflightLine> Lines(string erp, PreflightSeries series) => Preflight.Lines(new([series], Side.Erp, Day), [Erp(erp)]);

    private static IEnumerable<PreflightLine> Failures(string erp, SeriesDefinition definition) =>
        Lines(erp, new(definition, definition.Start, null)).Where(line => line.Gravity == Gravity.Failure);
}
