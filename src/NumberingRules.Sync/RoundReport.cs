using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <summary>What a round of <see cref="SyncLoop"/> did, and what it left. Every count is of this round alone.</summary>
public sealed record RoundReport
{
    /// <summary>Records that the feed told of.</summary>
    public int Followed { get; internal set; }

    /// <summary>Records that are in the book now: told of by the feed, or kept from before and taken up.</summary>
    public int Taken { get; internal set; }

    /// <summary>Records that are not, and are kept with the reason: <see cref="SyncLoop.NotTakenAsync"/> lists them.</summary>
    public int NotTaken { get; internal set; }

    /// <summary>Invoices that were looked up and are in the ERP.</summary>
    public int Found { get; internal set; }

    /// <summary>Invoices that were posted, and that the ERP made.</summary>
    public int Sent { get; internal set; }

    /// <summary>Invoices that the ERP refused, or that were looked up and are not there: they go again, later each time.</summary>
    public int Refused { get; internal set; }

    /// <summary>Invoices that were posted, and nobody knows the outcome.</summary>
    public int Uncertain { get; internal set; }

    /// <summary>Invoices whose post or look-up threw: they are tried again, later each time. <see cref="Troubles"/> names each.</summary>
    public int Failed { get; internal set; }

    /// <summary>Invoices and records that were left alone because their time has not come.</summary>
    public int Waiting { get; internal set; }

    /// <summary>Whether the round came to its end: false if the book is not connected, or the ERP let nobody in or gave no answer several times in a row.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>What threw, by invoice.</summary>
    public IReadOnlyList<InvoiceTrouble> Troubles { get; internal set; } = [];

    /// <summary>Whether there was nothing to do: such rounds are logged for debugging only.</summary>
    internal bool IsIdle => (Followed | Taken | NotTaken | Found | Sent | Refused | Uncertain | Failed) == 0;
}

/// <summary>An invoice whose post or look-up threw. Trouble stays with its invoice: the round went on with the others.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Why">What was thrown, in its own words.</param>
/// <param name="Times">How often in a row a look-up threw; of a post, the number of its attempt.</param>
public sealed record InvoiceTrouble(InvoiceId Invoice, string Why, int Times);

/// <summary>What became of an invoice that a person asked to be sent.</summary>
/// <param name="Reply">What the ERP said; null if it was not posted.</param>
/// <param name="Rejection">Why the book does not let it go; null if it was posted, or nothing needs to be.</param>
/// <param name="Why">In words, why it was not posted; empty if it was.</param>
public sealed record SendResult(ErpReply? Reply, Rejection? Rejection, string Why);
