namespace NumberingRules.Tests.Laws;

/// <summary>Examples that once broke a law.</summary>
public sealed class CounterexampleTests
{
    [Theory]
    [InlineData("F0001-1")]
    [InlineData("F0000-1")]
    [InlineData("F1899-1")]
    [InlineData("F2201-1")]
    public void Law_11_a_fiscal_year_that_no_document_date_has_does_not_read_back(string text)
    {
        Assert.True(Series.TryCreate(FiscalYears, out var series, out _));
        Assert.False(series.TryParse(text, out _));
    }

    [Fact]
    public void Law_11_a_home_number_with_such_a_year_lies_outside_every_series()
    {
        var book = Book.Empty.Do(new Command.Open([FiscalYears]), out _);
        book.Do(new Command.Create("A1", new(2026, 1, 5), HomeNumber: "F0001-1"), out var decision);
        Assert.Equal(Outcome.Accepted, decision.Outcome);
    }

    private static SeriesDefinition FiscalYears { get; } = new("a", "F{fiscalEnd:yyyy}-{seq}", Reset: Reset.Fiscal, FiscalYearStartMonth: 2);
}
