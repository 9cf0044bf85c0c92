using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>Writes the forms of a series as a JSON object of formats by name (<c>{"credit":"CN-{seq:00000}"}</c>), as scripts do, and reads them back. Works ahead-of-time compiled too.</summary>
public sealed class SeriesFormsJsonConverter : JsonConverter<ValueList<SeriesForm>>
{
    /// <summary>Reads forms.</summary>
    /// <exception cref="JsonException">It is no object of texts, a name cannot be one, or is given twice; the message says which.</exception>
    public override ValueList<SeriesForm> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("forms are an object of formats by name, such as {\"credit\":\"CN-{seq:00000}\"}");
        }

        List<SeriesForm> forms = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!FormName.TryCreate(reader.GetString(), out var name, out var problem))
            {
                throw new JsonException(problem);
            }

            if (forms.Exists(form => form.Name == name))
            {
                throw new JsonException($"form '{name}' is given twice");
            }

            reader.Read();
            forms.Add(new(name, reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw TextJsonConverter<FormName>.NoString(reader.TokenType)));
        }

        return [.. forms];
    }

    /// <summary>Writes forms.</summary>
    public override void Write(Utf8JsonWriter writer, ValueList<SeriesForm> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach (var form in value)
        {
            writer.WriteString(form.Name.Text, form.Format);
        }

        writer.WriteEndObject();
    }
}
