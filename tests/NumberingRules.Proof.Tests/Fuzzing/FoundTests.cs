using System.Text;
using NumberingRules.Proof.Fuzzing;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Tests.Fuzzing;

/// <summary>What fuzzing found, each by its name. What it found in the tool stands among the tests of the tool.</summary>
public class FoundTests
{
    /// <summary>The oracle of the time took the null for a field that the writer loses; today a null is never written, so none is read.</summary>
    [Fact]
    public void An_optional_field_of_a_series_that_is_null_in_a_journal_is_refused_in_words()
    {
        var body = """{"entry":2,"at":"2026-01-05T08:00:00.0000000Z","event":"seriesAdded","data":{"series":{"id":"small","format":"S-{seq}","start":1,"max":null,"reset":"never","fiscalYearStartMonth":3,"dateOrder":"any","maxLength":64}}}"""u8.ToArray();
        Assert.Null(FuzzVerb.Target("journal").Fault(body));
        Assert.Contains("data.series.max must be a whole number, not null", Assert.Throws<JournalException>(() => EntryReader.Read(body)).Message, StringComparison.Ordinal);
    }

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

    /// <summary>The reader of plain entries forgot that no list began where one must, and read its items all the same.</summary>
    [Theory]
    [InlineData("""{"entry":1,"at":"2026-01-05T08:00:00.0000000Z","event":"opened","data":{"series":{"id":"rl","format":"RL-{seq:00000}","start":1,"reset":"never","fiscalYearStartMonth":1,"dateOrder":"any","maxLength":64}],"policy":{"authority":"erp","homeNumber":"on-create","importedHomeNumber":"on-disconnect","importSeries":"rl"}},"text":"7be458fdbf6f6b7ce8e82e45978ed6b8e5b1127415b74ef842f1f1dfb0509573"}""")]
    [InlineData("""{"entry":1,"at":"2026-01-05T08:00:00.0000000Z","event":"opened","data":{"series":{"id":"m","format":"{date:yyyy}{date:yyyy}{date:MM}-{seq}","start":2,"max":900,"reset":"monthly","fiscalYearStartMonth":4,"dateOrder":"enforced","maxLength":20},{"id":"n","format":"N{seq}","start":1,"reset":"never","fiscalYearStartMonth":1,"dateOrder":"any","maxLength":64}],"policy":{"authority":"erp","homeNumber":"on-approval","importedHomeNumber":"on-import","importSeries":"n"}},"text":"7be458fdbf6f6b7ce8e82e45978ed6b8e5b1127415b74ef842f1f1dfb0509573"}""")]
    public void A_list_that_does_not_begin_in_a_journal_is_refused_in_words(string entry)
    {
        var body = Encoding.UTF8.GetBytes(entry);
        Assert.Null(FuzzVerb.Target("journal").Fault(body));
        Assert.Throws<JournalException>(() => EntryReader.Read(body));
    }
}
