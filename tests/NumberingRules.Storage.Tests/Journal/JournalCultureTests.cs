using System.Globalization;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>Law 1 for journals: no culture changes what is written or read.</summary>
public sealed class JournalCultureTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public void Every_golden_body_is_written_and_read_alike(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.All(Golden.All, golden =>
            {
                Assert.Equal(golden.Kept(), golden.Written());
                Assert.Equal(Golden.At, EntryReader.Read(golden.Kept()).At);
            });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
