using System.Globalization;
using System.Text.Json;

namespace NumberingRules.Proof.Simulation;

/// <summary>Commands as a script that the tool runs.</summary>
internal static class ScriptText
{
    internal static string Of(IEnumerable<Command> commands, string title) =>
        $"# {title}\n" + string.Concat(commands.Select(command => JsonSerializer.Serialize(Fields(command)) + "\n"));

    private static SortedDictionary<string, object> Fields(Command command)
    {
        var fields = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["do"] = command.Name };
        if (command is Command.OnInvoice about)
        {
            fields["invoice"] = about.Invoice.Text;
        }

        (string Name, object? Value)[] own = command switch
        {
            Command.Open c => [("series", c.Series.Select(Fields).ToList()), ("policy", c.Policy is null ? null : Fields(c.Policy))],
            Command.SetPolicy c => [("policy", Fields(c.Policy))],
            Command.AddSeries c => [("series", Fields(c.Series))],
            Command.CloseSeries c => [("series", c.Series.Text), ("successor", c.Successor?.Text)],
            Command.Advance c => [("series", c.Series.Text), ("date", Text(c.Date)), ("next", c.Next), ("reason", c.Reason.Text)],
            Command.Connect c => [("company", c.Company.Text)],
            Command.Interrupt c => [("reason", c.Reason.Text)],
            Command.Disconnect c => [("reason", c.Reason?.Text)],
            Command.Create c => [("date", Text(c.Date)), ("series", c.Series?.Text), ("homeNumber", c.HomeNumber?.Text)],
            Command.Void c => [("by", Name.Of(c.By)), ("reason", c.Reason.Text)],
            Command.Lose c => [("attempt", c.Attempt)],
            Command.Refuse c => [("reason", c.Reason.Text), ("attempt", c.Attempt)],
            Command.Import c => [("erpKey", c.ErpKey.Text), ("erpNumber", c.ErpNumber?.Text), ("date", Text(c.Date)), ("erpVersion", c.ErpVersion)],
            Command.Confirm c => [("erpKey", c.ErpKey.Text), ("erpNumber", c.ErpNumber?.Text), ("erpVersion", c.ErpVersion), ("replaces", c.Replaces?.Text)],
            Command.Release c => [("reason", c.Reason.Text), ("erpKey", c.ErpKey?.Text)],
            _ => [],
        };
        foreach (var (name, value) in own)
        {
            if (value is not null)
            {
                fields[name] = value;
            }
        }

        return fields;
    }

    private static Dictionary<string, object> Fields(SeriesDefinition series)
    {
        var fields = new Dictionary<string, object> { ["id"] = series.Id.Text, ["format"] = series.Format, ["reset"] = Name.Of(series.Reset) };
        if (series.Max is { } max)
        {
            fields["max"] = max;
        }

        return fields;
    }

    private static Dictionary<string, string> Fields(PolicyChange policy)
    {
        var fields = new Dictionary<string, string>();
        Add("authority", policy.Authority);
        Add("homeNumber", policy.HomeNumber);
        Add("importedHomeNumber", policy.ImportedHomeNumber);
        return fields;

        void Add<T>(string name, T? value) where T : struct, Enum
        {
            if (value is { } given)
            {
                fields[name] = Name.Of(given);
            }
        }
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
