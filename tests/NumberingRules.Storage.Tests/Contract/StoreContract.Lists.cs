using NumberingRules.Tests.Laws;

namespace NumberingRules.Storage.Tests.Contract;

/// <content>Lists, pages and look-ups are what a walk of the core's book tells.</content>
public abstract partial class StoreContract
{
    [Law(MaxTest = 25)]
    public void Lists_and_pages_of_a_script_are_what_a_walk_tells(Script script)
    {
        using var desk = NewDesk();
        foreach (var (command, at) in script.Commands.Select((command, at) => (command, at)))
        {
            desk.Do(command);
            if (at % 5 == 0)
            {
                AssertLists(desk);
            }
        }

        AssertLists(desk);
        AssertPages(desk);
    }

    [Theory]
    [MemberData(nameof(NastyOnes))]
    public void Lists_and_pages_of_a_nasty_script_are_what_a_walk_tells(string name)
    {
        using var desk = NewDesk();
        foreach (var command in NastyScripts.All[name])
        {
            desk.Do(command);
            AssertLists(desk);
        }

        AssertPages(desk);
    }

    [Theory]
    [MemberData(nameof(NastyOnes))]
    public void What_if_says_what_the_core_says_and_changes_nothing(string name)
    {
        using var desk = NewDesk();
        foreach (var command in NastyScripts.All[name])
        {
            AssertWhatIf(desk, command);
            AssertWhatIf(desk, new Command.Disconnect());
            AssertWhatIf(desk, new Command.SetPolicy(new(Side.Home)));
            desk.Do(command);
        }
    }

    [Fact]
    public void A_page_holds_at_least_one()
    {
        using var desk = DeskWith(Opening);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => desk.Book.Invoices(count: 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => desk.Book.Work(WorkList.Failed, count: 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => desk.Book.Findings(count: 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => desk.Book.Entries(count: 0));
    }

    [Fact]
    public void A_full_page_with_nothing_behind_it_is_the_last()
    {
        using var desk = DeskWith(Opening);
        desk.Do(new Command.Create("I1", new(2026, 1, 5)));
        desk.Do(new Command.Create("I2", new(2026, 1, 5)));
        Assert.NotNull(desk.Book.Invoices(count: 1).Next);
        Assert.Null(desk.Book.Invoices(count: 2).Next);
        Assert.Null(desk.Book.Invoices(desk.Book.Invoices(count: 1).Next, 1).Next);
    }

    [Fact]
    public void To_ask_for_nothing_is_a_mistake_of_the_caller()
    {
        using var desk = DeskWith(Opening);
        Assert.Throws<ArgumentNullException>(() => desk.Book.Find(null!));
        Assert.Throws<ArgumentNullException>(() => desk.Book.Invoice(null!));
        Assert.Throws<ArgumentNullException>(() => desk.Book.InvoiceAt(null!, 1));
        Assert.Throws<ArgumentNullException>(() => desk.Book.InvoiceAt(null!, DateTimeOffset.UnixEpoch));
        Assert.Throws<ArgumentNullException>(() => desk.Book.LifeOf(null!));
    }

    [Fact]
    public void Nobody_is_found_by_what_nobody_held()
    {
        using var desk = DeskWith(Opening, new Command.Create("I1", Day));
        Assert.Empty(desk.Book.Find("A-002"));
        Assert.Empty(desk.Book.Find(""));
        Assert.Empty(desk.Book.Find(" I1"));
        Assert.Empty(desk.Book.Find("i1"));
        Assert.Empty(desk.Book.Find("%"));
        Assert.Empty(desk.Book.Find("\ud800"));
        Assert.Empty(desk.Book.Find(new string('x', 300)));
    }

    private static void AssertLists(Desk desk)
    {
        foreach (var list in Enum.GetValues<WorkList>())
        {
            Assert.Equal(desk.Kept(Naive.Work(desk.Core, list)), desk.Book.Work(list, count: int.MaxValue).Items);
        }

        AssertFindings(desk);
        foreach (var held in Naive.Texts(desk.AfterEntry))
        {
            Assert.Equal(desk.Core.Invoices.Where(invoice => held.Contains(invoice.Id)).Select(invoice => invoice.Id), desk.Book.Find(held.Key).Select(found => found.Invoice.Id));
        }

        var series = desk.Book.Series();
        Assert.Equal(Naive.Series(desk.Core, desk.Events), series);
        Assert.All(series, line => Assert.True(line.AddsUp, $"{line}"));
    }

    private static void AssertFindings(Desk desk)
    {
        var journal = desk.Book.Entries(count: int.MaxValue);
        Assert.Equal(desk.Found.Distinct().ToHashSet(), journal.SelectMany(entry => entry.Findings).ToHashSet());
        var expected = desk.Found.Distinct().Where(noted => Naive.Holds(desk.Core, noted))
            .Select(noted => (journal.First(entry => entry.Findings.Contains(noted)).Number, noted.Finding, noted.Invoice.Text))
            .OrderBy(found => found.Number).ThenBy(found => found.Finding).ThenBy(found => found.Text, Naive.Utf8);
        Assert.Equal(expected, desk.Book.Findings(count: int.MaxValue).Items.Select(held => (held.Entry, held.Finding, held.Invoice.Invoice.Id.Text)));
    }

    private static void AssertPages(Desk desk)
    {
        for (var count = 1; count < 4; count++)
        {
            Assert.Equal(desk.Book.Invoices(count: int.MaxValue).Items, Paged(after => desk.Book.Invoices(after, count)));
            Assert.Equal(desk.Book.Findings(count: int.MaxValue).Items, Paged(after => desk.Book.Findings(after, count)));
            foreach (var list in Enum.GetValues<WorkList>())
            {
                Assert.Equal(desk.Book.Work(list, count: int.MaxValue).Items, Paged(after => desk.Book.Work(list, after, count)));
            }
        }
    }

    private static List<T> Paged<T>(Func<string?, Page<T>> ask)
    {
        var items = new List<T>();
        for (var (after, isLast) = ((string?)null, false); !isLast;)
        {
            var page = ask(after);
            Assert.NotEqual(after ?? "", page.Next);
            items.AddRange(page.Items);
            (after, isLast) = (page.Next, page.Next is null);
        }

        return items;
    }

    private static void AssertWhatIf(Desk desk, Command command)
    {
        var head = desk.Book.Head();
        var expected = desk.Core.WhatIf(command, out var decision);
        var answer = desk.Book.WhatIf(command);
        Assert.Equal(decision, answer.Decision);
        Assert.Equal(expected, answer.Changes);
        Assert.Equal(head, desk.Book.Head());
    }
}
