namespace NumberingRules.Storage.Tests.Journal;

/// <summary>A journal whose chain holds can still break a law: each is named, with the entry, what was expected and what was found.</summary>
public sealed class AuditTests
{
    public static TheoryData<string, Event[]> Broken
    {
        get
        {
            var all = new TheoryData<string, Event[]>();
            foreach (var (problem, events) in BrokenLaws.Broken)
            {
                all.Add(problem, events);
            }

            return all;
        }
    }

    [Fact]
    public void What_the_broken_ones_start_from_is_sound() => Assert.Null(Audited(BrokenLaws.Sound).Fault);

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_law_is_named(string problem, Event[] events)
    {
        Event[] all = [.. BrokenLaws.Sound, .. events];
        Assert.Equal(new Fault(all.Length, $"entry {all.Length} {problem}"), Audited(all).Fault);
    }

    [Fact]
    public void Nothing_happens_before_the_book_is_opened() =>
        Assert.Equal("entry 1 is 'connected', before the book was opened", Audited(BrokenLaws.Sound.Skip(1)).Fault!.What);

    [Fact]
    public void A_book_is_opened_with_series_that_can_be_together()
    {
        Assert.Equal("entry 1 adds the series 'b': the format and the format of series 'a' could print the same text", Audited([new Event.Opened([new("a", "A{seq}"), new("b", "A{seq}")], BrokenLaws.Default)]).Fault!.What);
        Assert.Equal("entry 1 adds the series 'a', which the book has", Audited([new Event.Opened([new("a", "A{seq}"), new("a", "B{seq}")], BrokenLaws.Default)]).Fault!.What);
        Assert.Equal("entry 1 names the series 'rl', which the book does not have", Audited([new Event.Opened([new("a", "A{seq}")], BrokenLaws.Default)]).Fault!.What);
        Assert.StartsWith("entry 1 is damaged: series 'a': format", Audited([new Event.Opened([new("a", "A")], BrokenLaws.Default)]).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Instants_never_go_back()
    {
        var writer = new EntryWriter();
        var at = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        var first = writer.Seal(Chain.Start(SampleJournal.Book), 1, at, BrokenLaws.Sound[0], [], null);
        var second = writer.Seal(first.Hash, 2, at.AddTicks(-1), BrokenLaws.Sound[1], [], null);
        Assert.Equal(
            "entry 2 was written at 2026-01-05T07:59:59.9999999+00:00, before the entry before it, which was written at 2026-01-05T08:00:00.0000000+00:00",
            SampleJournal.Audit([first, second]).Report.Fault!.What);
    }

    [Fact]
    public void A_free_text_that_was_changed_is_tampered_with_and_one_that_is_gone_is_erased()
    {
        StoredEntry[] entries = [.. SampleJournal.Entries];
        var at = Array.FindIndex(entries, entry => entry.Text?.Reason is not null);
        var erased = SampleJournal.Entries.Count(entry => entry.Text is null && EntryReader.Read(entry.Body.Span).Text is not null);

        entries[at] = entries[at] with { Text = entries[at].Text! with { Reason = "another" } };
        Assert.StartsWith($"entry {at + 1} has a free text that was tampered with", SampleJournal.Audit(entries).Report.Fault!.What, StringComparison.Ordinal);

        entries[at] = entries[at] with { Text = null };
        var report = SampleJournal.Audit(entries).Report;
        Assert.Equal((null, erased + 1), (report.Fault, report.Erased));
    }

    [Fact]
    public void A_journal_of_another_book_does_not_fit()
    {
        Assert.StartsWith("entry 1 does not fit the chain", SampleJournal.Audit(SampleJournal.Entries, book: "other").Report.Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_left_out_is_named_even_when_the_rest_was_chained_anew()
    {
        var writer = new EntryWriter();
        var first = writer.Seal(Chain.Start(SampleJournal.Book), 1, Golden.At, BrokenLaws.Sound[0], [], null);
        var third = writer.Seal(first.Hash, 3, Golden.At, BrokenLaws.Sound[1], [], null);
        Assert.Equal("entry 2 is missing: entry 3 stands in its place", SampleJournal.Audit([first, third]).Report.Fault!.What);
    }

    private static VerifyReport Audited(IEnumerable<Event> events) => SampleJournal.Audit(SampleJournal.Seal(events)).Report;
}
