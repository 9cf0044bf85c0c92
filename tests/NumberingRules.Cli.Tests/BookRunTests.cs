using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary><c>run</c> and <c>import</c> on a book in a file: the same answers as in memory, and they last.</summary>
public sealed class BookRunTests
{
    private const string Open = """{"do":"open","series":[{"id":"rl","format":"RL-{seq:00000}"}]}""";

    public static TheoryData<string> Scripts => new()
    {
        File.ReadAllText(Checkout.PathOf("samples", "article.jsonl")),
        BookScripts.Findings,
        BookScripts.Busy,
        """{"do":"create","invoice":"A1","date":"2026-01-05"}""",
        "# nothing\n",
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_answers_are_those_of_a_book_in_memory_line_by_line(string script)
    {
        using var book = new TemporaryBook();
        Assert.Equal(Tool.RunScript(script, "--json").Succeeded().Lines, book.Do(script, "--json").Succeeded().Lines);
        using var other = new TemporaryBook();
        Assert.Equal(Tool.RunScript(script).Succeeded().Output, other.Do(script).Succeeded().Output);
    }

    [Fact]
    public void A_script_in_many_runs_gives_the_answers_of_one()
    {
        using var book = new TemporaryBook();
        var whole = Tool.RunScript(BookScripts.Busy, "--json").Succeeded();
        var answers = BookScripts.Busy.Split('\n').Where(line => line.StartsWith('{')).Select(line => Unnumbered(book.Do(line, "--json").Succeeded().Lines[0])).ToList();
        Assert.Equal(whole.Lines.Take(answers.Count).Select(Unnumbered), answers);
        Assert.Equal(whole.Lines.Skip(answers.Count), book.Ask("list", "--json").Succeeded().Lines);
    }

    [Fact]
    public void A_second_run_of_a_script_finds_everything_done_and_loses_nothing()
    {
        using var book = new TemporaryBook(BookScripts.Busy);
        var before = book.Ask("list", "--json").Succeeded().Output;
        var again = book.Do($$"""
            {{Open}}
            {"do":"create","invoice":"A1","date":"2026-01-05"}
            {"do":"confirm","invoice":"A1","erpKey":"501","erpNumber":"SI-1001"}
            {"do":"import","invoice":"S7","erpKey":"502","erpNumber":"SI-1002","date":"2026-01-06"}
            {"do":"create","invoice":"A1","date":"2026-01-06"}
            """, "--json").Succeeded();
        Assert.Equal(["unchanged", "unchanged", "unchanged", "unchanged", "rejected"], again.Commands.Select(command => command.GetProperty("outcome").GetString()));
        Assert.Equal(before, book.Ask("list", "--json").Succeeded().Output);
        Assert.Equal(1, book.Do("""{"do":"connect","company":"another"}""", "--strict").Status);
    }

    [Fact]
    public void A_malformed_script_makes_no_file_and_leaves_a_file_as_it_was()
    {
        using var book = new TemporaryBook();
        var malformed = Open + "\n" + """{"do":"create","invoice":"A1"}""";
        var run = book.Do(malformed, "--json");
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.False(File.Exists(book.Path));

        book.Do(BookScripts.Busy).Succeeded();
        var before = File.ReadAllBytes(book.Path);
        Assert.Equal(2, book.Do("""{"do":"disconnect"}""" + "\n" + malformed).Status);
        Assert.Equal(before, File.ReadAllBytes(book.Path));
    }

    [Fact]
    public void Several_books_of_a_file_are_told_apart_by_name()
    {
        using var book = new TemporaryBook();
        var create = Open + "\n" + """{"do":"create","invoice":"A1","date":"2026-01-05"}""";
        book.Do(create, "--name", "north").Succeeded();
        Assert.Single(book.Ask("list", "--json").Succeeded().Invoices);
        book.Do(create.Replace("A1", "B1", StringComparison.Ordinal), "--name", "south").Succeeded();

        foreach (var run in new[] { book.Ask("list"), book.Do(create) })
        {
            Assert.Equal((2, ""), (run.Status, run.Output));
            Assert.Contains("--name: 'north', 'south'", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal("B1", Assert.Single(book.Ask("list", "--json", "--name", "south").Succeeded().Invoices).GetProperty("invoice").GetString());
        var missing = book.Ask("list", "--name", "west");
        Assert.Equal(1, missing.Status);
        Assert.Contains("'north', 'south'", missing.Error, StringComparison.Ordinal);
        Assert.Equal(2, book.Ask("list", "--name", " ").Status);
        Assert.Equal(0, book.Ask("rebuild").Status);
    }

    [Fact]
    public void Without_a_name_a_file_s_first_book_is_main()
    {
        using var book = new TemporaryBook(Open);
        Assert.Contains("\"book\":\"main\"", book.Ask("head", "--json").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_register_is_taken_over_once()
    {
        using var book = new TemporaryBook();
        using var register = TemporaryFile.Of("csv", "No,Date\nB-2,2026-01-06\nA-1,2026-01-05 08:26\n");
        string[] import = ["import", register.Path, "--number", "No", "--date", "Date", "--company", "wholesaler", "--json", "--disconnect"];
        Assert.Equal(Tool.Run(import).Succeeded().Lines, book.Ask(import).Succeeded().Lines);
        var again = book.Ask([.. import, "--reconnect"]).Succeeded();
        Assert.Equal(["unchanged", "accepted", "unchanged", "unchanged", "accepted"], again.Commands.Select(command => command.GetProperty("outcome").GetString()));
        Assert.Equal(["RL-00002", "RL-00001"], again.Invoices.Select(invoice => invoice.GetProperty("number").GetString()));
    }

    [RegisterFact]
    public void The_real_register_lasts()
    {
        using var book = new TemporaryBook();
        string[] import = ["import", RegisterFactAttribute.Register, "--number", "InvoiceNo", "--date", "InvoiceDate", "--company", "wholesaler", "--disconnect", "--json"];
        Assert.Equal(Tool.Run(import).Succeeded().Output, book.Ask(import).Succeeded().Output);
        Assert.Equal(25_900, book.Ask("list", "--json").Succeeded().Lines.Count);
        Assert.Equal("RL-00001", Assert.Single(book.Ask("find", "536365", "--json").Succeeded().Invoices).GetProperty("number").GetString());
        Assert.Contains("numbers 1 to 25900 = 25,900 used = 25,900 issued + 0 taken over.", book.Ask("series").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("25,900 invoices, chain whole", book.Ask("verify").Succeeded().Output, StringComparison.Ordinal);
    }

    private static string Unnumbered(string answer) => answer[answer.IndexOf("\"outcome\"", StringComparison.Ordinal)..];
}
