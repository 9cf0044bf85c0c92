namespace NumberingRules.Proof.Enumeration;

/// <summary>Decides a command in a state and looks at every law of the step; one for each thread.</summary>
internal sealed class Judge(Rules rules, Scope scope, Repeating repeating)
{
    internal Model Before { get; } = new();

    /// <summary>The same state, looked up in another order (law 1).</summary>
    internal Model Backwards { get; } = new(isBackwards: true);

    internal string? State()
    {
        try
        {
            return StateLaws.Broken(rules, scope, Before) ?? repeating.Problem(Before);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"law 1: {e.GetType().Name}: {e.Message}";
        }
    }

    internal (Decision? Decision, Register? After, string? Law) Step(Command command)
    {
        try
        {
            var decision = rules.Decide(Before, command);
            var again = rules.Decide(Backwards, command);
            if (!ReferenceEquals(decision, again) && decision != again)
            {
                return (decision, null, "law 1: decided twice, in another order of look-ups, it is another decision");
            }

            if (decision.Outcome != Outcome.Accepted)
            {
                return (decision, null, command is Command.Together held ? Turns(held, decision, null) : StepLaws.NotAccepted(Before, command, decision));
            }

            var after = new Register(Before);
            foreach (var happened in decision.Events)
            {
                rules.Fold(after, happened);
            }

            return (decision, after, command is Command.Together together
                ? Turns(together, decision, after)
                : StepLaws.Accepted(rules, Before, command, decision, after) ?? repeating.Problem(Before, command, after));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, null, $"law 1: {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>SPEC §6, Together: what it does is what its commands do in turn; their own laws are looked at where they stand alone.</summary>
    private string? Turns(Command.Together together, Decision decision, Register? after)
    {
        var turns = new Register(Before);
        List<Event> events = [];
        for (var at = 0; at < together.Commands.Count; at++)
        {
            var one = rules.Decide(turns, together.Commands[at]);
            if (one.Outcome == Outcome.Rejected)
            {
                return decision.Rejection == one.Rejection && decision.At == at ? null : "together: not rejected for the first that is";
            }

            events.AddRange(one.Events.AsSpan());
            foreach (var happened in one.Events)
            {
                rules.Fold(turns, happened);
            }
        }

        return decision.Outcome != (events.Count == 0 ? Outcome.Unchanged : Outcome.Accepted) || !decision.Events.SequenceEqual(events)
            || (after is not null && (after.Header != turns.Header || after.Changed.Any(invoice => turns.Find(invoice.Id) != invoice)))
            ? "together: not what its commands do in turn"
            : null;
    }
}
