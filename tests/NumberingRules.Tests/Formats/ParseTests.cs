using System.Text;

namespace NumberingRules.Tests.Formats;

/// <summary>A text the series could not print does not parse.</summary>
public sealed class ParseTests
{
    [Theory]
    [InlineData("RL-{seq:000}", "RL-001", 1)]
    [InlineData("RL-{seq:000}", "RL-999", 999)]
    [InlineData("RL-{seq:000}", "RL-1000", 1000)]
    [InlineData("{seq}", "999999999999999999", 999_999_999_999_999_999)]
    [InlineData("{{{seq}}}", "{12}", 12)]
    [InlineData("1{seq}1", "1111", 11)]
    [InlineData("{date:yyyy}{seq}{date:MM}", "2026123402", 1234)]
    public void These_parse(string format, string text, long sequence) => Assert.Equal(sequence, Read(format, text)?.SequenceNumber);

    [Theory]
    [InlineData("RL-{seq:000}", "")]
    [InlineData("RL-{seq:000}", "RL-")]
    [InlineData("RL-{seq:000}", "RL-01")]
    [InlineData("RL-{seq:000}", "RL-000")]
    [InlineData("RL-{seq:000}", "RL-0001")]
    [InlineData("RL-{seq:000}", "RL-0999")]
    [InlineData("RL-{seq:000}", "rl-001")]
    [InlineData("RL-{seq:000}", "RL_001")]
    [InlineData("RL-{seq:000}", "RL-001 ")]
    [InlineData("RL-{seq:000}", " RL-001")]
    [InlineData("RL-{seq:000}", "RL-001\n")]
    [InlineData("RL-{seq:000}", "RL-001\0")]
    [InlineData("RL-{seq:000}", "RL-+01")]
    [InlineData("RL-{seq:000}", "RL--01")]
    [InlineData("RL-{seq:000}", "RL-1,000")]
    [InlineData("RL-{seq:000}", "RL-1.0")]
    [InlineData("RL-{seq:000}", "RL-1E3")]
    [InlineData("RL-{seq:000}", "RL-٠٠١")]
    [InlineData("RL-{seq:000}", "RL-００１")]
    [InlineData("RL-{seq:000}", "RL-0\u0661\u0662")]
    [InlineData("RL-{seq:000}", "\u0152L-001")]
    [InlineData("{seq}", "0")]
    [InlineData("{seq}", "00")]
    [InlineData("{seq}", "01")]
    [InlineData("{seq}", "-1")]
    [InlineData("{seq}", "1000000000000000000")]
    [InlineData("{seq}", "9999999999999999999999999")]
    [InlineData("{seq:000000000000000000}", "0000000000000000001")]
    [InlineData("A{seq}Z", "AZ")]
    [InlineData("A{seq}Z", "A1")]
    [InlineData("A{seq}Z", "A1z")]
    public void These_do_not(string format, string text) => Assert.Null(Read(format, text));

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(12, true)]
    [InlineData(13, false)]
    [InlineData(99, false)]
    public void A_number_outside_the_bounds_does_not_parse(long sequence, bool reads)
    {
        var series = SeriesFrom.Definition(new("s", "A{seq:00}", Start: 5, Max: 12));
        Assert.Equal(reads, series.TryParse($"A{sequence:00}", out _));
    }

    [Fact]
    public void A_number_too_long_for_the_series_does_not_parse()
    {
        var series = SeriesFrom.Definition(new("s", "A{seq:00}", MaxLength: 4));
        Assert.True(series.TryParse("A999", out _));
        Assert.False(series.TryParse("A1000", out _));
    }

    [Theory]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20260230-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20250229-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "21000229-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20260431-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20261301-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20260001-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20260100-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20260132-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "18991231-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "22000101-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "00000101-1")]
    [InlineData("{date:yy}{date:MM}{date:dd}-{seq}", "250229-1")]
    [InlineData("{date:MM}{date:dd}-{seq}", "0230-1")]
    [InlineData("{date:MM}{date:dd}-{seq}", "0431-1")]
    [InlineData("{date:MM}{date:dd}-{seq}", "1301-1")]
    [InlineData("{date:dd}-{seq}", "00-1")]
    [InlineData("{date:dd}-{seq}", "32-1")]
    [InlineData("{date:MM}-{seq}", "00-1")]
    [InlineData("{date:MM}-{seq}", "13-1")]
    [InlineData("{date:yyyy}-{seq}", "1899-1")]
    [InlineData("{date:yyyy}-{seq}", "2200-1")]
    [InlineData("{date:yyyy}-{date:yy}-{seq}", "2026-27-1")]
    [InlineData("{date:yyyy}-{date:yy}-{seq}", "1926-26-1")]
    [InlineData("{date:yyyy}-{date:yyyy}-{seq}", "2026-2027-1")]
    [InlineData("{date:MM}-{date:MM}-{seq}", "01-02-1")]
    public void An_impossible_date_does_not_parse(string format, string text) => Assert.Null(Read(format, text));

    [Theory]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20240229-1")]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20000229-1")]
    [InlineData("{date:yy}{date:MM}{date:dd}-{seq}", "000229-1")]
    [InlineData("{date:MM}{date:dd}-{seq}", "0229-1")]
    [InlineData("{date:dd}-{seq}", "31-1")]
    [InlineData("{date:yyyy}-{date:dd}-{seq}", "1900-31-1")]
    [InlineData("{date:yyyy}-{seq}", "2199-1")]
    [InlineData("{date:yyyy}-{date:yy}-{seq}", "2099-99-1")]
    public void A_date_there_is_parses(string format, string text) => Assert.Equal(1, Read(format, text)?.SequenceNumber);

    /// <summary>Here fiscal years start in April.</summary>
    [Theory]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yyyy}-{seq}", "2025-2026-1", true)]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yyyy}-{seq}", "2025-2025-1", false)]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yy}-{seq}", "1999-00-1", true)]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yy}-{seq}", "1998-99-1", false)]
    [InlineData("{fiscalStart:yyyy}-{date:yyyy}-{seq}", "2025-2026-1", true)]
    [InlineData("{fiscalStart:yyyy}-{date:yyyy}-{seq}", "2025-2027-1", false)]
    [InlineData("{fiscalStart:yyyy}-{date:yyyy}-{seq}", "2025-2024-1", false)]
    [InlineData("{fiscalStart:yyyy}-{date:yyyy}{date:MM}-{seq}", "2025-202604-1", false)]
    [InlineData("{fiscalStart:yyyy}-{date:yyyy}{date:MM}-{seq}", "2025-202603-1", true)]
    [InlineData("{fiscalStart:yyyy}-{date:yyyy}{date:MM}-{seq}", "2025-202503-1", false)]
    [InlineData("{fiscalEnd:yyyy}-{date:MM}{date:dd}-{seq}", "2024-0229-1", true)]
    [InlineData("{fiscalEnd:yyyy}-{date:MM}{date:dd}-{seq}", "2025-0229-1", false)]
    [InlineData("{fiscalStart:yyyy}-{date:MM}{date:dd}-{seq}", "2023-0229-1", true)]
    [InlineData("{fiscalStart:yyyy}-{date:MM}{date:dd}-{seq}", "2024-0229-1", false)]
    [InlineData("{fiscalStart:yyyy}-{seq}", "1899-1", true)]
    [InlineData("{fiscalStart:yyyy}-{seq}", "1898-1", false)]
    [InlineData("{fiscalStart:yyyy}-{date:MM}-{seq}", "1899-03-1", true)]
    [InlineData("{fiscalStart:yyyy}-{date:MM}-{seq}", "1899-04-1", false)]
    [InlineData("{fiscalEnd:yyyy}-{seq}", "2200-1", true)]
    [InlineData("{fiscalEnd:yyyy}-{seq}", "2201-1", false)]
    [InlineData("{fiscalEnd:yyyy}-{date:MM}-{seq}", "2200-03-1", false)]
    [InlineData("{fiscalEnd:yyyy}-{date:MM}-{seq}", "2200-04-1", true)]
    public void A_date_must_lie_in_its_fiscal_year(string format, string text, bool reads) =>
        Assert.Equal(reads, Read(SeriesFrom.Fiscal(format, 4), text) is not null);

    [Theory]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yyyy}-{seq}", "2026-2026-1", true)]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yyyy}-{seq}", "2026-2027-1", false)]
    [InlineData("{fiscalStart:yyyy}-{date:yyyy}-{seq}", "2026-2027-1", false)]
    [InlineData("{fiscalStart:yyyy}-{seq}", "1899-1", false)]
    [InlineData("{fiscalEnd:yyyy}-{seq}", "2200-1", false)]
    public void A_fiscal_year_from_January_is_the_calendar_year(string format, string text, bool reads) =>
        Assert.Equal(reads, Read(SeriesFrom.Fiscal(format, 1), text) is not null);

    private static ParsedNumber? Read(string format, string text) => Read(SeriesFrom.Format(format), text);

    /// <summary>Valid from 10 February 2026 to 20 March 2027; fiscal years start in April.</summary>
    [Theory]
    [InlineData("{date:yyyy}{date:MM}{date:dd}-{seq}", "20250315 20260209 20270321 20270401", "20260210 20260305 20260325 20261231 20270101 20270225 20270320")]
    [InlineData("{date:yyyy}{date:MM}-{seq}", "202601 202704 202802", "202602 202612 202701 202703")]
    [InlineData("{date:yyyy}-{seq}", "2025 2028", "2026 2027")]
    [InlineData("{fiscalStart:yyyy}-{seq}", "2024 2027", "2025 2026")]
    [InlineData("{fiscalStart:yyyy}{date:MM}-{seq}", "202501 202504 202704", "202502 202503 202604 202603")]
    public void A_date_must_lie_in_the_validity(string format, string outside, string within)
    {
        var series = SeriesFrom.Definition(new("s", format, FiscalYearStartMonth: 4, ValidFrom: new(2026, 2, 10), ValidUntil: new(2027, 3, 20)));
        Assert.All(outside.Split(' '), text => Assert.Null(Read(series, $"{text}-1")));
        Assert.All(within.Split(' '), text => Assert.NotNull(Read(series, $"{text}-1")));
    }

    [Fact]
    public void A_validity_may_have_one_end()
    {
        Assert.Null(Read(SeriesFrom.Definition(new("s", "{date:yyyy}-{seq}", ValidFrom: new(2026, 1, 1))), "2025-1"));
        Assert.Null(Read(SeriesFrom.Definition(new("s", "{date:yyyy}-{seq}", ValidUntil: new(2026, 12, 31))), "2027-1"));
    }

    private static ParsedNumber? Read(Series series, string text)
    {
        var reads = series.TryParse(text, out var parsed);
        Assert.Equal(reads, series.TryParse(Encoding.UTF8.GetBytes(text), out var fromUtf8));
        Assert.Equal(parsed, fromUtf8);
        return reads ? parsed : null;
    }
}
