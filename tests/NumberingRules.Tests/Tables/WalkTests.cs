using Xunit.Abstractions;

namespace NumberingRules.Tests.Tables;

/// <summary>The library against the tables of SPEC §3, §5, §6 and §7, at every state and for every command of a small world.</summary>
public sealed class WalkTests(ITestOutputHelper output)
{
    private const long LeastPairs = 7_500_000;
    private const int LeastStates = 500;

    private static readonly Lazy<IReadOnlyList<Walk>> Walked = new(static () =>
    {
        Parallel.ForEach(Walks.All, static walk => walk.Run());
        return Walks.All;
    });

    [Fact]
    public void Everywhere_the_library_does_what_the_tables_say()
    {
        var report = string.Concat(Walked.Value.Select(static walk => walk.Report));
        Assert.True(report.Length == 0, report);
    }

    [Fact]
    public void No_row_of_the_tables_goes_unused()
    {
        _ = Walked.Value;
        Assert.Empty(SpecTables.All.SelectMany(static table => table.NeverUsed));
    }

    [Fact]
    public void The_walks_have_not_shrunk()
    {
        foreach (var walk in Walked.Value)
        {
            output.WriteLine($"{walk.Name}: {walk.States} states, {walk.Pairs} pairs");
            Assert.InRange(walk.States, LeastStates, int.MaxValue);
        }

        output.WriteLine($"rows: {SpecTables.All.Sum(static table => table.Rows)}, commands: {Alphabet.Everything.Count}");
        Assert.InRange(Walked.Value.Sum(static walk => walk.Pairs), LeastPairs, long.MaxValue);
    }

    [Fact]
    public void Every_kind_of_command_is_in_the_alphabet()
    {
        var kinds = typeof(Command).GetNestedTypes().Where(static kind => !kind.IsAbstract);
        Assert.Empty(kinds.Except(Alphabet.Everything.Select(static command => command.GetType())));
    }
}
