using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Formats;

/// <summary>What the properties of formats are tried on.</summary>
public static class FormatArbitraries
{
    public static Arbitrary<SeriesModel> Models => SeriesGen.Models.ToArbitrary();

    public static Arbitrary<NumberCase> Numbers => SeriesGen.Numbers.ToArbitrary();

    public static Arbitrary<TextCase> Texts => SeriesGen.Texts.ToArbitrary();

    public static Arbitrary<DateOnly> Dates => SeriesGen.AnyDate.ToArbitrary();
}
