using System.Text;
using NumberingRules.Tests;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>An entry whose body is kept as a file: what a journal of today holds, for every version to come.</summary>
/// <param name="File">The file's name without its ending: the event's name, and what is special about it.</param>
/// <param name="Event">What happened.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Findings">Trouble recorded with it.</param>
internal sealed record Golden(string File, Event Event, string? Actor = null, ValueList<Noted> Findings = default)
{
    internal const long Number = 12;

    internal static readonly DateTimeOffset At = new(2026, 11, 24, 12, 0, 0, TimeSpan.FromHours(2));

    private static readonly ErpRecord Record = new("501", "SI-1001", 3);

    internal static IReadOnlyList<Golden> All { get; } =
    [
        new("opened", new Event.Opened(
            [new("rl", "RL-{seq:00000}"), new("fy", "{fiscalStart:yyyy}/{seq} \"{{\\}}\"", 5, 99, Reset.Fiscal, 4, DateOrder.Enforced, 20)],
            new(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, "rl"))),
        new("opened.without-escapes", new Event.Opened(
            [new("m", "{date:yyyy}{date:MM}-{seq}", 2, 900, Reset.Monthly, 4, DateOrder.Enforced, 20), new("n", "N{seq}")],
            new(Side.Erp, HomeNumberPolicy.OnApproval, ImportedHomeNumberPolicy.OnImport, "n"))),
        new("policySet", new Event.PolicySet(new(Side.Home, HomeNumberPolicy.OnApproval, ImportedHomeNumberPolicy.Never, "rl"))),
        new("seriesAdded", new Event.SeriesAdded(new("m", "{date:yyyy}{date:MM}-{seq}", Reset: Reset.Monthly))),
        new("seriesClosed", new Event.SeriesClosed("rl", "m")),
        new("seriesClosed.without-successor", new Event.SeriesClosed("rl", null)),
        new("advanced", new Event.Advanced("m", new(202601), 1, 18, "numbered on paper until then")),
        new("connected", new Event.Connected("acme", new(2025, 1, 1), 1)),
        new("connected.without-limit", new Event.Connected("acme", null, 2)),
        new("interrupted", new Event.Interrupted("access revoked")),
        new("disconnected", new Event.Disconnected("contract ended")),
        new("disconnected.without-reason", new Event.Disconnected(null)),
        new("recovered", new Event.Recovered(3)),
        new("created", new Event.Created("A1", new(2026, 1, 5), "rl", null)),
        new("created.by-somebody", new Event.Created("A1", new(2026, 1, 5), "rl", null), "Zoë O'Neil"),
        new("created.with-number", new Event.Created("A\"1\" \\ <é>😀", new(2026, 1, 5), "rl", "OLD-7"), null, [new(Finding.SameText, "A\"1\" \\ <é>😀")]),
        new("imported", new Event.Imported("S7", new(2026, 1, 6), "m", Approval.Approved, Record)),
        new("imported.bare", new Event.Imported("S7", new(2026, 1, 6), null, Approval.Draft, new("501", null)), null, [new(Finding.HomeNumberOwed, "S7")]),
        new("redated", new Event.Redated("A1", new(2026, 2, 5), "m")),
        new("redated.without-series", new Event.Redated("S7", new(2026, 2, 5), null)),
        new("submitted", new Event.Submitted("A1")),
        new("withdrawn", new Event.Withdrawn("A1")),
        new("approved", new Event.Approved("A1")),
        new("voided", new Event.Voided("A1", Side.Home, "entered twice")),
        new("voided.by-erp", new Event.Voided("A1", Side.Erp, "reversed\nin the ERP"), "nightly sync"),
        new("issued", new Event.Issued("A1", "rl", default, 1, "RL-00001", new(2026, 1, 5))),
        new("issued.in-scope-and-form", new Event.Issued("A1", "br", new(2026), 1, "CNN1-2026-1", new(2026, 1, 5), "N1", "credit")),
        new("created.in-scope-and-form", new Event.Created("A1", new(2026, 1, 5), "br", null, "N1", "credit")),
        new("imported.in-scope-and-form", new Event.Imported("S7", new(2026, 1, 6), "br", Approval.Approved, Record, "N1", "credit")),
        new("redated.in-scope-and-form", new Event.Redated("A1", new(2026, 2, 5), "br", "S2", "credit")),
        new("advanced.in-scope", new Event.Advanced("br", new(2026), 1, 18, "numbered on paper until then", "N1")),
        new("seriesAdded.with-forms-and-validity", new Event.SeriesAdded(new(
            "br", "{scope:AA}-{date:yyyy}-{seq}", Reset: Reset.Yearly, Forms: [new("credit", "CN{scope:AA}-{date:yyyy}-{seq}")], ValidFrom: new(2026, 1, 1), ValidUntil: new(2030, 12, 31)))),
        new("sent", new Event.Sent("A1", 1, 3)),
        new("lost", new Event.Lost("A1", 1)),
        new("refused", new Event.Refused("A1", 1, "period closed")),
        new("unlinked", new Event.Unlinked("A1")),
        new("relinked", new Event.Relinked("A1")),
        new("recordAdded", new Event.RecordAdded("A1", Record)),
        new("recordAdded.with-findings", new Event.RecordAdded("A1", Record), null, [new(Finding.DuplicateInErp, "A1"), new(Finding.ErpNumberShared, "A1")]),
        new("recordChanged", new Event.RecordChanged("A1", Record with { Version = null })),
        new("recordReplaced", new Event.RecordReplaced("A1", "500", Record)),
        new("reinstated", new Event.Reinstated("A1", "voided by mistake")),
        new("erased", new Event.Erased([new(1, 1), new(4, 9)])),
        new("recordReleased", new Event.RecordReleased("A1", "501", "deleted there")),
    ];

    /// <summary>Its free text, with a salt that does not change.</summary>
    internal FreeText? Text => Sealed().Text;

    internal byte[] Written() => Sealed().Body.ToArray();

    internal byte[] Kept() => Encoding.UTF8.GetBytes(System.IO.File.ReadAllText(PathOf(File)).TrimEnd('\n'));

    internal static string PathOf(string file) => Checkout.PathOf("tests", "NumberingRules.Storage.Tests", "Journal", "Golden", file + ".json");

    public override string ToString() => File;

    private StoredEntry Sealed() => new EntryWriter(static () => [.. Enumerable.Range(0, FreeText.SaltSize).Select(at => (byte)at)]).Seal(default, Number, At, Event, Findings, Actor);
}
