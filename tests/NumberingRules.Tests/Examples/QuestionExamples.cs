namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §7a: what comes next, and whether a number is free.</summary>
public sealed class QuestionExamples
{
    private static readonly DateOnly January = new(2026, 1, 5);

    private readonly Register _book = new();

    public QuestionExamples() => _book.Do(new Command.Open(
        [
            new("rl", "RL-{seq:000}", Max: 9, Forms: [new("credit", "CN-{seq:000}")]),
            new("br", "{scope:A}-{date:yyyy}-{seq}", Reset: Reset.Yearly),
            new("old", "OLD-{seq}"),
        ],
        new(HomeNumber: HomeNumberPolicy.OnApproval)));

    [Fact]
    public void Next_tells_what_would_be_issued_whatever_the_policy_and_how_many_are_left()
    {
        Assert.Equal(new NextNumber("RL-001", "rl", null, null, default, 1, 9), Numbering.Next(_book, January).Number);
        Assert.Equal(new NextNumber("CN-001", "rl", null, "credit", default, 1, 9), Numbering.Next(_book, January, form: "credit").Number);
        var branch = Numbering.Next(_book, January, "br", "N").Number!;
        Assert.Equal(("N-2026-1", "2026", null), (branch.Number.Text, branch.Period.ToString(), branch.Left));
    }

    [Fact]
    public void Next_is_what_the_invoice_then_takes()
    {
        _book.Do(new Command.Create("A", January, Form: "credit"));
        var next = Numbering.Next(_book, January, form: "credit").Number!.Number;
        _book.Do(new Command.Approve("A"));
        Assert.Equal(next, _book.Find("A")!.HomeNumber);
    }

    [Fact]
    public void Next_tells_the_rejection_that_issuing_would_meet()
    {
        Assert.Equal(Rejection.BookNotOpen, Numbering.Next(new Register(), January).Rejection);
        Assert.Equal(Rejection.SeriesUnknown, Numbering.Next(_book, January, "none").Rejection);
        Assert.Equal(Rejection.ScopeMismatch, Numbering.Next(_book, January, "br").Rejection);
        Assert.Equal(Rejection.FormUnknown, Numbering.Next(_book, January, form: "debit").Rejection);
        _book.Do(new Command.Advance("rl", January, 10, "full"));
        var full = Numbering.Next(_book, January);
        Assert.Equal(Rejection.SeriesExhausted, full.Rejection);
        Assert.Equal("series 'rl', period all, has used its last number, 9", full.Detail);
        _book.Do(new Command.CloseSeries("rl", "old"));
        Assert.Equal("OLD-1", Numbering.Next(_book, January).Number!.Number.Text);
    }

    [Fact]
    public void Check_tells_who_holds_a_number_and_held_it()
    {
        _book.Do(new Command.Connect("acme"));
        _book.Do(new Command.Import("S", "K", "SI-1", January));
        _book.Do(new Command.Import("S", "K", "SI-2", January));
        _book.Do(new Command.Create("A", January, HomeNumber: "SI-1"));
        Assert.Equal([new("S", Side.Erp, false), new("A", Side.Home, true)], Numbering.Check(_book, "SI-1").Holders);
        Assert.Equal([new("S", Side.Erp, true)], Numbering.Check(_book, "SI-2").Holders);
    }

    [Fact]
    public void Check_tells_the_first_that_fits()
    {
        _book.Do(new Command.Advance("rl", January, 3, "used elsewhere"));
        _book.Do(new Command.Create("A", January, Form: "credit"));
        _book.Do(new Command.Approve("A"));
        _book.Do(new Command.CloseSeries("old"));
        Assert.Equal(NumberUse.Held, Numbering.Check(_book, "CN-003").Use);
        Assert.Equal(NumberUse.Used, Numbering.Check(_book, "RL-003").Use);
        Assert.Equal("A", Numbering.Check(_book, "RL-003").Place!.IssuedTo?.Text);
        Assert.Equal(NumberUse.TakenOver, Numbering.Check(_book, "RL-002").Use);
        Assert.Equal(NumberUse.Ahead, Numbering.Check(_book, "CN-004").Use);
        Assert.Equal(new("br", new(7, new(2030), "X"), NumberUse.Ahead, null), Numbering.Check(_book, "X-2030-7").Place);
        Assert.Equal(NumberUse.Free, Numbering.Check(_book, "OLD-5").Use);
        Assert.Equal((NumberUse.Free, null), (Numbering.Check(_book, "RL-010").Use, Numbering.Check(_book, "RL-010").Place));
    }

    [Fact]
    public void A_book_answers_as_its_register_does()
    {
        Command[] commands = [new Command.Open([new("rl", "RL-{date:MM}-{seq}")]), new Command.Create("A", January), new Command.Advance("rl", January, 5, "elsewhere")];
        var register = new Register();
        var book = commands.Aggregate(Book.Empty, (so, command) => so.Do(command, out _));
        commands.ToList().ForEach(command => register.Do(command));
        foreach (var text in new[] { "RL-01-1", "RL-02-1", "RL-01-4", "RL-01-5", "X" })
        {
            Assert.Equal(Numbering.Check(register, text), Numbering.Check(book, text));
        }

        Assert.Equal(Numbering.Next(register, January), Numbering.Next(book, January));
    }

    public static TheoryData<SeriesDefinition> EachReset => new(
        new("s", "S-{seq}", Max: 1),
        new("s", "S-{date:MM}-{seq}"),
        new("s", "S-{date:yyyy}-{seq}", Reset: Reset.Yearly),
        new("s", "S-{date:yyyy}{date:MM}-{seq}", Reset: Reset.Monthly),
        new("s", "S-{fiscalStart:yyyy}-{seq}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4),
        new("s", "S-{date:yyyy}{date:MM}-{seq}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4));

    [Theory]
    [MemberData(nameof(EachReset))]
    public void A_place_leads_to_the_invoice_it_was_issued_to(SeriesDefinition definition)
    {
        var august = new DateOnly(2026, 8, 20);
        var register = new Register();
        register.Do(new Command.Open([definition]));
        register.Do(new Command.Create("A", august));
        var book = Book.Empty.Do(new Command.Open([definition]), out _).Do(new Command.Create("A", august), out _);
        var series = book.Header.Series.Find("s")!.Series;
        foreach (var view in (IBookView[])[register, book])
        {
            Assert.Equal("A", view.IssuedTo(series, null, series.PeriodOf(august), 1)?.Text);
            Assert.Null(view.IssuedTo(series, null, series.PeriodOf(august), 0));
            Assert.Null(view.IssuedTo(series, null, series.PeriodOf(august), 2));
        }
    }
}
