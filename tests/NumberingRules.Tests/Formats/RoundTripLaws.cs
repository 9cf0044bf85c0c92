using System.Text;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace NumberingRules.Tests.Formats;

/// <summary>Law 11, first half, against a naive model that prints with strings and reads by trying every document date.</summary>
[Properties(Arbitrary = [typeof(FormatArbitraries)])]
public sealed class RoundTripLaws
{
    [Property(MaxTest = 500)]
    public void Every_sound_series_is_accepted(SeriesModel model)
    {
        Assert.True(Series.TryCreate(model.Definition, out var series, out var problem), problem);
        Assert.Equal(model.Definition, series.Definition);
        Assert.Equal(model.Definition.Start, series.First);
        Assert.Equal(model.Last, series.Last);
        Assert.Equal(model.Print(model.Last, new(2026, 7, 15)).Length, series.WidestText);
    }

    [Property(MaxTest = 1000)]
    public void What_is_printed_is_what_the_format_says(NumberCase number)
    {
        var text = number.Series.Print(number.SequenceNumber, number.Date);
        Assert.Equal(text, number.Series.Series().Print(number.SequenceNumber, number.Date, number.Series.SomeScope(number.SequenceNumber)).Text);
    }

    [Property(MaxTest = 1000)]
    public void What_is_printed_is_read_back(NumberCase number)
    {
        var series = number.Series.Series();
        var scope = number.Series.SomeScope(number.SequenceNumber);
        var text = series.Print(number.SequenceNumber, number.Date, scope).Text;
        var expected = new ParsedNumber(number.SequenceNumber, number.Series.PeriodOf(number.Date), scope);

        Assert.True(series.TryParse(text, out var parsed));
        Assert.Equal(expected, parsed);
        Assert.Equal(series.PeriodOf(number.Date), parsed.Period);
        Assert.True(series.TryParse(Encoding.UTF8.GetBytes(text), out var fromUtf8));
        Assert.Equal(expected, fromUtf8);
    }

    [Property(MaxTest = 400)]
    public void A_text_is_read_exactly_when_some_document_date_prints_it(TextCase damaged)
    {
        var readings = damaged.Series.Readings(damaged.Text);
        var reads = damaged.Series.Series().TryParse(damaged.Text, out var parsed);

        Assert.Equal(readings.Count > 0, reads);
        Assert.Equal(reads ? readings.Single() : default, parsed);
    }

    [Property(MaxTest = 1000)]
    public void Utf8_reads_like_text(TextCase damaged)
    {
        var series = damaged.Series.Series();
        Assert.Equal(
            (series.TryParse(damaged.Text, out var parsed), parsed),
            (series.TryParse(Encoding.UTF8.GetBytes(damaged.Text), out var fromUtf8), fromUtf8));
    }

    [Property(MaxTest = 1000)]
    public void Only_years_a_two_digit_year_stands_for_can_be_printed(SeriesModel model, DateOnly date) =>
        Assert.Equal(model.CanPrint(date), model.Series().CanPrint(date));

    [Fact]
    public void The_damaged_texts_are_of_both_kinds()
    {
        var sample = SeriesGen.Texts.Sample(1000).ToArray();
        var share = sample.Count(damaged => damaged.Series.Series().TryParse(damaged.Text, out _)) / (double)sample.Length;
        Assert.InRange(share, 0.2, 0.8);
    }
}
