using static NumberingRules.Tests.Tables.Catalogue;

namespace NumberingRules.Tests.Tables;

/// <summary>The walks: each lets a few dimensions of the state grow; all of them check the whole alphabet everywhere.</summary>
internal static class Walks
{
    private static readonly Command CreateA = new Command.Create("A", January);
    private static readonly Command CreateB = new Command.Create("B", January);
    private static readonly Command ImportS = new Command.Import("S", "K1", "E1", January);
    private static readonly Command Connect = new Command.Connect("acme");
    private static readonly Command Disconnect = new Command.Disconnect();
    private static readonly Command OnImport = new Command.SetPolicy(new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnImport));
    private static readonly Command OnApproval = new Command.SetPolicy(new(HomeNumber: HomeNumberPolicy.OnApproval));

    private static readonly Command[] LifeOfA =
    [
        .. Alphabet.Connection, CreateA, .. OnInvoices.Lifecycle("A"), .. OnInvoices.Exchange("A"), .. OnInvoices.Outcomes("A"),
        new Command.Void("A", Side.Erp, "reversed"), new Command.Reinstate("A", "posted anew"), new Command.Confirm("A", "K1"), new Command.Confirm("A", "K1", "E1"), new Command.Release("A", "deleted"),
    ];

    private static readonly Command[] LifeOfS =
    [
        .. Alphabet.Connection, ImportS, new Command.Import("S", "K1", null, January, Draft: true), new Command.Import("S", "K1", "M1", February, ErpVersion: 2),
        .. OnInvoices.Lifecycle("S"), new Command.Void("S", Side.Erp, "reversed"), new Command.Reinstate("S", "posted anew"),
        new Command.Release("S", "deleted"), new Command.Confirm("S", "K1", Reclaim: true),
    ];

    public static IReadOnlyList<Walk> All { get; } =
    [
        new("life of a home-created invoice", Alphabet.Opening, LifeOfA),
        new("its life where the home number prevails", Alphabet.OpeningWith(new(Authority: Side.Home, HomeNumber: HomeNumberPolicy.OnApproval)), LifeOfA),
        new("life of an ERP-created invoice", Alphabet.Opening, LifeOfS),
        new(
            "its life with a home number from the start",
            Alphabet.OpeningWith(new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnImport, ImportSeries: "year")),
            LifeOfS),
        new("its life without a home number", Alphabet.OpeningWith(new(ImportedHomeNumber: ImportedHomeNumberPolicy.Never)), LifeOfS),
        new("records", Alphabet.Opening,
        [
            Connect, Disconnect, CreateA, new Command.Approve("A"),
            new Command.Confirm("A", "K1"), new Command.Confirm("A", "K1", "E1"), new Command.Confirm("A", "K1", "M1", 1),
            new Command.Confirm("A", "K2", "M1"), new Command.Confirm("A", "K2", "E1", 1),
            new Command.Confirm("A", "K2", null, null, Replaces: "K1"), new Command.Confirm("A", "K1", "E1", null, Replaces: "K2"),
            new Command.Confirm("A", "K1", Reclaim: true), new Command.Confirm("A", "K2", "E1", Reclaim: true),
            new Command.Release("A", "deleted"), new Command.Release("A", "deleted", "K2"),
        ]),
        new("two invoices, one ERP", Alphabet.Opening,
        [
            Connect, Disconnect, CreateA, new Command.Approve("A"), ImportS, new Command.Import("S", "K1", "M1", January),
            new Command.Confirm("A", "K2", "E1"), new Command.Confirm("A", "K2", "M1"), new Command.Release("A", "deleted"), new Command.Release("S", "deleted"),
            new Command.Number("S"), new Command.Void("A", Side.Erp, "reversed"), new Command.SetPolicy(new(Authority: Side.Home)),
        ]),
        new("series", Alphabet.Opening,
        [
            CreateA, new Command.Create("A", January, "year"), CreateB, .. Alphabet.Closings, new Command.AddSeries(Spare.Wish),
            new Command.Advance("main", January, 4, "cut-over"), new Command.Advance("year", January, 2, "cut-over"), new Command.Approve("A"), OnApproval,
        ]),
        new("given numbers and other dates", Alphabet.Opening,
        [
            CreateA, new Command.Create("A", January, null, "OLD-1"), new Command.Create("B", January, null, "M4"),
            new Command.Create("B", January, null, "Q3"), .. OnInvoices.Redatings("A"), new Command.CloseSeries("year"), new Command.AddSeries(Late.Wish),
            new Command.Approve("A"), OnApproval, Connect, new Command.Confirm("A", "K1", "M4"),
        ]),
        new("date order and stamps", new([Strict.Wish, Stamped.Wish, Main.Wish]),
        [
            CreateA, new Command.Create("A", February), new Command.Create("A", January, "stamped"), CreateB, new Command.Create("B", February),
            new Command.Create("B", LastYear, "stamped"), .. OnInvoices.Redatings("A"), new Command.Advance("strict", January, 6, "cut-over"),
            new Command.Create("B", January, null, "S202601-5"), new Command.CloseSeries("strict", "stamped"), new Command.Approve("A"), OnApproval,
        ]),
        new("imports owed home numbers", new([Strict.Wish, Stamped.Wish, Main.Wish]),
        [
            Connect, Disconnect, ImportS, new Command.Import("S", "K1", "E1", NextCentury, Series: "stamped"),
            new Command.Import("S", "K1", "M1", February, Series: "main"), new Command.Import("T", "K2", "E1", LastYear), new Command.Number("S"),
            new Command.Void("T", Side.Erp, "reversed"), new Command.CloseSeries("strict", "main"), OnImport,
        ]),
        new("branches, credit notes and an approved range", Alphabet.OpeningWithAll(null),
        [
            new Command.Create("A", January, "branch", Scope: "N1"), new Command.Create("A", January, "notes", Form: "credit"), new Command.Create("A", February, "notes"),
            new Command.Create("B", January, "branch", Scope: "N1"), new Command.Create("B", February, "branch", Scope: "S2"), new Command.Create("A", January, "range"),
            new Command.Create("B", January, "notes", "C26-1"), .. OnInvoices.Rescopings("A"), new Command.Redate("A", February),
            new Command.Advance("branch", January, 2, "cut-over", "N1"), new Command.CloseSeries("branch", "notes"), new Command.CloseSeries("range", "branch"),
            new Command.Approve("A"), OnApproval,
        ]),
        new("imports of branches and credit notes", Alphabet.OpeningWithAll(new(ImportSeries: "notes")),
        [
            Connect, Disconnect, OnImport, ImportS, .. OnInvoices.Imports("S").Where(static command => command is Command.Import { Series: not null } or Command.Import { Scope: not null }),
            new Command.Import("T", "K2", "E1", January, Series: "branch", Scope: "N1"), new Command.Number("S"), new Command.Void("S", Side.Erp, "reversed"),
            new Command.Reinstate("S", "posted anew"), new Command.CloseSeries("notes", "branch"), new Command.SetPolicy(new(ImportSeries: "branch")),
        ]),
        new("connections", Alphabet.Opening,
        [
            .. Alphabet.Connection, new Command.Connect("acme", January), new Command.Connect("acme", February), new Command.Connect("acme", SyncFrom.None),
            new Command.Connect("other"), new Command.Connect("other", January),
            CreateA, new Command.Create("A", February), new Command.Submit("A"), new Command.Send("A"), ImportS,
        ]),
    ];
}
