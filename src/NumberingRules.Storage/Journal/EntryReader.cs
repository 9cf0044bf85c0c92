using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace NumberingRules.Storage;

/// <summary>Reads entries back. Whatever a writer of this version could not have written is refused, with its name.</summary>
internal static class EntryReader
{
    internal const int LongestName = 64;

    private static readonly string[] Members = ["entry", "at", "event", "data", "findings", "text"];

    /// <summary>An entry as the host sees it, its reason and actor put back.</summary>
    /// <exception cref="JournalException">It is damaged, or newer than this version.</exception>
    internal static JournalEntry Read(StoredEntry stored)
    {
        var body = Read(stored.Body.Span, stored.Number);
        if (Problem(body, stored.Text) is { } problem)
        {
            throw new JournalException(stored.Number, problem);
        }

        var erased = body.Text is not null && stored.Text is null;
        var reason = stored.Text?.Reason is { } text ? new Reason(text)
            : erased && EventReason.IsNeeded(body.Event) ? JournalEntry.ErasedReason
            : null;
        return new(
            body.Number,
            body.At,
            reason is null ? body.Event : EventReason.With(body.Event, reason),
            body.Findings,
            stored.Text?.Actor,
            erased,
            stored.Hash);
    }

    /// <summary>What is wrong with the free text beside a body, short of its digest; null when nothing is.</summary>
    internal static string? Problem(EntryBody body, FreeText? text) =>
        text is not null && body.Text is null ? "has a free text beside it that it does not vouch for"
        : text?.Problem() is { } problem ? "has a damaged free text: " + problem
        : body.Text is null && EventReason.IsNeeded(body.Event) ? "lacks the reason that its event needs"
        : text is { Reason: null } && EventReason.IsNeeded(body.Event) ? "has a free text without the reason that its event needs"
        : text is { Reason: not null } && !EventReason.IsAllowed(body.Event) ? "has a reason, which its event cannot have"
        : null;

    /// <summary>What a body says.</summary>
    /// <param name="body">The body.</param>
    /// <param name="expected">The number it must have, if that is known.</param>
    /// <exception cref="JournalException">It is damaged, or newer than this version.</exception>
    internal static EntryBody Read(ReadOnlySpan<byte> body, long? expected = null) =>
        PlainEntry.TryRead(body, expected, out var plain) ? plain : ReadAny(body, expected);

    /// <summary>Whether a text is an instant as it is written: in UTC, with seven decimals.</summary>
    internal static bool TryInstant(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = default;
        return text is { Length: EntryWriter.InstantWidth } && text[^1] == 'Z' && Utf8Parser.TryParse(text, out at, out var read, 'O') && read == text.Length;
    }

    /// <summary>The same, however the body is spelled.</summary>
    internal static EntryBody ReadAny(ReadOnlySpan<byte> body, long? expected)
    {
        var reader = new Utf8JsonReader(body);
        var number = expected;
        EventCase? what = null;
        var data = 0;
        try
        {
            Next(ref reader, JsonTokenType.StartObject);
            reader.Read();
            number = Whole(ref reader, Members[0]);
            if (number < 1 || (expected is not null && number != expected))
            {
                throw new JournalException(expected, string.Create(CultureInfo.InvariantCulture, $"says that it is entry {number}"));
            }

            var at = Instant(ref reader);
            what = Case(ref reader, number.Value);
            Member(ref reader, Members[3]);
            data = (int)reader.TokenStartIndex;
            var happened = what.Read(ref reader) ?? throw new JsonException("the field 'data' must not be null");
            reader.Read();
            var findings = IsMember(ref reader, Members[4]) ? Findings(ref reader) : default;
            var text = IsMember(ref reader, Members[5]) ? Digest(ref reader) : (EntryHash?)null;
            End(ref reader);
            return EventDamage.Problem(happened) is { } problem
                ? throw new JournalException(number, "is damaged: " + problem)
                : new(number.Value, at, happened, findings, text);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The serializer reports a text that is no UTF-8 as an invalid operation.
            throw new JournalException(number, EventDamage.Explain(problem, what, body[data..]), problem);
        }
    }

    private static void Next(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException("it is not one JSON object");
        }
    }

    private static bool IsMember(ref Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    /// <summary>Steps onto the value of the member that must come now.</summary>
    private static void Member(ref Utf8JsonReader reader, string name)
    {
        if (!IsMember(ref reader, name))
        {
            throw Unexpected(ref reader, name);
        }
    }

    private static JsonException Unexpected(ref Utf8JsonReader reader, string? wanted)
    {
        var found = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
        return new(
            found is null ? $"it lacks the field '{wanted}'"
            : !Members.Contains(found) ? EventDamage.UnknownField(found)
            : wanted is null || Array.IndexOf(Members, found) < Array.IndexOf(Members, wanted) ? $"the field '{found}' is repeated or out of place"
            : $"it lacks the field '{wanted}'");
    }

    private static long Whole(ref Utf8JsonReader reader, string name)
    {
        Member(ref reader, name);
        var whole = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
            ? value
            : throw new JsonException($"the field '{name}' must be a whole number");
        reader.Read();
        return whole;
    }

    private static DateTimeOffset Instant(ref Utf8JsonReader reader)
    {
        Member(ref reader, Members[1]);
        var at = reader.TokenType == JsonTokenType.String && TryInstant(reader.ValueSpan, out var value)
            ? value
            : throw new JsonException("the field 'at' must be an instant in UTC as yyyy-MM-ddTHH:mm:ss.fffffffZ");
        reader.Read();
        return at;
    }

    private static EventCase Case(ref Utf8JsonReader reader, long number)
    {
        Member(ref reader, Members[2]);
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("the field 'event' must be a text");
        }

        Span<char> name = stackalloc char[LongestName];
        if (reader.ValueSpan.Length > LongestName || !EventCase.TryFind(name[..reader.CopyString(name)], out var found))
        {
            throw new JournalException(number, $"is a '{reader.GetString()}', {JournalException.UnknownToThisVersion}");
        }

        reader.Read();
        return found;
    }

    private static ValueList<Noted> Findings(ref Utf8JsonReader reader)
    {
        var findings = new List<Noted>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("the field 'findings' must be a list");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            findings.Add(JsonSerializer.Deserialize(ref reader, JournalShape.Of<Noted>()));
        }

        reader.Read();
        return findings.Count > 0 ? [.. findings] : throw new JsonException("the field 'findings' is empty");
    }

    private static EntryHash Digest(ref Utf8JsonReader reader)
    {
        var digest = reader.TokenType == JsonTokenType.String && EntryHash.TryParse(reader.ValueSpan, out var value)
            ? value
            : throw new JsonException("the field 'text' must be 64 lower-case hexadecimal digits");
        reader.Read();
        return digest;
    }

    private static void End(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.EndObject)
        {
            throw Unexpected(ref reader, null);
        }

        reader.Read();
    }
}
