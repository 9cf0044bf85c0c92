using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>One history: what was drawn, what came of it.</summary>
internal sealed class History
{
    private const int Steps = 60;
    private const long Forever = long.MaxValue;

    private readonly World _world;
    private int _steps = Steps;

    private History(Choices choices, Plant plant, bool keepLog) => _world = new(choices, plant, keepLog);

    internal World World => _world;

    internal string? Violation => _world.Violation;

    /// <summary>Digest of the log, which ends with the head of the journal's chain.</summary>
    internal ulong Digest => _world.Log.Digest;

    internal static History Of(ulong seed, Plant plant = Plant.None, bool keepLog = false) => Run(new(seed), plant, keepLog);

    internal static History Of(IReadOnlyList<int> choices, Plant plant = Plant.None, bool keepLog = false) => Run(new(choices), plant, keepLog);

    private static History Run(Choices choices, Plant plant, bool keepLog)
    {
        // Continuations must run where they are set off, not where a test framework wants them.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var history = new History(choices, plant, keepLog);
            history.Go();
            return history;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Go()
    {
        foreach (var host in _world.Hosts)
        {
            host.Start();
        }

        Open();
        Plan();
        _world.Agenda.RunUntil(Forever, () => Over || _steps == 0);
        if (!Over)
        {
            Ending.Of(_world, () => Over);
        }

        _world.Log.Add($"journal {_world.Disk.Book.Head}");
    }

    private bool Over => Violation is not null;

    private void Open()
    {
        var opening = _world.Operator.Opening();
        _world.Choices.IsCalm = true;
        _world.Hosts[0].Do(opening);
        _world.Operator.Connect(_world.Hosts[0]);
        _world.Choices.IsCalm = false;
    }

    private void Plan() => _world.Agenda.In(20 * (1 + _world.Choices.Below(14)), () =>
    {
        _steps--;
        _world.Operator.Act();
        if (_steps > 0)
        {
            Plan();
        }
    });
}
