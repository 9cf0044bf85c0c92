namespace NumberingRules.Syncing;

/// <summary>How long something has been as it is, by a clock that nobody can set: kept for as long as every round asks.</summary>
internal sealed class Patience(TimeProvider time)
{
    private readonly Lock _gate = new();
    private Dictionary<string, (long Mark, long Since)> _before = [];
    private Dictionary<string, (long Mark, long Since)> _now = [];

    /// <summary>How long the mark has been this one; no time at all if it was another, or nobody asked in the round before.</summary>
    internal TimeSpan Of(string key, long mark)
    {
        lock (_gate)
        {
            if (Known(key) is not { } known || known.Mark != mark)
            {
                known = (mark, time.GetTimestamp());
            }

            _now[key] = known;
            return time.GetElapsedTime(known.Since);
        }
    }

    /// <summary>How often it has failed; 0 if it never did, or nobody asked in the round before.</summary>
    internal int FailuresOf(string key)
    {
        lock (_gate)
        {
            return (int)(Known(key)?.Mark ?? 0);
        }
    }

    internal void Failed(string key)
    {
        lock (_gate)
        {
            _now[key] = (FailuresOf(key) + 1, time.GetTimestamp());
        }
    }

    /// <summary>It has come to an end: the next time is the first.</summary>
    internal void Forget(string key)
    {
        lock (_gate)
        {
            _now.Remove(key);
            _before.Remove(key);
        }
    }

    /// <summary>A round has come to its end: forgets whatever nobody asked about, so that nothing here grows with the book.</summary>
    internal void EndRound()
    {
        lock (_gate)
        {
            (_before, _now) = (_now, []);
        }
    }

    private (long Mark, long Since)? Known(string key) =>
        _now.TryGetValue(key, out var known) || _before.TryGetValue(key, out known) ? known : null;
}
