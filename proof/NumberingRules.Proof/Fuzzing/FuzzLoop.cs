using System.Globalization;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>
/// Reads seeds and changed inputs, and keeps those that went where none was before. A fault is what the target says, an
/// exception, or an execution that allocates or takes more than it may.
/// </summary>
internal sealed class FuzzLoop
{
    private const int MostFaults = 50;
    private const int Long = 1 << 12;
    private const double Settled = 1;

    private readonly FuzzTarget _target;
    private readonly FuzzOptions _options;
    private readonly Random _chance;
    private readonly Mutator _mutator;
    private readonly Coverage _coverage = new();
    private readonly ActiveClock _clock = new();
    private readonly Findings _findings;
    private readonly List<byte[]> _kept = [];
    private long _executions;
    private int _places;
    private long _executionsAtPlace;
    private double _minutesAtPlace;
    private double _minutesAtEdge;
    private long _mostBytes;
    private double _slowest;

    private FuzzLoop(FuzzTarget target, FuzzOptions options)
    {
        (_target, _options, _chance) = (target, options, new Random(options.Seed));
        _mutator = new(_chance, target.Words);
        _findings = new(options.Folder);
    }

    internal static FuzzReport Run(FuzzTarget target, FuzzOptions options)
    {
        Coverage.Prepare();
        return new FuzzLoop(target, options).Run();
    }

    private FuzzReport Run()
    {
        using var watch = _options.Folder is { } folder ? new LastInput(folder) : null;
        var (seeds, earlier) = (_target.Seeds().ToArray(), _findings.FromEarlierRuns());
        foreach (var input in seeds.Concat(earlier))
        {
            watch?.Begin(input);
            Execute(input, isSeed: _executions < seeds.Length);
        }

        _findings.DropEarlierRuns();

        while (!IsOver())
        {
            var input = _target.Mended(_mutator.Changed(Picked(), Picked()), _chance);
            watch?.Begin(input);
            Execute(input, isSeed: false);
        }

        return new(
            _target.Name,
            _executions,
            _places,
            _coverage.Edges,
            _clock.Minutes,
            Environment.CpuUsage.TotalTime.TotalMinutes,
            _clock.Minutes - _minutesAtPlace,
            _executions - _executionsAtPlace,
            _clock.Minutes - _minutesAtEdge,
            _kept.Count,
            _mostBytes,
            _slowest,
            _findings.Faults);
    }

    private bool IsOver() => _executions >= _options.Executions
        || _findings.Faults.Count >= MostFaults
        || _clock.Minutes * 60 >= _options.Seconds
        || _clock.Minutes - _minutesAtPlace >= _options.StillMinutes;

    /// <summary>Rather a late one, which went farther, and rather a short one, which is quicker.</summary>
    private byte[] Picked()
    {
        var picked = _kept[_chance.Next(3) == 0 ? _chance.Next(_kept.Count - ((_kept.Count + 3) / 4), _kept.Count) : _chance.Next(_kept.Count)];
        for (var tries = _chance.Next(100) == 0 ? 0 : 8; tries > 0 && picked.Length > Long; tries--)
        {
            var other = _kept[_chance.Next(_kept.Count)];
            picked = other.Length < picked.Length ? other : picked;
        }

        return picked;
    }

    private void Execute(byte[] input, bool isSeed)
    {
        Coverage.Clear();
        var execution = Execution.Of(_target, input);
        var (isNewEdge, isNewCount) = _coverage.Note(() => execution = execution.Again(_target, input));
        _executions++;
        _clock.Tick();
        if (isSeed || isNewCount)
        {
            _kept.Add(input);
            _findings.Keep(input);
        }

        if (isNewEdge)
        {
            _minutesAtEdge = _clock.Minutes;
        }

        if (Coverage.Places > _places)
        {
            (_places, _minutesAtPlace, _executionsAtPlace) = (Coverage.Places, _clock.Minutes, _executions);
            if (_clock.Minutes > Settled && _options.Folder is not null)
            {
                // What is reached late says which seed is missing.
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_target.Name}: place {_places} after {_clock.Minutes:0.0} min in {Coverage.Newest}"));
            }
        }

        for (var again = 0; again < 2 && (execution.Milliseconds > _slowest || execution.Bytes > _mostBytes); again++)
        {
            execution = execution.Again(_target, input);
        }

        _mostBytes = Math.Max(_mostBytes, execution.Bytes);
        _slowest = Math.Max(_slowest, execution.Milliseconds);
        var fault = execution.Fault
            ?? (execution.Bytes > _options.MostBytes ? "allocates more than it may"
                : execution.Milliseconds > _options.MostMilliseconds ? "takes longer than it may"
                : null);
        if (fault is not null)
        {
            _findings.Add(_target.Name, fault, input, _executions, _options.Seed);
        }
    }
}
