using NumberingRules.Tests.Laws;

namespace NumberingRules.Storage.Tests.Contract;

/// <content>The two questions of SPEC §7a: a kept book answers as the core's book and register do.</content>
public abstract partial class StoreContract
{
    private static readonly Command[] Branches =
    [
        new Command.Open(
            [
                new("rl", "RL-{seq:000}", Max: 9, Forms: [new("credit", "CN-{seq:000}")]), new("br", "{scope:A}-{date:yyyy}-{seq}", Reset: Reset.Yearly), new("old", "OLD-{seq}"),
                new("en", "EN{seq}", DateOrder: DateOrder.Enforced, ValidUntil: new(2026, 12, 31)),
            ]),
        new Command.Advance("rl", Day, 3, "used elsewhere"),
        new Command.Create("A", Day, Form: "credit"),
        new Command.Create("N", Day, "br", Scope: "N"),
        new Command.Create("E", Later, "en"),
        new Command.Create("X", Day, HomeNumber: "X-7"),
        new Command.CloseSeries("old", "rl"),
        new Command.Connect("acme"),
        new Command.Import("S", "K", "SI-1", Day, ErpVersion: 1),
        new Command.Import("S", "K", "SI-2", Day, ErpVersion: 2),
        new Command.Confirm("A", "L", "SI-1"),
        new Command.Advance("rl", Day, 10, "full"),
    ];

    [Fact]
    public void Next_and_check_answer_as_the_core_does_after_every_command()
    {
        using var desk = NewDesk();
        AssertQuestions(desk);
        foreach (var command in Branches)
        {
            Assert.Equal(Outcome.Accepted, desk.Do(command).Outcome);
            AssertQuestions(desk);
        }

        desk.Reopen();
        AssertQuestions(desk);
        var uses = new[] { "CN-003", "RL-003", "RL-002", "EN2", "OLD-1" }.Select(text => desk.Book.Check(text).Use);
        Assert.Equal([NumberUse.Held, NumberUse.Used, NumberUse.TakenOver, NumberUse.Ahead, NumberUse.Free], uses);
        Assert.Equal([new("A", Side.Erp, true), new("S", Side.Erp, false)], desk.Book.Check("SI-1").Holders);
        Assert.Equal((Rejection.SeriesExhausted, "series 'rl', period all, has used its last number, 9"), (desk.Book.Next(Day, "old").Rejection!.Value, desk.Book.Next(Day).Detail));
    }

    [Law(MaxTest = 10)]
    public void Next_and_check_answer_as_the_core_does_after_a_script(Script script)
    {
        using var desk = DeskWith([.. script.Commands]);
        AssertQuestions(desk);
    }

    [Fact]
    public void To_ask_about_no_number_is_a_mistake_of_the_caller()
    {
        using var desk = DeskWith(Opening);
        Assert.Throws<ArgumentNullException>("number", () => desk.Book.Check(null!));
        Assert.Throws<ArgumentOutOfRangeException>("date", () => desk.Book.Next(new(1899, 12, 31)));
    }

    private static void AssertQuestions(Desk desk)
    {
        var register = desk.Book.Replay();
        List<InvoiceNumber> numbers = [.. desk.Core.Invoices.SelectMany(invoice => invoice.Claims.Select(claim => claim.Number)), "RL-002", "RL-003", "OLD-1", "N-2030-7", "NONE"];
        foreach (var series in (SeriesId?[])[null, "none", .. desk.Core.Header.Series.All.Select(owned => owned.Series.Id)])
        {
            foreach (var (date, scope, form) in Asked(desk.Core))
            {
                var expected = Numbering.Next(desk.Core, date, series, scope, form);
                Assert.Equal(expected, Numbering.Next(register, date, series, scope, form));
                Assert.Equal(Named(expected), desk.Book.Next(date, series, scope, form));
                numbers.AddRange(expected.Number is { } next ? [next.Number] : []);
            }
        }

        foreach (var number in numbers.Distinct())
        {
            var expected = Numbering.Check(desk.Core, number);
            Assert.Equal(expected, Numbering.Check(register, number));
            Assert.Equal(expected, desk.Book.Check(number));
        }
    }

    private static IEnumerable<(DateOnly Date, Scope? Scope, FormName? Form)> Asked(Book core) =>
        from date in new[] { Day, Day.AddYears(1) }
        from scope in ((Scope?[])[null, "N", .. core.Invoices.Select(invoice => invoice.Scope)]).Distinct()
        from form in new FormName?[] { null, "credit" }
        select (date, scope, form);

    /// <summary>A kept book is called by its name.</summary>
    private static NextAnswer Named(NextAnswer answer) => answer with { Detail = answer.Detail?.Replace("the book", $"book '{Desk.Name}'", StringComparison.Ordinal) };
}
