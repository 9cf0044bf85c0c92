namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>A class of its own: it runs beside the other mode, on another file.</summary>
public sealed class WriterCrashTests
{
    [Fact]
    public void Whenever_a_process_is_killed_nothing_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        var run = new CrashRun("writer", CrashCount.Seed);
        run.Kill(CrashCount.KillsOfEachMode);
        CrashCount.Report("writer", run);
        Assert.Equal(CrashCount.KillsOfEachMode, run.Kills);
        Assert.True(run.Answers > 0);
    }
}
