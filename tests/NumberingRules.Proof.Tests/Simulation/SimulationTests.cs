using NumberingRules.Proof.Simulation;

namespace NumberingRules.Proof.Tests.Simulation;

/// <summary>Home service, store, ERP, network and clock as one history a seed: <c>proof/simulate.sh</c> runs a million of them.</summary>
public class SimulationTests
{
    private const ulong Seeds = 2000;

    [Fact]
    public void Whatever_goes_wrong_home_and_ERP_agree_in_the_end_and_everything_that_can_go_wrong_does()
    {
        var summary = Summary.Of(0, Seeds, threads: Environment.ProcessorCount);
        Assert.Empty(summary.Violations);
        Assert.Equal((long)Seeds, summary.Histories);
        Assert.All(summary.Counts, count => Assert.True(count.Count > 0, $"{count.Trouble} never happened"));
    }

    [Theory]
    [InlineData("a deletion is understood while the post is on its way", 314181)]
    [InlineData("a host keeps again what another has taken from what was kept", 452203)]
    [InlineData("a person is told of the post before the restore", 466117)]
    public void What_once_broke_a_law_breaks_none(string what, ulong seed) => Assert.True(History.Of(seed) is { Violation: null }, what);

    [Fact]
    public void One_seed_is_one_history_byte_for_byte()
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            var (one, other) = (History.Of(seed, keepLog: true), History.Of(seed, keepLog: true));
            Assert.Equal(one.World.Log.Lines, other.World.Log.Lines);
            Assert.Equal(one.World.Disk.ToBytes(), other.World.Disk.ToBytes());
            Assert.Equal(one.Digest, History.Of(seed).Digest);
            Assert.Equal(one.Digest, History.Of(one.World.Choices.Drawn).Digest);
        }
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_mistake_made_on_purpose_is_noticed(string plant)
    {
        var planted = Enum.Parse<Plant>(plant);
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            if (History.Of(seed, planted).Violation is not null)
            {
                return;
            }
        }

        Assert.Fail($"{plant} went unnoticed in {Seeds} histories");
    }

    [Fact]
    public void A_history_that_breaks_a_law_shrinks_and_prints_as_a_script()
    {
        // A blind retry may as well come after somebody voided the record in the ERP, which breaks another law.
        const string Law = "pushed twice";
        History? broken = null;
        for (ulong seed = 0; broken is null && seed < Seeds; seed++)
        {
            broken = History.Of(seed, Plant.RetriesBlindly) is { Violation: { } violation } one && violation.Contains(Law, StringComparison.Ordinal) ? one : null;
        }

        Assert.NotNull(broken);
        var small = Shrinking.Of(broken, Plant.RetriesBlindly);
        Assert.Contains(Law, small.Violation, StringComparison.Ordinal);
        Assert.True(small.World.Choices.Drawn.Count(choice => choice != 0) < broken.World.Choices.Drawn.Count(choice => choice != 0));
        Assert.Contains("{\"do\":\"open\"", Cli.ScriptWriter.Text(small.World.Disk.Script), StringComparison.Ordinal);
    }

    public static TheoryData<string> Planted => [.. Enum.GetNames<Plant>().Where(plant => plant != nameof(Plant.None))];
}
