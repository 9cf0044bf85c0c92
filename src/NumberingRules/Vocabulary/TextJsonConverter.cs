using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>Writes a value that has a text (a name, a reason, a period) as a JSON string, also as the key of an object, and reads it back checked. Works ahead-of-time compiled too.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public sealed class TextJsonConverter<T> : JsonConverter<T> where T : notnull, IParsable<T>
{
    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">It is no string, or its text cannot be such a value; the message says why.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Of(reader.TokenType == JsonTokenType.String ? reader.GetString() : throw NoString(reader.TokenType));

    /// <summary>Writes a value.</summary>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    /// <summary>Reads a value that is the key of an object.</summary>
    /// <exception cref="JsonException">Its text cannot be such a value; the message says why.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString());

    /// <summary>Writes a value as the key of an object.</summary>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString()!);
    }

    internal static JsonException NoString(JsonTokenType token) => new($"a string is needed, and not {token switch
    {
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "an array",
        _ => "an object",
    }}");

    private static T Of(string? text)
    {
        try
        {
            return T.Parse(text!, null);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message);
        }
    }
}
