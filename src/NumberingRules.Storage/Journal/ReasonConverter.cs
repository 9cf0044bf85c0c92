using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>Reasons are free text: a body holds none, and one that does is refused.</summary>
internal sealed class ReasonConverter : JsonConverter<Reason>
{
    public override bool HandleNull => true;

    public override Reason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("must stand beside the body, not in it");

    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options) => throw new UnreachableException();
}
