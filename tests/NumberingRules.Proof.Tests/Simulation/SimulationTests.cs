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

    /// <summary>Histories that once broke a law: each led to a change of the loop.</summary>
    [Theory]
    [InlineData(46588, "another host sent what was deleted in the ERP since the list was read")]
    [InlineData(69568, "the same, by another way")]
    [InlineData(52802, "a person sent what the restored book did not know to be in the ERP, before the feed was read")]
    [InlineData(64247, "the same, by another way")]
    [InlineData(84538, "the ERP made a second record after the void of the first, which it then deleted: a finding is all there can be")]
    [InlineData(342, "a void record in place of the one before, told first, was taken for one too many")]
    [InlineData(159, "a person sent what was deleted, while news of a record in its place was waiting")]
    [InlineData(884015, "news that a record went overtook the answer to the look that still showed it, and a person's send went out beside the one in its place")]
    [InlineData(946821, "the same, with one host")]
    [InlineData(715, "after a restore the ERP answered the same attempt with a record that was gone")]
    public void A_history_that_once_broke_a_law_keeps_it(ulong seed, string what) =>
        Assert.True(History.Of(seed).Violation is null, $"seed {seed}: {what}");

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
        ulong seed = 0;
        while (History.Of(seed, Plant.RetriesBlindly).Violation is null)
        {
            seed++;
        }

        var broken = History.Of(seed, Plant.RetriesBlindly);
        var small = Shrinking.Of(broken, Plant.RetriesBlindly);
        Assert.Contains("pushed twice", small.Violation, StringComparison.Ordinal);
        Assert.True(small.World.Choices.Drawn.Count(choice => choice != 0) < broken.World.Choices.Drawn.Count(choice => choice != 0));
        Assert.Contains("{\"do\":\"open\"", Cli.ScriptWriter.Text(small.World.Disk.Script), StringComparison.Ordinal);
    }

    public static TheoryData<string> Planted => [.. Enum.GetNames<Plant>().Where(plant => plant != nameof(Plant.None))];
}
