using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace NumberingRules.Tests.Formats;

/// <summary>SPEC §7: bounds, lengths, and the tokens a reset needs.</summary>
public sealed class SeriesValidityTests
{
    private const long Most = 999_999_999_999_999_999;

    [Theory]
    [InlineData(1, null, 64, 1)]
    [InlineData(1, 1L, 64, 1)]
    [InlineData(5, 5L, 1, 12)]
    [InlineData(1, 9L, 1, 6)]
    [InlineData(Most, null, 18, 1)]
    [InlineData(Most, Most, 64, 1)]
    [InlineData(1, Most, 18, 1)]
    [InlineData(99, null, 2, 1)]
    public void These_bounds_can_be(long start, long? max, long maxLength, long month) =>
        Assert.True(Series.TryCreate(new("s", "{seq}", start, max, FiscalYearStartMonth: month, MaxLength: maxLength), out _, out _));

    [Theory]
    [InlineData(0, null, 64, 1)]
    [InlineData(-1, null, 64, 1)]
    [InlineData(long.MinValue, null, 64, 1)]
    [InlineData(Most + 1, null, 64, 1)]
    [InlineData(long.MaxValue, null, 64, 1)]
    [InlineData(1, 0L, 64, 1)]
    [InlineData(5, 4L, 64, 1)]
    [InlineData(1, Most + 1, 64, 1)]
    [InlineData(1, long.MaxValue, 64, 1)]
    [InlineData(1, long.MinValue, 64, 1)]
    [InlineData(1, null, 0, 1)]
    [InlineData(1, null, 65, 1)]
    [InlineData(1, null, -1, 1)]
    [InlineData(1, null, long.MaxValue, 1)]
    [InlineData(1, null, long.MinValue, 1)]
    [InlineData(1, null, 64, 0)]
    [InlineData(1, null, 64, 13)]
    [InlineData(1, null, 64, -1)]
    [InlineData(1, null, 64, long.MaxValue)]
    [InlineData(1, 10L, 1, 1)]
    [InlineData(10, null, 1, 1)]
    [InlineData(1, Most, 17, 1)]
    [InlineData(Most, null, 17, 1)]
    public void These_bounds_cannot_be(long start, long? max, long maxLength, long month) =>
        Refused(new("s", "{seq}", start, max, FiscalYearStartMonth: month, MaxLength: maxLength));

    [Theory]
    [InlineData("ABC-{seq:00000}", 9)]
    [InlineData("{date:yyyy}{date:MM}{date:dd}{fiscalStart:yy}{fiscalEnd:yyyy}-{seq:000}", 18)]
    [InlineData("{{{{{seq}}}", 4)]
    [InlineData("{seq:000000000000000000}", 18)]
    public void The_first_number_must_fit(string format, int width)
    {
        Assert.True(Series.TryCreate(new("s", format, MaxLength: width), out _, out _));
        Refused(new("s", format, MaxLength: width - 1));
    }

    [Fact]
    public void Sixty_four_characters_fit_and_no_more()
    {
        Assert.True(Series.TryCreate(new("s", new string('A', 63) + "{seq}"), out var series, out _));
        Assert.Equal((9, 64), (series.Last, series.WidestText));
        Refused(new("s", new string('A', 64) + "{seq}"));
        Refused(new("s", new string('A', 63) + "{seq}", Max: 10));
        Refused(new("s", new string('A', 63) + "{seq}", Start: 10));
    }

    [Theory]
    [InlineData(Reset.Never, "{seq}")]
    [InlineData(Reset.Yearly, "{date:yyyy}{seq}")]
    [InlineData(Reset.Yearly, "{date:yy}{seq}")]
    [InlineData(Reset.Yearly, "{date:MM}{date:yy}{seq}")]
    [InlineData(Reset.Monthly, "{date:yyyy}{date:MM}{seq}")]
    [InlineData(Reset.Monthly, "{date:MM}{seq}{date:yy}")]
    [InlineData(Reset.Fiscal, "{fiscalStart:yyyy}{seq}")]
    [InlineData(Reset.Fiscal, "{fiscalStart:yy}{seq}")]
    [InlineData(Reset.Fiscal, "{fiscalEnd:yyyy}{seq}")]
    [InlineData(Reset.Fiscal, "{seq}{fiscalEnd:yy}")]
    [InlineData(Reset.Fiscal, "{date:yyyy}{date:MM}{seq}")]
    [InlineData(Reset.Fiscal, "{date:MM}{seq}{date:yy}")]
    public void A_reset_has_the_tokens_it_needs(Reset reset, string format) =>
        Assert.All(StartMonths, month =>
            Assert.True(Series.TryCreate(new("s", format, Reset: reset, FiscalYearStartMonth: month), out _, out _)));

    [Theory]
    [InlineData(Reset.Yearly, "{seq}")]
    [InlineData(Reset.Yearly, "{date:MM}{date:dd}{seq}")]
    [InlineData(Reset.Yearly, "{fiscalStart:yyyy}{fiscalEnd:yyyy}{seq}")]
    [InlineData(Reset.Monthly, "{seq}")]
    [InlineData(Reset.Monthly, "{date:yyyy}{seq}")]
    [InlineData(Reset.Monthly, "{date:MM}{seq}")]
    [InlineData(Reset.Monthly, "{date:yyyy}{date:dd}{seq}")]
    [InlineData(Reset.Monthly, "{fiscalStart:yyyy}{fiscalEnd:yyyy}{date:MM}{seq}")]
    [InlineData(Reset.Fiscal, "{seq}")]
    [InlineData(Reset.Fiscal, "{date:yyyy}{date:dd}{seq}")]
    [InlineData(Reset.Fiscal, "{date:MM}{seq}")]
    public void A_reset_without_them_would_repeat_numbers(Reset reset, string format) =>
        Assert.All(StartMonths, month => Refused(new("s", format, Reset: reset, FiscalYearStartMonth: month)));

    [Fact]
    public void A_definition_without_a_format_is_refused() => Refused(new("s", null!));

    [Fact]
    public void A_setting_no_enum_declares_is_refused()
    {
        Refused(new("s", "{date:yyyy}{date:MM}{fiscalStart:yyyy}{seq}", Reset: (Reset)4));
        Refused(new("s", "{seq}", DateOrder: (DateOrder)2));
    }

    [Property(MaxTest = 2000)]
    public Property Any_bounds_are_judged_by_the_rules() => Prop.ForAll(AnyBounds.ToArbitrary(), wish =>
    {
        var sound = wish.Start is >= 1 and <= Most
            && wish.Max is null or >= 1 and <= Most && !(wish.Max < wish.Start)
            && wish.MaxLength is >= 1 and <= 64
            && wish.FiscalYearStartMonth is >= 1 and <= 12
            && 1 + $"{wish.Max ?? wish.Start}".PadLeft(3, '0').Length <= wish.MaxLength;
        Assert.Equal(sound, Series.TryCreate(wish, out var series, out var problem));
        Assert.Equal(sound, series is not null);
        Assert.Equal(sound, problem is null);
    });

    private static IEnumerable<int> StartMonths => Enumerable.Range(1, 12);

    private static Gen<SeriesDefinition> AnyBounds =>
        from start in AnyNumber
        from max in Gen.OneOf(Gen.Constant<long?>(null), AnyNumber.Select(number => (long?)number))
        from maxLength in Gen.Frequency((5, Gen.Choose(3, 64).Select(Convert.ToInt64)), (1, AnyNumber))
        from month in Gen.Frequency((9, Gen.Choose(1, 12).Select(Convert.ToInt64)), (1, AnyNumber))
        select new SeriesDefinition("s", "A{seq:000}", start, max, FiscalYearStartMonth: month, MaxLength: maxLength);

    private static Gen<long> AnyNumber => Gen.Frequency(
        (3, SeriesGen.Between(1, Most)),
        (3, Gen.Choose(-1, 70).Select(Convert.ToInt64)),
        (1, Gen.Elements(long.MinValue, -1, 0, Most, Most + 1, long.MaxValue)));

    private static void Refused(SeriesDefinition wish)
    {
        Assert.False(Series.TryCreate(wish, out var series, out var problem));
        Assert.Null(series);
        Assert.NotEmpty(problem);
    }

    public static TheoryData<SeriesDefinition, string> Unsound => new()
    {
        { new("s", "A{seq}", Forms: [null!]), "forms need a name and a format each" },
        { new("s", "A{seq}", Forms: [new("f", null!)]), "forms need a name and a format each" },
        { new("s", "A{seq}", Forms: [new("f", "F{seq}"), new("f", "G{seq}")]), "form 'f' is repeated" },
        { new("s", "A{seq}", Forms: [new("f", "F")]), "form 'f' needs {seq} once" },
        { new("s", "A{seq}", Forms: [new("f", "F{scope:A}{seq}")]), "form 'f' must print a scope of the same length as the format, or none as well" },
        { new("s", "A{seq}", Max: 10, MaxLength: 3, Forms: [new("f", "FF{seq}")]), "form 'f': the text of number 10 would be longer than maxLength 3" },
        { new("s", "A{seq}", Start: 10, MaxLength: 2), "the text of number 10 would be longer than maxLength 2" },
        { new("s", "A{seq}", Start: 0, MaxLength: 1), "start must be 1 to 999999999999999999" },
        { new("s", "A{seq}", Reset: Reset.Yearly, Forms: [new("f", "F")]), "reset yearly would repeat numbers: the format needs a year token of date" },
        { new("s", "A{seq}", Reset: Reset.Monthly), "reset monthly would repeat numbers: the format needs year and month tokens of date" },
        { new("s", "A{seq}", Reset: Reset.Fiscal), "reset fiscal would repeat numbers: the format needs a year token of fiscalStart or fiscalEnd, or year and month tokens of date" },
        { new("s", "A{seq}", ValidFrom: new(1899, 12, 31)), "validFrom 1899-12-31 lies outside" },
        { new("s", "A{seq}", ValidUntil: new(2200, 1, 1)), "validUntil 2200-01-01 lies outside" },
        { new("s", "A{seq}", ValidFrom: new(2026, 2, 1), ValidUntil: new(2026, 1, 31)), "validFrom must not be after validUntil" },
        { new("s", "{scope:A}{scope:A}{seq}"), "format has {scope:…} more than once" },
        { new("s", "A}{seq}"), "format has a single } at position 2; write }}" },
        { new("s", "Aé{seq}"), "format has a character at position 2 that is not printable ASCII" },
        { new("s", "A{" + new string('x', 28) + "}{seq}"), "format has no token {" + new string('x', 28) + "} (position 2);" },
        { new("s", "A{" + new string('x', 29) + "}{seq}"), "format has no token {" + new string('x', 29) + "… (position 2);" },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void What_is_wrong_is_said(SeriesDefinition wish, string says)
    {
        Assert.False(Series.TryCreate(wish, out _, out var problem));
        Assert.StartsWith(says, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_may_be_valid_on_one_day() =>
        Assert.True(Series.TryCreate(new("s", "A{seq}", ValidFrom: new(2026, 1, 5), ValidUntil: new(2026, 1, 5)), out _, out _));
}
