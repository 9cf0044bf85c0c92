namespace NumberingRules.Testing;

/// <summary>What an ERP can do with a post other than make a record and say so.</summary>
public enum ErpTrick
{
    /// <summary>It says no and does nothing: HTTP 422.</summary>
    Refuse,

    /// <summary>It fails and does nothing: HTTP 503.</summary>
    Fail,

    /// <summary>It makes the record, and then fails: HTTP 500.</summary>
    FailAfter,

    /// <summary>It makes the record, and the connection breaks before the answer.</summary>
    Break,

    /// <summary>It makes the record, and no answer ever comes: the caller's time-out ends it.</summary>
    Hang,

    /// <summary>No answer comes, and it makes the record after the caller has given up.</summary>
    Late,

    /// <summary>A gateway hands the post in twice: an ERP that ignores idempotency keys makes two records.</summary>
    Twice,
}
