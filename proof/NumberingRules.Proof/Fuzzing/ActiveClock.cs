using System.Diagnostics;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>How long this process has been at work, looked at after every execution. A pause of it, of which it knows nothing, counts as two seconds.</summary>
internal sealed class ActiveClock
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private long _last = Stopwatch.GetTimestamp();
    private TimeSpan _active;

    internal double Minutes => _active.TotalMinutes;

    internal void Tick()
    {
        var now = Stopwatch.GetTimestamp();
        var passed = Stopwatch.GetElapsedTime(_last, now);
        _active += passed < Longest ? passed : Longest;
        _last = now;
    }
}
