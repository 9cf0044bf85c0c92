namespace NumberingRules.Proof.Histories;

/// <summary>What keeps every legal order from explaining a history.</summary>
public enum AnomalyKind
{
    /// <summary>Two calls were given the same place, or the same number.</summary>
    Duplicate,

    /// <summary>The book has entries, or passed over numbers, that no call explains.</summary>
    Gap,

    /// <summary>What was acknowledged is no longer there.</summary>
    Lost,

    /// <summary>An answer told of an earlier state than one that had been answered before it was asked.</summary>
    Stale,

    /// <summary>What was rejected, taken back, or had died before, took effect all the same.</summary>
    Resurrected,

    /// <summary>A call that began after another had ended stands before it.</summary>
    Reordered,

    /// <summary>An answer is not the one the rules give at its place.</summary>
    Wrong,

    /// <summary>Too many calls without an answer: the search among them was given up.</summary>
    Undecided,
}

/// <summary>The kind, and which calls.</summary>
public sealed record Anomaly(AnomalyKind Kind, string Message);
