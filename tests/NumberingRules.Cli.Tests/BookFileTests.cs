namespace NumberingRules.Cli.Tests;

/// <summary>Files that cannot be used: a clear message, exit status 1, and the file as it was.</summary>
public sealed class BookFileTests
{
    private static readonly string[][] Verbs =
    [
        ["list"], ["find", "x"], ["show", "x"], ["why", "x"], ["pending"], ["series"], ["verify"], ["head"], ["export"], ["rebuild"], ["what-if", "disconnect"],
    ];

    public static TheoryData<string> VerbNames => [.. Verbs.Select(verb => string.Join(' ', verb))];

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void A_file_that_is_not_there_is_not_made(string verb)
    {
        using var book = new TemporaryBook();
        AssertRefused(book.Ask(verb.Split(' ')), "there is no such file");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(book.Path)!));
        Assert.Equal(2, Tool.Run(verb.Split(' ')).Status);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("rebuild")]
    [InlineData("run")]
    public void A_file_that_is_no_database_is_left_as_it_was(string verb)
    {
        using var book = new TemporaryBook();
        File.WriteAllText(book.Path, new('x', 5000));
        AssertRefused(verb == "run" ? book.Do("{\"do\":\"recover\"}") : book.Ask(verb), "not an SQLite database");
        Assert.Equal(new('x', 5000), File.ReadAllText(book.Path));
    }

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void A_database_without_books_is_left_as_it_was_by_who_only_looks(string verb)
    {
        using var book = new TemporaryBook();
        File.WriteAllBytes(book.Path, []);
        AssertRefused(book.Ask(verb.Split(' ')), "holds no book yet");
        book.Tamper("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)");
        var before = File.ReadAllBytes(book.Path);
        AssertRefused(book.Ask(verb.Split(' ')), "holds no book yet");
        Assert.Equal(before, File.ReadAllBytes(book.Path));
        Assert.Single(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(book.Path)!));
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        AssertRefused(Tool.Run("list", "--book", Path.GetTempPath()), "folder");
        AssertRefused(Tool.RunScript("{\"do\":\"recover\"}", "--book", Path.GetTempPath()), "folder");
        AssertRefused(Tool.RunScript("{\"do\":\"recover\"}", "--book", Path.Combine(Path.GetTempPath(), "no-such-folder", "book.db")), "cannot be made");
        Assert.Equal(2, Tool.Run("list", "--book", "").Status);
    }

    [Fact]
    public void A_newer_file_is_refused()
    {
        using var book = new TemporaryBook(BookScripts.Busy);
        book.Tamper("UPDATE numbering_schema SET journal = 99");
        var before = File.ReadAllBytes(book.Path);
        AssertRefused(book.Ask("list"), "newer version");
        AssertRefused(book.Do("{\"do\":\"recover\"}"), "newer version");
        Assert.Equal(before, File.ReadAllBytes(book.Path));
    }

    [Fact]
    public void A_damaged_page_is_said()
    {
        using var book = new TemporaryBook(BookScripts.Busy);
        var bytes = File.ReadAllBytes(book.Path);
        bytes.AsSpan(4096).Fill(0xA5);
        File.WriteAllBytes(book.Path, bytes);
        AssertRefused(book.Ask("list"), "damaged");
        AssertRefused(book.Do("{\"do\":\"recover\"}"), "damaged");
        Assert.Equal(bytes, File.ReadAllBytes(book.Path));
    }

    private static void AssertRefused(ToolRun run, string named)
    {
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.StartsWith("numbering: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
