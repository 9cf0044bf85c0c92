namespace NumberingRules;

/// <summary>Where a series stands in a scope and a period.</summary>
/// <param name="Next">The next sequence number; one more than <see cref="Series.Last"/> when all are used up.</param>
/// <param name="Latest">The latest document date the series has numbered in this scope, in any period.</param>
public readonly record struct Position(long Next, DateOnly? Latest);
