using System.Diagnostics;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>
/// Reads seeds and changed inputs, and keeps those that went where none was before. A fault is what the target says, an
/// exception, more than 64 MB allocated in one execution, or an execution of more than a second; an execution counts
/// with all that is checked of it.
/// </summary>
internal sealed class FuzzLoop
{
    internal const long MostBytes = 64L << 20;
    internal const double MostMilliseconds = 1000;
    private const int MostFaults = 50;
    private const int Long = 1 << 12;

    private readonly FuzzTarget _target;
    private readonly FuzzOptions _options;
    private readonly Random _chance;
    private readonly Mutator _mutator;
    private readonly Coverage _coverage = new();
    private readonly ActiveClock _clock = new();
    private readonly Findings _findings;
    private readonly List<byte[]> _kept = [];
    private long _executions;
    private long _executionsAtNew;
    private double _minutesAtNew;
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
        foreach (var seed in _target.Seeds().Concat(_findings.FromEarlierRuns()))
        {
            watch?.Begin(seed);
            Execute(seed, isSeed: true);
        }

        while (!IsOver())
        {
            var input = _target.Mended(_mutator.Changed(Picked(), Picked()), _chance);
            watch?.Begin(input);
            Execute(input, isSeed: false);
        }

        _clock.Tick();
        return new(_target.Name, _executions, _coverage.Edges, _clock.Minutes, _clock.Minutes - _minutesAtNew, _executions - _executionsAtNew, _kept.Count, _mostBytes, _slowest, _findings.Faults);
    }

    private bool IsOver()
    {
        if (_executions >= _options.Executions || _findings.Faults.Count >= MostFaults)
        {
            return true;
        }

        if (_executions % 64 != 0)
        {
            return false;
        }

        _clock.Tick();
        return _clock.Minutes * 60 >= _options.Seconds || _clock.Minutes - _minutesAtNew >= _options.StillMinutes;
    }

    /// <summary>Rather a late one, which went farther, and rather a short one, which is quicker.</summary>
    private byte[] Picked()
    {
        var picked = _kept[_chance.Next(3) == 0 ? _chance.Next(_kept.Count - (_kept.Count / 4), _kept.Count) : _chance.Next(_kept.Count)];
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
        var (fault, bytes, milliseconds) = Measured(input);
        var (isNewEdge, isNewCount) = _coverage.Note();
        _executions++;
        if (milliseconds > 10)
        {
            _clock.Tick();
        }

        if (isSeed || isNewCount)
        {
            _kept.Add(input);
            _findings.Keep(input);
        }

        if (isNewEdge)
        {
            _clock.Tick();
            (_minutesAtNew, _executionsAtNew) = (_clock.Minutes, _executions);
        }

        // The first time holds the compiling of what it comes to; and the machine may have been busy with something else.
        for (var again = 0; again < 2 && (milliseconds > _slowest || bytes > MostBytes); again++)
        {
            var (_, bytesAgain, millisecondsAgain) = Measured(input);
            (bytes, milliseconds) = (Math.Min(bytes, bytesAgain), Math.Min(milliseconds, millisecondsAgain));
        }

        _mostBytes = Math.Max(_mostBytes, bytes);
        _slowest = Math.Max(_slowest, milliseconds);
        fault ??= bytes > MostBytes ? "allocates more than 64 MB"
            : milliseconds > MostMilliseconds ? "takes more than a second"
            : null;
        if (fault is not null)
        {
            _findings.Add(_target.Name, fault, input, _executions, _options.Seed);
        }
    }

    private (string? Fault, long Bytes, double Milliseconds) Measured(byte[] input)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var began = Stopwatch.GetTimestamp();
        var fault = FaultOf(input);
        return (fault, GC.GetTotalAllocatedBytes() - bytes, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "An exception of any kind is what is looked for.")]
    private string? FaultOf(byte[] input)
    {
        try
        {
            return _target.Fault(input);
        }
        catch (Exception e)
        {
            var place = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("NumberingRules", StringComparison.Ordinal))?.Trim();
            return $"{e.GetType().Name}: {e.Message} {place}";
        }
    }
}
