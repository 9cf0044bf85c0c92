using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>A period is written as its value: 0, a year, or year and month.</summary>
internal sealed class PeriodConverter : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) ? new(value) : throw new JsonException("must be a whole number");

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
