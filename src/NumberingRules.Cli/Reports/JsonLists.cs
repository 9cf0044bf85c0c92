using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>Lists, and fields that may be left out, in JSON.</summary>
internal static class JsonLists
{
    /// <summary>A list of texts.</summary>
    internal static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>A text; left out where there is none.</summary>
    internal static void WriteOptional(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>A number; left out where there is none.</summary>
    internal static void WriteOptional(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } written)
        {
            json.WriteNumber(name, written);
        }
    }

    /// <summary>A number, or null where there is none.</summary>
    internal static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } written)
        {
            json.WriteNumber(name, written);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A list of objects.</summary>
    internal static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
