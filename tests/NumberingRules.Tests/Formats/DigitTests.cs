using System.Globalization;
using System.Text;

namespace NumberingRules.Tests.Formats;

/// <summary>Digits are printed and read faster than the platform does it, and the same: every date there is, and numbers of every width.</summary>
public sealed class DigitTests
{
    private static readonly DateOnly Date = new(2026, 3, 9);

    [Theory]
    [InlineData("{date:yyyy}/{date:MM}/{date:dd}:{seq}:{fiscalStart:yyyy}.", "yyyy'/'MM'/'dd':1:'yyyy'.'", 1900, 2199)]
    [InlineData("{date:dd}{seq}{date:yy}{date:MM}", "dd'1'yyMM", 2000, 2099)]
    public void Every_document_date_prints_as_the_platform_prints_it(string format, string platform, int firstYear, int lastYear)
    {
        var series = SeriesFrom.Format(format);
        for (var date = new DateOnly(firstYear, 1, 1); date < new DateOnly(lastYear + 1, 1, 1); date = date.AddDays(1))
        {
            PrintsAndReads(series, 1, date, date.ToString(platform, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Every_number_to_a_hundred_thousand_prints_as_the_platform_prints_it()
    {
        var (padded, bare) = (SeriesFrom.Format("A{seq:0000}Z"), SeriesFrom.Format("{seq}{date:dd}"));
        for (var number = 1L; number <= 100_000; number++)
        {
            PrintsAndReads(padded, number, Date, string.Create(CultureInfo.InvariantCulture, $"A{number:D4}Z"));
            PrintsAndReads(bare, number, Date, string.Create(CultureInfo.InvariantCulture, $"{number}09"));
        }
    }

    [Fact]
    public void Numbers_of_every_width_print_as_the_platform_prints_them()
    {
        var (padded, bare) = (SeriesFrom.Format("A{seq:000000000000}Z"), SeriesFrom.Format("{seq}{date:dd}"));
        long[] around = [.. Enumerable.Range(0, 60).Select(power => 1L << power), .. Enumerable.Range(0, 19).Select(power => (long)Math.Pow(10, power))];
        foreach (var number in around.SelectMany(near => Enumerable.Range(-150, 301).Select(step => near + step)).Where(number => number is >= 1 and <= Series.LastSequenceNumber))
        {
            PrintsAndReads(padded, number, Date, string.Create(CultureInfo.InvariantCulture, $"A{number:D12}Z"));
            PrintsAndReads(bare, number, Date, string.Create(CultureInfo.InvariantCulture, $"{number}09"));
        }
    }

    private static void PrintsAndReads(Series series, long number, DateOnly date, string expected)
    {
        Span<char> text = stackalloc char[Series.LongestNumber];
        Assert.True(series.TryPrint(number, date, text, out var chars));
        Assert.Equal(expected, new string(text[..chars]));

        Span<byte> utf8 = stackalloc byte[Series.LongestNumber];
        Assert.True(series.TryPrint(number, date, utf8, out var bytes));
        Assert.Equal(expected, Encoding.UTF8.GetString(utf8[..bytes]));

        Assert.True(series.TryParse(text[..chars], out var parsed));
        Assert.True(series.TryParse(utf8[..bytes], out var fromUtf8));
        Assert.Equal((new(number, default), new(number, default)), (parsed, fromUtf8));
    }
}
