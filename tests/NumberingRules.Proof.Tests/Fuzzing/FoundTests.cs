using NumberingRules.Proof.Fuzzing;

namespace NumberingRules.Proof.Tests.Fuzzing;

/// <summary>What fuzzing found, each by its name. What it found in the tool stands among the tests of the tool.</summary>
public class FoundTests
{
    /// <summary>The oracle of the time took the null for a field that the writer loses.</summary>
    [Fact]
    public void An_optional_field_of_a_series_that_is_null_in_a_journal_is_read_as_left_out() =>
        Assert.Null(FuzzVerb.Target("journal").Fault(
            """{"entry":2,"at":"2026-01-05T08:00:00.0000000Z","event":"seriesAdded","data":{"series":{"id":"small","format":"S-{seq}","start":1,"max":null,"reset":"never","fiscalYearStartMonth":3,"dateOrder":"any","maxLength":64}}}"""u8.ToArray()));
}
