using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NumberingRules.Storage;

/// <summary>Says in words what is wrong with an entry that could not be read. Off the fast path: it looks a second time.</summary>
internal static class EventDamage
{
    /// <summary>What is wrong with an event that could be read; null when nothing is.</summary>
    internal static string? Problem(Event happened) => happened switch
    {
        Event.Opened e => e.Series.Count == 0 ? "data.series is empty" : e.Series.Select(Problem).FirstOrDefault(problem => problem is not null),
        Event.SeriesAdded e => Problem(e.Series),
        _ => null,
    };

    internal static string UnknownField(string name) => $"has a field '{name}', {JournalException.UnknownToThisVersion}";

    /// <summary>The sentence about an entry, to stand behind "entry 12".</summary>
    /// <param name="problem">What reading it ran into.</param>
    /// <param name="what">The case of its event, as far as it was read.</param>
    /// <param name="data">What is left of the body from its data on.</param>
    internal static string Explain(Exception problem, EventCase? what, ReadOnlySpan<byte> data)
    {
        var sentence = (what is null ? null : InData(what.Shape, data)) ?? Words(problem);
        return sentence.EndsWith(JournalException.UnknownToThisVersion, StringComparison.Ordinal) ? sentence : "is damaged: " + sentence;
    }

    private static string Words(Exception problem) => problem switch
    {
        // The serializer's own words are about types of this library, which say nothing to who reads this.
        JsonException { Path.Length: > 1 } json when json.Message.Contains(" Path: ", StringComparison.Ordinal) => Place(json) + " has a value of the wrong kind",
        JsonException { Path.Length: > 1 } json when json.Message.EndsWith(JournalException.UnknownToThisVersion, StringComparison.Ordinal) =>
            $"has in {Place(json)} {json.Message}",
        JsonException { Path.Length: > 1 } json => $"{Place(json)} {json.Message}",
        JsonException json => json.Message,
        _ => "a text in it is no UTF-8",
    };

    private static string Place(JsonException problem) => "data" + problem.Path![1..];

    private static string? InData(JsonTypeInfo shape, ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data, new JsonReaderOptions { AllowMultipleValues = true });
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? InObject(ref reader, shape, "data.") : null;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            // What the first look said is all that can be said.
            return null;
        }
    }

    private static string? InObject(ref Utf8JsonReader reader, JsonTypeInfo shape, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (shape.Properties.FirstOrDefault(property => property.Name == name) is not { } known)
            {
                return UnknownField(path + name);
            }

            if (!seen.Add(name))
            {
                return $"the field '{path + name}' is repeated";
            }

            reader.Read();
            if (InValue(ref reader, known.PropertyType, path + name + ".") is { } inside)
            {
                return inside;
            }
        }

        return shape.Properties.FirstOrDefault(property => property.IsRequired && !seen.Contains(property.Name)) is { } missing
            ? $"it lacks the field '{path + missing.Name}'"
            : null;
    }

    private static string? InValue(ref Utf8JsonReader reader, Type type, string path)
    {
        if (type == typeof(ValueList<SeriesDefinition>) && reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                if (InObject(ref reader, JournalShape.Of<SeriesDefinition>(), path) is { } inside)
                {
                    return inside;
                }
            }

            return null;
        }

        if (reader.TokenType == JsonTokenType.StartObject && JournalShape.Canonical.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } shape)
        {
            return InObject(ref reader, shape, path);
        }

        reader.Skip();
        return null;
    }

    private static string? Problem(SeriesDefinition definition) =>
        Series.TryCreate(definition, out _, out var problem) ? null : $"series '{definition.Id}': {problem}";
}
