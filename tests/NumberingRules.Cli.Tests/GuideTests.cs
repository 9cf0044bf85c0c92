using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary>Every command of the pages for bookkeepers and consultants runs, in the order in which it stands there.</summary>
public sealed class GuideTests
{
    [Theory]
    [InlineData("bookkeepers.md", 4)]
    [InlineData("consultants.md", 13)]
    public void Every_command_of_the_page_runs(string page, int commands)
    {
        using var folder = new TemporaryBook();
        var inFence = false;
        var run = new List<string>();
        foreach (var line in File.ReadLines(Checkout.PathOf("docs", page)))
        {
            inFence ^= line.StartsWith("```", StringComparison.Ordinal);
            if (inFence && line.StartsWith("numbering ", StringComparison.Ordinal))
            {
                run.Add(Tool.Run([.. line.Split(' ').Skip(1).Select(word => IsWritten(word) ? folder.Beside(word) : word)]).Succeeded().Output);
            }
        }

        Assert.Equal(commands, run.Count);
    }

    [Fact]
    public void The_takeover_leaves_to_people_what_the_page_says()
    {
        using var book = new TemporaryBook();
        var plan = book.Beside("mend.jsonl");
        Tool.Run(["import", "samples/takeover/home.csv", "--as", "home", "--number", "Number", "--date", "Date", "--status", "Status", "--void", "Void", "--draft", "Draft", "--book", book.Path]).Succeeded();
        Tool.Run("run", "samples/takeover/connect.jsonl", "--book", book.Path).Succeeded();
        Tool.Run("reconcile", "--book", book.Path, "samples/takeover/erp.csv", "--external-id", "HOMEID", "--plan", plan).Succeeded();
        Tool.Run("run", plan, "--book", book.Path, "--strict").Succeeded();
        Assert.StartsWith("3 never-sent, 22 agrees.", Tool.Run("reconcile", "--book", book.Path, "samples/takeover/erp.csv", "--external-id", "HOMEID").Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith("INV-2026-0025", Tool.Run("next", "--book", book.Path, "--date", "2026-07-15").Succeeded().Output, StringComparison.Ordinal);
    }

    private static bool IsWritten(string word) => !word.Contains('/', StringComparison.Ordinal) && Path.GetExtension(word) is ".db" or ".html" or ".jsonl";
}
