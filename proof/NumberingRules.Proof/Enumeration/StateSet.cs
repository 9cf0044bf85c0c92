namespace NumberingRules.Proof.Enumeration;

/// <summary>The states that were reached, each with the one it was first reached from. For several threads.</summary>
internal sealed class StateSet
{
    private const int Parts = 64;

    private readonly Dictionary<Packed, Packed>[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new Dictionary<Packed, Packed>())];

    internal long Count => _parts.Sum(part => (long)part.Count);

    internal IEnumerable<Packed> All => _parts.SelectMany(part => part.Keys);

    internal bool TryAdd(Packed state, Packed from)
    {
        var part = _parts[state.GetHashCode() >>> 26];
        lock (part)
        {
            return part.TryAdd(state, from);
        }
    }

    /// <summary>The states from the empty book to this one.</summary>
    internal List<Packed> PathTo(Packed state)
    {
        List<Packed> path = [state];
        while (_parts[state.GetHashCode() >>> 26][state] is var from && from != state)
        {
            path.Insert(0, state = from);
        }

        return path;
    }
}
