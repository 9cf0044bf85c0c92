using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>Names are texts; what is read is checked like any name from outside.</summary>
internal abstract class IdentifierConverter<T>(Func<string, T> make) : JsonConverter<T>
    where T : Identifier
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("must be a text");
        return Identifier.Problem(text) is { } problem ? throw new JsonException(problem) : make(text!);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => CanonicalText.Write(writer, value.Text);
}

internal sealed class InvoiceIdConverter() : IdentifierConverter<InvoiceId>(InvoiceId.FromString);

internal sealed class InvoiceNumberConverter() : IdentifierConverter<InvoiceNumber>(InvoiceNumber.FromString);

internal sealed class SeriesIdConverter() : IdentifierConverter<SeriesId>(SeriesId.FromString);

internal sealed class ErpKeyConverter() : IdentifierConverter<ErpKey>(ErpKey.FromString);

internal sealed class CompanyConverter() : IdentifierConverter<Company>(Company.FromString);
