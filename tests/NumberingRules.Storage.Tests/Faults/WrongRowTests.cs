using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Faults;

/// <summary>One wrong row does not become a wrong journal: nothing is decided over it, and a rebuild mends what is derived.</summary>
public sealed class WrongRowTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE numbering_positions SET next = 1")]
    [InlineData("UPDATE numbering_positions SET next = 2")]
    [InlineData("UPDATE numbering_positions SET next = 4")]
    [InlineData("UPDATE numbering_positions SET next = 9")]
    [InlineData("DELETE FROM numbering_positions")]
    public async Task A_position_that_is_wrong_issues_nothing(string sql)
    {
        var file = await MadeAsync();
        FileRows.Run(file, sql);
        await using var books = new Books(new SqliteStore(file));
        var book = books["main"];
        var head = await book.HeadAsync();
        Assert.Equal(StoreTrouble.Damaged, (await Assert.ThrowsAsync<StoreException>(async () => await book.CreateAsync("I3", Day))).Trouble);
        Assert.Equal(head, await book.HeadAsync());
        await book.RebuildAsync();
        Assert.Equal("A-003", (await book.CreateAsync("I3", Day)).Number!.Text);
        Assert.Null((await book.VerifyAsync(head.Hash)).Fault?.What);
    }

    [Theory]
    [InlineData("DELETE FROM numbering_positions", false)]
    [InlineData("DELETE FROM numbering_positions", true)]
    [InlineData("UPDATE numbering_positions SET next = 1", false)]
    [InlineData("UPDATE numbering_positions SET next = 3", false)]
    [InlineData("UPDATE numbering_positions SET next = 3", true)]
    [InlineData("UPDATE numbering_positions SET next = 10", true)]
    public async Task A_position_set_back_behind_an_advance_issues_no_number_that_was_used_elsewhere(string sql, bool headerIsKnown)
    {
        var file = await MadeAsync();
        await using var books = new Books(new SqliteStore(file));
        await books["main"].DoAsync(new Command.Advance("a", Day, 9, "used elsewhere"));
        FileRows.Run(file, sql);
        await using var others = new Books(new SqliteStore(file));
        var book = (headerIsKnown ? books : others)["main"];
        var trouble = await Assert.ThrowsAsync<StoreException>(async () => await book.CreateAsync("I3", Day));
        Assert.Equal(StoreTrouble.Damaged, trouble.Trouble);
        Assert.Contains("by what was issued and taken over it is 9", trouble.Message, StringComparison.Ordinal);
        await book.RebuildAsync();
        Assert.Equal("A-009", (await book.CreateAsync("I3", Day)).Number!.Text);
    }

    [Theory]
    [InlineData("head = zeroblob(32)")]
    [InlineData("entries = entries - 1")]
    [InlineData("entries = entries + 1")]
    [InlineData("at = 3155378975999999999")]
    [InlineData("about_book = about_book + 1")]
    [InlineData("about_book_hash = zeroblob(32)")]
    [InlineData("exchanged = 1 - exchanged")]
    [InlineData("epoch = epoch + 1")]
    [InlineData("home_prevails = 1 - home_prevails")]
    [InlineData("identity = zeroblob(16)")]
    public async Task A_book_whose_row_is_wrong_decides_nothing_and_hands_out_no_head(string change)
    {
        var file = await MadeAsync();
        FileRows.Run(file, $"UPDATE numbering_books SET {change}");
        await using var books = new Books(new SqliteStore(file));
        var book = books["main"];
        Assert.Equal(StoreTrouble.Damaged, (await Assert.ThrowsAsync<StoreException>(async () => await book.CreateAsync("I3", Day))).Trouble);
        Assert.Equal(StoreTrouble.Damaged, (await Assert.ThrowsAsync<StoreException>(async () => await book.HeadAsync())).Trouble);
        Assert.NotNull((await book.VerifyAsync()).Fault);
        await book.RebuildAsync();
        Assert.Equal("A-003", (await book.CreateAsync("I3", Day)).Number!.Text);
        Assert.Null((await book.VerifyAsync()).Fault?.What);
    }

    [Fact]
    public async Task What_an_advance_has_set_is_right_after_a_rebuild_too()
    {
        var file = await MadeAsync();
        await using var books = new Books(new SqliteStore(file));
        var book = books["main"];
        await book.DoAsync(new Command.Advance("a", Day, 9, "used elsewhere"));
        await book.RebuildAsync();
        Assert.Equal("A-009", (await book.CreateAsync("I3", Day)).Number!.Text);
        Assert.Equal("A-010", (await book.CreateAsync("I4", Day)).Number!.Text);
    }

    private async Task<string> MadeAsync()
    {
        var file = _folder.File("books.db");
        await using var books = new Books(new SqliteStore(file));
        await books["main"].OpenAsync([new("a", "A-{seq:000}")]);
        await books["main"].CreateAsync("I1", Day);
        await books["main"].CreateAsync("I2", Day);
        return file;
    }
}
