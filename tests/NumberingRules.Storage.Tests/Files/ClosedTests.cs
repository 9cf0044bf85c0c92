using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Storage.Tests.Crashes;
using NumberingRules.Storage.Tests.Trouble;

namespace NumberingRules.Storage.Tests.Files;

/// <summary>A store that is closed has let go of every connection: the last one to go takes the log with it, so one file is left.</summary>
public sealed class ClosedTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void After_reading_and_writing_on_several_connections()
    {
        var file = Troubled.Make(_folder);
        using (var books = Troubled.Open(file))
        {
            foreach (var name in books.Names())
            {
                Assert.True(books[name].Verify().IsSound);
                Troubled.Done(books[name].CreateAsync("B1", Day));
                Assert.NotNull(books[name].Invoice("B1"));
            }
        }

        OneFile(file);
    }

    [Fact]
    public void After_it_made_its_tables_anew_and_erased_texts()
    {
        var file = Troubled.Make(_folder);
        using (var books = Troubled.Open(file))
        {
            books.Rebuild();
            books[Troubled.Book].EraseTextOf("A1");
            Troubled.Done(books[Troubled.Book].CreateAsync("B1", Day));
        }

        OneFile(file);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_commands_in_a_hosts_transactions(bool pooled)
    {
        var file = Troubled.Make(_folder);
        using (var books = Troubled.Open(file))
        {
            foreach (var id in new[] { "B1", "B2" })
            {
                using var connection = Scratch.Open(file, pooled: pooled);
                using var transaction = connection.BeginTransaction();
                Assert.Equal(Outcome.Accepted, books[Troubled.Book].DoWithin(transaction, new Command.Create(id, Day)).Outcome);
                transaction.Commit();
            }
        }

        SqliteConnection.ClearAllPools();
        OneFile(file);
    }

    [Fact]
    public void After_it_refused_to_open()
    {
        var file = Troubled.Make(_folder);
        FileRows.Run(file, "UPDATE numbering_schema SET tables = tables + 1");
        Troubled.CannotOpen(file, StoreTrouble.Newer);
        OneFile(file);
    }

    [Fact]
    public void After_it_refused_a_host()
    {
        var file = Troubled.Make(_folder);
        using (var books = Troubled.Open(file))
        {
            FileRows.Run(file, "UPDATE numbering_schema SET tables = tables + 1");
            using var connection = Scratch.Open(file);
            using var transaction = connection.BeginTransaction();
            Assert.Equal(StoreTrouble.Newer, Assert.Throws<StoreException>(() => books[Troubled.Book].DoWithin(transaction, new Command.Create("B1", Day))).Trouble);
        }

        OneFile(file);
    }

    [Fact]
    public async Task Nothing_more_can_be_asked_of_it()
    {
        var file = Troubled.Make(_folder);
        var store = new SqliteStore(file);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAsync(default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.WriteAsync([], default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ScrubAsync(default));
        OneFile(file);
    }

    /// <summary>Beside the file by which writers take turns, which stays.</summary>
    private void OneFile(string file) => Assert.Equal([file, file + "-turn"], Directory.GetFileSystemEntries(_folder.Path).Order(StringComparer.Ordinal));
}
