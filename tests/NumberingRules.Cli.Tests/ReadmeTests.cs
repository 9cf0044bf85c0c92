using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary>What the README shows compiles and says what it says.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Readme = File.ReadAllLines(Checkout.PathOf("README.md"));

    [Fact]
    public void The_code_of_the_README_is_this_code_and_runs()
    {
        using var console = new StringWriter();
        Show(console);
        Assert.Equal(
            ["RL-00001", "RL-00001 counts: the connection to the ERP has ended, so home numbering applies again (C7)."],
            console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

        var source = File.ReadAllLines(Checkout.PathOf("tests", "NumberingRules.Cli.Tests", "ReadmeTests.cs"));
        Assert.Equal(CodeOfReadme(), source.SkipWhile(line => !line.EndsWith("// README: begin", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.EndsWith("// README: end", StringComparison.Ordinal))
            .Select(line => line.Length > 8 ? line[8..] : ""));
    }

    [Fact]
    public void It_is_short_and_shows_code_by_line_8()
    {
        Assert.True(Readme.Length <= 150);
        Assert.True(Array.FindIndex(Readme, line => line.StartsWith("var ", StringComparison.Ordinal)) < 8);
    }

    [Fact]
    public void Its_links_lead_somewhere()
    {
        var links = Readme.SelectMany(line => System.Text.RegularExpressions.Regex.Matches(line, @"\]\((?<to>[^)#]+)").Select(match => match.Groups["to"].Value)).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Checkout.PathOf(link.Split('/'))), link));
    }

    private static IEnumerable<string> CodeOfReadme() => Readme.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```").Skip(2);

    private static void Show(TextWriter Console)
    {
        // README: begin
        var book = Book.Empty
            .Do(new Command.Open([new("rl", "RL-{seq:00000}")]), out _)
            .Do(new Command.Create("A1", new(2026, 1, 5)), out _)             // RL-00001 counts (C1)
            .Do(new Command.Connect("acme"), out _)
            .Do(new Command.Approve("A1"), out _)
            .Do(new Command.Send("A1"), out _)
            .Do(new Command.Confirm("A1", "501", "SI-1001"), out _)           // SI-1001 counts (C2–C4)
            .Do(new Command.Disconnect("contract ended"), out var decision);  // RL-00001 counts again (C7)

        Console.WriteLine(book.Authority("A1").Number); // RL-00001
        Console.WriteLine(book.Authority("A1").Why);    // RL-00001 counts: the connection to the ERP has ended, …
        // README: end
        Assert.Equal(Outcome.Accepted, decision.Outcome);
    }
}
