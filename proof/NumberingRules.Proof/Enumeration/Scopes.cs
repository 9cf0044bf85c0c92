namespace NumberingRules.Proof.Enumeration;

/// <summary>The bounds that are enumerated: small ones for every commit, large ones by <c>proof/enumerate.sh</c>.</summary>
internal static class Scopes
{
    private static readonly SeriesDefinition Home = new("a", "A-{seq}", Max: 2);
    private static readonly SeriesDefinition Yearly = new("y", "Y{date:yy}-{seq}", Max: 2, Reset: Reset.Yearly, DateOrder: DateOrder.Enforced);
    private static readonly SeriesDefinition Other = new("b", "B-{seq}", Max: 1);
    private static readonly DateOnly[] TwoDates = [new(2026, 1, 5), new(2027, 1, 1)];
    private static readonly Reason CutOver = "cut-over";

    private static readonly PolicyChange[] EveryPolicy =
    [
        .. from authority in Enum.GetValues<Side>()
           from home in Enum.GetValues<HomeNumberPolicy>()
           from imported in Enum.GetValues<ImportedHomeNumberPolicy>()
           select new PolicyChange(authority, home, imported),
    ];

    private static readonly PolicyChange[] EverySetting =
    [
        new(Authority: Side.Home), new(Authority: Side.Erp),
        .. Enum.GetValues<HomeNumberPolicy>().Select(value => new PolicyChange(HomeNumber: value)),
        .. Enum.GetValues<ImportedHomeNumberPolicy>().Select(value => new PolicyChange(ImportedHomeNumber: value)),
    ];

    private static readonly Scope Policies = new("policies", "one invoice, one key, a number of its own and one with the text of a home number, every policy and every change of it, two companies", [Home])
    {
        Openings = EveryPolicy,
        Settings = EverySetting,
        OtherNumbers = ["A-1"],
        Numbers = ["N1"],
        Companies = ["acme", "other"],
        Drafts = [false, true],
    };

    private static readonly Scope Limits = new("limits", "one invoice, two dates, a limit of sync that comes and goes, two companies, redating over periods", [Yearly])
    {
        Dates = TwoDates,
        SyncFroms = [default, SyncFrom.None, TwoDates[1]],
        Companies = ["acme", "other"],
        Drafts = [false, true],
    };

    private static readonly Scope Records = new("records", "one invoice, two keys, two numbers, versions none and 1: replaced, released and reclaimed records", [Home])
    {
        Keys = ["K1", "K2"],
        Numbers = ["N1", "N2"],
        Versions = [null, 1],
    };

    private static readonly Scope Pair = new("pair", "two invoices, two keys, a number of its own and one with the text of a home number, a series of two", [Home])
    {
        Invoices = 2,
        Keys = ["K1", "K2"],
        OtherNumbers = ["A-1"],
    };

    private static readonly Scope Series = new("series", "two invoices, a series of one and one of two a year in enforced order, closed, succeeded, added, advanced; given numbers; every policy", [Other, Yearly])
    {
        Invoices = 2,
        Openings = EveryPolicy,
        Dates = TwoDates,
        SeriesNamed = [null, "y"],
        Given = [null, "B-1", "X-1"],
        Keys = ["K1", "K2"],
        Numbers = [],
        Syncs = false,
        OnSeries = OnSeries("b", "y"),
    };

    private static readonly Scope Imports = new("imports", "three imported invoices on two dates from a series of two in enforced order: whom a disconnect numbers, and in which order", [Yearly])
    {
        Invoices = 3,
        Creates = false,
        Syncs = false,
        Dates = TwoDates,
        Keys = ["K1", "K2", "K3"],
        Numbers = [],
    };

    private static readonly Scope Branches = new(
        "branches",
        "two invoices, two branches and credit notes in one run that is valid for the first of two dates, succeeded by one without a branch",
        [new("br", "B{scope:A}-{seq}", Max: 2, Forms: [new("credit", "C{scope:A}-{seq}")], ValidUntil: new(2026, 12, 31)), new("p", "P-{seq}", Max: 2)])
    {
        Invoices = 2,
        Dates = TwoDates,
        SeriesNamed = [null, "p"],
        Named = [(null, null), ("N", null), ("S", null), ("N", "credit")],
        Given = [null, "CN-1"],
        Keys = ["K1", "K2"],
        Numbers = [],
        Syncs = false,
        OnSeries =
        [
            new Command.CloseSeries("br"), new Command.CloseSeries("br", "p"),
            new Command.Advance("br", TwoDates[0], 2, CutOver, "N"), new Command.Advance("br", TwoDates[1], 2, CutOver, "N"), new Command.Advance("br", TwoDates[0], 2, CutOver),
        ],
    };

    private static readonly Scope Together = new("together", "one invoice, every two commands held together", [Home]) { Pairs = true };

    /// <summary>What every commit is checked with.</summary>
    internal static Scope[] Small =>
    [
        Policies with { Depth = 7 },
        Limits,
        Records with { Depth = 8 },
        Pair with { Depth = 7 },
        Series with { Depth = 5 },
        Imports with { Depth = 8 },
        Branches with { Depth = 6 },
        Together,
    ];

    /// <summary>What is checked by hand.</summary>
    internal static Scope[] Large =>
    [
        Policies with { Depth = 11 },
        Limits,
        Records,
        Pair with { Depth = 10 },
        Series with { Depth = 7 },
        Imports with { Depth = 11 },
        Branches with { Depth = 7 },
        Together,
    ];

    private static Command[] OnSeries(SeriesId first, SeriesId second) =>
    [
        new Command.CloseSeries(first),
        new Command.CloseSeries(second),
        new Command.CloseSeries(first, second),
        new Command.CloseSeries(second, first),
        new Command.CloseSeries(first, "c"),
        new Command.AddSeries(new("c", "C-{seq}", Max: 1)),
        new Command.AddSeries(new("c", "X-{seq}")),
        new Command.AddSeries(new("d", "B-{seq}")),
        .. from series in new[] { first, second }
           from date in TwoDates
           from next in new long[] { 1, 2, 3, 4 }
           select new Command.Advance(series, date, next, CutOver),
    ];
}
