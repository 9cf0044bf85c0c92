using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>Reads entries back. What <see cref="EntryWriter"/> would not write byte for byte is refused, with its name.</summary>
internal static class EntryReader
{
    private static readonly string[] Fields = ["entry", "at", "event", "data", "findings", "text", "identity"];

    /// <summary>An entry as the host sees it, its reason and actor put back.</summary>
    /// <exception cref="JournalException">It is damaged, or newer than this version.</exception>
    internal static JournalEntry Read(StoredEntry stored)
    {
        var reason = stored.Text?.Reason is { } text && Reason.Problem(text) is null ? new Reason(text) : null;
        var body = Read(stored.Body.Span, stored.Number, reason, JournalEntry.ErasedReason);
        return Problem(body, stored.Text) is { } problem
            ? throw new JournalException(stored.Number, problem)
            : new(body.Number, body.At, body.Event, body.Findings, stored.Text?.Actor, body.Text is not null && stored.Text is null, stored.Hash);
    }

    /// <summary>What a body says; the event's reason, which is not in it, stays out.</summary>
    /// <param name="body">The body.</param>
    /// <param name="expected">The number it must have, if that is known.</param>
    /// <exception cref="JournalException">It is damaged, or newer than this version.</exception>
    internal static EntryBody Read(ReadOnlySpan<byte> body, long? expected = null) => Read(body, expected, null, null);

    /// <summary>What is wrong with the free text beside a body, short of its digest; null when nothing is.</summary>
    internal static string? Problem(EntryBody body, FreeText? text) =>
        text is not null && body.Text is null ? "has a free text beside it that it does not vouch for"
        : text?.Problem() is { } problem ? "has a damaged free text: " + problem
        : body.Text is null && body.ReasonUse == ReasonUse.Needed ? "lacks the reason that its event needs"
        : text is { Reason: null } && body.ReasonUse == ReasonUse.Needed ? "has a free text without the reason that its event needs"
        : text is { Reason: not null } && body.ReasonUse == ReasonUse.None ? "has a reason, which its event cannot have"
        : null;

    private static EntryBody Read(ReadOnlySpan<byte> body, long? expected, Reason? reason, Reason? instead)
    {
        var fields = EntryFields.Reading(body, reason, instead);
        var number = expected;
        Shape<Event>? shape = null;
        try
        {
            fields.Begin();
            number = fields.Whole("entry"u8, null);
            if (number < 1 || (expected is not null && number != expected))
            {
                throw new JournalException(expected, string.Create(CultureInfo.InvariantCulture, $"says that it is entry {number}"));
            }

            var at = fields.Instant("at"u8, null);
            shape = fields.Event("event"u8);
            var happened = fields.Object("data"u8, null, shape);
            var findings = fields.Findings("findings"u8, default);
            var text = fields.OptionalHash("text"u8, null);
            var identity = fields.OptionalIdentity("identity"u8, null);
            fields.EndAll();
            return new(number.Value, at, happened, findings, text, identity, fields.ReasonUse);
        }
        catch (FieldException problem)
        {
            throw new JournalException(number, Words(problem, shape), problem);
        }
    }

    private static string Words(FieldException problem, Shape<Event>? shape)
    {
        if (problem.Message.EndsWith(JournalException.UnknownToThisVersion, StringComparison.Ordinal))
        {
            return problem.Message;
        }

        var known = Known(shape);
        return
            problem.Found is not { } found ? "is damaged: " + problem.Message
            : !known.Contains(found) ? $"has a field '{found}', {JournalException.UnknownToThisVersion}"
            : problem.Expected is { } expected && known.IndexOf(found) > known.IndexOf(expected) ? "is damaged: " + problem.Message
            : $"is damaged: the field '{found}' is repeated or out of place";
    }

    /// <summary>The names of all fields that an entry can have, in order.</summary>
    private static List<string> Known(Shape<Event>? shape)
    {
        List<string> names = [.. Fields];
        var fields = EntryFields.Listing(names);
        if (shape is not null)
        {
            fields.Object("data"u8, null, shape);
        }

        fields.Findings("findings"u8, default);
        return names;
    }
}
