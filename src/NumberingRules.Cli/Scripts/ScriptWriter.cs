using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>The JSON form of commands: what <see cref="CommandReader"/> reads back.</summary>
internal static class ScriptWriter
{
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static void Write(Stream output, IEnumerable<Command> commands)
    {
        using var json = new Utf8JsonWriter(output, Options);
        foreach (var command in commands)
        {
            Write(json, command);
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    /// <summary>A whole script.</summary>
    internal static string Text(IEnumerable<Command> commands)
    {
        using var output = new MemoryStream();
        Write(output, commands);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }

    private static void Write(Utf8JsonWriter json, Command command)
    {
        json.WriteStartObject();
        json.WriteString("do", command.Name);
        if (command is Command.OnInvoice { Invoice: var invoice })
        {
            Write(json, "invoice", invoice);
        }

        WriteFields(json, command);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Command command)
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
                Write(json, c.Policy);
                break;
            case Command.SetPolicy c:
                Write(json, c.Policy);
                break;
            case Command.AddSeries c:
                json.WritePropertyName("series");
                Write(json, c.Series);
                break;
            case Command.CloseSeries c:
                Write(json, "series", c.Series);
                Write(json, "successor", c.Successor);
                break;
            case Command.Advance c:
                Write(json, "series", c.Series);
                Write(json, "date", c.Date);
                Write(json, "next", c.Next);
                Write(json, c.Reason);
                break;
            case Command.Connect c:
                Write(json, "company", c.Company);
                Write(json, c.SyncFrom);
                break;
            case Command.Interrupt c:
                Write(json, c.Reason);
                break;
            case Command.Disconnect c:
                Write(json, c.Reason);
                break;
            case Command.Create c:
                Write(json, "date", c.Date);
                Write(json, "series", c.Series);
                Write(json, "homeNumber", c.HomeNumber);
                break;
            case Command.Redate c:
                Write(json, "date", c.Date);
                Write(json, "series", c.Series);
                break;
            case Command.Void c:
                Write<Side>(json, "by", c.By);
                Write(json, c.Reason);
                break;
            case Command.Lose c:
                Write(json, "attempt", c.Attempt);
                break;
            case Command.Refuse c:
                Write(json, c.Reason);
                Write(json, "attempt", c.Attempt);
                break;
            case Command.Import c:
                Write(json, "erpKey", c.ErpKey);
                Write(json, "erpNumber", c.ErpNumber);
                Write(json, "date", c.Date);
                WriteFlag(json, "draft", c.Draft);
                Write(json, "series", c.Series);
                Write(json, "erpVersion", c.ErpVersion);
                break;
            case Command.Confirm c:
                Write(json, "erpKey", c.ErpKey);
                Write(json, "erpNumber", c.ErpNumber);
                Write(json, "erpVersion", c.ErpVersion);
                Write(json, "replaces", c.Replaces);
                WriteFlag(json, "reclaim", c.Reclaim);
                break;
            case Command.Release c:
                Write(json, "erpKey", c.ErpKey);
                Write(json, c.Reason);
                break;
            case Command.Together c:
                json.WriteStartArray("commands");
                foreach (var one in c.Commands)
                {
                    Write(json, one);
                }

                json.WriteEndArray();
                break;
            default:
                // Those that have no field but the invoice, if that.
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, SeriesDefinition series)
    {
        json.WriteStartObject();
        Write(json, "id", series.Id);
        json.WriteString("format", series.Format);
        Write(json, "start", series.Start);
        Write(json, "max", series.Max);
        Write<Reset>(json, "reset", series.Reset);
        Write(json, "fiscalYearStartMonth", series.FiscalYearStartMonth);
        Write<DateOrder>(json, "dateOrder", series.DateOrder);
        Write(json, "maxLength", series.MaxLength);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PolicyChange? policy)
    {
        if (policy is not null)
        {
            json.WriteStartObject("policy");
            Write(json, "authority", policy.Authority);
            Write(json, "homeNumber", policy.HomeNumber);
            Write(json, "importedHomeNumber", policy.ImportedHomeNumber);
            Write(json, "importSeries", policy.ImportSeries);
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, SyncFrom syncFrom)
    {
        if (syncFrom is { IsGiven: true, Date: null })
        {
            json.WriteNull("syncFrom");
        }

        Write(json, "syncFrom", syncFrom.Date);
    }

    private static void Write(Utf8JsonWriter json, Reason? reason)
    {
        if (reason is not null)
        {
            json.WriteString("reason", reason.Text);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, Identifier? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value.Text);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, DateOnly? value)
    {
        if (value is { } date)
        {
            json.WriteString(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static void Write(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } whole)
        {
            json.WriteNumber(name, whole);
        }
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T? value)
        where T : struct, Enum
    {
        if (value is { } given)
        {
            json.WriteString(name, Name.Of(given));
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }
}
