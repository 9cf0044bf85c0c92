namespace NumberingRules.Storage;

/// <summary>An entry as it was found, to be audited.</summary>
/// <param name="Entry">The entry, as far as it could be made out.</param>
/// <param name="Problem">What kept it from being made out; null when nothing did.</param>
internal readonly record struct FoundEntry(StoredEntry Entry, string? Problem = null);
