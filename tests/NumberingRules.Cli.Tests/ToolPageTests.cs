using System.Text.RegularExpressions;
using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary>Every example in <c>docs/tool.md</c> is run, in order, and prints what the page says; <c>NUMBERINGRULES_APPROVE=1</c> writes it anew.</summary>
public sealed partial class ToolPageTests
{
    private const string LeftOut = "…";

    [Fact]
    public void The_page_says_what_the_tool_prints()
    {
        using var book = new TemporaryBook();
        var page = new List<string>();
        var said = new List<string>();
        string? command = null;
        foreach (var line in File.ReadLines(Checkout.PathOf("docs", "tool.md")))
        {
            if (command is not null && (line.StartsWith("$ ", StringComparison.Ordinal) || line == "```"))
            {
                page.AddRange(Printed(Run(book, command), said));
                command = null;
            }

            if (command is not null)
            {
                said.Add(line);
                continue;
            }

            page.Add(line);
            command = line.StartsWith("$ numbering ", StringComparison.Ordinal) ? line["$ numbering ".Length..] : null;
            said.Clear();
        }

        Approved.File(Checkout.PathOf("docs", "tool.md"), string.Concat(page.Select(line => line + "\n")));
    }

    private static List<string> Run(TemporaryBook book, string command)
    {
        var arguments = command.Split(' ').Select(word => word.EndsWith(".db", StringComparison.Ordinal) || word.StartsWith("busy-", StringComparison.Ordinal) ? book.Beside(word) : word);
        var output = Tool.Run([.. arguments]).Succeeded().Output.Replace(book.Beside("-")[..^1], "", StringComparison.Ordinal);
        return [.. output.Split('\n').SkipLast(1).Select(line => line.TrimEnd('\r'))];
    }

    /// <summary>The page's own lines where only hashes and instants differ; what it leaves out stays left out.</summary>
    private static List<string> Printed(List<string> printed, List<string> said)
    {
        var cut = said.IndexOf(LeftOut);
        var end = said.Count - cut - 1;
        var asSaid = cut < 0
            ? printed.Select(Timeless).SequenceEqual(said.Select(Timeless))
            : said.Count > 1 && printed.Take(cut).Concat(printed.TakeLast(end)).Select(Timeless).SequenceEqual(said.Where(line => line != LeftOut).Select(Timeless));
        return asSaid ? [.. said] : printed;
    }

    private static string Timeless(string line) => Hash().Replace(Instant().Replace(line, "then"), "hash");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ")]
    private static partial Regex Instant();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
