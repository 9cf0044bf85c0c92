using NumberingRules.Cli;
using NumberingRules.Proof.Enumeration;
using Xunit.Abstractions;

namespace NumberingRules.Proof.Tests.Enumeration;

/// <summary>Every state within small bounds, every law.</summary>
public class ScopeTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Scopes.Small.Select(scope => scope.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_law_is_broken_in_any_state_or_step_within_small_bounds_and_the_view_shows_what_the_rules_say(string name)
    {
        var explored = new Exploration(Rules.Real, Array.Find(Scopes.Small, scope => scope.Name == name)!);
        var seen = explored.Run(Environment.ProcessorCount);
        output.WriteLine(seen.ToString());
        Assert.True(seen.Violation is null, seen.Violation is { } broken ? broken.Law + "\n" + ScriptWriter.Text(Counterexample.Of(explored, broken)) : "");
        Assert.True(seen is { Accepted: > 0, Unchanged: > 0, Rejected: > 0 });
        var (rows, problem) = await CurrentView.LookAsync(explored);
        Assert.True(rows > 0 && problem is null, problem);
    }

    /// <summary>The count of steps is no claim: the rules themselves count how often they were asked.</summary>
    [Fact]
    public void Every_step_is_decided_twice_and_every_accepted_one_folded()
    {
        var (decided, folded) = (0L, 0L);
        var counting = new Rules(
            (book, command) =>
            {
                Interlocked.Increment(ref decided);
                return Numbering.Decide(book, command);
            },
            Numbering.Authority,
            (book, happened) =>
            {
                Interlocked.Increment(ref folded);
                book.Apply(happened);
            });
        var seen = new Exploration(counting, Array.Find(Scopes.Small, scope => scope.Name == "limits")!).Run(Environment.ProcessorCount);
        output.WriteLine($"{seen.Steps} steps, {decided} decisions, {folded} events folded");
        Assert.True(seen.IsComplete);
        Assert.True(decided >= 2 * seen.Steps && folded >= seen.Accepted);
    }
}
