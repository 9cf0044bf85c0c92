namespace NumberingRules;

/// <summary>Where a series stands in a period.</summary>
/// <param name="Next">The next sequence number; one more than <see cref="Series.Last"/> when all are used up.</param>
/// <param name="Latest">The latest document date the series has numbered, in any period.</param>
public readonly record struct Position(long Next, DateOnly? Latest);
