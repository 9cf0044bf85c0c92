namespace NumberingRules.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_article_in_eight_commands()
    {
        Command[] story =
        [
            new Command.Open([new("rl", "RL-{seq:00000}")]),
            new Command.Create("A1", new(2026, 1, 5)),
            new Command.Connect("acme", new DateOnly(2025, 1, 1)),
            new Command.Approve("A1"),
            new Command.Send("A1"),
            new Command.Confirm("A1", "501", "SI-1001"),
            new Command.Import("S7", "502", "SI-1002", new(2026, 1, 6)),
            new Command.Disconnect("contract ended"),
        ];
        var book = Book.Empty;
        var register = new Register();
        foreach (var command in story)
        {
            book = book.Do(command, out var decision);
            Assert.Equal(Outcome.Accepted, decision.Outcome);
            Assert.Equal(decision, register.Do(command));
        }

        Assert.Equal("RL-00001", book.Authority("A1").Number!.Text);
        Assert.Equal("RL-00002", book.Authority("S7").Number!.Text);
        Assert.Equal(register.Appeared, book.Invoices);
    }
}
