namespace NumberingRules.Storage.Tests.Contract;

/// <summary>Scripts that move keys, numbers and work about as much as they can: what a generator seldom hits.</summary>
internal static class NastyScripts
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly Command Open = new Command.Open([new("a", "A-{seq:000}"), new("b", "{date:yyyy}/{date:MM}-{seq}", Reset: Reset.Monthly)]);
    private static readonly Command Connect = new Command.Connect("acme");

    internal static IReadOnlyDictionary<string, Command[]> All { get; } = new Dictionary<string, Command[]>
    {
        ["keys move between invoices"] =
        [
            Open, Connect, Create("I1"), Create("I2"), Create("I3"), Confirm("I1", "K1", "E1"), Confirm("I2", "K2", "E2"),
            Release("I1", "K1"), Confirm("I2", "K1", "E1"), Release("I2", "K2"), Confirm("I1", "K2", "E2"), Release("I2", "K1"), Confirm("I3", "K1"),
            Release("I3", "K1"), Confirm("I2", "K1", reclaim: true), Release("I1", "K2"), Confirm("I2", "K2", reclaim: true), Release("I2", "K1"), Release("I2", "K2"),
            Confirm("I1", "K2", reclaim: true), Confirm("I3", "K1", reclaim: true), Release("I3", "K1"), Confirm("I3", "K1", "E9", reclaim: true),
        ],
        ["keys swap within one command"] =
        [
            Open, Connect, Create("I1"), Create("I2"), Confirm("I1", "K1", "E1"), Confirm("I2", "K2", "E2"),
            new Command.Together([Release("I1", "K1"), Release("I2", "K2"), Confirm("I1", "K2", "E2"), Confirm("I2", "K1", "E1")]),
            new Command.Together([Release("I1", "K2"), Release("I2", "K1"), Confirm("I1", "K1", reclaim: true), Confirm("I2", "K2", reclaim: true)]),
            new Command.Together([Release("I1", "K1"), Confirm("I1", "K1", reclaim: true), Release("I1", "K1"), Confirm("I1", "K1", reclaim: true)]),
        ],
        ["replaces in chains"] =
        [
            Open, Connect, Create("I1"), Create("I2"), Confirm("I1", "K1", "E1", 1), Confirm("I1", "K2", replaces: "K1"), Confirm("I1", "K3", "E3", replaces: "K2"),
            Confirm("I2", "K1", "E1"), Confirm("I1", "K2", reclaim: true), Release("I2", "K1"), Confirm("I1", "K1", "E1", reclaim: true),
            Confirm("I1", "K4", replaces: "K2"), Confirm("I2", "K2"), Release("I1", "K3"), Confirm("I2", "K3"), Confirm("I1", "K5", replaces: "K4"),
            new Command.Together([Confirm("I1", "K6", replaces: "K5"), Confirm("I1", "K7", replaces: "K6"), Confirm("I2", "K6")]),
        ],
        ["voids change how many show an ERP number"] =
        [
            Open, Connect, Create("I1"), Create("I2"), Create("I3"), Confirm("I1", "K1", "S"), Confirm("I2", "K2", "S"), Confirm("I3", "K3", "S"),
            Void("I1", Side.Erp), Void("I2", Side.Erp), Import("X1", "K4", "S"), Release("X1", "K4"), Confirm("X1", "K4", reclaim: true), Release("I3", "K3"),
            Void("X1", Side.Erp), Confirm("I3", "K5", "S"), Confirm("I3", "K5", "T", 1), Confirm("I3", "K5", "S", 2), Void("I3", Side.Erp), Release("I3", "K5"),
        ],
        ["numbers that are shared, and given ones"] =
        [
            Open, Create("G1", number: "OLD 1"), Create("G2", number: "OLD 2"), Create("G3", number: "A-001"), new Command.Advance("a", Day, 4, "cut-over"), Create("G3", number: "A-001"),
            Create("G4", number: "A-003"), Create("I1"), Connect, Import("X1", "K1", "OLD 1"), Import("X2", "K2", "A-001"), Confirm("I1", "K3", "OLD 2"), Confirm("I1", "K3", "A-004", 1),
            Confirm("G1", "K4", "OLD 1"), Void("G2", Side.Home), Import("X3", "K5", "OLD 2"), new Command.AddSeries(new("c", "OLD {seq}")), new Command.AddSeries(new("d", "D{seq}")),
            Create("G5", number: "D7"), new Command.Advance("d", Day, 9, "cut-over"), Create("G5", number: "D7"), Create("I2", "d"),
        ],
        ["series come, close and pass on"] =
        [
            Open, Create("I1"), Create("I2", "b"), new Command.AddSeries(new("c", "C{seq}", Max: 2)), Create("I3", "c"), Create("I4", "c"), Create("I5", "c"), new Command.CloseSeries("c", "a"), Create("I5", "c"),
            new Command.CloseSeries("a"), Create("I6"), new Command.CloseSeries("a", "b"), Create("I6"), new Command.Advance("b", Day, 9, "elsewhere"), new Command.Advance("b", new(2026, 2, 1), 4, "elsewhere"),
            Create("I7"), Create("I8", "b", date: new(2026, 2, 3)), new Command.Advance("a", Day, 50, "closed ones too"), new Command.SetPolicy(new(ImportSeries: "b")), Connect, Import("X1", "K1", "E1"), new Command.Disconnect(),
        ],
        ["imports that owe a number"] =
        [
            new Command.Open([new("a", "A{seq}", Max: 2)]), Connect, Import("Z", "K1", "E1"), Import("M", "K2", "E2"), Import("B", "K3", "E3"), Import("A", "K4", null, draft: true), Void("M", Side.Erp),
            new Command.Disconnect("over"), new Command.AddSeries(new("b", "B{seq}")), new Command.CloseSeries("a", "b"), new Command.Number("A"), Connect, Import("C", "K5", "E5"), new Command.Disconnect(), Connect,
            new Command.SetPolicy(new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnImport)), Import("D", "K6", "E6"), new Command.Interrupt("outage"), Import("E", "K7", "E7"), Connect,
        ],
        ["findings that stand with one entry, and come again"] =
        [
            new Command.Open([new("a", "A{seq}", Max: 1)]), Connect, Import("Z", "K1", "E1"), Import("\uff5eM", "K2", "E2"), Import("\ud83d\ude00", "K3", "E3"), Import("B", "K4", "E1"), Import("A", "K5", "E1"),
            new Command.Disconnect(), Connect, new Command.Disconnect(), new Command.Together([Confirm("A", "K6", "E2", 1), Confirm("B", "K7", "E2", 1), Confirm("Z", "K8", "E2", 1)]),
            Confirm("A", "K9", "E2"), Release("A", "K9"), Release("A", "K6"), Confirm("A", "K6", "A1", reclaim: true), Confirm("A", "K6", "A1", 3), Confirm("B", "K7", "A1", 5), Confirm("A", "K9", reclaim: true),
        ],
        ["sending back and forth"] =
        [
            new Command.Open([new("a", "A{seq}")], new(HomeNumber: HomeNumberPolicy.OnApproval, ImportedHomeNumber: ImportedHomeNumberPolicy.Never)), Connect, Create("I1"), Create("I2"), Create("I3"),
            new Command.Submit("I1"), new Command.Approve("I2"), new Command.Submit("I3"), new Command.Send("I1"), new Command.Send("I2"), new Command.Send("I3"), new Command.Lose("I1"), new Command.Refuse("I2", "period closed"),
            new Command.Recover(), new Command.Resend("I1"), new Command.Send("I2"), new Command.Withdraw("I2"), new Command.Unlink("I2"), new Command.Disconnect(), new Command.Refuse("I3", "absent"), Connect,
            new Command.Relink("I2"), new Command.Send("I3"), new Command.Withdraw("I3"), Confirm("I3", "K3", "E3"), Release("I3", "K3"), new Command.Redate("I3", new(2026, 3, 1)), Void("I3", Side.Home),
            new Command.Connect("acme", new DateOnly(2026, 2, 1)), new Command.Approve("I1"), new Command.Approve("I3"),
        ],
    };

    private static Command.Create Create(string id, string? series = null, string? number = null, DateOnly? date = null) => new(id, date ?? Day, series, number);

    private static Command.Confirm Confirm(string id, string key, string? number = null, long? version = null, string? replaces = null, bool reclaim = false) =>
        new(id, key, number, version, replaces, reclaim);

    private static Command.Release Release(string id, string key) => new(id, "gone there", key);

    private static Command.Import Import(string id, string key, string? number, bool draft = false) => new(id, key, number, Day, draft);

    private static Command.Void Void(string id, Side by) => new(id, by, "twice");
}
