namespace NumberingRules.Proof.Simulation;

/// <summary>What is to happen, in order of time and then of planning: the whole of concurrency.</summary>
internal sealed class Agenda(SimTime time)
{
    private readonly PriorityQueue<Action, (long At, long Planned)> _planned = new();
    private long _count;

    internal long Done { get; private set; }

    internal void In(long milliseconds, Action what) => _planned.Enqueue(what, (time.Now + milliseconds, _count++));

    /// <summary>Lets happen what is planned, until a moment has come or something says stop.</summary>
    internal void RunUntil(long moment, Func<bool> stop)
    {
        while (!stop() && _planned.TryPeek(out var what, out var when) && when.At <= moment)
        {
            _planned.Dequeue();
            time.Now = Math.Max(time.Now, when.At);
            Done++;
            what();
        }

        time.Now = stop() ? time.Now : Math.Max(time.Now, moment);
    }
}
