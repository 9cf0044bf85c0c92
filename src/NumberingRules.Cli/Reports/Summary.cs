namespace NumberingRules.Cli;

/// <summary>How often each outcome, rejection and finding came up, and in which lines first.</summary>
/// <param name="rowOf">The line an invoice came from, where the command itself has none.</param>
internal sealed class Summary(Func<InvoiceId, long>? rowOf)
{
    private const int FirstFew = 3;
    private readonly Dictionary<Outcome, long> _outcomes = [];
    private readonly SortedDictionary<Rejection, Tally> _rejections = [];
    private readonly SortedDictionary<Finding, Tally> _findings = [];

    /// <summary>The answer that ended the run before its time; none when it came to its end.</summary>
    internal ShownAnswer? Stopped { get; set; }

    internal long Count(Outcome outcome) => _outcomes.GetValueOrDefault(outcome);

    internal IEnumerable<(Rejection Reason, Tally Tally)> Rejections => _rejections.Select(pair => (pair.Key, pair.Value));

    internal IEnumerable<(Finding Finding, Tally Tally)> Findings => _findings.Select(pair => (pair.Key, pair.Value));

    internal void Add(in ShownAnswer answer)
    {
        var (line, decision) = (answer.Line, answer.Decision);
        _outcomes[decision.Outcome] = Count(decision.Outcome) + 1;
        if (decision.Rejection is { } reason)
        {
            Note(_rejections, reason, line, answer.Detail);
        }

        foreach (var noted in decision.Findings)
        {
            Note(_findings, noted.Finding, line, noted.Invoice.Text, noted.Invoice);
        }
    }

    private void Note<TKey>(SortedDictionary<TKey, Tally> tallies, TKey key, long line, string? about, InvoiceId? invoice = null) where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies.Add(key, tally = new());
        }

        tally.Count++;
        if (tally.First.Count < FirstFew)
        {
            tally.First.Add((line == 0 && invoice is not null ? rowOf?.Invoke(invoice) ?? 0 : line, about));
        }
    }

    /// <summary>A count, and the first few places.</summary>
    internal sealed class Tally
    {
        internal long Count { get; set; }

        internal List<(long Line, string? About)> First { get; } = [];
    }
}
