using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace NumberingRules.Tests.Formats;

/// <summary>Law 11, second half: two series of a book never print the same text, and no pair is refused without need.</summary>
[Properties(Arbitrary = [typeof(PairGen), typeof(FormatArbitraries)])]
public sealed class OverlapLaws
{
    [Property(MaxTest = 3000)]
    public void An_overlap_is_seen_exactly_when_there_is_a_common_text(FormatPair pair)
    {
        var common = CommonText.Of(pair.Left.Pieces, pair.Right.Pieces);
        Assert.True(common is not null == pair.Left.Series().CouldPrintSameTextAs(pair.Right.Series()), $"common text: {common ?? "none"}");
    }

    [Property(MaxTest = 500)]
    public void It_does_not_matter_who_is_asked(FormatPair pair)
    {
        var (left, right) = (pair.Left.Series(), pair.Right.Series());
        Assert.Equal(left.CouldPrintSameTextAs(right), right.CouldPrintSameTextAs(left));
    }

    [Property(MaxTest = 500)]
    public void Every_series_overlaps_with_itself(SeriesModel model) =>
        Assert.True(model.Series().CouldPrintSameTextAs(model.Series()));

    [Property(MaxTest = 500)]
    public void Series_apart_never_read_each_others_numbers(FormatPair pair, int ordinal, DateOnly date)
    {
        var (left, right) = (pair.Left.Series(), pair.Right.Series());
        var text = left.CanPrint(date) ? left.Print(1 + Math.Abs(ordinal % 2000L), date, pair.Left.SomeScope(Math.Abs((long)ordinal))).Text : "";
        Assert.False(right.TryParse(text, out _) && !left.CouldPrintSameTextAs(right), text);
    }

    [Property(MaxTest = 500)]
    public void A_book_opens_with_both_exactly_when_they_are_apart(FormatPair pair)
    {
        var decision = new Register().Do(new Command.Open([pair.Left.Definition, pair.Right.Definition]));
        Assert.Equal(ExpectedOf(pair), decision.Rejection);
    }

    [Property(MaxTest = 500)]
    public void A_book_takes_a_second_series_exactly_when_it_is_apart(FormatPair pair)
    {
        var book = new Register();
        book.Do(new Command.Open([pair.Left.Definition]));
        Assert.Equal(ExpectedOf(pair), book.Do(new Command.AddSeries(pair.Right.Definition)).Rejection);
    }

    [Fact]
    public void The_pairs_are_of_both_kinds()
    {
        var sample = PairGen.Pairs.Generator.Sample(1000).ToArray();
        var share = sample.Count(pair => CommonText.Of(pair.Left.Pieces, pair.Right.Pieces) is not null) / (double)sample.Length;
        Assert.InRange(share, 0.15, 0.85);
    }

    private static Rejection? ExpectedOf(FormatPair pair) =>
        CommonText.Of(pair.Left.Pieces, pair.Right.Pieces) is null ? null : Rejection.SeriesInvalid;
}
