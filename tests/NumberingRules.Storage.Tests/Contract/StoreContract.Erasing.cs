namespace NumberingRules.Storage.Tests.Contract;

/// <content>Free text goes for good, the chain stays.</content>
public abstract partial class StoreContract
{
    private static readonly Reason Secret = "a private matter";

    [Fact]
    public void Text_about_an_invoice_is_erased() => AssertErased(3, book => Assert.Equal(3, book.EraseTextOf("I1")), entry => entry.Event is Event.OnInvoice { Invoice.Text: "I1" });

    [Fact]
    public void Text_of_one_entry_is_erased() => AssertErased(1, book => Assert.True(book.EraseTextAt(6)), entry => entry.Number == 6);

    [Fact]
    public void Text_an_actor_left_is_erased() => AssertErased(5, book => Assert.Equal(5, book.EraseTextBy("Ann")), entry => entry.Actor == "Ann");

    [Fact]
    public void What_has_no_text_loses_none()
    {
        using var desk = DeskOfTexts();
        Assert.Equal(0, desk.Book.EraseTextBy("nobody"));
        Assert.Equal(0, desk.Book.EraseTextOf("I9"));
        Assert.False(desk.Book.EraseTextAt(2));
        Assert.False(desk.Book.EraseTextAt(99));
        Assert.False(desk.Book.EraseTextAt(0));
        Assert.Equal(0, desk.Books["other"].EraseTextBy("Ann"));
        Assert.Equal(0, desk.Book.Verify().Erased);
    }

    private Desk DeskOfTexts()
    {
        var desk = NewDesk();
        desk.Do(Opening, "Ann");
        desk.Do(new Command.Connect("acme"));
        desk.Do(new Command.Create("I1", Day), "Ann");
        desk.Do(new Command.Create("I2", Day), "Bob");
        desk.Do(new Command.Void("I1", Side.Home, Secret), "Ann");
        desk.Do(new Command.Void("I2", Side.Home, Secret));
        desk.Do(new Command.Interrupt(Secret), "Ann");
        return desk;
    }

    private void AssertErased(long count, Action<BookHandle> erase, Func<JournalEntry, bool> isErased)
    {
        using var desk = DeskOfTexts();
        var before = desk.Book.Entries();
        var erased = before.Where(isErased).Where(entry => entry.Actor is not null || entry.Event is Event.Voided or Event.Interrupted).Select(entry => entry.Number).ToHashSet();
        Assert.Equal(count, erased.Count);
        erase(desk.Book);

        // The journal says so: which entries, and nothing else.
        var said = Assert.IsType<Event.Erased>(desk.Book.Entries()[^1].Event);
        Assert.Equal(erased.Order(), said.Runs.AsEnumerable().SelectMany(run => Enumerable.Range(0, (int)(run.Last - run.First) + 1).Select(at => run.First + at)));
        desk.Note(said);
        var head = desk.Book.Head();
        Assert.Equal(desk.Core.Entries, head.Entries);
        for (var round = 0; round < 2; round++)
        {
            foreach (var (was, now) in before.Zip(desk.Book.Entries()))
            {
                Assert.Equal(erased.Contains(was.Number) ? was with { Event = Erased(was.Event), Actor = null, IsErased = true } : was, now);
            }

            var report = desk.Book.Verify(head.Hash);
            Assert.Equal((null, count), (report.Fault?.What, report.Erased));
            Assert.Equal(head, desk.Book.Head());
            Assert.Equal("A-001", desk.Book.Find("A-001")[0].Invoice.HomeNumber!.Text);
            desk.Reopen();
            desk.Do(new Command.Create($"again {round}", Day));
            head = desk.Book.Head();
            before = desk.Book.Entries();
            erased = [];
            Assert.Equal(count, before.Count(entry => entry.IsErased));
        }
    }

    private static Event Erased(Event happened) => happened switch
    {
        Event.Voided e => e with { Reason = JournalEntry.ErasedReason },
        Event.Interrupted e => e with { Reason = JournalEntry.ErasedReason },
        _ => happened,
    };
}
