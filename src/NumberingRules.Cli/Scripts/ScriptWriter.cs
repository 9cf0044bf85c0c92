using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>The JSON form of the commands the tool makes itself: what <see cref="CommandReader"/> reads back.</summary>
internal static class ScriptWriter
{
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static void Write(Stream output, IEnumerable<Command> commands)
    {
        using var json = new Utf8JsonWriter(output, Options);
        foreach (var command in commands)
        {
            json.WriteStartObject();
            json.WriteString("do", command.Name);
            Write(json, command);
            json.WriteEndObject();
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void Write(Utf8JsonWriter json, Command command)
    {
        switch (command)
        {
            case Command.Open c:
                json.WriteStartArray("series");
                foreach (var series in c.Series)
                {
                    Write(json, series);
                }

                json.WriteEndArray();
                if (c.Policy is { } policy)
                {
                    json.WriteStartObject("policy");
                    Write(json, "authority", policy.Authority);
                    Write(json, "homeNumber", policy.HomeNumber);
                    Write(json, "importedHomeNumber", policy.ImportedHomeNumber);
                    Write(json, "importSeries", policy.ImportSeries);
                    json.WriteEndObject();
                }

                break;
            case Command.Connect c:
                json.WriteString("company", c.Company.Text);
                break;
            case Command.Import c:
                json.WriteString("invoice", c.Invoice.Text);
                json.WriteString("erpKey", c.ErpKey.Text);
                Write(json, "erpNumber", c.ErpNumber);
                json.WriteString("date", c.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case Command.Disconnect:
                break;
            default:
                throw new NotSupportedException($"the tool makes no '{command.Name}' itself");
        }
    }

    private static void Write(Utf8JsonWriter json, SeriesDefinition series)
    {
        json.WriteStartObject();
        json.WriteString("id", series.Id.Text);
        json.WriteString("format", series.Format);
        json.WriteNumber("start", series.Start);
        if (series.Max is { } max)
        {
            json.WriteNumber("max", max);
        }

        json.WriteString("reset", Name.Of(series.Reset));
        json.WriteNumber("fiscalYearStartMonth", series.FiscalYearStartMonth);
        json.WriteString("dateOrder", Name.Of(series.DateOrder));
        json.WriteNumber("maxLength", series.MaxLength);
        json.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T? value) where T : struct, Enum
    {
        if (value is { } given)
        {
            json.WriteString(name, Name.Of(given));
        }
    }

    private static void Write(Utf8JsonWriter json, string name, Identifier? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value.Text);
        }
    }
}
