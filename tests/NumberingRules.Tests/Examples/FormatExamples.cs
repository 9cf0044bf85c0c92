using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §7, formats and bounds of a series.</summary>
public sealed class FormatExamples
{
    private static readonly SeriesDefinition Everything =
        new("all", "{date:dd}.{date:MM}.{date:yy} F{fiscalEnd:yyyy} {seq:000}", Start: 5, Max: 1200, Reset: Reset.Monthly, FiscalYearStartMonth: 4);

    [Fact]
    public void every_token_prints_the_document_date() =>
        GivenBook(Open(null, Everything)).When(Create(date: March)).ThenAccepted("31.03.26 F2026 005");

    [Theory]
    [InlineData("31.03.26 F2026 005", true)]
    [InlineData("31.03.26 F2026 1200", true)]
    [InlineData("01.04.26 F2027 999", true)]
    [InlineData("31.03.26 F2026 5", false)]
    [InlineData("31.03.26 F2026 0999", false)]
    [InlineData("31.03.26 F2026 004", false)]
    [InlineData("31.03.26 F2026 1201", false)]
    [InlineData("31.02.26 F2026 005", false)]
    [InlineData("31.03.26 F2027 005", false)]
    [InlineData("01.04.26 F2026 005", false)]
    [InlineData("31.03.26 F2026 00\u0665", false)]
    [InlineData("31.03.26 f2026 005", false)]
    [InlineData("31.03.26 F2026 005 ", false)]
    public void a_text_is_read_back_only_if_the_series_could_print_it(string text, bool reads)
    {
        Assert.True(Series.TryCreate(Everything, out var series, out _));
        Assert.Equal(reads, series.TryParse(text, out _));
    }

    [Theory]
    [InlineData("A{seq}", "A{seq:000}", true)]
    [InlineData("A{date:yyyy}{seq}", "A{seq:0000}", true)]
    [InlineData("A{date:yy}-{seq}", "A26-{seq}", true)]
    [InlineData("A{date:MM}-{seq}", "A{date:dd}-{seq}", true)]
    [InlineData("A{seq}", "a{seq}", false)]
    [InlineData("A{seq}", "A-{seq}", false)]
    [InlineData("A{seq:00}", "A0{seq}", true)]
    [InlineData("{seq}0", "{seq}1", false)]
    public void two_series_of_a_book_may_not_be_able_to_print_the_same_text(string one, string other, bool clash)
    {
        var story = GivenBook(Open(null, new SeriesDefinition("one", one))).When(AddSeries(new("other", other)));
        _ = clash ? story.ThenRejected(SeriesInvalid) : story.ThenAccepted();
    }

    [Fact]
    public void bounds_and_lengths_do_not_keep_two_series_apart() =>
        GivenBook(Open(null, new SeriesDefinition("one", "A{seq}", Max: 9)))
            .When(AddSeries(new("other", "A{seq}", Start: 10))).ThenRejected(SeriesInvalid);

    [Fact]
    public void braces_stand_for_themselves_when_doubled() =>
        GivenBook(Open(null, new SeriesDefinition("b", "{{{seq}}}"))).When(Create()).ThenAccepted("{1}");

    [Theory]
    [InlineData("no number", "exactly one seq")]
    [InlineData("{seq}-{seq}", "exactly one seq")]
    [InlineData("{seq:}", "no digits")]
    [InlineData("{seq:0000000000000000000}", "nineteen digits")]
    [InlineData("{seq:01}", "digits other than 0")]
    [InlineData("{date:yyy}-{seq}", "no such year")]
    [InlineData("{date:mm}-{seq}", "no such token")]
    [InlineData("{fiscalStart:MM}-{seq}", "a fiscal year has no month")]
    [InlineData("{seq", "open brace")]
    [InlineData("seq}{seq}", "closing brace alone")]
    [InlineData(" {seq}", "space at the beginning")]
    [InlineData("{seq} ", "space at the end")]
    [InlineData("№{seq}", "beyond ASCII")]
    [InlineData("\t{seq}", "below 0x20")]
    [InlineData("", "empty")]
    public void a_bad_format_is_rejected_series_invalid(string format, string why)
    {
        Assert.NotEmpty(why);
        Given().When(AddSeries(new("bad", format))).ThenRejected(SeriesInvalid);
    }

    public static TheoryData<SeriesDefinition> BadDefinitions { get; } = new(
        new("bad", "B{seq}", Start: 0),
        new("bad", "B{seq}", Start: 5, Max: 4),
        new("bad", "B{seq}", Max: Series.LastSequenceNumber + 1),
        new("bad", "B{seq}", MaxLength: 0),
        new("bad", "B{seq}", MaxLength: 65),
        new("bad", "B{seq}", FiscalYearStartMonth: 0),
        new("bad", "B{seq}", FiscalYearStartMonth: 13),
        new("bad", "B{seq}", Max: 1000, MaxLength: 4),
        new("bad", "B{seq}", Start: 1000, MaxLength: 4),
        new("bad", "B{seq}", Reset: Reset.Yearly),
        new("bad", "B{fiscalStart:yyyy}-{seq}", Reset: Reset.Yearly),
        new("bad", "B{date:yyyy}-{seq}", Reset: Reset.Monthly),
        new("bad", "B{date:MM}-{seq}", Reset: Reset.Monthly),
        new("bad", "B{date:yyyy}-{seq}", Reset: Reset.Fiscal));

    [Theory]
    [MemberData(nameof(BadDefinitions))]
    public void a_bad_definition_is_rejected_series_invalid(SeriesDefinition bad) => Given().When(AddSeries(bad)).ThenRejected(SeriesInvalid);
}
