namespace NumberingRules.Storage.Tests.Journal;

/// <summary>Events of which the last breaks a law of journals, one for each way to break one.</summary>
internal static class BrokenLaws
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    internal static Policy Default { get; } = new(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, "rl");

    /// <summary>A connected book with A (RL-1, sent), B (no number) and an imported S with record K; nine entries.</summary>
    internal static IReadOnlyList<Event> Sound { get; } =
    [
        new Event.Opened([new("rl", "RL-{seq}"), new("y", "{date:yyyy}-{seq}", Max: 2, Reset: Reset.Yearly, DateOrder: DateOrder.Enforced), new("z", "Z{seq}")], Default),
        new Event.Connected("acme", null, 1),
        new Event.SeriesClosed("z", "rl"),
        new Event.Created("A", Day, "rl", null),
        new Event.Issued("A", "rl", default, 1, "RL-1", Day),
        new Event.Sent("A", 1, 1),
        new Event.Created("B", Day, "y", null),
        new Event.Imported("S", Day, null, Approval.Approved, new("K", "SI-1")),
        new Event.Created("C", Day, "rl", "OLD-1"),
    ];

    /// <summary>What is said of the last event, and the events, which follow on those that are sound.</summary>
    internal static IReadOnlyList<(string Problem, Event[] Events)> Broken { get; } =
    [
        ("opens the book, which is open", [Sound[0]]),
        ("names the series 'q', which the book does not have", [new Event.PolicySet(Default with { ImportSeries = "q" })]),
        ("adds the series 'rl', which the book has", [new Event.SeriesAdded(new("rl", "Q{seq}"))]),
        ("adds the series 'q': the format and the format of series 'rl' could print the same text", [new Event.SeriesAdded(new("q", "RL-{seq}"))]),
        ("names the series 'q', which the book does not have", [new Event.SeriesClosed("q", null)]),
        ("names the series 'q', which the book does not have", [new Event.SeriesClosed("rl", "q")]),
        ("closes the series 'rl' in favour of 'rl', which is closed", [new Event.SeriesClosed("rl", "rl")]),
        ("closes the series 'rl' in favour of 'z', which is closed", [new Event.SeriesClosed("rl", "z")]),
        ("takes over numbers of 'rl', period all, from 1; the next is 2", [new Event.Advanced("rl", default, 1, 5, "paper")]),
        ("takes over numbers of 'rl' from 2 up to 2; the last is 999999999999999999", [new Event.Advanced("rl", default, 2, 2, "paper")]),
        ("takes over numbers of 'y' from 1 up to 4; the last is 2", [new Event.Advanced("y", new(2026), 1, 4, "paper")]),
        ("takes over numbers of 'y' in the period all, in which it does not count", [new Event.Advanced("y", default, 1, 2, "paper")]),
        ("connects to 'other' a book that belongs to 'acme'", [new Event.Connected("other", null, 1)]),
        ("names epoch 3; it should be 1", [new Event.Connected("acme", Day, 3)]),
        ("names epoch 3; it should be 2", [new Event.Recovered(3)]),
        ("interrupts a book that is not connected", [new Event.Interrupted("outage"), new Event.Interrupted("outage")]),
        ("disconnects a book that is not connected", [new Event.Disconnected(null), new Event.Disconnected(null)]),
        ("recovers a book that is not connected", [new Event.Disconnected(null), new Event.Recovered(2)]),
        ("names epoch 1; it should be 2", [new Event.Disconnected(null), new Event.Connected("acme", null, 1)]),
        ("lets invoice 'A' appear, which has appeared", [new Event.Created("A", Day, "rl", null)]),
        ("lets invoice 'A' appear, which has appeared", [new Event.Imported("A", Day, null, Approval.Draft, new("L", null))]),
        ("names the series 'q', which the book does not have", [new Event.Created("N", Day, "q", null)]),
        ("gives the home number RL-1 away, which invoice 'A' holds", [new Event.Created("N", Day, "rl", "RL-1")]),
        ("gives the ERP key K away, which invoice 'S' holds", [new Event.Imported("N", Day, null, Approval.Draft, new("K", null))]),
        ("imports an invoice into a book that is not connected", [new Event.Disconnected(null), new Event.Imported("N", Day, null, Approval.Draft, new("L", null))]),
        ("is about invoice 'N', which has not appeared", [new Event.Approved("N")]),
        ("names the series 'q', which the book does not have", [new Event.Redated("B", Day, "q")]),
        ("issues RL-2 to invoice 'A', which holds RL-1", [new Event.Issued("A", "rl", default, 2, "RL-2", Day)]),
        ("names the series 'q', which the book does not have", [new Event.Issued("B", "q", default, 2, "RL-2", Day)]),
        ("issues Z1 from the series 'z', which is closed", [new Event.Issued("B", "z", default, 1, "Z1", Day)]),
        ("issues RL-2 for 2026-01-06; the invoice is dated 2026-01-05", [new Event.Issued("B", "rl", default, 2, "RL-2", Day.AddDays(1))]),
        ("issues number 3 of 'rl', period all; it should be 2 of period all, and at most 999999999999999999", [new Event.Issued("B", "rl", default, 3, "RL-3", Day)]),
        ("issues number 1 of 'rl', period all; it should be 2 of period all, and at most 999999999999999999", [new Event.Issued("B", "rl", default, 1, "RL-1", Day)]),
        ("issues number 1 of 'y', period 2025; it should be 1 of period 2026, and at most 2", [new Event.Issued("B", "y", new(2025), 1, "2026-1", Day)]),
        ("issues number 3 of 'y', period 2026; it should be 3 of period 2026, and at most 2", [new Event.Advanced("y", new(2026), 1, 3, "paper"), new Event.Issued("B", "y", new(2026), 3, "2026-3", Day)]),
        ("issues number 2 of 'rl' as RL-02; it is printed RL-2", [new Event.Issued("B", "rl", default, 2, "RL-02", Day)]),
        ("issues 2026-2 for 2026-01-04, after one for 2026-01-05, out of order", [new Event.Issued("B", "y", new(2026), 1, "2026-1", Day), new Event.Created("N", Day.AddDays(-1), "y", null), new Event.Issued("N", "y", new(2026), 2, "2026-2", Day.AddDays(-1))]),
        ("gives the home number RL-2 away, which invoice 'N' holds", [new Event.Created("N", Day, "y", "RL-2"), new Event.Issued("B", "rl", default, 2, "RL-2", Day)]),
        ("begins attempt 2; the last was 1, and it stands at 'sent'", [new Event.Sent("A", 2, 1)]),
        ("begins attempt 2; the last was 1, and it stands at 'uncertain'", [new Event.Lost("A", 1), new Event.Sent("A", 2, 1)]),
        ("begins attempt 2; the last was 0, and it stands at 'none'", [new Event.Sent("B", 2, 1)]),
        ("begins attempt 1; the last was 0, and it stands at 'synced'", [new Event.Sent("S", 1, 1)]),
        ("names epoch 2; it should be 1", [new Event.Sent("B", 1, 2)]),
        ("sends while the book is not connected", [new Event.Interrupted("outage"), new Event.Sent("B", 1, 1)]),
        ("is about attempt 2; the last is 1", [new Event.Lost("A", 2)]),
        ("is about attempt 0; the last is 1", [new Event.Refused("A", 0, "no")]),
        ("gives the ERP key K away, which invoice 'S' holds", [new Event.RecordAdded("A", new("K", null))]),
        ("names the record L, which invoice 'S' does not have", [new Event.RecordChanged("S", new("L", null))]),
        ("names the record L, which invoice 'S' does not have", [new Event.RecordReplaced("S", "L", new("M", null))]),
        ("gives the ERP key K away, which invoice 'S' holds", [new Event.RecordAdded("A", new("L", null)), new Event.RecordReplaced("A", "L", new("K", null))]),
        ("names the record L, which invoice 'S' does not have", [new Event.RecordReleased("S", "L", "gone")]),
    ];
}
