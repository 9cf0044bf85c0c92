using NumberingRules.Proof.DiskFaults;

namespace NumberingRules.Proof.Tests;

/// <summary>A disk that fills, slows and fails, at some writes of a run; <c>proof/diskfaults.sh</c> tries each.</summary>
public class DiskFaultTests
{
    [CompilerFact]
    public void Whatever_the_disk_does_callers_are_told_and_what_was_acknowledged_is_there()
    {
        var (status, output) = DiskFaultsVerb.All(every: 60);
        Assert.True(status == 0, output);
        Assert.Contains("| full | from then on |", output, StringComparison.Ordinal);
        Assert.Contains("| syncs fail | from then on |", output, StringComparison.Ordinal);
    }

    [CompilerFact]
    public void A_disk_that_says_it_has_written_and_has_not_is_noticed() =>
        Assert.NotEqual(0, DiskFaultsVerb.All(every: 60, lying: true).Status);

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class CompilerFactAttribute : FactAttribute
    {
        public CompilerFactAttribute() => Skip = DiskFaultsVerb.Compiler is null ? "needs a C compiler: cc, clang or gcc" : null;
    }
}
