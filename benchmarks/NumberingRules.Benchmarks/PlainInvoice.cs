namespace NumberingRules.Benchmarks;

/// <summary>What can be asked of a <see cref="PlainInvoice"/>.</summary>
internal enum Verb
{
    Approve,
    Send,
    Confirm,
    Release,
    Withdraw,
}

/// <summary>
/// What somebody in a hurry would write instead of the library: a mutable invoice that knows the five usual verbs. No
/// journal, no claims, no reasons, no keys, no epochs, no findings.
/// </summary>
internal sealed class PlainInvoice
{
    internal bool Home { get; init; } = true;

    internal Approval Approval { get; set; }

    internal Sync Sync { get; set; }

    internal string? HomeNumber { get; set; }

    internal string? ErpNumber { get; set; }

    internal long Attempt { get; set; }

    /// <summary>Which number counts: one switch over the enums.</summary>
    internal (AuthorityRule Rule, string? Number) Authority(Connection connection) => (connection, Home, Approval) switch
    {
        (Connection.Connected or Connection.Interrupted, false, _) when ErpNumber is not null => (AuthorityRule.ErpFromTheStart, ErpNumber),
        (Connection.Connected or Connection.Interrupted, true, Approval.Approved) when ErpNumber is not null => (AuthorityRule.ErpAfterSync, ErpNumber),
        (not Connection.Disconnected, true, _) when HomeNumber is not null => (AuthorityRule.HomeUntilSynced, HomeNumber),
        (Connection.Disconnected, _, _) when HomeNumber is not null => (AuthorityRule.HomeAfterDisconnect, HomeNumber),
        (Connection.Disconnected, false, _) or (Connection.Disconnected, _, Approval.Approved) when ErpNumber is not null => (AuthorityRule.OnlyNumberHeld, ErpNumber),
        _ => (AuthorityRule.NoNumberYet, null),
    };

    internal bool May(Verb verb) => (verb, Approval, Sync) switch
    {
        (Verb.Approve, not Approval.Approved, _) => true,
        (Verb.Send, not Approval.Draft, Sync.None or Sync.Failed) => true,
        (Verb.Confirm, _, not Sync.Synced) => true,
        (Verb.Release, _, Sync.Synced) => true,
        (Verb.Withdraw, not Approval.Draft, Sync.None or Sync.Failed) => true,
        _ => false,
    };

    internal bool Do(Verb verb, string? number = null)
    {
        if (!May(verb))
        {
            return false;
        }

        switch (verb)
        {
            case Verb.Approve:
                Approval = Approval.Approved;
                break;
            case Verb.Send:
                (Sync, Attempt) = (Sync.Sent, Attempt + 1);
                break;
            case Verb.Confirm:
                (Sync, ErpNumber) = (Sync.Synced, number);
                break;
            case Verb.Release:
                (Sync, ErpNumber) = (Sync.None, null);
                break;
            default:
                Approval = Approval.Draft;
                break;
        }

        return true;
    }
}
