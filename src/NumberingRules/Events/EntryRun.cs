namespace NumberingRules;

/// <summary>A run of journal entries.</summary>
/// <param name="First">The first entry, from 1.</param>
/// <param name="Last">The last entry, not below the first.</param>
public readonly record struct EntryRun(long First, long Last);
