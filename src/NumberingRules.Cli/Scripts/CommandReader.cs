namespace NumberingRules.Cli;

/// <summary>Commands from their JSON form: SPEC §6 gives the fields of each, §9 their types.</summary>
internal static class CommandReader
{
    private static readonly string[] Names =
    [
        "open", "setPolicy", "addSeries", "closeSeries", "advance", "connect", "interrupt", "disconnect", "recover",
        "create", "redate", "submit", "withdraw", "approve", "void", "number",
        "send", "resend", "lose", "refuse", "unlink", "relink",
        "import", "confirm", "release", "together",
    ];

    /// <exception cref="FieldException">A field is repeated, unknown, missing, mistyped or out of range.</exception>
    internal static Command Read(Fields fields)
    {
        var command = Read(fields.Text("do"), fields);
        fields.End();
        return command;
    }

    internal static SeriesDefinition ReadSeries(Fields fields)
    {
        var series = new SeriesDefinition(
            fields.Name("id", SeriesId.FromString),
            fields.Text("format"),
            fields.OptionalInteger("start") ?? 1,
            fields.OptionalInteger("max"),
            fields.OptionalChoice<Reset>("reset") ?? Reset.Never,
            fields.OptionalInteger("fiscalYearStartMonth") ?? 1,
            fields.OptionalChoice<DateOrder>("dateOrder") ?? DateOrder.Any,
            fields.OptionalInteger("maxLength") ?? NumberingRules.Series.LongestNumber);
        fields.End();
        return series;
    }

    internal static PolicyChange ReadPolicy(Fields fields)
    {
        var policy = new PolicyChange(
            fields.OptionalChoice<Side>("authority"),
            fields.OptionalChoice<HomeNumberPolicy>("homeNumber"),
            fields.OptionalChoice<ImportedHomeNumberPolicy>("importedHomeNumber"),
            Series(fields, "importSeries"));
        fields.End();
        return policy;
    }

    private static Command Read(string name, Fields fields) => name switch
    {
        "open" => new Command.Open(
            [.. fields.List("series", ReadSeries)],
            fields.OptionalObject("policy") is { } policy ? ReadPolicy(policy) : null),
        "setPolicy" => new Command.SetPolicy(ReadPolicy(fields.Object("policy"))),
        "addSeries" => new Command.AddSeries(ReadSeries(fields.Object("series"))),
        "closeSeries" => new Command.CloseSeries(fields.Name("series", SeriesId.FromString), Series(fields, "successor")),
        "advance" => new Command.Advance(
            fields.Name("series", SeriesId.FromString), fields.Date("date"), fields.Integer("next"), fields.Reason("reason")),
        "connect" => new Command.Connect(fields.Name("company", Company.FromString), fields.SyncFrom("syncFrom")),
        "interrupt" => new Command.Interrupt(fields.Reason("reason")),
        "disconnect" => new Command.Disconnect(fields.OptionalReason("reason")),
        "recover" => new Command.Recover(),

        "create" => new Command.Create(Invoice(fields), fields.Date("date"), Series(fields, "series"), Number(fields, "homeNumber")),
        "redate" => Redate(fields),
        "submit" => new Command.Submit(Invoice(fields)),
        "withdraw" => new Command.Withdraw(Invoice(fields)),
        "approve" => new Command.Approve(Invoice(fields)),
        "void" => new Command.Void(Invoice(fields), fields.Choice<Side>("by"), fields.Reason("reason")),
        "number" => new Command.Number(Invoice(fields)),

        "send" => new Command.Send(Invoice(fields)),
        "resend" => new Command.Resend(Invoice(fields)),
        "lose" => new Command.Lose(Invoice(fields), fields.OptionalInteger("attempt")),
        "refuse" => new Command.Refuse(Invoice(fields), fields.Reason("reason"), fields.OptionalInteger("attempt")),
        "unlink" => new Command.Unlink(Invoice(fields)),
        "relink" => new Command.Relink(Invoice(fields)),

        "import" => new Command.Import(
            Invoice(fields),
            fields.Name("erpKey", ErpKey.FromString),
            Number(fields, "erpNumber"),
            fields.Date("date"),
            fields.Flag("draft"),
            Series(fields, "series"),
            fields.OptionalInteger("erpVersion")),
        "confirm" => new Command.Confirm(
            Invoice(fields),
            fields.Name("erpKey", ErpKey.FromString),
            Number(fields, "erpNumber"),
            fields.OptionalInteger("erpVersion"),
            Key(fields, "replaces"),
            fields.Flag("reclaim")),
        "release" => new Command.Release(Invoice(fields), fields.Reason("reason"), Key(fields, "erpKey")),

        "together" => Together(fields),
        _ => throw new FieldException(fields.At.Length == 0 ? "do" : fields.At + ".do", Unknown(name)),
    };

    private static string Unknown(string name) =>
        $"names no command: '{Printable.Short(name)}'"
        + (Spelling.Nearest(name, Names) is { } near ? $"; was '{near}' meant?" : $"; there are {string.Join(", ", Names)}");

    private static Command.Redate Redate(Fields fields)
    {
        var (date, series) = (fields.OptionalDate("date"), Series(fields, "series"));
        return date is null && series is null
            ? throw new FieldException("date", "is missing: redate needs a date or a series")
            : new(Invoice(fields), date, series);
    }

    private static Command.Together Together(Fields fields)
    {
        var commands = fields.List("commands", Read);
        return commands.Count == 0 ? throw new FieldException("commands", "must hold at least one command")
            : fields.At.Length > 0 || commands.Exists(command => command is Command.Open or Command.Together)
                ? throw new FieldException("commands", "must not hold open or together")
            : new([.. commands]);
    }

    private static InvoiceId Invoice(Fields fields) => fields.Name("invoice", InvoiceId.FromString);

    private static SeriesId? Series(Fields fields, string name) => fields.OptionalName(name, SeriesId.FromString);

    private static InvoiceNumber? Number(Fields fields, string name) => fields.OptionalName(name, InvoiceNumber.FromString);

    private static ErpKey? Key(Fields fields, string name) => fields.OptionalName(name, ErpKey.FromString);
}
