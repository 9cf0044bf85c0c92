using NumberingRules.Testing;

namespace FakeErp;

/// <summary>How this ERP misbehaves beyond what <see cref="MisbehavingErp"/> does by itself: what <c>POST /control</c> sets. What is left out stays as it was.</summary>
internal sealed class Mood(MisbehavingErp erp)
{
    internal int SlowMs { get; private set; }

    internal Uri? NewsTo { get; private set; }

    internal void Take(Control control)
    {
        SlowMs = control.SlowMs ?? SlowMs;
        NewsTo = control.NewsTo ?? NewsTo;
        erp.IgnoresKeys = control.IgnoreKeys ?? erp.IgnoresKeys;
        erp.TellsTwice = control.FeedTwice ?? erp.TellsTwice;
        erp.IsRevoked = control.Revoked ?? erp.IsRevoked;
        foreach (var (trick, times) in control.Next ?? [])
        {
            erp.Next(trick, times);
        }
    }
}

/// <summary>The body of <c>POST /control</c>.</summary>
/// <param name="SlowMs">How long each post takes before it is done.</param>
/// <param name="IgnoreKeys">Whether idempotency keys are ignored.</param>
/// <param name="FeedTwice">Whether the feed tells everything twice.</param>
/// <param name="Revoked">Whether access is revoked: 401 to everything.</param>
/// <param name="NewsTo">Where news of an invoice is posted before the request that made it is answered.</param>
/// <param name="Next">Tricks, and with how many of the next posts.</param>
internal sealed record Control(int? SlowMs, bool? IgnoreKeys, bool? FeedTwice, bool? Revoked, Uri? NewsTo, Dictionary<ErpTrick, int>? Next);
