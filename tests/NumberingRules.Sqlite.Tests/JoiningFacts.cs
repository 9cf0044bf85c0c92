using Microsoft.Data.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite.Tests;

public sealed class JoiningFacts
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_appended_lives_or_dies_with_the_hosts_transaction(bool pooling)
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        foreach (var commits in (bool[])[false, true, false, true])
        {
            using var connection = shelf.Connect(pooling);
            using var transaction = connection.BeginTransaction(deferred: false);
            var load = new BookLoad("main");
            var book = new Chronicle("main");
            book.Do(Chronicle.Open);
            await using (var session = await shelf.Store.JoinAsync(transaction, load, default))
            {
                book.Know(load.Row!);
                await session.AppendAsync(book.Do(Chronicle.Create("A" + load.Row!.Entries)), default);
            }

            if (commits)
            {
                transaction.Commit();
                break;
            }
        }

        Assert.Equal(["A1"], await shelf.ListAsync((await shelf.RowAsync("main"))!, new InvoiceList.All(NewestFirst: false), 10));
    }

    [Theory]
    [InlineData("INSERT OR ROLLBACK INTO host VALUES (1)", true)]
    [InlineData("INSERT OR ROLLBACK INTO host VALUES (1)", false)]
    public async Task Nothing_is_written_once_SQLite_ended_the_transaction_by_itself(string statement, bool joinsFirst)
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        shelf.Tamper("CREATE TABLE host (id INTEGER PRIMARY KEY); INSERT INTO host VALUES (1)");
        using var connection = shelf.Connect(pooling: true);
        using var transaction = connection.BeginTransaction(deferred: false);
        var joined = joinsFirst ? await shelf.Store.JoinAsync(transaction, new("main"), default) : null;
        Assert.Throws<SqliteException>(() => Shelf.Run(connection, statement, transaction));

        var trouble = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            joined ??= await shelf.Store.JoinAsync(transaction, new("main"), default);
            await joined.AppendAsync(told.Do(Chronicle.Create("A")), default);
        });

        Assert.Equal(StoreTrouble.Transaction, trouble.Trouble);
        Assert.Equal(1, (await shelf.RowAsync("main"))!.Entries);
    }

    [Fact]
    public async Task A_host_that_ends_its_transaction_in_a_trigger_is_told()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        shelf.Tamper("CREATE TRIGGER full AFTER INSERT ON numbering_invoices BEGIN SELECT RAISE(ROLLBACK, 'as a full disk does'); END");
        using var connection = shelf.Connect(pooling: true);
        using var transaction = connection.BeginTransaction(deferred: false);
        await using var joined = await shelf.Store.JoinAsync(transaction, new("main"), default);

        var trouble = await Assert.ThrowsAsync<StoreException>(() => joined.AppendAsync(told.Do(Chronicle.Create("A")), default).AsTask());

        Assert.Equal(StoreTrouble.Transaction, trouble.Trouble);
        Assert.Equal(1, (await shelf.RowAsync("main"))!.Entries);
    }

    [Fact]
    public async Task A_change_set_that_fails_leaves_the_hosts_work()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        shelf.Tamper("CREATE TABLE host (id INTEGER)");
        var late = told.Do(Chronicle.Create("A"));
        var other = new Chronicle("main");
        other.Do(Chronicle.Open);
        await shelf.TellAsync(other, Chronicle.Create("B"));
        using (var connection = shelf.Connect(pooling: false))
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Shelf.Run(connection, "INSERT INTO host VALUES (7)", transaction);
            await using (var joined = await shelf.Store.JoinAsync(transaction, new("main"), default))
            {
                var trouble = await Assert.ThrowsAsync<StoreException>(() => joined.AppendAsync(late, default).AsTask());
                Assert.Equal(StoreTrouble.Conflict, trouble.Trouble);
            }

            transaction.Commit();
            Assert.Equal(7L, Shelf.Run(connection, "SELECT id FROM host"));
        }

        Assert.Equal(["B"], await shelf.ListAsync(other.Row!, new InvoiceList.All(NewestFirst: false), 10));
    }

    [Fact]
    public async Task A_transaction_that_read_what_is_no_longer_so_is_refused()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        using var connection = shelf.Connect(pooling: true);
        using var transaction = connection.BeginTransaction(deferred: true);
        Shelf.Run(connection, "SELECT COUNT(*) FROM numbering_books", transaction);
        await shelf.TellAsync(told, Chronicle.Create("A"));

        var trouble = await Assert.ThrowsAsync<StoreException>(() => shelf.Store.JoinAsync(transaction, new("main"), default).AsTask());

        Assert.Equal(StoreTrouble.Transaction, trouble.Trouble);
        Assert.Contains("deferred: false", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transactions_of_other_databases_are_refused()
    {
        await using var shelf = new Shelf();
        await using var other = new Shelf();
        using var connection = other.Connect(pooling: true);
        using var transaction = connection.BeginTransaction();

        var trouble = await Assert.ThrowsAsync<StoreException>(() => shelf.Store.JoinAsync(transaction, new("main"), default).AsTask());

        Assert.Equal(StoreTrouble.Transaction, trouble.Trouble);
    }

    [Fact]
    public async Task A_transaction_of_a_file_that_was_replaced_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open);
        await shelf.Store.ScrubAsync(default);
        using var connection = shelf.Connect(pooling: false);
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var moved in Directory.GetFiles(Path.GetDirectoryName(shelf.File)!, Path.GetFileName(shelf.File) + "*"))
        {
            File.Move(moved, moved.Replace(shelf.File, shelf.File + "-moved", StringComparison.Ordinal));
        }

        File.Copy(shelf.File + "-moved", shelf.File);
        await using var store = new SqliteStore(shelf.File);

        var trouble = await Assert.ThrowsAsync<StoreException>(() => store.JoinAsync(transaction, new("main"), default).AsTask());

        Assert.Equal(StoreTrouble.CannotOpen, trouble.Trouble);
    }

    [Fact]
    public async Task Writers_wait_for_the_hosts_transaction_as_long_as_they_may()
    {
        await using var shelf = new Shelf(TimeSpan.FromMilliseconds(50));
        await shelf.TellAsync(new("main"), Chronicle.Open);
        using var connection = shelf.Connect(pooling: true);
        using var transaction = connection.BeginTransaction(deferred: false);

        var trouble = await Assert.ThrowsAsync<StoreException>(() => shelf.Store.WriteAsync([], default).AsTask());

        Assert.Equal(StoreTrouble.Busy, trouble.Trouble);
    }

    [Fact]
    public async Task A_writer_who_waits_can_be_cancelled_and_holds_nothing()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        using var connection = shelf.Connect(pooling: true);
        using (connection.BeginTransaction(deferred: false))
        {
            using var token = new CancellationTokenSource();
            var waiting = shelf.Store.WriteAsync([], token.Token).AsTask();
            await token.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await shelf.TellAsync(told, Chronicle.Create("A"));
    }
}
