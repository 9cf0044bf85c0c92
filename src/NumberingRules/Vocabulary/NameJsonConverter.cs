using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>Writes an enumerated value as its name in kebab-case (<c>in-flight</c>), as scripts and journals do, also as the key of an object, and reads it back. Works ahead-of-time compiled too.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class NameJsonConverter<T> : JsonConverter<T> where T : struct, Enum
{
    /// <summary>Reads a value by its name.</summary>
    /// <exception cref="JsonException">It is no string, or no name of a value; the message lists the names there are.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Of(reader.TokenType == JsonTokenType.String ? reader.GetString() : throw TextJsonConverter<InvoiceId>.NoString(reader.TokenType));

    /// <summary>Writes the name of a value.</summary>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Name.Of(value));
    }

    /// <summary>Reads a value whose name is the key of an object.</summary>
    /// <exception cref="JsonException">It is no name of a value; the message lists the names there are.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString());

    /// <summary>Writes the name of a value as the key of an object.</summary>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(Name.Of(value));
    }

    private static T Of(string? text) => Name.TryCreate<T>(text, out var value, out var problem) ? value : throw new JsonException(problem);
}
