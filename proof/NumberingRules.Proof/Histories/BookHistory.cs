namespace NumberingRules.Proof.Histories;

/// <summary>What was seen of one book.</summary>
internal sealed class BookHistory
{
    private readonly List<Step> _steps;
    private readonly List<SeenCall> _open;
    private readonly List<SeenCall> _without;

    internal BookHistory(IEnumerable<SeenCall> calls, IEnumerable<SeenRegister> registers)
    {
        var all = calls.ToList();
        _steps =
        [
            .. all.Where(call => call.Fate == Fate.Answered).Select(call => new Step(call, null))
                .Concat(registers.Select(register => new Step(null, register)))
                .OrderBy(step => step.Entry).ThenBy(step => step.IsAccepted ? 0 : 1).ThenBy(step => step.Began),
        ];
        _open = [.. all.Where(call => call.Fate == Fate.Unknown).OrderBy(call => call.Began)];
        _without = [.. all.Where(call => call.Fate != Fate.Answered || call.Answer!.Outcome == Outcome.Rejected)];
    }

    internal Anomaly? Check() => OutOfTime() ?? TwiceInOnePlace() ?? new Order(_steps, _open, _without).Find();

    /// <summary>A step that had ended before one that stands earlier began.</summary>
    private Anomaly? OutOfTime()
    {
        Step? latest = null;
        foreach (var step in _steps)
        {
            if (latest is not null && step.Ended < latest.Began)
            {
                var kind = latest.Register is not null && step.IsAccepted ? AnomalyKind.Lost : latest.IsAccepted && step.IsAccepted ? AnomalyKind.Reordered : AnomalyKind.Stale;
                return new(kind, $"{latest} began after {step} had ended, and stands before it");
            }

            latest = latest is null || step.Began > latest.Began ? step : latest;
        }

        return null;
    }

    private Anomaly? TwiceInOnePlace() => _steps.Zip(_steps.Skip(1))
        .Where(pair => pair.First.IsAccepted && pair.Second.IsAccepted && pair.First.Entry == pair.Second.Entry)
        .Select(pair => new Anomaly(AnomalyKind.Duplicate, $"{pair.First} and {pair.Second} were given the same place"))
        .FirstOrDefault();
}

/// <summary>Something that was seen and has its place: an answered call, or a register read.</summary>
internal sealed record Step(SeenCall? Call, SeenRegister? Register)
{
    internal long Entry => Call?.Answer!.Entry ?? Register!.Entries;

    internal long Began => Call?.Began ?? Register!.Began;

    internal long Ended => Call?.Ended ?? Register!.Ended;

    internal bool IsAccepted => Call?.Answer!.Outcome == Outcome.Accepted;

    public override string ToString() => Call?.ToString() ?? Register!.ToString();
}
