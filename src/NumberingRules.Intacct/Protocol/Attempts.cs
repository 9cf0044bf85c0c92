namespace NumberingRules.Intacct;

/// <summary>The attempts that were posted and whose outcome nobody here knows yet, with what was posted.</summary>
internal sealed class Attempts
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<Guid, byte[]> _bodies = [];

    internal byte[]? Find(Guid attempt)
    {
        lock (_gate)
        {
            return _bodies.GetValueOrDefault(attempt);
        }
    }

    /// <summary>Notes that an attempt is about to be posted.</summary>
    /// <returns>Whether it was noted before; then <paramref name="body"/> is what was posted then.</returns>
    internal bool Begin(Guid attempt, ref byte[] body)
    {
        lock (_gate)
        {
            if (_bodies.TryGetValue(attempt, out var before))
            {
                body = before;
                return true;
            }

            if (_bodies.Count == Most)
            {
                _bodies.RemoveAt(0);
            }

            _bodies.Add(attempt, body);
            return false;
        }
    }

    /// <summary>What became of it is known.</summary>
    internal void Settle(Guid attempt)
    {
        lock (_gate)
        {
            _bodies.Remove(attempt);
        }
    }
}
