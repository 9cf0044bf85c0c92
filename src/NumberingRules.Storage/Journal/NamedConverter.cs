using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>Enumerated values are written by their names (<see cref="Name"/>).</summary>
internal sealed class NamedConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadName(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Name.Of(value));

    internal static T ReadName(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var name in Name.All<T>())
            {
                if (reader.ValueTextEquals(name) && Name.TryParse<T>(name, out var value))
                {
                    return value;
                }
            }

            throw new JsonException($"a '{reader.GetString()}', {JournalException.UnknownToThisVersion}");
        }

        throw new JsonException("must be a text");
    }
}
