using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Formats;

/// <summary>Law 1: nothing depends on the culture, whatever its digits, calendar, signs or casing.</summary>
public sealed class CultureTests
{
    public static TheoryData<string> Cultures => ["tr-TR", "ar-SA", "th-TH", "hi-IN", "de-DE", "en-US", "fa-IR", "sv-SE"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Numbers_print_and_parse_alike(string culture) => Under(culture, () =>
        Prop.ForAll(FormatArbitraries.Numbers, number =>
        {
            var series = number.Series.Series();
            var scope = number.Series.SomeScope(number.SequenceNumber);
            var text = series.Print(number.SequenceNumber, number.Date, scope).Text;
            Assert.Equal(number.Series.Print(number.SequenceNumber, number.Date), text);
            Assert.True(series.TryParse(text, out var parsed));
            Assert.True(series.TryParse(Encoding.UTF8.GetBytes(text), out _));
            Assert.Equal(new(number.SequenceNumber, number.Series.PeriodOf(number.Date), scope), parsed);
        }).QuickCheckThrowOnFailure());

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Names_are_written_alike(string culture) => Under(culture, () =>
    {
        Assert.Equal("invoice-unknown", Name.Of(Rejection.InvoiceUnknown));
        Assert.True(Name.TryParse<Rejection>("in-flight", out var rejection));
        Assert.Equal(Rejection.InFlight, rejection);
        Assert.False(Name.TryParse<Rejection>("ın-flıght", out _));
    });

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Words_for_people_are_alike(string culture)
    {
        var here = Words();
        Under(culture, () => Assert.Equal(here, Words()));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Texts_compare_ordinally(string culture) => Under(culture, () =>
    {
        Assert.NotEqual(new InvoiceNumber("I-1"), new InvoiceNumber("i-1"));
        Assert.NotEqual(new InvoiceNumber("I-1"), new InvoiceNumber("ı-1"));
        Assert.NotEqual(new InvoiceNumber("Å"), new InvoiceNumber("A\u030A"));
        Assert.NotEqual(new InvoiceNumber("straße"), new InvoiceNumber("strasse"));
        Assert.False(SeriesFrom.Format("INV{seq}").TryParse("inv1", out _));
        Assert.False(SeriesFrom.Format("INV{seq}").TryParse("INV١", out _));
    });

    private static string[] Words() =>
    [
        DocumentDate.Problem(new(1899, 12, 31))!,
        Identifier.Problem(new string('x', 1256))!,
        Identifier.Problem("a\u202Eb")!,
        Reason.Problem(new string('x', 1001))!,
        SeriesProblem(new("s", "{seq}{sequence}")),
        SeriesProblem(new("s", "{seq}", Start: 1_000_000, MaxLength: 3)),
        new Period(202601).ToString(),
        new Period(2026).ToString(),
        AttemptKey.Of("book", "A1", 1234567).ToString(),
    ];

    private static string SeriesProblem(SeriesDefinition wish) => Series.TryCreate(wish, out _, out var problem) ? "" : problem;

    private static void Under(string name, Action test)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
            test();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }
}
