namespace NumberingRules.Storage.Tests.Journal;

/// <summary>A journal whose chain holds can still break a law: each is named, with the entry, what was expected and what was found.</summary>
public sealed class AuditTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly Policy Default = new(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, "rl");

    /// <summary>A connected book with A (RL-1, sent), B (no number) and an imported S with record K; nine entries.</summary>
    private static readonly Event[] Sound =
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

    public static TheoryData<string, Event[]> Broken => new()
    {
        { "opens the book, which is open", [Sound[0]] },
        { "names the series 'q', which the book does not have", [new Event.PolicySet(Default with { ImportSeries = "q" })] },
        { "adds the series 'rl', which the book has", [new Event.SeriesAdded(new("rl", "Q{seq}"))] },
        { "adds the series 'q', which could print a text that 'rl' could print", [new Event.SeriesAdded(new("q", "RL-{seq}"))] },
        { "names the series 'q', which the book does not have", [new Event.SeriesClosed("q", null)] },
        { "names the series 'q', which the book does not have", [new Event.SeriesClosed("rl", "q")] },
        { "closes the series 'rl' in favour of 'rl', which is closed", [new Event.SeriesClosed("rl", "rl")] },
        { "closes the series 'rl' in favour of 'z', which is closed", [new Event.SeriesClosed("rl", "z")] },
        { "takes over numbers of 'rl', period all, from 1; the next is 2", [new Event.Advanced("rl", default, 1, 5, "paper")] },
        { "takes over numbers of 'rl' from 2 up to 2; the last is 999999999999999999", [new Event.Advanced("rl", default, 2, 2, "paper")] },
        { "takes over numbers of 'y' from 1 up to 4; the last is 2", [new Event.Advanced("y", new(2026), 1, 4, "paper")] },
        { "takes over numbers of 'y' in the period all, in which it does not count", [new Event.Advanced("y", default, 1, 2, "paper")] },
        { "connects to 'other' a book that belongs to 'acme'", [new Event.Connected("other", null, 1)] },
        { "names epoch 3; it should be 1", [new Event.Connected("acme", Day, 3)] },
        { "names epoch 3; it should be 2", [new Event.Recovered(3)] },
        { "interrupts a book that is not connected", [new Event.Interrupted("outage"), new Event.Interrupted("outage")] },
        { "disconnects a book that is not connected", [new Event.Disconnected(null), new Event.Disconnected(null)] },
        { "recovers a book that is not connected", [new Event.Disconnected(null), new Event.Recovered(2)] },
        { "names epoch 1; it should be 2", [new Event.Disconnected(null), new Event.Connected("acme", null, 1)] },
        { "lets invoice 'A' appear, which has appeared", [new Event.Created("A", Day, "rl", null)] },
        { "lets invoice 'A' appear, which has appeared", [new Event.Imported("A", Day, null, Approval.Draft, new("L", null))] },
        { "names the series 'q', which the book does not have", [new Event.Created("N", Day, "q", null)] },
        { "gives the home number RL-1 away, which invoice 'A' holds", [new Event.Created("N", Day, "rl", "RL-1")] },
        { "gives the ERP key K away, which invoice 'S' holds", [new Event.Imported("N", Day, null, Approval.Draft, new("K", null))] },
        { "imports an invoice into a book that is not connected", [new Event.Disconnected(null), new Event.Imported("N", Day, null, Approval.Draft, new("L", null))] },
        { "is about invoice 'N', which has not appeared", [new Event.Approved("N")] },
        { "names the series 'q', which the book does not have", [new Event.Redated("B", Day, "q")] },
        { "issues RL-2 to invoice 'A', which holds RL-1", [new Event.Issued("A", "rl", default, 2, "RL-2", Day)] },
        { "names the series 'q', which the book does not have", [new Event.Issued("B", "q", default, 2, "RL-2", Day)] },
        { "issues Z1 from the series 'z', which is closed", [new Event.Issued("B", "z", default, 1, "Z1", Day)] },
        { "issues RL-2 for 2026-01-06; the invoice is dated 2026-01-05", [new Event.Issued("B", "rl", default, 2, "RL-2", Day.AddDays(1))] },
        { "issues number 3 of 'rl', period all; it should be 2 of period all, and at most 999999999999999999", [new Event.Issued("B", "rl", default, 3, "RL-3", Day)] },
        { "issues number 1 of 'rl', period all; it should be 2 of period all, and at most 999999999999999999", [new Event.Issued("B", "rl", default, 1, "RL-1", Day)] },
        { "issues number 1 of 'y', period 2025; it should be 1 of period 2026, and at most 2", [new Event.Issued("B", "y", new(2025), 1, "2026-1", Day)] },
        { "issues number 3 of 'y', period 2026; it should be 3 of period 2026, and at most 2", [new Event.Advanced("y", new(2026), 1, 3, "paper"), new Event.Issued("B", "y", new(2026), 3, "2026-3", Day)] },
        { "issues number 2 of 'rl' as RL-02; it is printed RL-2", [new Event.Issued("B", "rl", default, 2, "RL-02", Day)] },
        { "issues 2026-2 for 2026-01-04, after one for 2026-01-05, out of order", [new Event.Issued("B", "y", new(2026), 1, "2026-1", Day), new Event.Created("N", Day.AddDays(-1), "y", null), new Event.Issued("N", "y", new(2026), 2, "2026-2", Day.AddDays(-1))] },
        { "gives the home number RL-2 away, which invoice 'N' holds", [new Event.Created("N", Day, "y", "RL-2"), new Event.Issued("B", "rl", default, 2, "RL-2", Day)] },
        { "begins attempt 2; the last was 1, and it stands at 'sent'", [new Event.Sent("A", 2, 1)] },
        { "begins attempt 2; the last was 1, and it stands at 'uncertain'", [new Event.Lost("A", 1), new Event.Sent("A", 2, 1)] },
        { "begins attempt 2; the last was 0, and it stands at 'none'", [new Event.Sent("B", 2, 1)] },
        { "begins attempt 1; the last was 0, and it stands at 'synced'", [new Event.Sent("S", 1, 1)] },
        { "names epoch 2; it should be 1", [new Event.Sent("B", 1, 2)] },
        { "sends while the book is not connected", [new Event.Interrupted("outage"), new Event.Sent("B", 1, 1)] },
        { "is about attempt 2; the last is 1", [new Event.Lost("A", 2)] },
        { "is about attempt 0; the last is 1", [new Event.Refused("A", 0, "no")] },
        { "gives the ERP key K away, which invoice 'S' holds", [new Event.RecordAdded("A", new("K", null))] },
        { "names the record L, which invoice 'S' does not have", [new Event.RecordChanged("S", new("L", null))] },
        { "names the record L, which invoice 'S' does not have", [new Event.RecordReplaced("S", "L", new("M", null))] },
        { "gives the ERP key K away, which invoice 'S' holds", [new Event.RecordAdded("A", new("L", null)), new Event.RecordReplaced("A", "L", new("K", null))] },
        { "names the record L, which invoice 'S' does not have", [new Event.RecordReleased("S", "L", "gone")] },
    };

    [Fact]
    public void What_the_broken_ones_start_from_is_sound() => Assert.Null(Audited(Sound).Fault);

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_law_is_named(string problem, Event[] events)
    {
        Event[] all = [.. Sound, .. events];
        Assert.Equal(new Fault(all.Length, $"entry {all.Length} {problem}"), Audited(all).Fault);
    }

    [Fact]
    public void Nothing_happens_before_the_book_is_opened() =>
        Assert.Equal("entry 1 is 'connected', before the book was opened", Audited(Sound[1..]).Fault!.What);

    [Fact]
    public void A_book_is_opened_with_series_that_can_be_together()
    {
        Assert.Equal("entry 1 adds the series 'b', which could print a text that 'a' could print", Audited([new Event.Opened([new("a", "A{seq}"), new("b", "A{seq}")], Default)]).Fault!.What);
        Assert.Equal("entry 1 adds the series 'a', which the book has", Audited([new Event.Opened([new("a", "A{seq}"), new("a", "B{seq}")], Default)]).Fault!.What);
        Assert.Equal("entry 1 names the series 'rl', which the book does not have", Audited([new Event.Opened([new("a", "A{seq}")], Default)]).Fault!.What);
        Assert.StartsWith("entry 1 is damaged: series 'a': format", Audited([new Event.Opened([new("a", "A")], Default)]).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Instants_never_go_back()
    {
        using var writer = new EntryWriter();
        var at = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        var first = writer.Seal(Chain.Start(SampleJournal.Book), 1, at, Sound[0], [], null);
        var second = writer.Seal(first.Hash, 2, at.AddTicks(-1), Sound[1], [], null);
        Assert.Equal(
            "entry 2 was written at 2026-01-05T07:59:59.9999999+00:00, before the entry before it, which was written at 2026-01-05T08:00:00.0000000+00:00",
            JournalAudit.Of(SampleJournal.Book, [first, second]).Report.Fault!.What);
    }

    [Fact]
    public void A_free_text_that_was_changed_is_tampered_with_and_one_that_is_gone_is_erased()
    {
        StoredEntry[] entries = [.. SampleJournal.Entries];
        var at = Array.FindIndex(entries, entry => entry.Text?.Reason is not null);
        var erased = SampleJournal.Entries.Count(entry => entry.Text is null && EntryReader.Read(entry.Body.Span).Text is not null);

        entries[at] = entries[at] with { Text = entries[at].Text! with { Reason = "another" } };
        Assert.StartsWith($"entry {at + 1} has a free text that was tampered with", JournalAudit.Of(SampleJournal.Book, entries).Report.Fault!.What, StringComparison.Ordinal);

        entries[at] = entries[at] with { Text = null };
        var report = JournalAudit.Of(SampleJournal.Book, entries).Report;
        Assert.Equal((null, erased + 1), (report.Fault, report.Erased));
    }

    [Fact]
    public void A_journal_of_another_book_does_not_fit()
    {
        Assert.StartsWith("entry 1 does not fit the chain", JournalAudit.Of("other", SampleJournal.Entries).Report.Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_left_out_is_named_even_when_the_rest_was_chained_anew()
    {
        using var writer = new EntryWriter();
        var first = writer.Seal(Chain.Start(SampleJournal.Book), 1, Golden.At, Sound[0], [], null);
        var third = writer.Seal(first.Hash, 3, Golden.At, Sound[1], [], null);
        Assert.Equal("entry 2 is missing: entry 3 stands in its place", JournalAudit.Of(SampleJournal.Book, [first, third]).Report.Fault!.What);
    }

    private static VerifyReport Audited(IEnumerable<Event> events) => JournalAudit.Of(SampleJournal.Book, SampleJournal.Seal(events)).Report;
}
