using System.Globalization;

namespace NumberingRules.Registers.Tests;

/// <summary>REGISTERS 3, where two readings of a register are possible: the one an accountant would choose.</summary>
public sealed class InferenceTests
{
    [Theory]
    [InlineData("INV-{0}-{1:0000}", "INV-{scope:A}-{seq:0000}")]
    [InlineData("{0}/{1:0000}/2026", "{scope:A}/{seq:0000}/{date:yyyy}")]
    [InlineData("INV-{0}-2026{1:0000}", "INV-{scope:A}-{date:yyyy}{seq:0000}")]
    [InlineData("INV-B{0}.{1:000000}", "INV-{scope:AA}.{seq:000000}")]
    public void A_scope_of_digits_is_not_taken_for_the_sequence_number(string number, string format)
    {
        var rows = from at in Enumerable.Range(1, 40) from scope in (int[])[3, 5, 8] select Row(string.Format(CultureInfo.InvariantCulture, number, scope, at), new(2026, 1, 1), at);
        var counter = Assert.Single(Audited.Of(Csv(rows)).Counters);
        Assert.Equal(format, Assert.Single(counter.Forms).Format);
        Assert.Equal([1L, 1L, 1L], counter.Periods.Select(period => period.First));
        Assert.Equal(0, counter.Periods.Sum(period => period.Missing));
    }

    [Fact]
    public void A_scope_that_ends_like_a_year_is_a_scope_among_the_others()
    {
        var rows = from at in Enumerable.Range(1, 40) from scope in (string[])["K4H", "EB2", "ZZ9", "D26"] select Row($"R-{scope}-{at:0000}", new(2026, 1, 1), at);
        var counter = Assert.Single(Audited.Of(Csv(rows)).Counters);
        Assert.Equal("R-{scope:AAA}-{seq:0000}", Assert.Single(counter.Forms).Format);
        Assert.Equal(["D26", "EB2", "K4H", "ZZ9"], counter.Periods.Select(period => period.Scope));
    }

    [Fact]
    public void A_rare_form_has_the_scopes_of_the_common_one()
    {
        var rows = (from at in Enumerable.Range(1, 40) from scope in (string[])["LDS", "YRK", "MAN"] where at is not (7 or 19 or 23) select Row($"INV-{scope}-{at:0000}", new(2026, 1, 1), at))
            .Concat([Row("CR-LDS-0007", new(2026, 1, 1), 7), Row("CR-YRK-0019", new(2026, 1, 1), 19), Row("CR-MAN-0023", new(2026, 1, 1), 23)]);
        var counter = Assert.Single(Audited.Of(Csv(rows)).Counters);
        Assert.Equal(["INV-{scope:AAA}-{seq:0000}", "CR-{scope:AAA}-{seq:0000}"], counter.Forms.Select(form => form.Format));
        Assert.Equal([2L, 2L, 2L], counter.Periods.Select(period => period.Missing));
    }

    [Fact]
    public void Three_words_of_two_counters_are_no_scopes_for_not_each_shares_ordinals_with_each()
    {
        var rows = Enumerable.Range(1, 90).SelectMany(at => new[] { Row($"CN/{at}", new(2026, 1, 1), at), Row($"{(at % 3 == 0 ? "RE" : "SI")}/{at}", new(2026, 1, 1), at) });
        Assert.Equal(["CN/{seq}", "SI/{seq} RE/{seq}"], Audited.Of(Csv(rows)).Counters.Select(counter => string.Join(' ', counter.Forms.Select(form => form.Format))));
    }

    [Fact]
    public void A_form_shows_the_reset_that_the_larger_one_alone_hides()
    {
        // The invoices of March begin above the last invoice of February, for the credit notes stand before them.
        var numbers = Enumerable.Range(1, 6).Select(at => ("I", 1, at))
            .Concat(Enumerable.Range(1, 6).Select(at => (at == 6 ? "C" : "I", 2, at)))
            .Concat(Enumerable.Range(1, 12).Select(at => (at < 7 || at == 8 ? "C" : "I", 3, at)));
        var report = Audited.Of(Csv(numbers.Select(one => Row($"{one.Item1}-2026{one.Item2:00}-{one.at:000}", new(2026, one.Item2, 1), one.at))));
        var counter = Assert.Single(report.Counters);
        Assert.Equal((Reset.Monthly, 3, 0L, 0L), (counter.Reset, counter.Periods.Count, report.Missing, report.Double));
    }

    [Fact]
    public void A_form_belongs_to_the_counter_in_whose_range_it_lies()
    {
        var rows = Enumerable.Range(1, 300).Where(at => at != 300 - 1).Select(at => Row($"{at}", new(2026, 1, 1), at))
            .Concat(Enumerable.Range(290, 200).Where(at => at % 4 != 3).Select(at => Row($"A{at}", new(2026, 3, 1), at)))
            .Concat(Enumerable.Range(290, 200).Where(at => at % 4 == 3).Select(at => Row($"B{at}", new(2026, 3, 1), at)));
        Assert.Equal(["{seq}", "A{seq} B{seq}"], Audited.Of(Csv(rows)).Counters.Select(counter => string.Join(' ', counter.Forms.Select(form => form.Format))));
    }

    [Fact]
    public void Credit_notes_of_half_a_year_follow_the_fiscal_years_of_the_invoices()
    {
        var rows = Enumerable.Range(0, 500).Select(at => (At: at, Date: new DateOnly(2024, 4, 1).AddDays(at)))
            .Select(one => (one.Date, Year: one.Date.Month >= 4 ? one.Date.Year : one.Date.Year - 1))
            .GroupBy(one => one.Year).SelectMany(year => year.Select((one, at) => Row($"{(one.Date.Month is 5 or 6 && at % 5 == 0 ? "CRED" : "INV")}/{year.Key}/{at + 1:0000}", one.Date, 0)));
        var counter = Assert.Single(Audited.Of(Csv(rows)).Counters);
        Assert.Equal((Reset.Fiscal, 4), (counter.Reset, counter.FiscalYearStartMonth));
        Assert.Equal(["INV/{fiscalStart:yyyy}/{seq:0000}", "CRED/{fiscalStart:yyyy}/{seq:0000}"], counter.Forms.Select(form => form.Format));
    }

    private static string Row(string number, DateOnly from, int days) =>
        string.Create(CultureInfo.InvariantCulture, $"{number},{from.AddDays(days / 12):yyyy-MM-dd}");

    private static string Csv(IEnumerable<string> rows) => "No,Date\n" + string.Join('\n', rows) + "\n";
}
