namespace NumberingRules;

/// <summary>SPEC §6, <i>Together</i>: all or none.</summary>
internal static class TogetherRules
{
    internal static Decision Together(IBookView book, Command.Together together)
    {
        var after = new Register(book);
        List<Event> events = [];
        HashSet<Noted> findings = [];
        for (var at = 0; at < together.Commands.Count; at++)
        {
            var decision = after.Do(together.Commands[at]);
            if (decision.Outcome == Outcome.Rejected)
            {
                return decision.AtIndex(at);
            }

            events.AddRange(decision.Events.AsSpan());
            findings.UnionWith(decision.Findings);
        }

        return events.Count == 0 ? Decision.Unchanged : Decision.Accepted([.. events], [.. findings]);
    }
}
