namespace NumberingRules.Storage;

/// <summary>The reason of an event: free text, kept beside the entry and not in its body.</summary>
internal static class EventReason
{
    internal static Reason? Of(Event happened) => happened switch
    {
        Event.Advanced e => e.Reason,
        Event.Interrupted e => e.Reason,
        Event.Disconnected e => e.Reason,
        Event.Voided e => e.Reason,
        Event.Refused e => e.Reason,
        Event.RecordReleased e => e.Reason,
        _ => null,
    };

    /// <summary>The event with its reason put back.</summary>
    internal static Event With(Event happened, Reason reason) => happened switch
    {
        Event.Advanced e => e with { Reason = reason },
        Event.Interrupted e => e with { Reason = reason },
        Event.Disconnected e => e with { Reason = reason },
        Event.Voided e => e with { Reason = reason },
        Event.Refused e => e with { Reason = reason },
        Event.RecordReleased e => e with { Reason = reason },
        _ => happened,
    };

    /// <summary>Whether there is no such event without a reason.</summary>
    internal static bool IsNeeded(Event happened) =>
        happened is Event.Advanced or Event.Interrupted or Event.Voided or Event.Refused or Event.RecordReleased;

    /// <summary>Whether such an event may have a reason.</summary>
    internal static bool IsAllowed(Event happened) => happened is Event.Disconnected || IsNeeded(happened);
}
