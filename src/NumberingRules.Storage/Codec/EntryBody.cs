namespace NumberingRules.Storage;

/// <summary>What the body of an entry says.</summary>
/// <param name="Number">Its number in the book, from 1.</param>
/// <param name="At">When it was written.</param>
/// <param name="Event">What happened; its reason, if it needs one, is null here.</param>
/// <param name="Findings">Trouble recorded with it.</param>
/// <param name="Text">The digest of its free text, if it had any.</param>
/// <param name="Identity">The book's identity, in the one entry that brings it.</param>
/// <param name="ReasonUse">Whether its event has a reason.</param>
internal readonly record struct EntryBody(long Number, DateTimeOffset At, Event Event, ValueList<Noted> Findings, EntryHash? Text, Guid? Identity, ReasonUse ReasonUse);
