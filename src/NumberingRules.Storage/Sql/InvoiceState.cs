using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumberingRules.Storage;

/// <summary>
/// The state of an invoice as its row keeps it: compact JSON, what is as at first left out. It can be made again from
/// the journal at any time, so its form may change with the version of the schema. Law: <c>Read(Write(x)) == x</c>.
/// </summary>
/// <remarks>
/// <c>i</c> id; <c>o</c> origin; <c>a</c> entry of appearance; <c>c</c>, <c>cs</c> date and series it was created with;
/// <c>d</c>, <c>s</c> those it has now if they differ (a null where the series was lifted); <c>p</c> approval;
/// <c>v</c> voided by: 1 home, 2 ERP, 3 both; <c>n</c> attempt; <c>y</c> stored sync; <c>e</c> epoch of the last send;
/// <c>u</c> unlinked; <c>h</c> home number; <c>b</c> the series that issued it; <c>r</c>, <c>g</c> records and released
/// ones as <c>[key, number, version]</c>; <c>k</c> claims as <c>[system, number, since, by]</c>. Dates are day numbers,
/// enumerated values their places in the order of declaration.
/// </remarks>
internal static partial class InvoiceState
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The whole state of an invoice.</summary>
    internal static byte[] Write(Invoice invoice) => Spell(invoice).ToArray();

    /// <summary>The same, valid until the next invoice is spelled on this thread.</summary>
    internal static ReadOnlySpan<byte> Spell(Invoice invoice)
    {
        // Kept for the next invoice on this thread.
        var buffer = _buffer ??= new(1024);
        var writer = _writer ??= new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        writer.WritePropertyName("i"u8);
        CanonicalText.Write(writer, invoice.Id.Text);
        WriteNumber(writer, "o"u8, (int)invoice.Origin);
        WriteNumber(writer, "a"u8, invoice.Appeared);
        WriteNumber(writer, "c"u8, invoice.CreatedDate.DayNumber);
        WriteText(writer, "cs"u8, invoice.CreatedSeries);
        WriteNumber(writer, "d"u8, invoice.Date == invoice.CreatedDate ? 0 : invoice.Date.DayNumber);
        if (invoice.Series is null && invoice.CreatedSeries is not null)
        {
            writer.WriteNull("s"u8);
        }
        else
        {
            WriteText(writer, "s"u8, invoice.Series == invoice.CreatedSeries ? null : invoice.Series);
        }

        WriteNumber(writer, "p"u8, (int)invoice.Approval);
        WriteNumber(writer, "v"u8, (invoice.VoidedByHome ? 1 : 0) + (invoice.ErpSaidVoid ? 2 : 0));
        WriteNumber(writer, "n"u8, invoice.Attempt);
        WriteNumber(writer, "y"u8, (int)invoice.StoredSync);
        WriteNumber(writer, "e"u8, invoice.SentEpoch);
        WriteNumber(writer, "u"u8, invoice.IsUnlinked ? 1 : 0);
        WriteText(writer, "h"u8, invoice.HomeNumber);
        WriteText(writer, "b"u8, invoice.IssuedBy);
        WriteRecords(writer, "r"u8, invoice.Records);
        WriteRecords(writer, "g"u8, invoice.Released);
        WriteClaims(writer, invoice.Claims);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long value)
    {
        if (value != 0)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Identifier? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            CanonicalText.Write(writer, value.Text);
        }
    }

    private static void WriteRecords(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ValueList<ErpRecord> records)
    {
        if (records.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var record in records)
        {
            writer.WriteStartArray();
            CanonicalText.Write(writer, record.Key.Text);
            if (record.Number is { } number)
            {
                CanonicalText.Write(writer, number.Text);
            }
            else if (record.Version is not null)
            {
                writer.WriteNullValue();
            }

            if (record.Version is { } version)
            {
                writer.WriteNumberValue(version);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteClaims(Utf8JsonWriter writer, ValueList<Claim> claims)
    {
        if (claims.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("k"u8);
        foreach (var claim in claims)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue((int)claim.System);
            CanonicalText.Write(writer, claim.Number.Text);
            writer.WriteNumberValue(claim.Since);
            writer.WriteNumberValue((int)claim.By);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
