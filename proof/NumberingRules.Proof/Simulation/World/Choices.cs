namespace NumberingRules.Proof.Simulation;

/// <summary>
/// Everything that is left to chance, drawn one by one and written down: a seed draws them, a list of them draws the same
/// history again. 0 is always the mildest choice, so that a history shrinks by leaving choices out.
/// </summary>
internal sealed class Choices
{
    private readonly List<int> _drawn = [];
    private readonly IReadOnlyList<int>? _given;
    private ulong _state;

    internal Choices(ulong seed) => _state = seed;

    internal Choices(IReadOnlyList<int> given) => _given = given;

    /// <summary>What was drawn so far.</summary>
    internal IReadOnlyList<int> Drawn => _drawn;

    /// <summary>Whether nothing goes wrong any more: only the mildest choices, and none is written down.</summary>
    internal bool IsCalm { get; set; }

    /// <summary>A number from 0 up to, not including, another.</summary>
    internal int Below(int limit)
    {
        if (IsCalm)
        {
            return 0;
        }

        var drawn = _given is null ? (int)(Random() % (ulong)limit)
            : _drawn.Count < _given.Count ? _given[_drawn.Count] % limit : 0;
        _drawn.Add(drawn);
        return drawn;
    }

    /// <summary>Whether what happens once in so many times happens now.</summary>
    internal bool Once(int inTimes) => Below(inTimes) == inTimes - 1;

    internal T Of<T>(IReadOnlyList<T> some) => some[Below(some.Count)];

    /// <summary>SplitMix64: small, well mixed from any seed, the same on every machine.</summary>
    private ulong Random()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
