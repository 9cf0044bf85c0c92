using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>How a value is written and read as an object: asks for each of its fields in order, and makes it of the answers.</summary>
/// <param name="fields">The fields.</param>
/// <param name="value">The value to write; nothing when one is read.</param>
internal delegate T CommandShape<T>(Fields fields, T? value);

/// <summary>The one table of commands: SPEC §6 gives the fields of each, §9 their types.</summary>
/// <remarks>
/// A line works both ways (<see cref="Fields"/>): a field is named once, and with the value it has when the command is
/// written. Fields are written in the order of the line and read in any. A new command is a new line, and a new field
/// is one more argument of its line; an optional one is left out of a script where it has no value.
/// </remarks>
internal static class CommandTable
{
    private static readonly Dictionary<string, CommandShape<Command>> ByName = new(StringComparer.Ordinal)
    {
        ["open"] = Of<Command.Open>((f, c) => new([.. f.List("series", c?.Series, Series)], f.OptionalObject("policy", c?.Policy, Policy))),
        ["setPolicy"] = Of<Command.SetPolicy>((f, c) => new(f.Object("policy", c?.Policy, Policy))),
        ["addSeries"] = Of<Command.AddSeries>((f, c) => new(f.Object("series", c?.Series, Series))),
        ["closeSeries"] = Of<Command.CloseSeries>((f, c) => new(f.Name("series", c?.Series, SeriesId.FromString), f.OptionalName("successor", c?.Successor, SeriesId.FromString))),
        ["advance"] = Of<Command.Advance>((f, c) => new(f.Name("series", c?.Series, SeriesId.FromString), f.Date("date", c?.Date), f.Integer("next", c?.Next), f.Reason("reason", c?.Reason), Scope(f, c?.Scope))),
        ["connect"] = Of<Command.Connect>((f, c) => new(f.Name("company", c?.Company, Company.FromString), f.SyncFrom("syncFrom", c?.SyncFrom))),
        ["interrupt"] = Of<Command.Interrupt>((f, c) => new(f.Reason("reason", c?.Reason))),
        ["disconnect"] = Of<Command.Disconnect>((f, c) => new(f.OptionalReason("reason", c?.Reason))),
        ["recover"] = Of<Command.Recover>((_, _) => new()),

        ["create"] = Of<Command.Create>((f, c) => new(f.Invoice(c), f.Date("date", c?.Date), f.OptionalName("series", c?.Series, SeriesId.FromString), f.OptionalName("homeNumber", c?.HomeNumber, InvoiceNumber.FromString), Scope(f, c?.Scope), Form(f, c?.Form))),
        ["redate"] = Of<Command.Redate>(Redate),
        ["submit"] = Of<Command.Submit>((f, c) => new(f.Invoice(c))),
        ["withdraw"] = Of<Command.Withdraw>((f, c) => new(f.Invoice(c))),
        ["approve"] = Of<Command.Approve>((f, c) => new(f.Invoice(c))),
        ["void"] = Of<Command.Void>((f, c) => new(f.Invoice(c), f.Choice("by", c?.By), f.Reason("reason", c?.Reason))),
        ["number"] = Of<Command.Number>((f, c) => new(f.Invoice(c))),

        ["send"] = Of<Command.Send>((f, c) => new(f.Invoice(c))),
        ["resend"] = Of<Command.Resend>((f, c) => new(f.Invoice(c))),
        ["lose"] = Of<Command.Lose>((f, c) => new(f.Invoice(c), f.OptionalInteger("attempt", c?.Attempt))),
        ["refuse"] = Of<Command.Refuse>((f, c) => new(f.Invoice(c), f.Reason("reason", c?.Reason), f.OptionalInteger("attempt", c?.Attempt), f.OptionalInteger("sentSince", c?.SentSince))),
        ["unlink"] = Of<Command.Unlink>((f, c) => new(f.Invoice(c))),
        ["relink"] = Of<Command.Relink>((f, c) => new(f.Invoice(c))),

        ["import"] = Of<Command.Import>((f, c) => new(
            f.Invoice(c),
            f.Name("erpKey", c?.ErpKey, ErpKey.FromString),
            f.OptionalName("erpNumber", c?.ErpNumber, InvoiceNumber.FromString),
            f.Date("date", c?.Date),
            f.Flag("draft", c?.Draft),
            f.OptionalName("series", c?.Series, SeriesId.FromString),
            f.OptionalInteger("erpVersion", c?.ErpVersion),
            Scope(f, c?.Scope),
            Form(f, c?.Form))),
        ["confirm"] = Of<Command.Confirm>((f, c) => new(
            f.Invoice(c),
            f.Name("erpKey", c?.ErpKey, ErpKey.FromString),
            f.OptionalName("erpNumber", c?.ErpNumber, InvoiceNumber.FromString),
            f.OptionalInteger("erpVersion", c?.ErpVersion),
            f.OptionalName("replaces", c?.Replaces, ErpKey.FromString),
            f.Flag("reclaim", c?.Reclaim))),
        ["release"] = Of<Command.Release>((f, c) => new(f.Invoice(c), ErpKey: f.OptionalName("erpKey", c?.ErpKey, ErpKey.FromString), Reason: f.Reason("reason", c?.Reason))),
        ["reinstate"] = Of<Command.Reinstate>((f, c) => new(f.Invoice(c), f.Reason("reason", c?.Reason))),

        ["together"] = Of<Command.Together>(Together),
    };

    /// <summary>Any command, by its name.</summary>
    internal static Command Any(Fields f, Command? command)
    {
        var name = f.Text("do", command?.Name);
        return ByName.TryGetValue(name, out var shape) ? shape(f, command) : throw f.Refused("do", $"names no command: '{Printable.Short(name)}'" + Meant(name));
    }

    internal static SeriesDefinition Series(Fields f, SeriesDefinition? series) => new(
        f.Name("id", series?.Id, SeriesId.FromString),
        f.Text("format", series?.Format),
        f.OptionalInteger("start", series?.Start) ?? 1,
        f.OptionalInteger("max", series?.Max),
        f.OptionalChoice("reset", series?.Reset) ?? Reset.Never,
        f.OptionalInteger("fiscalYearStartMonth", series?.FiscalYearStartMonth) ?? 1,
        f.OptionalChoice("dateOrder", series?.DateOrder) ?? DateOrder.Any,
        f.OptionalInteger("maxLength", series?.MaxLength) ?? NumberingRules.Series.LongestNumber,
        f.OptionalForms("forms", series?.Forms ?? default),
        f.OptionalDate("validFrom", series?.ValidFrom),
        f.OptionalDate("validUntil", series?.ValidUntil));

    internal static PolicyChange Policy(Fields f, PolicyChange? policy) => new(
        f.OptionalChoice("authority", policy?.Authority),
        f.OptionalChoice("homeNumber", policy?.HomeNumber),
        f.OptionalChoice("importedHomeNumber", policy?.ImportedHomeNumber),
        f.OptionalName("importSeries", policy?.ImportSeries, SeriesId.FromString));

    private static string Meant(string name) =>
        Spelling.Nearest(name, ByName.Keys) is { } near ? $"; was '{near}' meant?" : $"; there are {string.Join(", ", ByName.Keys)}";

    private static Command.Redate Redate(Fields f, Command.Redate? redate)
    {
        var (invoice, date, series) = (f.Invoice(redate), f.OptionalDate("date", redate?.Date), f.OptionalName("series", redate?.Series, SeriesId.FromString));
        var (scope, form) = (Scope(f, redate?.Scope), f.FormChoice("form", redate?.Form));
        return date is null && series is null && scope is null && !form.IsGiven
            ? throw f.Refused("date", "is missing: redate needs a date, a series, a scope or a form")
            : new(invoice, date, series, scope, form);
    }

    private static Scope? Scope(Fields f, Scope? scope) => f.OptionalName("scope", scope, NumberingRules.Scope.FromString);

    private static FormName? Form(Fields f, FormName? form) => f.OptionalName("form", form, FormName.FromString);

    private static Command.Together Together(Fields f, Command.Together? together)
    {
        var commands = f.List("commands", together?.Commands, Any);
        return commands.Count == 0 ? throw new FieldException("commands", "must hold at least one command")
            : f.IsInside || commands.Any(command => command is Command.Open or Command.Together) ? throw new FieldException("commands", "must not hold open or together")
            : new([.. commands]);
    }

    private static CommandShape<Command> Of<T>(CommandShape<T> shape) where T : Command => (fields, command) => shape(fields, (T?)command);
}
