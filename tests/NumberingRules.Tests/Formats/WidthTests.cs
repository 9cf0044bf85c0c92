using System.Globalization;

namespace NumberingRules.Tests.Formats;

/// <summary>Digits: at least so many, more when needed, never cut, padded or wrapped.</summary>
public sealed class WidthTests
{
    private const long Most = 999_999_999_999_999_999;
    private static readonly DateOnly Date = new(2026, 3, 9);

    [Theory]
    [MemberData(nameof(Widths))]
    public void At_least_so_many_digits_are_printed(int width)
    {
        var series = SeriesFrom.Format("A{seq:" + new string('0', width) + "}");
        foreach (var sequence in Interesting)
        {
            var digits = sequence.ToString(CultureInfo.InvariantCulture);
            var text = "A" + digits.PadLeft(width, '0');
            Assert.Equal(text, series.Print(sequence, Date).Text);
            Assert.True(series.TryParse(text, out var parsed));
            Assert.Equal(sequence, parsed.SequenceNumber);
            Assert.False(series.TryParse("A0" + text[1..], out _));
            Assert.Equal(digits.Length > width, series.Print(sequence, Date).Text.Length > width + 1);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Without_a_maximum_a_series_ends_at_the_last_number_that_fits(int digits)
    {
        var series = SeriesFrom.Definition(new("s", "A{seq:0}Z", MaxLength: 2 + digits));
        Assert.Equal(PowerOfTen(digits) - 1, series.Last);
        Assert.Equal(2 + digits, series.WidestText);
    }

    [Fact]
    public void No_series_goes_beyond_eighteen_digits()
    {
        var series = SeriesFrom.Format("{seq}");
        Assert.Equal((Most, 18), (series.Last, series.WidestText));
        Assert.Equal("999999999999999999", series.Print(Most, Date).Text);
        Assert.Equal(Series.LastSequenceNumber, Most);
        Assert.Equal(64, Series.LongestNumber);
    }

    [Theory]
    [InlineData("{seq:000}", 998, "998 999 1000 1001")]
    [InlineData("{seq:0000}", 9998, "9998 9999 10000 10001")]
    [InlineData("{seq}", 9, "9 10 11")]
    [InlineData("{seq:00}", 99, "99 100")]
    [InlineData("{seq:000000000000000000}", Most - 1, "999999999999999998 999999999999999999")]
    public void A_series_grows_wider_when_it_must(string format, long start, string expected)
    {
        var book = Opened(new("s", format, Start: start));
        Assert.Equal(expected.Split(' '), expected.Split(' ').Select((_, at) => Created(book, at).Events[^1]).OfType<Event.Issued>().Select(issued => issued.Number.Text));
    }

    [Theory]
    [InlineData("A{seq}", 8, null, 2, 2)]
    [InlineData("A{seq:0000}", 9998, null, 5, 2)]
    [InlineData("A{seq}", 3, 3L, 64, 1)]
    [InlineData("A{seq}", 98, 101L, 64, 4)]
    [InlineData("{seq}", Most, null, 64, 1)]
    public void The_last_number_used_up_ends_a_series(string format, long start, long? max, long maxLength, int numbers)
    {
        var book = Opened(new("s", format, start, max, MaxLength: maxLength));
        for (var at = 0; at < numbers; at++)
        {
            Assert.Null(Created(book, at).Rejection);
        }

        Assert.Equal(Rejection.SeriesExhausted, Created(book, numbers).Rejection);
        Assert.Equal(Rejection.SeriesExhausted, Created(book, numbers).Rejection);
    }

    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 18)];

    private static IEnumerable<long> Interesting => Enumerable.Range(0, 18).SelectMany(digits => (long[])
        [PowerOfTen(digits), PowerOfTen(digits) + 1, (PowerOfTen(digits) * 9) + (PowerOfTen(digits) - 1)]);

    private static long PowerOfTen(int digits) => long.Parse("1" + new string('0', digits), CultureInfo.InvariantCulture);

    private static Register Opened(SeriesDefinition series)
    {
        var book = new Register();
        Assert.Null(book.Do(new Command.Open([series])).Rejection);
        return book;
    }

    private static Decision Created(Register book, int at) => book.Do(new Command.Create($"A{at}", Date));
}
