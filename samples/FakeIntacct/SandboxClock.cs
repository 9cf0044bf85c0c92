namespace FakeIntacct;

/// <summary>The time this ERP believes in: the machine's, moved forward by whoever tests, or standing still.</summary>
public sealed class SandboxClock : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _ahead;
    private DateTimeOffset? _frozen;

    /// <summary>The time in UTC.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _frozen ?? System.GetUtcNow() + _ahead;
        }
    }

    /// <summary>Moves the clock forward. It never goes back: records made later would carry earlier times.</summary>
    /// <param name="by">How far.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than zero.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate)
        {
            _ahead += by;
            _frozen += by;
        }
    }

    /// <summary>Stops the clock at a time that is not before its own.</summary>
    /// <param name="at">The time, or null for now.</param>
    /// <exception cref="ArgumentOutOfRangeException">Before now.</exception>
    public void Freeze(DateTimeOffset? at = null)
    {
        lock (_gate)
        {
            var now = _frozen ?? System.GetUtcNow() + _ahead;
            ArgumentOutOfRangeException.ThrowIfLessThan(at ?? now, now);
            _frozen = at ?? now;
        }
    }

    /// <summary>Lets a clock that stands still go on from where it stands.</summary>
    public void Flow()
    {
        lock (_gate)
        {
            _ahead = _frozen is { } stood ? stood - System.GetUtcNow() : _ahead;
            _frozen = null;
        }
    }
}
