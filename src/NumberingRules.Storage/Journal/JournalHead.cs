namespace NumberingRules.Storage;

/// <summary>Where a book's journal ends: what a host keeps elsewhere, so that a journal that was cut off or rewritten is found. Equality is by value; may be written as JSON and read back.</summary>
/// <param name="Entries">How many entries the journal has; 0 if the book has not begun.</param>
/// <param name="Hash">The hash of the last entry; before the first, the start of the book's chain, which comes of its name.</param>
public sealed record JournalHead(long Entries, EntryHash Hash);
