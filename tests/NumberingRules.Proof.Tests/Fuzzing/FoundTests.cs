using System.Text;
using NumberingRules.Proof.Fuzzing;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Tests.Fuzzing;

/// <summary>What fuzzing found, each by its name. What it found in the tool stands among the tests of the tool.</summary>
public class FoundTests
{
    /// <summary>The oracle of the time took the null for a field that the writer loses.</summary>
    [Fact]
    public void An_optional_field_of_a_series_that_is_null_in_a_journal_is_read_as_left_out() =>
        Assert.Null(FuzzVerb.Target("journal").Fault(
            """{"entry":2,"at":"2026-01-05T08:00:00.0000000Z","event":"seriesAdded","data":{"series":{"id":"small","format":"S-{seq}","start":1,"max":null,"reset":"never","fiscalYearStartMonth":3,"dateOrder":"any","maxLength":64}}}"""u8.ToArray()));

    /// <summary>The reader of plain entries counted beyond 64 bits before it saw that there was a digit too many.</summary>
    [Theory]
    [InlineData("""{"entry":9999999999999999999,"at":"2026-01-05T08:00:00.0000000Z","event":"recovered","data":{}}""")]
    [InlineData("""{"entry":99999999999999999999,"at":"2026-01-05T08:00:00.0000000Z","event":"recovered","data":{}}""")]
    [InlineData("""{"entry":2,"at":"2026-01-05T08:00:00.0000000Z","event":"sent","data":{"invoice":"A1","attempt":9999999999999999999}}""")]
    public void A_number_of_more_than_18_digits_in_a_journal_is_refused_in_words(string entry)
    {
        var body = Encoding.UTF8.GetBytes(entry);
        Assert.Null(FuzzVerb.Target("journal").Fault(body));
        Assert.Throws<JournalException>(() => EntryReader.Read(body));
    }
}
