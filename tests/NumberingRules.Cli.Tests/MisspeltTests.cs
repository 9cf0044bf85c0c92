namespace NumberingRules.Cli.Tests;

/// <summary>What a new user types wrong is told with what was meant.</summary>
public sealed class MisspeltTests
{
    [Theory]
    [InlineData("there is no verb 'lst'; was 'list' meant?", "lst", "--book", "a.db")]
    [InlineData("there is no verb 'inport'; was 'import' meant?", "inport", "register.csv")]
    [InlineData("there is no verb 'Series'; was 'series' meant?", "Series")]
    [InlineData("there is no verb 'fly'; there are run, import, audit,", "fly")]
    [InlineData("'list' has no option '--bok'; was '--book' meant?", "list", "--bok", "a.db")]
    [InlineData("'run' has no option '--jsn'; was '--json' meant?", "run", "samples/article.jsonl", "--jsn")]
    [InlineData("'run' has no option '--Strict'; was '--strict' meant?", "run", "samples/article.jsonl", "--Strict")]
    public void The_right_word_is_named(string says, params string[] arguments)
    {
        var run = Tool.Run(arguments);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.StartsWith($"numbering: {says}", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("run", "BOOK")]
    [InlineData("why", "BOOK", "A1")]
    public void A_book_given_as_a_script_is_told_as_that(params string[] arguments)
    {
        using var book = new TemporaryBook();
        Tool.Run("run", "samples/article.jsonl", "--book", book.Path).Succeeded();
        var run = Tool.Run([.. arguments.Select(argument => argument == "BOOK" ? book.Path : argument)]);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Equal($"numbering: {book.Path}: it is a book (an SQLite file), not a script; name it with --book {book.Path}\n", run.Error);
    }
}
