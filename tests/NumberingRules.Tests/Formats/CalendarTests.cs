namespace NumberingRules.Tests.Formats;

/// <summary>The document date picks the period and fills the date tokens: leap days, year ends, fiscal years, centuries.</summary>
public sealed class CalendarTests
{
    private const string EveryToken = "{date:yyyy}-{date:MM}-{date:dd} {fiscalStart:yyyy}-{fiscalEnd:yyyy} {seq}";

    [Theory]
    [MemberData(nameof(StartMonths))]
    public void January_belongs_to_the_fiscal_year_that_runs(int startMonth) =>
        Assert.Equal(
            startMonth == 1 ? "2026-2026-1" : "2025-2026-1",
            Fiscal("{fiscalStart:yyyy}-{fiscalEnd:yyyy}-{seq}", startMonth).Print(1, new(2026, 1, 31)).Text);

    [Theory]
    [MemberData(nameof(StartMonths))]
    public void A_fiscal_year_starts_on_the_first_of_its_month(int startMonth)
    {
        var series = Fiscal("{fiscalStart:yy}/{fiscalEnd:yy}-{seq}", startMonth);
        var first = new DateOnly(2024, startMonth, 1);
        var end = startMonth == 1 ? 24 : 25;

        Assert.Equal($"24/{end}-1", series.Print(1, first).Text);
        Assert.Equal($"24/{end}-1", series.Print(1, first.AddYears(1).AddDays(-1)).Text);
        Assert.Equal($"23/{end - 1}-1", series.Print(1, first.AddDays(-1)).Text);
        Assert.Equal($"25/{end + 1}-1", series.Print(1, first.AddYears(1)).Text);
    }

    [Theory]
    [MemberData(nameof(StartMonths))]
    public void A_fiscal_period_is_named_by_the_year_in_which_it_starts(int startMonth)
    {
        var series = SeriesFrom.Definition(new("s", "{fiscalEnd:yyyy}-{seq}", Reset: Reset.Fiscal, FiscalYearStartMonth: startMonth));
        for (var date = new DateOnly(2023, 1, 1); date.Year < 2026; date = date.AddDays(1))
        {
            var period = new Period(date.Month >= startMonth ? date.Year : date.Year - 1);
            Assert.Equal(period, series.PeriodOf(date));
            Assert.True(series.TryParse(series.Print(1, date).Text, out var parsed));
            Assert.Equal(new(1, period), parsed);
        }
    }

    [Theory]
    [InlineData(1900, 1, 1, "1900-01-01 1899-1900 1")]
    [InlineData(1900, 2, 28, "1900-02-28 1899-1900 1")]
    [InlineData(2000, 2, 29, "2000-02-29 1999-2000 1")]
    [InlineData(2024, 2, 29, "2024-02-29 2023-2024 1")]
    [InlineData(2024, 3, 31, "2024-03-31 2023-2024 1")]
    [InlineData(2024, 4, 1, "2024-04-01 2024-2025 1")]
    [InlineData(2025, 12, 31, "2025-12-31 2025-2026 1")]
    [InlineData(2026, 1, 1, "2026-01-01 2025-2026 1")]
    [InlineData(2199, 12, 31, "2199-12-31 2199-2200 1")]
    public void Days_at_the_edges_print_and_parse(int year, int month, int day, string expected)
    {
        var series = Fiscal(EveryToken, 4);
        Assert.Equal(expected, series.Print(1, new(year, month, day)).Text);
        Assert.True(series.TryParse(expected, out _));
    }

    [Theory]
    [InlineData("{date:yy}-{seq}", 1, "1999-12-31", false)]
    [InlineData("{date:yy}-{seq}", 1, "2000-01-01", true)]
    [InlineData("{date:yy}-{seq}", 1, "2099-12-31", true)]
    [InlineData("{date:yy}-{seq}", 1, "2100-01-01", false)]
    [InlineData("{date:yyyy}-{seq}", 1, "1900-01-01", true)]
    [InlineData("{date:yyyy}-{seq}", 1, "2199-12-31", true)]
    [InlineData("{fiscalStart:yy}-{seq}", 4, "2000-03-31", false)]
    [InlineData("{fiscalStart:yy}-{seq}", 4, "2000-04-01", true)]
    [InlineData("{fiscalStart:yy}-{seq}", 4, "2100-03-31", true)]
    [InlineData("{fiscalStart:yy}-{seq}", 4, "2100-04-01", false)]
    [InlineData("{fiscalStart:yy}-{seq}", 1, "2000-01-01", true)]
    [InlineData("{fiscalEnd:yy}-{seq}", 4, "1999-03-31", false)]
    [InlineData("{fiscalEnd:yy}-{seq}", 4, "1999-04-01", true)]
    [InlineData("{fiscalEnd:yy}-{seq}", 4, "2099-03-31", true)]
    [InlineData("{fiscalEnd:yy}-{seq}", 4, "2099-04-01", false)]
    [InlineData("{fiscalEnd:yy}-{seq}", 1, "1999-12-31", false)]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yy}-{seq}", 12, "1999-11-30", false)]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yy}-{seq}", 12, "1999-12-01", true)]
    [InlineData("{date:yy}{fiscalStart:yyyy}-{seq}", 4, "2000-01-01", true)]
    public void Two_digits_stand_for_2000_to_2099(string format, int startMonth, string date, bool prints)
    {
        var series = Fiscal(format, startMonth);
        Assert.Equal(prints, series.CanPrint(On(date)));

        var book = new Register();
        book.Do(new Command.Open([series.Definition]));
        Assert.Equal(prints ? null : Rejection.DateOutOfRange, book.Do(new Command.Create("A", On(date))).Rejection);
        Assert.Equal(prints ? null : Rejection.DateOutOfRange, book.Do(new Command.Advance("s", On(date), 5, "cut-over")).Rejection);
    }

    [Fact]
    public void Two_digit_years_parse_as_2000_to_2099()
    {
        var series = SeriesFrom.Definition(new("s", "{date:yy}-{seq}", Reset: Reset.Yearly));
        for (var year = 2000; year <= 2099; year++)
        {
            Assert.True(series.TryParse($"{year % 100:00}-1", out var parsed));
            Assert.Equal(new(1, new(year)), parsed);
        }
    }

    [Theory]
    [InlineData(Reset.Never, 0, "all")]
    [InlineData(Reset.Yearly, 2026, "2026")]
    [InlineData(Reset.Monthly, 202603, "2026-03")]
    [InlineData(Reset.Fiscal, 2025, "2025")]
    public void The_reset_says_what_a_period_is(Reset reset, int value, string written)
    {
        var series = SeriesFrom.Definition(new("s", "{date:yyyy}{date:MM}{fiscalStart:yyyy}-{seq}", Reset: reset, FiscalYearStartMonth: 4));
        var period = series.PeriodOf(new(2026, 3, 31));
        Assert.Equal(new(value), period);
        Assert.Equal(written, period.ToString());
    }

    public static TheoryData<int> StartMonths => [.. Enumerable.Range(1, 12)];

    private static Series Fiscal(string format, int startMonth) => SeriesFrom.Fiscal(format, startMonth);

    private static DateOnly On(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd");

    [Theory]
    [InlineData(0, "all")]
    [InlineData(9999, "9999")]
    [InlineData(202601, "2026-01")]
    public void A_period_is_written(int value, string written) => Assert.Equal(written, new Period(value).ToString());
}
