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
        try
        {
            return make(text!);
        }
        catch (ArgumentException)
        {
            throw new JsonException(Identifier.Problem(text));
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => CanonicalText.Write(writer, value.Text);
}

internal sealed class InvoiceIdConverter() : IdentifierConverter<InvoiceId>(InvoiceId.FromString);

internal sealed class InvoiceNumberConverter() : IdentifierConverter<InvoiceNumber>(InvoiceNumber.FromString);

internal sealed class SeriesIdConverter() : IdentifierConverter<SeriesId>(SeriesId.FromString)
{
    // A book names a few series over and over.
    [ThreadStatic]
    private static SeriesId? _last;

    public override SeriesId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        _last is { } last && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(last.Text) ? last : _last = base.Read(ref reader, typeToConvert, options);
}

internal sealed class ErpKeyConverter() : IdentifierConverter<ErpKey>(ErpKey.FromString);

internal sealed class CompanyConverter() : IdentifierConverter<Company>(Company.FromString);
