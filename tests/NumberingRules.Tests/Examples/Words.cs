namespace NumberingRules.Tests.Examples;

/// <summary>Commands with the fields that matter to an example; the others take a value that does not.</summary>
internal static class Words
{
    public static readonly DateOnly December = new(2025, 12, 20);
    public static readonly DateOnly January = new(2026, 1, 5);
    public static readonly DateOnly March = new(2026, 3, 31);
    public static readonly DateOnly April = new(2026, 4, 1);

    public static readonly SeriesDefinition Rl = new("rl", "RL-{seq:00000}");
    public static readonly SeriesDefinition Yearly = new("yearly", "Y{date:yyyy}-{seq}", Reset: Reset.Yearly);
    public static readonly SeriesDefinition Short = new("short", "SH{seq}", Max: 1);
    public static readonly SeriesDefinition TwoDigits = new("two", "{date:yy}/{seq}", Reset: Reset.Yearly);
    public static readonly SeriesDefinition Ordered = new("ordered", "O{seq}", DateOrder: DateOrder.Enforced);

    public static readonly PolicyChange HomePrevails = new(Authority: Side.Home);
    public static readonly PolicyChange OnApproval = new(HomeNumber: HomeNumberPolicy.OnApproval);
    public static readonly PolicyChange OnImport = new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnImport);
    public static readonly PolicyChange NeverImported = new(ImportedHomeNumber: ImportedHomeNumberPolicy.Never);

    public static Command Open(PolicyChange? policy = null, params ReadOnlySpan<SeriesDefinition> series) =>
        new Command.Open(series.IsEmpty ? [Rl] : [.. series], policy);

    public static Command SetPolicy(PolicyChange policy) => new Command.SetPolicy(policy);

    public static Command AddSeries(SeriesDefinition series) => new Command.AddSeries(series);

    public static Command CloseSeries(string series = "rl", string? successor = null) =>
        new Command.CloseSeries(series, successor is null ? null : new(successor));

    public static Command Advance(long next, string series = "rl", DateOnly? date = null) => new Command.Advance(series, date ?? January, next, "cut-over");

    public static Command Connect(string company = "acme", SyncFrom syncFrom = default) => new Command.Connect(company, syncFrom);

    public static Command Interrupt() => new Command.Interrupt("access revoked");

    public static Command Disconnect() => new Command.Disconnect("contract ended");

    public static Command Recover() => new Command.Recover();

    public static Command Create(string invoice = "A", DateOnly? date = null, string? series = null, string? homeNumber = null) =>
        new Command.Create(invoice, date ?? January, series is null ? null : new(series), homeNumber is null ? null : new(homeNumber));

    public static Command Redate(DateOnly? date = null, string? series = null, string invoice = "A") =>
        new Command.Redate(invoice, date, series is null ? null : new(series));

    public static Command Submit(string invoice = "A") => new Command.Submit(invoice);

    public static Command Withdraw(string invoice = "A") => new Command.Withdraw(invoice);

    public static Command Approve(string invoice = "A") => new Command.Approve(invoice);

    public static Command Void(string invoice = "A") => new Command.Void(invoice, Side.Home, "written in error");

    public static Command VoidByErp(string invoice = "A") => new Command.Void(invoice, Side.Erp, "reversed");

    public static Command Number(string invoice = "A") => new Command.Number(invoice);

    public static Command Send(string invoice = "A") => new Command.Send(invoice);

    public static Command Resend(string invoice = "A") => new Command.Resend(invoice);

    public static Command Lose(string invoice = "A", long? attempt = null) => new Command.Lose(invoice, attempt);

    public static Command Refuse(string invoice = "A", long? attempt = null) => new Command.Refuse(invoice, "period closed", attempt);

    public static Command Unlink(string invoice = "A") => new Command.Unlink(invoice);

    public static Command Relink(string invoice = "A") => new Command.Relink(invoice);

    public static Command Import(
        string invoice = "S",
        string key = "701",
        string? number = "SI-7001",
        DateOnly? date = null,
        bool draft = false,
        string? series = null,
        long? version = null) =>
        new Command.Import(invoice, key, number is null ? null : new(number), date ?? January, draft, series is null ? null : new(series), version);

    public static Command Confirm(
        string invoice = "A",
        string key = "501",
        string? number = "SI-1001",
        long? version = null,
        string? replaces = null,
        bool reclaim = false) =>
        new Command.Confirm(invoice, key, number is null ? null : new(number), version, replaces is null ? null : new(replaces), reclaim);

    public static Command Release(string invoice = "A", string? key = null) => new Command.Release(invoice, "deleted there", key is null ? null : new(key));

    public static Command Together(params ReadOnlySpan<Command> commands) => new Command.Together([.. commands]);
}
