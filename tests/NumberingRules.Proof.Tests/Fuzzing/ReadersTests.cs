using NumberingRules.Proof.Fuzzing;

namespace NumberingRules.Proof.Tests.Fuzzing;

/// <summary>The six readers under fire for a moment: the seeds, then changes of them, the same every time.</summary>
[Collection(nameof(Alone))]
public class ReadersTests
{
    private const int Seed = 20260105;

    [Theory]
    [InlineData("format", 20_000)]
    [InlineData("number", 10_000)]
    [InlineData("script", 5_000)]
    [InlineData("csv", 4_000)]
    [InlineData("journal", 10_000)]
    [InlineData("chain", 1_000)]
    public void A_reader_takes_or_refuses_every_input_as_it_says(string target, int executions)
    {
        var report = FuzzLoop.Run(FuzzVerb.Target(target), new(Seed, executions));
        Assert.Empty(report.Faults);
        Assert.Equal(executions, report.Executions);
    }

    [Fact]
    public void Every_reader_has_its_row_here() =>
        Assert.Equal(["format", "number", "script", "csv", "journal", "chain"], FuzzVerb.Names);
}
