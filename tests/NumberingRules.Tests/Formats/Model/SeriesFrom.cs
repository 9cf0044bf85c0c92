namespace NumberingRules.Tests.Formats;

/// <summary>Sound series for examples.</summary>
public static class SeriesFrom
{
    public static Series Format(string format) => Definition(new("s", format));

    public static Series Fiscal(string format, int startMonth) => Definition(new("s", format, FiscalYearStartMonth: startMonth));

    public static Series Definition(SeriesDefinition definition) =>
        Series.TryCreate(definition, out var series, out var problem) ? series : throw new ArgumentException(problem);
}
