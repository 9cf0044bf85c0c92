namespace NumberingRules.Tests.Laws;

/// <summary>A book is one thing in every shape: a value, a register, a register laid over either, a question.</summary>
public sealed class OneBookTests
{
    [Law]
    public void A_book_and_a_register_decide_alike(Script script)
    {
        var register = new Register();
        foreach (var step in Story.Of(Numbering.Decide, script).Steps)
        {
            Assert.Equal(step.After, step.Before.Do(step.Command, out var decision));
            Assert.Equal(step.Decision, decision);
            Assert.Equal(step.Decision, register.Do(step.Command));
            Assert.Equal(step.After.Invoices, register.Appeared);
        }
    }

    [Law]
    public void A_register_laid_over_a_book_decides_alike_from_any_entry_on(Script script, int seed)
    {
        var chance = new Random(seed);
        var register = new Register();
        List<Event> events = [];
        foreach (var step in Story.Of(Numbering.Decide, script).Steps)
        {
            Assert.Equal(step.Decision, register.Do(step.Command));
            events.AddRange(step.Decision.Events);
            Assert.True(Views.Agree(register, step.After, new(events)));
            register = chance.Next(10) switch
            {
                0 => new(step.After),
                1 => new(register),
                _ => register,
            };
        }
    }

    [Law]
    public void Commands_held_together_do_what_they_do_one_by_one_or_nothing(Script script)
    {
        foreach (var step in Story.Of(Numbering.Decide, script).Steps)
        {
            if (step.Command is Command.Together { Commands: var commands })
            {
                AssertTogether(step, Story.Of(Numbering.Decide, new(commands), step.Before).Steps);
            }
        }
    }

    [Law]
    public void A_what_if_question_changes_nothing_and_predicts_truly(Script script)
    {
        foreach (var step in Story.Of(Numbering.Decide, script).Steps)
        {
            var invoices = step.Before.Invoices.ToArray();
            var changes = step.Before.WhatIf(step.Command, out var decision);
            Assert.Equal(step.Decision, decision);
            Assert.Equal(invoices, step.Before.Invoices);
            Assert.Equal(Changes(step), changes);
        }
    }

    private static IEnumerable<NumberChange> Changes(Step step) =>
        from after in step.After.Invoices
        let before = step.Before.Find(after.Id) is null ? (Authority?)null : step.Before.Authority(after.Id)
        let now = step.After.Authority(after.Id)
        where before?.System != now.System || before?.Number != now.Number
        select new NumberChange(after.Id, before, now);

    private static void AssertTogether(Step together, IReadOnlyList<Step> alone)
    {
        if (alone.Index().FirstOrDefault(step => step.Item.Decision.Outcome == Outcome.Rejected) is { Item: { } rejected, Index: var at })
        {
            Assert.Equal((rejected.Decision.Rejection, (int?)at), (together.Decision.Rejection, together.Decision.At));
            return;
        }

        Assert.Equal(alone.Any(step => step.Decision.Outcome == Outcome.Accepted) ? Outcome.Accepted : Outcome.Unchanged, together.Decision.Outcome);
        Assert.Equal(alone.SelectMany(step => step.Decision.Events), together.Decision.Events);
        Assert.Equal(alone.SelectMany(step => step.Decision.Findings).ToHashSet(), [.. together.Decision.Findings]);
    }
}
