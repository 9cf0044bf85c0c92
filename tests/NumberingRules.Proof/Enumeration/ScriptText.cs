using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NumberingRules.Proof.Enumeration;

/// <summary>Commands as lines of a script (SPEC §9).</summary>
internal static class ScriptText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Of(IEnumerable<Command> commands) =>
        commands.Aggregate(new StringBuilder(), (text, command) => text.Append(Line(command).ToJsonString(Plain)).Append('\n')).ToString();

    private static JsonObject Line(Command command)
    {
        var line = Fields(("do", command.Name));
        if (command is Command.OnInvoice about)
        {
            line.Add("invoice", about.Invoice.Text);
        }

        foreach (var (name, value) in FieldsOf(command))
        {
            line.Add(name, value?.DeepClone());
        }

        return line;
    }

    private static JsonObject FieldsOf(Command command) => command switch
    {
        Command.Open c => Fields(("series", new JsonArray([.. c.Series.Select(Series)])), ("policy", c.Policy is null ? null : Policy(c.Policy))),
        Command.SetPolicy c => Fields(("policy", Policy(c.Policy))),
        Command.AddSeries c => Fields(("series", Series(c.Series))),
        Command.CloseSeries c => Fields(("series", c.Series.Text), ("successor", c.Successor?.Text)),
        Command.Advance c => Fields(("series", c.Series.Text), ("date", Date(c.Date)), ("next", c.Next), ("reason", c.Reason.Text)),
        Command.Connect c => Connect(c),
        Command.Interrupt c => Fields(("reason", c.Reason.Text)),
        Command.Disconnect c => Fields(("reason", c.Reason?.Text)),
        Command.Create c => Fields(("date", Date(c.Date)), ("series", c.Series?.Text), ("homeNumber", c.HomeNumber?.Text)),
        Command.Redate c => Fields(("date", Date(c.Date)), ("series", c.Series?.Text)),
        Command.Void c => Fields(("by", Name.Of(c.By)), ("reason", c.Reason.Text)),
        Command.Lose c => Fields(("attempt", c.Attempt)),
        Command.Refuse c => Fields(("reason", c.Reason.Text), ("attempt", c.Attempt)),
        Command.Import c => Fields(
            ("erpKey", c.ErpKey.Text), ("erpNumber", c.ErpNumber?.Text), ("date", Date(c.Date)), ("draft", c.Draft ? true : null),
            ("series", c.Series?.Text), ("erpVersion", c.ErpVersion)),
        Command.Confirm c => Fields(
            ("erpKey", c.ErpKey.Text), ("erpNumber", c.ErpNumber?.Text), ("erpVersion", c.ErpVersion),
            ("replaces", c.Replaces?.Text), ("reclaim", c.Reclaim ? true : null)),
        Command.Release c => Fields(("erpKey", c.ErpKey?.Text), ("reason", c.Reason.Text)),
        Command.Together c => Fields(("commands", new JsonArray([.. c.Commands.Select(Line)]))),
        _ => [],
    };

    /// <summary>The one field in which null says something.</summary>
    private static JsonObject Connect(Command.Connect c)
    {
        var fields = Fields(("company", c.Company.Text));
        if (c.SyncFrom.IsGiven)
        {
            fields.Add("syncFrom", Date(c.SyncFrom.Date));
        }

        return fields;
    }

    private static JsonObject Series(SeriesDefinition series) => Fields(
        ("id", series.Id.Text), ("format", series.Format), ("start", series.Start), ("max", series.Max), ("reset", Name.Of(series.Reset)),
        ("fiscalYearStartMonth", series.FiscalYearStartMonth), ("dateOrder", Name.Of(series.DateOrder)), ("maxLength", series.MaxLength));

    private static JsonObject Policy(PolicyChange policy) => Fields(
        ("authority", policy.Authority is { } authority ? Name.Of(authority) : null),
        ("homeNumber", policy.HomeNumber is { } number ? Name.Of(number) : null),
        ("importedHomeNumber", policy.ImportedHomeNumber is { } imported ? Name.Of(imported) : null),
        ("importSeries", policy.ImportSeries?.Text));

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Those that have a value.</summary>
    private static JsonObject Fields(params (string Name, JsonNode? Value)[] fields) =>
        new(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
