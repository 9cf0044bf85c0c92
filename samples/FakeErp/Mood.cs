namespace FakeErp;

/// <summary>How the ERP misbehaves: what <c>POST /control</c> sets. What is left out stays as it was.</summary>
internal sealed class Mood
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Trick, int> _left = [];

    internal int SlowMs { get; private set; }

    internal bool IgnoreKeys { get; private set; }

    internal bool FeedTwice { get; private set; }

    internal bool Revoked { get; private set; }

    internal Uri? NewsTo { get; private set; }

    internal void Take(Control control)
    {
        lock (_gate)
        {
            SlowMs = control.SlowMs ?? SlowMs;
            IgnoreKeys = control.IgnoreKeys ?? IgnoreKeys;
            FeedTwice = control.FeedTwice ?? FeedTwice;
            Revoked = control.Revoked ?? Revoked;
            NewsTo = control.NewsTo ?? NewsTo;
            foreach (var (trick, times) in control.Next ?? [])
            {
                _left[trick] = times;
            }
        }
    }

    /// <summary>Whether it is time for a trick; each time counts.</summary>
    internal bool Plays(Trick trick)
    {
        lock (_gate)
        {
            var left = _left.GetValueOrDefault(trick);
            _left[trick] = Math.Max(0, left - 1);
            return left > 0;
        }
    }
}

/// <summary>What the ERP can do with the next invoice posted to it.</summary>
internal enum Trick
{
    /// <summary>422, nothing is done.</summary>
    Refuse,

    /// <summary>503, nothing is done.</summary>
    Fail,

    /// <summary>It is done, and 500 is the answer.</summary>
    FailAfter,

    /// <summary>It is done, and the connection breaks.</summary>
    Break,

    /// <summary>It is done, and no answer ever comes.</summary>
    Hang,

    /// <summary>A gateway hands the request in twice.</summary>
    Twice,
}

/// <summary>The body of <c>POST /control</c>.</summary>
/// <param name="SlowMs">How long each post takes before it is done.</param>
/// <param name="IgnoreKeys">Whether idempotency keys are ignored.</param>
/// <param name="FeedTwice">Whether the feed tells everything twice.</param>
/// <param name="Revoked">Whether access is revoked: 401 to everything.</param>
/// <param name="NewsTo">Where news of an invoice is posted before the request that made it is answered.</param>
/// <param name="Next">Tricks, and with how many of the next posts.</param>
internal sealed record Control(int? SlowMs, bool? IgnoreKeys, bool? FeedTwice, bool? Revoked, Uri? NewsTo, Dictionary<Trick, int>? Next);
