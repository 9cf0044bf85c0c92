using System.Text.RegularExpressions;

namespace NumberingRules.Cli.Tests;

/// <summary><c>numbering pending</c> on series of which few numbers are left.</summary>
public sealed partial class RunningLowTests
{
    private const string Several = """
        {"do":"open","series":[{"id":"rl","format":"RL-{seq}"},{"id":"tenth","format":"A-{seq}","max":20},{"id":"more","format":"B-{seq}","max":20},{"id":"full","format":"F-{seq}","max":3},{"id":"br","format":"{scope:A}S-{seq}","max":10},{"id":"closed","format":"C-{seq}","max":1}]}
        {"do":"create","invoice":"A1","date":"2026-01-05"}
        {"do":"advance","series":"tenth","date":"2026-01-05","next":19,"reason":"used elsewhere"}
        {"do":"advance","series":"more","date":"2026-01-05","next":18,"reason":"used elsewhere"}
        {"do":"advance","series":"full","date":"2026-01-05","next":4,"reason":"used elsewhere"}
        {"do":"advance","series":"br","date":"2026-01-05","next":11,"reason":"used elsewhere","scope":"N"}
        {"do":"advance","series":"br","date":"2026-01-05","next":5,"reason":"used elsewhere","scope":"S"}
        {"do":"create","invoice":"C1","date":"2026-01-05","series":"closed"}
        {"do":"closeSeries","series":"closed"}
        """;

    private const string Yearly = """
        {"do":"open","series":[{"id":"y","format":"Y{date:yyyy}-{seq}","reset":"yearly","max":3}]}
        {"do":"create","invoice":"A1","date":"2026-01-05"}
        {"do":"create","invoice":"A2","date":"2026-01-05"}
        {"do":"create","invoice":"A3","date":"2026-01-05"}
        {"do":"create","invoice":"A4","date":"2027-01-05"}
        """;

    [Fact]
    public void Series_are_listed_by_a_share_or_a_count_and_by_a_tenth_if_nothing_is_said()
    {
        using var book = new TemporaryBook(Several);
        string[] usedUp = ["used-up full  all 0", "used-up br N all 0"];
        string[] tenth = ["runs-low tenth  all 2", .. usedUp];
        string[] three = ["runs-low tenth  all 2", "runs-low more  all 3", .. usedUp];
        Assert.Equal(tenth, Low(book));
        Assert.Equal(tenth, Low(book, "--low", "10%"));
        Assert.Equal(three, Low(book, "--low", "15%"));
        Assert.Equal([.. three, "runs-low br S all 6"], Low(book, "--low", "60%"));
        Assert.Equal(usedUp, Low(book, "--low", "0%"));
        Assert.Equal(usedUp, Low(book, "--low", "1"));
        Assert.Equal(three, Low(book, "--low", "3"));
        Assert.Equal([.. three, "runs-low br S all 6"], Low(book, "--low", "6"));
        foreach (var wrong in new[] { "101%", "1.5", "few" })
        {
            var refused = book.Ask("pending", "--low", wrong);
            Assert.Equal((2, ""), (refused.Status, refused.Output));
            Assert.StartsWith("numbering: --low: must be a count such as 500, or a share such as 10%", refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void People_get_a_table_and_what_to_do()
    {
        using var book = new TemporaryBook(Several);
        Assert.Equal(
            """
            Series that run low or are used up
            │ Series │ Scope │ Period │ Left │
            │ tenth │ │ all │ 2 │
            │ full │ │ all │ used up │
            │ br │ N │ all │ used up │
            What to do: Add a series with more room, then close this one with the new one as successor.
            """,
            string.Join('\n', book.Ask("pending").Succeeded().Lines.Where(line => line[0] is not ('╭' or '├' or '╰')).Select(line => Blanks().Replace(line, " "))));
        book.Do("""
            {"do":"closeSeries","series":"tenth"}
            {"do":"closeSeries","series":"full"}
            {"do":"closeSeries","series":"br"}
            """).Succeeded();
        Assert.Equal("Nothing is pending.\n", book.Ask("pending").Succeeded().Output);
    }

    [Fact]
    public void An_open_series_that_has_issued_nothing_yet_is_listed()
    {
        using var book = new TemporaryBook("""{"do":"open","series":[{"id":"r","format":"R{seq}","max":5},{"id":"y","format":"Y{date:yyyy}-{seq}","reset":"yearly","max":5},{"id":"br","format":"{scope:A}-{seq}","max":5}]}""");
        Assert.Equal(["runs-low r  all 5", "runs-low y   5"], Low(book, "--low", "10"));
        Assert.Equal(["runs-low r  all 5", "runs-low y   5"], Low(book, "--low", "5"));
        Assert.Empty(Low(book, "--low", "4"));
        Assert.Empty(Low(book));
        Assert.Contains("│ y │ │ each │ 5 │", Blanks().Replace(book.Ask("pending", "--low", "10").Succeeded().Output, " "), StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_that_is_used_up_is_listed_until_the_year_after_the_next_begins()
    {
        using var book = new TemporaryBook(Yearly);
        Assert.Equal(["used-up y  2026 0"], Low(book));
        Assert.Equal(["used-up y  2026 0", "runs-low y  2027 2"], Low(book, "--low", "2"));
        book.Do("""{"do":"create","invoice":"A5","date":"2028-01-05"}""").Succeeded();
        Assert.Empty(Low(book));
        Assert.Equal(["runs-low y  2027 2", "runs-low y  2028 2"], Low(book, "--low", "2"));
    }

    private static IEnumerable<string> Low(TemporaryBook book, params string[] options) => book.Ask(["pending", "--json", .. options]).Succeeded().Lines
        .Select(line => System.Text.Json.JsonElement.Parse(line))
        .Select(line => string.Join(' ', new[] { "list", "series", "scope", "period", "left" }.Select(field => line.GetProperty(field).ToString())));

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
