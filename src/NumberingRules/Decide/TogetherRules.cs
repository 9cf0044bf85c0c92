namespace NumberingRules;

/// <summary>SPEC §6, <i>Together</i>: all or none.</summary>
internal static class TogetherRules
{
    internal static Decision Together(IBookView book, Command.Together together)
    {
        var after = new Register(book);
        List<Event> events = [];
        HashSet<Noted> findings = [];
        HashSet<string> notes = new(StringComparer.Ordinal);
        for (var at = 0; at < together.Commands.Count; at++)
        {
            var decision = after.Do(together.Commands[at]);
            if (decision.Outcome == Outcome.Rejected)
            {
                return decision.AtIndex(at);
            }

            events.AddRange(decision.Events.AsSpan());
            findings.UnionWith(decision.Findings);
            notes.UnionWith(decision.Notes);
        }

        return events.Count == 0 ? Decision.Unchanged : Decision.Accepted([.. events], [.. findings]).Noting([.. notes]);
    }
}
