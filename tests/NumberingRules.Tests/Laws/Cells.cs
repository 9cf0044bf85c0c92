namespace NumberingRules.Tests.Laws;

/// <summary>Something that SPEC §6 lets become of a command: accepted, unchanged, a reason for rejection, or a finding.</summary>
internal sealed record Cell(string Row, string Becomes)
{
    internal const string RejectedForOneOfThem = "rejected";

    /// <summary>What became of a command.</summary>
    internal static IEnumerable<Cell> Of(Command command, Decision decision) =>
        Becoming(command, decision).Select(becomes => new Cell(RowOf(command), becomes));

    public override string ToString() => $"{Row} → {Becomes}";

    private static string RowOf(Command command) => command is Command.Void { By: var side } ? $"void by {Name.Of(side)}" : command.Name;

    private static IEnumerable<string> Becoming(Command command, Decision decision) => decision.Rejection is { } rejection
        ? [command is Command.Together ? RejectedForOneOfThem : Name.Of(rejection)]
        : decision.Findings.Where(_ => command is not Command.Together)
            .Select(noted => Name.Of(noted.Finding))
            .Prepend(Name.Of(decision.Outcome));
}

/// <summary>Every cell that SPEC §6 makes possible, command by command.</summary>
internal static class Cells
{
    private const string Issuing = "series-closed scope-mismatch form-unknown date-outside-validity date-out-of-range date-out-of-order series-exhausted";

    private static readonly (string Row, string Becomes)[] Rows =
    [
        ("open", "accepted unchanged already-open series-invalid policy-invalid"),

        ("setPolicy", "book-not-open accepted unchanged policy-invalid"),
        ("addSeries", "book-not-open accepted unchanged series-exists series-invalid home-number-taken"),
        ("closeSeries", "book-not-open accepted unchanged series-unknown series-closed"),
        ("advance", "book-not-open accepted unchanged series-unknown scope-mismatch date-outside-validity date-out-of-range number-already-used series-exhausted"),
        ("connect", "book-not-open accepted unchanged linked-to-other-company"),
        ("interrupt", "book-not-open accepted unchanged not-connected"),
        ("disconnect", "book-not-open accepted unchanged not-connected home-number-owed same-text"),
        ("recover", "book-not-open accepted unchanged"),

        ("create", $"book-not-open accepted unchanged invoice-exists series-unknown home-number-taken home-number-ahead same-text {Issuing}"),
        ("redate", "book-not-open accepted unchanged invoice-unknown erp-origin invoice-void already-approved in-flight series-unknown scope-mismatch form-unknown number-issued"),
        ("submit", "book-not-open accepted unchanged invoice-unknown invoice-void already-approved"),
        ("withdraw", "book-not-open accepted unchanged invoice-unknown invoice-void in-flight already-synced"),
        ("approve", $"book-not-open accepted unchanged invoice-unknown invoice-void same-text {Issuing}"),
        ("void by home", "book-not-open accepted unchanged invoice-unknown in-flight void-in-erp"),
        ("number", $"book-not-open accepted unchanged invoice-unknown invoice-void not-approved same-text {Issuing}"),

        ("send", "book-not-open accepted unchanged invoice-unknown not-connected connection-interrupted erp-origin invoice-void unlinked outcome-uncertain not-submitted before-sync-from"),
        ("resend", "book-not-open accepted unchanged invoice-unknown not-connected connection-interrupted erp-origin invoice-void unlinked not-in-flight"),
        ("lose", "book-not-open accepted unchanged invoice-unknown not-connected attempt-unknown already-synced not-in-flight"),
        ("refuse", "book-not-open accepted unchanged invoice-unknown not-connected attempt-unknown already-synced not-in-flight"),
        ("unlink", "book-not-open accepted unchanged invoice-unknown not-connected"),
        ("relink", "book-not-open accepted unchanged invoice-unknown not-connected"),

        ("import", "book-not-open accepted unchanged erp-key-released invoice-exists not-connected before-sync-from series-unknown scope-mismatch form-unknown home-number-owed erp-number-shared same-text"),
        ("confirm", "book-not-open accepted unchanged invoice-unknown not-connected erp-key-taken erp-key-released duplicate-in-erp erp-number-differs erp-number-shared same-text home-number-owed"),
        ("release", "book-not-open accepted unchanged invoice-unknown not-synced erp-key-unknown home-number-owed"),
        ("void by erp", "book-not-open accepted unchanged invoice-unknown not-connected"),

        ("reinstate", "book-not-open accepted unchanged invoice-unknown not-connected erp-number-shared same-text home-number-owed"),

        ("together", $"accepted unchanged {Cell.RejectedForOneOfThem}"),
    ];

    internal static IReadOnlySet<Cell> Possible { get; } = Rows
        .SelectMany(row => row.Becomes.Split(' ').Select(becomes => new Cell(row.Row, becomes)))
        .ToHashSet();
}
