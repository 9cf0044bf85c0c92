using NumberingRules.Tests.Laws;

namespace NumberingRules.Storage.Tests.Contract;

/// <content>A script through the store is the script through the pure core.</content>
public abstract partial class StoreContract
{
    [Law(MaxTest = 40)]
    public void A_script_is_answered_as_by_the_pure_core_line_by_line(Script script)
    {
        using var desk = NewDesk();
        desk.DoAll(script.Commands);
        AssertIsCore(desk);
    }

    [Theory]
    [MemberData(nameof(NastyOnes))]
    public void A_nasty_script_is_answered_as_by_the_pure_core(string name)
    {
        using var desk = NewDesk();
        foreach (var command in NastyScripts.All[name])
        {
            desk.Do(command);
            AssertIsCore(desk);
        }
    }

    [Law(MaxTest = 30)]
    public void A_script_done_at_once_is_answered_as_line_by_line(Script script)
    {
        using var desk = NewDesk();
        var expected = new List<Decision>();
        foreach (var command in script.Commands)
        {
            expected.Add(Numbering.Decide(desk.Core, command));
            desk.Note(expected[^1]);
        }

        var answers = desk.Book.DoManyAsync(script.Commands).Now();
        Assert.Equal(expected, answers.Select(answer => answer.Decision));
        AssertIsCore(desk);
    }

    [Law(MaxTest = 20)]
    public void A_rebuild_changes_no_answer(Script script)
    {
        using var desk = NewDesk();
        desk.DoAll(script.Commands.Take(script.Commands.Count / 2));
        desk.Books.Rebuild();
        AssertIsCore(desk);
        desk.DoAll(script.Commands.Skip(script.Commands.Count / 2));
        AssertIsCore(desk);
    }

    [Fact]
    public void A_book_that_has_not_begun_is_empty_everywhere()
    {
        using var desk = NewDesk();
        desk.Do(new Command.Create("I1", Day));
        Assert.Empty(desk.Books.Names());
        Assert.False(desk.Book.Header().IsOpen);
        Assert.Equal(new(0, Chain.Start(Desk.Name)), desk.Book.Head());
        Assert.Null(desk.Book.Invoice("I1"));
        Assert.Null(desk.Book.InvoiceAt("I1", 1));
        Assert.Null(desk.Book.InvoiceAt("I1", DateTimeOffset.MaxValue));
        Assert.Empty(desk.Book.LifeOf("I1"));
        Assert.Empty(desk.Book.Find("I1"));
        Assert.Empty(desk.Book.Invoices().Items);
        Assert.All(Enum.GetValues<WorkList>(), list => Assert.Empty(desk.Book.Work(list).Items));
        Assert.Empty(desk.Book.Findings().Items);
        Assert.Empty(desk.Book.Series());
        Assert.Empty(desk.Book.Entries());
        Assert.Empty(desk.Book.WhatIf(Opening).Changes);
        Assert.True(desk.Book.Verify().IsSound);
        Assert.Equal(0, desk.Book.EraseTextOf("I1"));
    }

    private static void AssertIsCore(Desk desk)
    {
        var book = desk.Book;
        Assert.Equal(desk.Core.Header, book.Header());
        Assert.Equal(desk.Kept(desk.Core.Invoices), book.Invoices(count: int.MaxValue).Items);
        Assert.All(desk.Core.Invoices, invoice => Assert.Equal(desk.View(desk.Core.Header, invoice), book.Invoice(invoice.Id)));
        Assert.Equal(desk.Events, book.Entries(count: int.MaxValue).Select(entry => entry.Event));
        var report = book.Verify(book.Head().Hash);
        Assert.Null(report.Fault?.What);
        Assert.Equal((desk.Core.Entries, (long)desk.Core.Invoices.Count()), (report.Entries, report.Invoices));
    }
}
