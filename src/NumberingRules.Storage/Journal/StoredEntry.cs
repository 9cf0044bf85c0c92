namespace NumberingRules.Storage;

/// <summary>What a store keeps of a journal entry.</summary>
/// <param name="Number">Its number in the book, from 1.</param>
/// <param name="Body">Its canonical body: what the chain covers.</param>
/// <param name="Hash">Its place in the chain.</param>
/// <param name="Text">Its free text, unless it has none or that was erased.</param>
public sealed record StoredEntry(long Number, ReadOnlyMemory<byte> Body, EntryHash Hash, FreeText? Text);
