using NumberingRules.Storage;

namespace NumberingRules.Sqlite.Tests;

public sealed class OpeningFacts
{
    [Theory]
    [InlineData(":memory:", "MemoryStore")]
    [InlineData("Data Source=:memory:", "MemoryStore")]
    [InlineData("file:books.db?mode=memory", "path alone")]
    public void What_is_no_path_is_refused_with_the_remedy(string file, string remedy)
    {
        var refused = Assert.Throws<ArgumentException>(() => new SqliteStore(file));

        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_database_of_another_application_is_left_alone_unless_told()
    {
        await using var shelf = new Shelf();
        var file = shelf.File + "-host";
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            Shelf.Run(connection, "CREATE TABLE orders (id INTEGER)");
        }

        var bytes = await File.ReadAllBytesAsync(file);

        var refused = Assert.Throws<StoreException>(() => new SqliteStore(file));

        Assert.Equal(StoreTrouble.NotABook, refused.Trouble);
        Assert.Contains("'orders'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(SqliteStoreOptions.ShareFile), refused.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
        await using (new SqliteStore(new SqliteStoreOptions { File = file, ShareFile = true }))
        {
        }

        await using var again = new SqliteStore(file);
    }

    [Fact]
    public async Task Files_are_for_their_owner_only()
    {
        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open);
        if (!OperatingSystem.IsWindows())
        {
            Assert.All(
                Directory.GetFiles(Path.GetDirectoryName(shelf.File)!, Path.GetFileName(shelf.File) + "*"),
                file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file)));
        }
    }

    [Fact]
    public async Task A_newer_version_is_refused_also_while_open()
    {
        await using var shelf = new Shelf();
        shelf.Tamper("UPDATE numbering_schema SET tables = 3");

        var trouble = await Assert.ThrowsAsync<StoreException>(() => shelf.Store.WriteAsync([new("main")], default).AsTask());

        Assert.Equal(StoreTrouble.Newer, trouble.Trouble);
        Assert.Equal(StoreTrouble.Newer, (await Assert.ThrowsAsync<StoreException>(() => shelf.Store.ReadAsync(default).AsTask())).Trouble);
        Assert.Equal(StoreTrouble.Newer, Assert.Throws<StoreException>(() => new SqliteStore(shelf.File)).Trouble);
    }

    [Fact]
    public async Task A_store_that_only_looks_changes_nothing()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open, Chronicle.Create("A"));
        await using var looking = new SqliteStore(new SqliteStoreOptions { File = shelf.File, ReadOnly = true });
        await using (var session = await looking.ReadAsync(default))
        {
            Assert.Equal(["main"], await session.NamesAsync(default));
        }

        Assert.Equal(StoreTrouble.ReadOnly, (await Assert.ThrowsAsync<StoreException>(() => looking.WriteAsync([], default).AsTask())).Trouble);
    }

    [Fact]
    public async Task Texts_must_be_kept_as_UTF8()
    {
        await using var shelf = new Shelf();
        var file = shelf.File + "-16";
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            Shelf.Run(connection, "PRAGMA encoding = 'UTF-16'; CREATE TABLE orders (id INTEGER)");
        }

        Assert.Equal(StoreTrouble.CannotOpen, Assert.Throws<StoreException>(() => new SqliteStore(new SqliteStoreOptions { File = file, ShareFile = true })).Trouble);
    }

    [Fact]
    public async Task A_store_that_is_closed_says_so()
    {
        await using var shelf = new Shelf();
        await shelf.Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => shelf.Store.WriteAsync([], default).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => shelf.Store.ReadAsync(default).AsTask());
    }

    [Fact]
    public async Task A_book_whose_row_was_deleted_does_not_begin_anew()
    {
        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open);
        await shelf.TellAsync(new("other"), Chronicle.Open);
        shelf.Tamper("DELETE FROM numbering_books WHERE name = 'main'");
        await shelf.ReopenAsync();

        Assert.Equal(StoreTrouble.Damaged, (await Assert.ThrowsAsync<StoreException>(() => shelf.Store.WriteAsync([new("main")], default).AsTask())).Trouble);
        await shelf.TellAsync(new("third"), Chronicle.Open);
        Assert.Equal(3, (await shelf.RowAsync("third"))!.Id);
    }

    [Fact]
    public async Task A_file_that_was_moved_away_takes_no_more_entries()
    {
        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open);
        File.Move(shelf.File, shelf.File + "-moved");

        var trouble = await Assert.ThrowsAsync<StoreException>(() => shelf.Store.WriteAsync([], default).AsTask());

        Assert.Equal(StoreTrouble.CannotOpen, trouble.Trouble);
    }

    [Fact]
    public async Task A_file_that_was_replaced_takes_no_more_entries_and_neither_does_the_new_one()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var shelf = new Shelf();
        await using var other = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open);
        await other.TellAsync(new("main"), Chronicle.Open);
        await other.Store.DisposeAsync();
        var before = File.ReadAllBytes(other.File);
        File.Copy(other.File, shelf.File + "-new");
        File.Move(shelf.File + "-new", shelf.File, overwrite: true);

        var trouble = await Assert.ThrowsAsync<StoreException>(() => shelf.Store.WriteAsync([], default).AsTask());

        Assert.Equal(StoreTrouble.CannotOpen, trouble.Trouble);
        Assert.Contains("replaced", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(shelf.File));
    }

    [Fact]
    public async Task What_is_committed_to_a_file_that_was_moved_away_is_not_told_as_done()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open);
        await using (var session = await shelf.Store.WriteAsync([], default))
        {
            shelf.Replace();
            Assert.Equal(StoreTrouble.CommitUnknown, (await Assert.ThrowsAsync<StoreException>(() => session.CommitAsync(Storage.ChangeSet.Empty, default).AsTask())).Trouble);
        }

        Assert.Equal(StoreTrouble.CannotOpen, (await Assert.ThrowsAsync<StoreException>(() => shelf.Store.WriteAsync([], default).AsTask())).Trouble);
    }

    /// <summary>A checkpoint through the new file once copied the old file's log into it.</summary>
    [Fact]
    public async Task Erasing_does_not_touch_a_file_that_replaced_the_one_that_was_opened()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var shelf = new Shelf();
        await shelf.Store.ScrubAsync(default);
        File.Copy(shelf.File, shelf.File + "-backup");
        await shelf.TellAsync(new("main"), Chronicle.Open);
        var before = File.ReadAllBytes(shelf.File + "-backup");
        File.Move(shelf.File + "-backup", shelf.File, overwrite: true);

        Assert.Equal(StoreTrouble.CannotOpen, (await Assert.ThrowsAsync<StoreException>(() => shelf.Store.ScrubAsync(default).AsTask())).Trouble);
        Assert.Equal(before, File.ReadAllBytes(shelf.File));
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_a_writer_waits_takes_no_more_entries()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open);
        await shelf.Store.ScrubAsync(default);
        using var connection = shelf.Connect(pooling: false);
        var transaction = connection.BeginTransaction(deferred: false);
        var waiting = shelf.Store.WriteAsync([], default).AsTask();
        Assert.False(waiting.IsCompleted);
        shelf.Replace();
        await transaction.DisposeAsync();

        var trouble = await Assert.ThrowsAsync<StoreException>(() => waiting);

        Assert.Equal(StoreTrouble.CannotOpen, trouble.Trouble);
        File.Move(shelf.File + "-moved", shelf.File, overwrite: true);
        await (await shelf.Store.WriteAsync([], default)).DisposeAsync();
    }

    [Fact]
    public async Task A_connection_that_was_closed_is_not_taken_for_one_that_lies_where_it_lay_in_memory()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var shelf = new Shelf();
        await using var other = new Shelf();
        var closed = new SqliteFile(new() { File = shelf.File }).ConnectToRead();
        closed.Dispose();
        var file = new SqliteFile(new() { File = other.File });
        var links = Enumerable.Range(0, 10).Select(_ => file.ConnectToRead()).ToList();
        File.Move(other.File, other.File + "-moved");

        Assert.False(closed.HasMoved);

        Assert.All(links, link => Assert.True(link.HasMoved));
        links.ForEach(link => link.Dispose());
    }

    [Fact]
    public async Task A_relative_path_is_the_file_it_was_when_it_was_opened()
    {
        var working = Directory.GetCurrentDirectory();
        var (first, second) = (Directory.CreateTempSubdirectory("numbering-"), Directory.CreateTempSubdirectory("numbering-"));
        try
        {
            Directory.SetCurrentDirectory(first.FullName);
            await using var store = new SqliteStore("books.db");
            Directory.SetCurrentDirectory(second.FullName);
            await (await store.WriteAsync([], default)).DisposeAsync();
            await (await store.ReadAsync(default)).DisposeAsync();
            Assert.Empty(second.GetFiles());
            Assert.True(File.Exists(Path.Combine(first.FullName, "books.db")));
        }
        finally
        {
            Directory.SetCurrentDirectory(working);
            first.Delete(recursive: true);
            second.Delete(recursive: true);
        }
    }
}
