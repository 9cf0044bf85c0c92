namespace NumberingRules.Storage.Tests.Contract;

/// <content>What generated scripts seldom come to, by example; each command is held against the core.</content>
public abstract partial class StoreContract
{
    private static readonly DateOnly Later = new(2026, 2, 1);

    [Fact]
    public void What_may_be_sent_is_listed_while_connected_from_sync_from_on()
    {
        using var desk = DeskWith(Opening, new Command.Create("old", Day), new Command.Create("new", Later), new Command.Approve("old"), new Command.Approve("new"));
        Assert.Empty(Listed(desk, WorkList.ToSend));
        desk.Do(new Command.Connect("acme", Later));
        Assert.Equal(["new"], Listed(desk, WorkList.ToSend));
        desk.Do(new Command.Interrupt("outage"));
        Assert.Empty(Listed(desk, WorkList.ToSend));
        AssertLists(desk);
    }

    [Fact]
    public void What_is_owed_depends_on_the_policy()
    {
        using var desk = DeskWith(
            new Command.Open([new("a", "A-{seq}", Max: 1), new("b", "B-{seq}")], new(HomeNumber: HomeNumberPolicy.OnApproval, ImportedHomeNumber: ImportedHomeNumberPolicy.OnImport)),
            new Command.Connect("acme"),
            new Command.Create("home", Day, "b"),
            new Command.Import("first", "K1", "E-1", Day),
            new Command.Import("second", "K2", "E-2", Day));
        Assert.Equal(["second"], Listed(desk, WorkList.OwesNumber));
        AssertLists(desk);
        desk.Do(new Command.SetPolicy(new(ImportedHomeNumber: ImportedHomeNumberPolicy.Never)));
        Assert.Empty(Listed(desk, WorkList.OwesNumber));
        desk.Do(new Command.SetPolicy(new(HomeNumber: HomeNumberPolicy.OnCreate)));
        Assert.Equal(["home"], Listed(desk, WorkList.OwesNumber));
        Assert.Equal(["home"], desk.Book.Series().Single(line => line.Series.Text == "b").Owed.Select(id => id.Text));
        AssertLists(desk);
        desk.Do(new Command.SetPolicy(new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnDisconnect)));
        Assert.Equal(["home"], Listed(desk, WorkList.OwesNumber));
        desk.Do(new Command.CloseSeries("a", "b"));
        desk.Do(new Command.Disconnect());
        Assert.Equal(["home"], Listed(desk, WorkList.OwesNumber));
        Assert.Equal("B-1", desk.Book.Invoice("second")!.Invoice.HomeNumber!.Text);
        AssertLists(desk);
    }

    [Fact]
    public void An_ERP_number_that_differs_is_held_while_the_policy_and_the_number_say_so()
    {
        using var desk = DeskWith(
            new Command.Open([new("a", "A-{seq}")], new(Side.Home)), new Command.Connect("acme"),
            new Command.Create("I1", Day), new Command.Approve("I1"), new Command.Confirm("I1", "K1", "E-1", 1));
        Assert.Equal([Finding.ErpNumberDiffers], desk.Book.Findings().Items.Select(held => held.Finding));
        desk.Do(new Command.SetPolicy(new(Side.Erp)));
        Assert.Empty(desk.Book.Findings().Items);
        desk.Do(new Command.SetPolicy(new(Side.Home)));
        Assert.Single(desk.Book.Findings().Items);
        desk.Do(new Command.Confirm("I1", "K1", "A-1", 2));
        Assert.Empty(desk.Book.Findings().Items);
        AssertLists(desk);
    }

    [Fact]
    public void A_finding_stands_with_the_entry_about_its_invoice_and_a_page_goes_on_behind_it()
    {
        using var desk = DeskWith(Opening, new Command.Connect("acme"));
        string[] invoices = ["I1", "I2", "I3"];
        foreach (var invoice in invoices)
        {
            desk.DoAll([new Command.Create(invoice, Day), new Command.Approve(invoice), new Command.Confirm(invoice, "K" + invoice)]);
        }

        desk.Do(new Command.Together([.. invoices.Select(invoice => new Command.Confirm(invoice, "L" + invoice))]));
        var entries = desk.Book.Entries(after: desk.Core.Entries - 3);
        Assert.Equal(invoices, entries.Select(entry => Assert.Single(entry.Findings).Invoice.Text));
        Assert.Equal(invoices, entries.Select(entry => ((Event.OnInvoice)entry.Event).Invoice.Text));
        var page = desk.Book.Findings(count: 1);
        Assert.Equal((1, entries[0].Number), (page.Items.Count, page.Items[0].Entry));
        page = desk.Book.Findings(page.Next, 2);
        Assert.Equal((2, null), (page.Items.Count, page.Next));
        AssertFindings(desk);
    }

    [Fact]
    public void Dates_stay_in_order_and_keys_stay_taken_when_a_store_reads_its_tables_anew()
    {
        using var desk = DeskWith(
            new Command.Open([new("a", "A-{seq}", DateOrder: DateOrder.Enforced)]), new Command.Connect("acme"), new Command.Create("I1", Later), new Command.Approve("I1"), new Command.Confirm("I1", "K1", "E-1"));
        desk.Reopen();
        desk.Do(new Command.Advance("a", Later, 5, "used elsewhere"));
        Assert.Equal(Rejection.DateOutOfOrder, desk.Do(new Command.Create("I2", Day)).Rejection);
        desk.Do(new Command.Create("I3", Later.AddDays(2)));
        Assert.Equal(Rejection.DateOutOfOrder, desk.Do(new Command.Create("I4", Later.AddDays(1))).Rejection);
        desk.Reopen();
        var taken = desk.Do(new Command.Confirm("I3", "K1"));
        Assert.Equal((Rejection.ErpKeyTaken, "I1"), (taken.Rejection, taken.Decision.Holder!.Text));
        Assert.Equal([Finding.ErpNumberShared], desk.Do(new Command.Import("S", "K2", "E-1", Day)).Findings.Select(noted => noted.Finding));
        AssertLists(desk);
    }

    [Fact]
    public void A_book_is_exported_and_replayed()
    {
        using var desk = DeskWith(Opening, new Command.Create("I1", Day), new Command.Void("I1", Side.Home, Secret));
        Assert.Throws<ArgumentNullException>("destination", () => desk.Book.Export(null!));
        Assert.Equal((4, desk.Book.Head().Hash), Exported(desk.Book));
        Assert.Equal((0, default), Exported(desk.Books["empty"]));
        var replayed = desk.Book.Replay();
        Assert.Equal((desk.Core.Header, desk.Core.Find("I1")), (replayed.Header, replayed.Find("I1")));
    }

    [Fact]
    public void A_mistake_of_who_asks_is_not_taken_for_damage()
    {
        using var desk = DeskWith(Opening);
        Assert.ThrowsAny<ArgumentNullException>(() => desk.Book.WhatIf(null!));
        Assert.Throws<ArgumentNullException>("store", () => new Books(null!));
    }

    private static (long Entries, EntryHash Head) Exported(BookHandle book)
    {
        var export = new MemoryStream();
        book.Export(export);
        export.Position = 0;
        var report = JournalExport.VerifyAsync(export).Now();
        Assert.True(report.IsSound);
        return (report.Entries, report.Head);
    }

    private static IEnumerable<string> Listed(Desk desk, WorkList list) => desk.Book.Work(list).Items.Select(kept => kept.Invoice.Id.Text);
}
