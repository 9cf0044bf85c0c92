namespace NumberingRules.Storage;

/// <summary>One entry of a book's journal: an event, and when, by whom and with what findings it came about. Equality is by value.</summary>
/// <param name="Number">Its number in the book, from 1, without a hole.</param>
/// <param name="At">When it was written, in UTC; never before the entry before it.</param>
/// <param name="Event">What happened.</param>
/// <param name="Findings">Trouble that was recorded with it rather than refused.</param>
/// <param name="Actor">Who did it, if the host said so and it was not erased.</param>
/// <param name="IsErased">Whether its free text, the reason and the actor, was erased on request.</param>
/// <param name="Hash">Its place in the chain: it covers this entry and all before it.</param>
public sealed record JournalEntry(long Number, DateTimeOffset At, Event Event, ValueList<Noted> Findings, string? Actor, bool IsErased, EntryHash Hash)
{
    /// <summary>What stands for an erased reason where an event needs one.</summary>
    public static Reason ErasedReason { get; } = new("[erased]");
}
