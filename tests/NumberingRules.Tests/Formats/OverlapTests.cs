namespace NumberingRules.Tests.Formats;

/// <summary>SPEC §7: two series of a book that could print the same text.</summary>
public sealed class OverlapTests
{
    [Theory]
    [InlineData("{seq}", "{seq}")]
    [InlineData("{seq}", "{seq:0000}")]
    [InlineData("A{seq}", "A{seq:000000000000000000}")]
    [InlineData("A{seq}", "A1{seq}")]
    [InlineData("A{seq}", "A{date:yy}{seq}")]
    [InlineData("{date:yyyy}-{seq}", "{fiscalEnd:yyyy}-{seq}")]
    [InlineData("{date:yyyy}-{seq}", "{date:MM}{date:dd}-{seq}")]
    [InlineData("A{seq}0", "A{seq}00")]
    [InlineData("{seq}{date:yy}", "{date:yy}{seq}")]
    [InlineData("2{seq:000}", "{seq:0000}")]
    [InlineData("{{{seq}", "{{{seq:00}")]
    [InlineData("1-{seq}", "{seq}-1")]
    public void These_could(string left, string right) => Assert.True(Overlap(left, right));

    [Theory]
    [InlineData("A{seq}", "B{seq}")]
    [InlineData("{seq:00}5", "00{seq}")]
    [InlineData("00{seq}", "{seq:00}5")]
    [InlineData("A{seq}", "a{seq}")]
    [InlineData("A{seq}", "A-{seq}")]
    [InlineData("A{seq}", "A0{seq}")]
    [InlineData("A{seq}-", "A{seq}")]
    [InlineData("A{seq}A", "AA{seq}")]
    [InlineData("0{seq}", "1{seq}")]
    [InlineData("A{seq}B{date:yy}", "A{seq}B{date:yyyy}")]
    [InlineData("{{{seq}", "}}{seq}")]
    [InlineData("A{seq:000000000000000000}", "A1{seq:000000000000000000}")]
    [InlineData("{date:yy}A{seq}", "{date:yyyy}A{seq}")]
    public void These_could_not(string left, string right) => Assert.False(Overlap(left, right));

    [Fact]
    public void A_date_prints_any_digits_of_its_width() => Assert.True(Overlap("99{seq}", "{date:MM}{seq}"));

    [Fact]
    public void A_zero_alone_is_no_number() => Assert.False(Overlap("A{seq}B", "A0{seq}B"));

    [Fact]
    public void Bounds_and_lengths_do_not_keep_series_apart() =>
        Assert.Equal(
            Rejection.SeriesInvalid,
            Open(new("low", "A{seq}", Max: 9), new("high", "A{seq}", Start: 1000, MaxLength: 6)).Rejection);

    [Fact]
    public void Resets_do_not_keep_series_apart() =>
        Assert.Equal(
            Rejection.SeriesInvalid,
            Open(new("run", "{date:yyyy}-{seq}"), new("yearly", "{date:yyyy}-{seq}", Reset: Reset.Yearly)).Rejection);

    [Fact]
    public void A_closed_series_still_counts()
    {
        var book = new Register();
        book.Do(new Command.Open([new("old", "A{seq}"), new("new", "B{seq}")]));
        book.Do(new Command.CloseSeries("old", "new"));
        Assert.Equal(Rejection.SeriesInvalid, book.Do(new Command.AddSeries(new("other", "A{seq:000}"))).Rejection);
        Assert.Null(book.Do(new Command.AddSeries(new("other", "C{seq:000}"))).Rejection);
    }

    [Fact]
    public void Among_many_series_the_one_alike_is_found()
    {
        var many = Enumerable.Range(0, 500).Select(at => new SeriesDefinition($"s{at}", $"S{(char)('A' + (at % 26))}{new string('-', at / 26)}{{seq}}")).ToArray();
        Assert.Null(Open(many).Rejection);
        Assert.Equal(Rejection.SeriesInvalid, Open([.. many, new("alike", "SC---{seq:00}")]).Rejection);
    }

    [Fact]
    public void A_repeated_id_is_refused() =>
        Assert.Equal(Rejection.SeriesInvalid, Open(new("a", "A{seq}"), new("a", "B{seq}")).Rejection);

    private static Decision Open(params SeriesDefinition[] series) => new Register().Do(new Command.Open([.. series]));

    private static bool Overlap(string left, string right)
    {
        var (one, other) = (SeriesFrom.Format(left), SeriesFrom.Format(right));
        Assert.Equal(one.CouldPrintSameTextAs(other), other.CouldPrintSameTextAs(one));
        Assert.Equal(one.CouldPrintSameTextAs(other), Open(one.Definition, other.Definition with { Id = "other" }).Rejection == Rejection.SeriesInvalid);
        return one.CouldPrintSameTextAs(other);
    }
}
