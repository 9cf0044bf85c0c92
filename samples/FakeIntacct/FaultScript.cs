namespace FakeIntacct;

/// <summary>Which requests go wrong: first what is scripted, in order, then what the seed says.</summary>
public sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _script = [];
    private readonly Dictionary<Operation, ulong> _counts = [];
    private readonly Dictionary<FaultKind, int> _played = [];
    private SeededFaults? _seeded;

    /// <summary>How often each fault was played.</summary>
    public IReadOnlyDictionary<FaultKind, int> Played
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<FaultKind, int>(_played);
            }
        }
    }

    internal IReadOnlyList<Fault> Left
    {
        get
        {
            lock (_gate)
            {
                return [.. _script];
            }
        }
    }

    internal SeededFaults? Seeded
    {
        get
        {
            lock (_gate)
            {
                return _seeded;
            }
        }
    }

    /// <summary>Puts faults at the end of the script.</summary>
    /// <param name="faults">The faults.</param>
    /// <exception cref="ArgumentException">One of them cannot be played.</exception>
    public void Add(params IReadOnlyCollection<Fault> faults)
    {
        ThrowIf(faults.Select(fault => fault.Problem()).FirstOrDefault(problem => problem is not null));
        lock (_gate)
        {
            _script.AddRange(faults);
        }
    }

    /// <summary>Has faults by chance, from now on; counts begin anew.</summary>
    /// <param name="seeded">The seed and the rates, or null for none.</param>
    /// <exception cref="ArgumentException">One of them cannot be played.</exception>
    public void Seed(SeededFaults? seeded)
    {
        ThrowIf(seeded?.Problem());
        lock (_gate)
        {
            _seeded = seeded;
            _counts.Clear();
        }
    }

    /// <summary>Ends all faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _script.Clear();
            _seeded = null;
        }
    }

    /// <summary>The fault of the next request of an operation.</summary>
    internal Fault? Next(Operation operation)
    {
        lock (_gate)
        {
            var count = _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
            if (Scripted(operation) is { } fault || (fault = ByChance(operation, count)) is not null)
            {
                _played[fault.Kind] = _played.GetValueOrDefault(fault.Kind) + 1;
                return fault;
            }

            return null;
        }
    }

    private Fault? Scripted(Operation operation)
    {
        var at = _script.FindIndex(fault => fault.On == operation || (fault.On == Operation.Any && operation != Operation.Webhook));
        if (at < 0)
        {
            return null;
        }

        var fault = _script[at];
        if (fault.Skip > 0)
        {
            _script[at] = fault with { Skip = fault.Skip - 1 };
            return null;
        }

        if (fault.Times > 1)
        {
            _script[at] = fault with { Times = fault.Times - 1 };
        }
        else
        {
            _script.RemoveAt(at);
        }

        return fault;
    }

    private Fault? ByChance(Operation operation, ulong count)
    {
        if (_seeded is not { } seeded || !seeded.Rates.TryGetValue(operation, out var rates))
        {
            return null;
        }

        var luck = Chance.Of(seeded.Seed, (ulong)operation, count);
        foreach (var (kind, rate) in rates.OrderBy(pair => pair.Key))
        {
            if ((luck -= rate) < 0)
            {
                return new(kind, operation, Ms: 50, RetryAfter: 0);
            }
        }

        return null;
    }

    private static void ThrowIf(string? problem)
    {
        if (problem is not null)
        {
            throw new ArgumentException(problem);
        }
    }
}

/// <summary>Chance that is the same each time it is asked.</summary>
internal static class Chance
{
    /// <summary>A number from 0 up to, but not, 1: SplitMix64's finishing steps over what it is given.</summary>
    internal static double Of(params ReadOnlySpan<ulong> of)
    {
        unchecked
        {
            var mixed = 0x9E3779B97F4A7C15UL;
            foreach (var part in of)
            {
                mixed = (mixed ^ part) + 0x9E3779B97F4A7C15UL;
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
                mixed ^= mixed >> 31;
            }

            return (mixed >> 11) * (1.0 / (1UL << 53));
        }
    }
}
