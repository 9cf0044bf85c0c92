using NumberingRules.Proof.Enumeration;
using Xunit.Abstractions;

namespace NumberingRules.Proof.Tests.Enumeration;

/// <summary>Every state within small bounds, every law.</summary>
public class ScopeTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Scopes.Small.Select(scope => scope.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_law_is_broken_in_any_state_or_step_within_small_bounds(string name)
    {
        var explored = new Exploration(Rules.Real, Array.Find(Scopes.Small, scope => scope.Name == name)!);
        var seen = explored.Run(Environment.ProcessorCount);
        output.WriteLine(seen.ToString());
        Assert.True(seen.Violation is null, seen.Violation is { } broken ? broken.Law + "\n" + ScriptText.Of(Counterexample.Of(explored, broken)) : "");
        Assert.True(seen is { Accepted: > 0, Unchanged: > 0, Rejected: > 0 });
    }
}
