using static NumberingRules.Tests.Tables.Catalogue;

namespace NumberingRules.Tests.Tables;

/// <summary>
/// Every command with its variants over few names. A, B: home-created; S, T: ERP-created; X: no such invoice. The
/// ERP's number <c>M1</c> is also what the main series prints first.
/// </summary>
internal static class Alphabet
{
    public static readonly Command.Open Opening = OpeningWith(null);

    public static IReadOnlyList<Command> Connection { get; } =
        [new Command.Connect("acme"), new Command.Interrupt("outage"), new Command.Disconnect(), new Command.Recover()];

    public static IReadOnlyList<Command> Policies { get; } =
    [
        new Command.SetPolicy(new()),
        new Command.SetPolicy(new(Authority: Side.Home)),
        new Command.SetPolicy(new(Authority: Side.Erp)),
        new Command.SetPolicy(new(HomeNumber: HomeNumberPolicy.OnApproval)),
        new Command.SetPolicy(new(HomeNumber: HomeNumberPolicy.OnCreate)),
        new Command.SetPolicy(new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnDisconnect)),
        new Command.SetPolicy(new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnImport)),
        new Command.SetPolicy(new(ImportedHomeNumber: ImportedHomeNumberPolicy.Never)),
        new Command.SetPolicy(new(ImportSeries: "main")),
        new Command.SetPolicy(new(ImportSeries: "year")),
        new Command.SetPolicy(new(ImportSeries: "unknown")),
    ];

    public static IReadOnlyList<Command> Closings { get; } =
    [
        new Command.CloseSeries("main"),
        new Command.CloseSeries("main", "main"),
        new Command.CloseSeries("main", "year"),
        new Command.CloseSeries("main", "spare"),
        new Command.CloseSeries("main", "unknown"),
        new Command.CloseSeries("year"),
        new Command.CloseSeries("year", "main"),
        new Command.CloseSeries("spare"),
        new Command.CloseSeries("unknown"),
    ];

    public static IReadOnlyList<Command> Additions { get; } =
    [
        new Command.AddSeries(Main.Wish),
        new Command.AddSeries(Main.Wish with { Max = 4 }),
        new Command.AddSeries(Spare.Wish),
        new Command.AddSeries(Twin.Wish),
        new Command.AddSeries(Late.Wish),
        .. Bad.Select(static bad => new Command.AddSeries(bad)),
    ];

    public static IReadOnlyList<Command> Book { get; } =
    [
        .. Connection,
        new Command.Disconnect("contract ended"),
        Opening,
        new Command.Open([Main.Wish, Year.Wish], new(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, "main")),
        new Command.Open([Main.Wish, Year.Wish], new(Authority: Side.Home)),
        new Command.Open([Year.Wish, Main.Wish]),
        new Command.Open(default),
        new Command.Open([Main.Wish, Main.Wish]),
        new Command.Open([Main.Wish, Twin.Wish]),
        new Command.Open([Main.Wish], new(ImportSeries: "year")),
        .. Bad.Select(static bad => new Command.Open([Main.Wish, bad])),
        .. Policies,
        .. Additions,
        .. Closings,
        new Command.Advance("main", January, 0, "cut-over"),
        new Command.Advance("main", January, 1, "cut-over"),
        new Command.Advance("main", January, 2, "cut-over"),
        new Command.Advance("main", January, 4, "cut-over"),
        new Command.Advance("main", January, 5, "cut-over"),
        new Command.Advance("year", January, 2, "cut-over"),
        new Command.Advance("year", NextCentury, 2, "cut-over"),
        new Command.Advance("strict", January, 6, "cut-over"),
        new Command.Advance("unknown", January, 2, "cut-over"),
        new Command.Advance("main", January, 2, "cut-over", "N1"),
        new Command.Advance("branch", January, 2, "cut-over"),
        new Command.Advance("branch", January, 2, "cut-over", "N1"),
        new Command.Advance("branch", January, 2, "cut-over", "N"),
        new Command.Advance("notes", NextCentury, 2, "cut-over"),
        new Command.Advance("range", January, 2, "cut-over"),
        new Command.Advance("range", February, 2, "cut-over"),
        new Command.Connect("acme", January),
        new Command.Connect("acme", February),
        new Command.Connect("acme", SyncFrom.None),
        new Command.Connect("other"),
        new Command.Connect("other", January),
    ];

    public static IReadOnlyList<Command> Home { get; } =
    [
        .. OnInvoices.Lifecycle("A"), .. OnInvoices.Lifecycle("S"), .. OnInvoices.Lifecycle("X"),
        new Command.Approve("B"), new Command.Number("B"), new Command.Number("T"),
        new Command.Create("A", January),
        new Command.Create("A", January, "main"),
        new Command.Create("A", February),
        new Command.Create("A", January, "year"),
        new Command.Create("A", January, "unknown"),
        new Command.Create("A", January, null, "M1"),
        new Command.Create("A", January, null, "OLD-1"),
        new Command.Create("B", January),
        new Command.Create("B", LastYear, "year"),
        new Command.Create("B", January, "strict"),
        new Command.Create("B", NextCentury, "year"),
        new Command.Create("B", January, null, "M1"),
        new Command.Create("B", January, null, "M3"),
        new Command.Create("B", January, null, "M4"),
        new Command.Create("B", January, null, "25/01"),
        new Command.Create("B", January, null, "S202601-5"),
        new Command.Create("B", January, null, "OLD-1"),
        new Command.Create("A", January, "branch", Scope: "N1"),
        new Command.Create("A", January, "notes", Form: "credit"),
        new Command.Create("A", January, Scope: "N1"),
        new Command.Create("A", January, Form: "credit"),
        new Command.Create("B", January, "branch"),
        new Command.Create("B", January, "branch", Scope: "n1"),
        new Command.Create("B", January, "branch", Scope: "N1"),
        new Command.Create("B", February, "branch", Scope: "S2"),
        new Command.Create("B", January, "branch", "OLD-1"),
        new Command.Create("B", January, "branch", "N1-1", "S2"),
        new Command.Create("B", January, "notes", Form: "debit"),
        new Command.Create("B", NextCentury, "notes", Form: "credit"),
        new Command.Create("B", January, "notes", "C26-1"),
        new Command.Create("B", January, "notes", "I1"),
        new Command.Create("B", January, "range"),
        new Command.Create("B", February, "range"),
        new Command.Create("B", January, null, "R2025-1"),
        new Command.Create("B", January, null, "R2026-2"),
        new Command.Create("S", January),
        .. OnInvoices.Redatings("A"), new Command.Redate("S", February), new Command.Redate("X", February),
        .. OnInvoices.Rescopings("A"),
    ];

    public static IReadOnlyList<Command> Sync { get; } =
    [
        .. OnInvoices.Exchange("A"), .. OnInvoices.Exchange("S"), .. OnInvoices.Exchange("X"),
        .. OnInvoices.Outcomes("A", 0, 1, 2, 3), .. OnInvoices.Outcomes("S", 1), .. OnInvoices.Outcomes("X"),
    ];

    public static IReadOnlyList<Command> Facts { get; } =
    [
        .. OnInvoices.Confirmations("A"), .. OnInvoices.Confirmations("S"), new Command.Confirm("X", "K1", "E1"),
        .. OnInvoices.Releases("A"), .. OnInvoices.Releases("S"), .. OnInvoices.Releases("X"),
        new Command.Void("A", Side.Erp, "reversed"), new Command.Void("S", Side.Erp, "reversed"), new Command.Void("X", Side.Erp, "reversed"),
        new Command.Reinstate("A", "posted anew"), new Command.Reinstate("S", "posted anew"), new Command.Reinstate("X", "posted anew"),
        .. OnInvoices.Imports("S"),
        new Command.Import("T", "K2", "E1", January, Series: "branch"),
        new Command.Import("T", "K2", "E1", January, Series: "branch", Scope: "N1"),
        new Command.Import("T", "K2", "E1", January, Series: "branch", Scope: "N-"),
        new Command.Import("T", "K2", "E1", January, Scope: "S2"),
        new Command.Import("T", "K2", "E1", January, Series: "notes", Form: "credit"),
        new Command.Import("T", "K2", "E1", January, Form: "debit"),
        new Command.Import("T", "K2", "E1", LastYear),
        new Command.Import("T", "K2", "M1", February, Series: "year"),
        new Command.Import("T", "K1", "E1", January),
        new Command.Import("A", "K1", "E1", January),
        new Command.Import("A", "K2", null, January),
    ];

    public static IReadOnlyList<Command> Together { get; } =
    [
        new Command.Together([new Command.Create("A", January), new Command.Submit("A"), new Command.Send("A")]),
        new Command.Together([new Command.Confirm("A", "K1", "E1"), new Command.Confirm("A", "K2", "M1")]),
        new Command.Together([new Command.Approve("A"), new Command.Submit("X")]),
        new Command.Together([new Command.Connect("acme"), new Command.Recover()]),
        new Command.Together([new Command.Import("S", "K1", "M1", January), new Command.Disconnect(), new Command.Number("S")]),
    ];

    public static IReadOnlyList<Command> Everything { get; } = [.. Book, .. Home, .. Sync, .. Facts, .. Together];

    /// <summary>Branches, credit notes and an approved range.</summary>
    public static Command.Open OpeningWithAll(PolicyChange? policy) => new([Branch.Wish, Notes.Wish, Catalogue.Approved.Wish, Main.Wish], policy);

    public static Command.Open OpeningWith(PolicyChange? policy) => new([Main.Wish, Year.Wish], policy);
}
