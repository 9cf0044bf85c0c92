using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Laws;

/// <summary>Laws that hold for scripts in which nothing happens say nothing: everything that can happen must.</summary>
public sealed class CoverageTests
{
    private static readonly Lazy<Story[]> Stories = new(() =>
        [.. Scripts.All.Sample(4000, new Rnd(20260105, 4711), 60).Select(script => Story.Of(Numbering.Decide, script))]);

    [Fact]
    public void Every_command_meets_every_outcome_and_no_other() =>
        AssertSame(Cells.Possible, Stories.Value.SelectMany(story => story.Steps).SelectMany(step => Cell.Of(step.Command, step.Decision)));

    [Fact]
    // An erasure is no command: the keeper of a journal records it.
    public void Every_case_of_event_happens() =>
        AssertSame(CasesOf<Event>().Where(type => type != typeof(Event.Erased)), Stories.Value.SelectMany(story => story.Events).Select(happened => happened.GetType()));

    [Fact]
    public void Every_rule_of_authority_decides() =>
        AssertSame(
            Enum.GetValues<AuthorityRule>(),
            Stories.Value.SelectMany(story => story.Books)
                .SelectMany(book => book.Invoices.Select(invoice => book.Authority(invoice.Id).Rule)));

    [Fact]
    public void Every_case_of_command_is_generated() =>
        AssertSame(CasesOf<Command>(), CommandCases.All.Select(one => one.Type));

    [Fact]
    public void Every_rejection_stands_in_the_table() =>
        Assert.Empty(Enum.GetValues<Rejection>().Select(Name.Of).Except(Cells.Possible.Select(cell => cell.Becomes)));

    [Fact]
    public void Every_finding_stands_in_the_table() =>
        Assert.Empty(Enum.GetValues<Finding>().Select(Name.Of).Except(Cells.Possible.Select(cell => cell.Becomes)));

    private static IEnumerable<Type> CasesOf<TUnion>() =>
        typeof(TUnion).GetNestedTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(TUnion)));

    private static void AssertSame<T>(IEnumerable<T> expected, IEnumerable<T> reached)
    {
        var met = reached.ToHashSet();
        Assert.Empty(expected.Except(met));
        Assert.Empty(met.Except(expected));
    }
}
