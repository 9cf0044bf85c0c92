namespace NumberingRules.Proof.Simulation;

/// <summary>A mistake made on purpose, in the home service or in the way it uses the loop: the simulation has to notice each.</summary>
internal enum Plant
{
    /// <summary>None.</summary>
    None,

    /// <summary>The client posts again, with another key, when no answer came.</summary>
    RetriesBlindly,

    /// <summary>The client takes a time-out for a refusal.</summary>
    TakesTimeoutForRefusal,

    /// <summary>An invoice that is not found is believed absent at once.</summary>
    BelievesAbsenceAtOnce,

    /// <summary>After a restart nothing is recovered.</summary>
    ForgetsToRecover,

    /// <summary>Records are matched by number.</summary>
    MatchesByNumber,

    /// <summary>The cursor moves before what it passes is in the book.</summary>
    MovesTheCursorFirst,

    /// <summary>The store answers before the commit is on the disk; a crash loses it.</summary>
    AnswersBeforeTheFlush,

    /// <summary>After a restore, numbers already shown are issued again.</summary>
    RestoresWithoutAdvance,

    /// <summary>After a restore, the feed goes on from where it had come before.</summary>
    RestoresWithoutTheFeed,
}
