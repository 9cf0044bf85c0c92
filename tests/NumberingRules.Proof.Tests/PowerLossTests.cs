using NumberingRules.Proof.PowerLoss;

namespace NumberingRules.Proof.Tests;

/// <summary>A few runs; <c>proof/powerloss.sh</c> has more.</summary>
public class PowerLossTests
{
    private const int Seed = 20260105;

    [Fact]
    public void Whenever_the_power_goes_everything_acknowledged_is_there()
    {
        var tally = PowerLossVerb.All(runs: 1, variants: 3, Seed, sessions: [new(18, Session.Kill, KilledAt: 13), new(14, Session.Dispose)]);
        Assert.Empty(tally.Faults);
        Assert.True(tally is { Acks: > 0, Lost: > 0, Torn: > 0, Boundaries: > 500 }, $"{tally.Acks} answers, {tally.Lost} writes lost, {tally.Torn} torn, {tally.Boundaries} boundaries");
    }

    [Fact]
    public void What_a_killed_process_left_unflushed_lasts_before_it_is_called_unchanged()
    {
        // Killed instead of flushing, and the next one asks again: the log is taken over as it stands.
        var tally = PowerLossVerb.All(runs: 1, variants: 2, Seed, sessions: [new(40, Session.Kill, KilledAt: 22), new(1, Session.Dispose)]);
        Assert.Empty(tally.Faults);
        Assert.True(tally.Acks > 10);
    }

    [Fact]
    public void A_disk_that_lies_about_syncs_of_the_log_is_noticed() =>
        Assert.NotEmpty(PowerLossVerb.All(runs: 1, variants: 2, Seed, lying: "w", sessions: [new(10, Session.Kill)]).Faults);

    [Fact]
    public void A_disk_that_lies_about_syncs_of_the_database_is_noticed() =>
        Assert.NotEmpty(PowerLossVerb.All(runs: 1, variants: 3, Seed, lying: "d", sessions: [new(20, Session.Dispose), new(10, Session.Dispose)]).Faults);
}
