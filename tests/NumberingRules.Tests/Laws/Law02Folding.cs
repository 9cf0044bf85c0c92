namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 2: a rejected or unchanged command changes nothing. Accepted events can always be evolved; folding in parts
/// equals folding once.
/// </summary>
public sealed class Law02Folding
{
    [Law]
    public void Law_02_a_command_that_is_not_accepted_changes_nothing(Script script) => Assert.True(OnlyAcceptanceChanges(Numbering.Decide, script));

    [Law]
    public void Law_02_the_very_same_book_comes_back_from_a_command_that_is_not_accepted(Script script) =>
        Assert.All(Story.Of(Numbering.Decide, script).Steps, step =>
            Assert.Equal(step.Decision.Outcome != Outcome.Accepted, ReferenceEquals(step.Before, step.Before.Do(step.Command, out _))));

    [Law]
    public void Law_02_folding_in_parts_equals_folding_once(Script script, int seed) => Assert.True(FoldsInParts(Numbering.Decide, script, seed));

    [Law]
    public void Law_02_a_register_folds_to_the_same_book(Script script) => Assert.True(FoldsToTheSameRegister(Numbering.Decide, script));

    internal static bool OnlyAcceptanceChanges(Decider decide, Script script) =>
        Story.Of(decide, script).Steps.Select(step => step.Decision).All(decision => decision.Outcome == Outcome.Accepted
            ? decision.Events.Count > 0 && decision.Rejection is null
            : decision.Events.Count == 0 && decision.Findings.Count == 0 && (decision.Outcome == Outcome.Rejected) == decision.Rejection.HasValue);

    internal static bool FoldsInParts(Decider decide, Script script, int seed)
    {
        var story = Story.Of(decide, script);
        var ledger = new Ledger(story.Events);
        var atOnce = Book.Empty.After(ledger.Events);
        var inParts = InParts(ledger.Events, new Random(seed)).Aggregate(Book.Empty, (book, part) => book.After(part));
        return atOnce.Equals(story.End) && inParts.Equals(atOnce)
            && Views.Agree(atOnce, story.End, ledger) && Views.Agree(inParts, atOnce, ledger);
    }

    internal static bool FoldsToTheSameRegister(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        var ledger = new Ledger(story.Events);
        var register = new Register();
        foreach (var happened in ledger.Events)
        {
            register.Apply(happened);
        }

        return register.Appeared.SequenceEqual(story.End.Invoices)
            && Views.Agree(register, story.End, ledger)
            && Views.Agree(new ShuffledView(story.End, ledger, ledger.Events.Count), story.End, ledger);
    }

    private static IEnumerable<ValueList<Event>> InParts(ValueList<Event> events, Random chance)
    {
        for (var at = 0; at < events.Count;)
        {
            var length = chance.Next(0, 5);
            yield return [.. events.Skip(at).Take(length)];
            at += length;
        }
    }
}
