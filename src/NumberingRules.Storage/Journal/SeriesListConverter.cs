using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NumberingRules.Storage;

/// <summary>The series a book is opened with.</summary>
internal sealed class SeriesListConverter : JsonConverter<ValueList<SeriesDefinition>>
{
    public override ValueList<SeriesDefinition> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("must be a list");
        }

        var series = new List<SeriesDefinition>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            series.Add(JsonSerializer.Deserialize(ref reader, One(options)) ?? throw new JsonException("must not hold a null"));
        }

        return [.. series];
    }

    public override void Write(Utf8JsonWriter writer, ValueList<SeriesDefinition> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var series in value)
        {
            JsonSerializer.Serialize(writer, series, One(options));
        }

        writer.WriteEndArray();
    }

    private static JsonTypeInfo<SeriesDefinition> One(JsonSerializerOptions options) =>
        (JsonTypeInfo<SeriesDefinition>)options.GetTypeInfo(typeof(SeriesDefinition));
}
