using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Sharing;

/// <summary>The row of a book is deleted behind the library's back: its entries are still there, so it is not new.</summary>
public sealed class DeletedBookTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task It_is_not_begun_anew_and_its_neighbours_go_on()
    {
        var file = _scratch.NewFile();
        await using (var before = new Books(new SqliteStore(file)))
        {
            foreach (var name in new[] { "kept", "lost" })
            {
                await before[name].OpenAsync([new("a", "A-{seq}")]);
                await before[name].CreateAsync("I1", Day);
            }
        }

        Run(file, "PRAGMA foreign_keys = OFF; DELETE FROM numbering_books WHERE name = 'lost'");
        await using var books = new Books(new SqliteStore(file));
        Assert.Contains("book 'lost' is not among the books", Assert.Throws<StoreException>(() => books["lost"].Verify()).Message, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await books["lost"].OpenAsync([new("a", "A-{seq}")]));
        Assert.Equal(StoreTrouble.Damaged, refused.Trouble);
        Assert.Throws<StoreException>(() => books["lost"].Header());

        Assert.Equal("A-2", (await books["kept"].CreateAsync("I2", Day)).Number?.Text);
        await books["new"].OpenAsync([new("a", "A-{seq}")]);
        Assert.Equal("A-1", (await books["new"].CreateAsync("I1", Day)).Number?.Text);

        // Rows of nobody are told with every book: they are no book's own.
        Assert.All(new[] { "kept", "new", "never was" }, name => Assert.Contains("rows of book 2", books[name].Verify().Fault?.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_missed_while_the_store_is_open_too()
    {
        var file = _scratch.NewFile();
        await using var books = new Books(new SqliteStore(file));
        await books["lost"].OpenAsync([new("a", "A-{seq}")]);
        await books["lost"].CreateAsync("I1", Day);
        Run(file, "PRAGMA foreign_keys = OFF; CREATE TABLE aside AS SELECT * FROM numbering_books; DELETE FROM numbering_books");

        // Twice: what is known of the book is forgotten with the first trouble, and that there was one is not.
        for (var time = 0; time < 2; time++)
        {
            var refused = await Assert.ThrowsAsync<StoreException>(async () => await books["lost"].OpenAsync([new("a", "A-{seq}")]));
            Assert.Equal(StoreTrouble.Damaged, refused.Trouble);
            Assert.Throws<StoreException>(() => books["lost"].Header());
        }

        Assert.NotNull(books["lost"].Verify().Fault);
        Run(file, "INSERT INTO numbering_books SELECT * FROM aside");
        Assert.Equal("A-2", (await books["lost"].CreateAsync("I2", Day)).Number?.Text);
    }

    [Fact]
    public async Task A_book_that_is_made_while_it_is_read_is_not_missed()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var books = new Books(store);
        store.OnMoment = async () =>
        {
            store.OnMoment = () => Task.CompletedTask;
            await books["new"].OpenAsync([new("a", "A-{seq}")]);
        };
        Assert.False((await books["new"].HeaderAsync()).IsOpen);
        Assert.True((await books["new"].HeaderAsync()).IsOpen);
    }

    [Fact]
    public async Task A_file_that_another_process_brought_up_meanwhile_is_refused()
    {
        var file = _scratch.NewFile();
        await using var books = new Books(new SqliteStore(file));
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        Run(file, "UPDATE numbering_schema SET tables = tables + 1");

        Assert.Equal(StoreTrouble.Newer, Assert.Throws<StoreException>(() => books["main"].Header()).Trouble);
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await books["main"].CreateAsync("I1", Day));
        Assert.Equal(StoreTrouble.Newer, refused.Trouble);
        Run(file, "UPDATE numbering_schema SET tables = tables - 1");
        Assert.Equal("A-1", (await books["main"].CreateAsync("I1", Day)).Number?.Text);
    }

    [Fact]
    public async Task Whoever_disposes_second_waits_for_the_drain_too()
    {
        var file = _scratch.NewFile();
        var books = new Books(new SqliteStore(file));
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        using var held = Scratch.Open(file);
        await using var transaction = await held.BeginTransactionAsync();
        var created = books["main"].CreateAsync("I1", Day).AsTask();
        var first = Task.Run(books.Dispose);
        while (!books["main"].ApproveAsync("I1").AsTask().IsFaulted)
        {
            // Not closed yet.
            await Task.Delay(1);
        }

        var second = Task.Run(books.Dispose);
        await Task.WhenAny(second, Task.Delay(100));
        Assert.False(second.IsCompleted);
        await transaction.RollbackAsync();
        await Task.WhenAll(first, second);
        Assert.Equal("A-1", (await created).Number?.Text);
    }

    private static void Run(string file, string sql)
    {
        using var connection = Scratch.Open(file);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
