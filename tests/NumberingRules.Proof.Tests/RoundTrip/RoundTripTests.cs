using NumberingRules.Proof.RoundTrip;

namespace NumberingRules.Proof.Tests.RoundTrip;

/// <summary>The first 100 000 numbers, and 100 on either side of every power of ten, there and back in the order of their texts.</summary>
public class RoundTripTests
{
    public static TheoryData<string> Formats => [.. RoundTripRun.Formats.Select(definition => definition.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_printed_is_read_back_and_keeps_its_order(string format)
    {
        var series = RoundTripRun.SeriesOf(RoundTripRun.Formats.Single(definition => definition.Format == format));
        Assert.Null(RoundTripRun.Violation(series, RoundTripRun.Date, 1, 100_000));
        for (var border = 1_000_000L; border < series.Last; border *= 10)
        {
            Assert.Null(RoundTripRun.Violation(series, RoundTripRun.Date, border - 100, border + 100));
        }

        Assert.Null(RoundTripRun.Violation(series, RoundTripRun.Date, series.Last - 100, series.Last));
    }
}
