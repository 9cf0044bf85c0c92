using System.Data;
using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

public sealed class JoiningTests(ServerFixture fixture) : StoreTest(fixture)
{
    [PostgreSqlFact]
    public async Task What_is_appended_lives_or_dies_with_the_hosts_transaction()
    {
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        foreach (var commits in (bool[])[false, true])
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var book = new BookLoad("acme");
            await using (var session = await Store.JoinAsync(transaction, book, default))
            {
                Assert.True(book.HasRow);
                Assert.Null(book.Row);
                await session.AppendAsync(new([Hand.Creates("acme", null, 1, "i1")]), default);
            }

            await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
            Assert.Equal(commits, await RowAsync("acme") is not null);
        }
    }

    [PostgreSqlFact]
    public async Task A_database_that_was_made_anew_is_refused_once_and_known_then()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        Server.Execute(Database, $"COMMENT ON TABLE numbering.numbering_books IS '{Tables.Version}, another'");
        await using var connection = await Source().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(async () => await Store.JoinAsync(transaction, new("acme"), default)));

        await using var session = await Store.JoinAsync(transaction, new("acme"), default);
        await transaction.CommitAsync();
    }

    [PostgreSqlFact]
    public async Task After_a_refused_append_the_host_can_go_on()
    {
        var row = await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RunAsync(connection, "CREATE TABLE hosts_own AS SELECT 1 AS one");
            await using var session = await Store.JoinAsync(transaction, new("acme"), default);
            Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(async () => await session.AppendAsync(new([Hand.Creates("acme", row, 1, "i2")]), default)));
            await transaction.CommitAsync();
        }

        Assert.Equal(1L, await RunAsync(connection, "SELECT count(*) FROM hosts_own"));
        Assert.Equal(row, await RowAsync("acme"));
    }

    /// <summary>The host's savepoint has the name that the store gives its own: a return to a savepoint that was never set would find it.</summary>
    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_call_that_was_cancelled_the_host_can_go_on(bool prepare)
    {
        var row = await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var store = Open(new() { Prepare = prepare });
        using var giveUp = new CancellationTokenSource();
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using (await store.JoinAsync(transaction, new("acme"), default))
            {
            }

            await using var session = await store.JoinAsync(transaction, new("acme"), default);
            await RunAsync(connection, "CREATE TABLE hosts_own AS SELECT 1 AS one");
            await transaction.SaveAsync("numbering");
            await RunAsync(connection, "INSERT INTO hosts_own VALUES (2)");
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.JoinAsync(transaction, new("acme"), giveUp.Token));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.AppendAsync(new([Hand.Creates("acme", row, 2, "i2")]), giveUp.Token));
            await RunAsync(connection, "INSERT INTO hosts_own VALUES (3)");
            await session.AppendAsync(new([Hand.Creates("acme", row, 2, "i3")]), default);
            await transaction.CommitAsync();
        }

        Assert.Equal(3L, await RunAsync(connection, "SELECT count(*) FROM hosts_own"));
        Assert.Equal(2, (await RowAsync("acme"))!.Entries);
    }

    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_wait_for_the_book_that_was_cancelled_the_host_can_go_on(bool prepare)
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var store = Open(new() { Prepare = prepare });
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        var (_, holder) = await WriteAsync(Store, "acme");
        await using (holder)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await RunAsync(connection, "CREATE TABLE hosts_own AS SELECT 1 AS one");
            using var giveUp = new CancellationTokenSource();
            var joining = store.JoinAsync(transaction, new("acme"), giveUp.Token).AsTask();
            await WaitingAsync(1);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining);
            await transaction.CommitAsync();
        }

        Assert.Equal(1L, await RunAsync(connection, "SELECT count(*) FROM hosts_own"));
    }

    [PostgreSqlFact]
    public async Task Loading_and_a_second_append_see_the_first()
    {
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var session = await Store.JoinAsync(transaction, new("acme"), default))
        {
            await session.AppendAsync(new([Hand.Creates("acme", null, 1, "i1")]), default);
        }

        var book = new BookLoad("acme");
        await using (var session = await Store.JoinAsync(transaction, book, default))
        {
            book.Invoices.Ask(new("i1"));
            await session.LoadAsync([book], default);
            Assert.True(book.Invoices.TryGet(new("i1"), out _));
            await session.AppendAsync(new([Hand.Creates("acme", book.Row, 2, "i2")]), default);
        }

        await transaction.CommitAsync();
        Assert.Equal(2, (await RowAsync("acme"))!.Entries);
    }

    /// <summary>The host caught the exception of a statement of its own and went on, but the server does nothing more in this transaction.</summary>
    [PostgreSqlFact]
    public async Task In_a_transaction_that_was_aborted_midway_no_number_is_given()
    {
        await using var books = new Books(Open());
        await books["acme"].OpenAsync([new("a", "A-{seq}")]);
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal("A-1", (await books["acme"].DoWithinAsync(transaction, new Command.Create("i1", new(2026, 3, 1)))).Number!.Text);
            await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, "SELECT 1 / 0"));
            Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(() => books["acme"].DoWithinAsync(transaction, new Command.Create("i2", new(2026, 3, 1))).AsTask()));
            await transaction.RollbackAsync();
        }

        Assert.Equal("A-1", (await books["acme"].CreateAsync("i3", new(2026, 3, 1))).Number!.Text);
    }

    /// <summary>What was numbered behind the savepoint is undone, and its lock with it; others may have numbered since.</summary>
    [PostgreSqlFact]
    public async Task After_a_return_to_the_hosts_savepoint_numbers_go_on_from_what_is_there()
    {
        await using var books = new Books(Open());
        await books["acme"].OpenAsync([new("a", "A-{seq}")]);
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await transaction.SaveAsync("numbering");
        Assert.Equal("A-1", (await books["acme"].DoWithinAsync(transaction, new Command.Create("i1", new(2026, 3, 1)))).Number!.Text);
        await transaction.RollbackAsync("numbering");
        Assert.Equal("A-1", (await books["acme"].CreateAsync("i2", new(2026, 3, 1))).Number!.Text);
        Assert.Equal("A-2", (await books["acme"].DoWithinAsync(transaction, new Command.Create("i1", new(2026, 3, 1)))).Number!.Text);
        await transaction.CommitAsync();
        Assert.True((await books["acme"].VerifyAsync()).IsSound);
    }

    [PostgreSqlFact]
    public async Task The_book_stays_locked_until_the_hosts_transaction_ends()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using (await Store.JoinAsync(transaction, new("acme"), default))
            {
            }

            var hasty = Open(new() { WriteWait = TimeSpan.FromMilliseconds(20) });
            Assert.Equal(StoreTrouble.Busy, await TroubleAsync(() => WriteAsync(hasty, "acme")));
        }

        await CommitAsync("acme", static before => Hand.Creates("acme", before, 2, "i2"));
    }

    [PostgreSqlFact]
    public async Task A_new_book_in_a_long_transaction_keeps_nobody_waiting_who_wants_another()
    {
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var session = await Store.JoinAsync(transaction, new("new"), default);
        await session.AppendAsync(new([Hand.Creates("new", null, 1, "i1")]), default);
        var books = new[] { new BookLoad("new"), new BookLoad("other") };
        await using var writing = await Open().WriteAsync(books, default);
        Assert.True(books[0].IsBusy);
        await writing.CommitAsync(new([Hand.Creates("other", books[1].Row, 1, "i1")]), default);
        Assert.Equal(1, (await RowAsync("other"))!.Entries);
    }

    [PostgreSqlFact]
    public async Task A_transaction_that_looks_at_an_older_moment_is_refused()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        foreach (var level in (IsolationLevel[])[IsolationLevel.RepeatableRead, IsolationLevel.Serializable])
        {
            await using var source = Source();
            await using var connection = await source.OpenConnectionAsync();
            await using (var transaction = await connection.BeginTransactionAsync(level))
            {
                await using var session = await Store.JoinAsync(transaction, new("acme"), default);
                await transaction.CommitAsync();
            }

            await using (var transaction = await connection.BeginTransactionAsync(level))
            {
                await RunAsync(connection, "SELECT count(*) FROM numbering.numbering_books");
                await CommitAsync("acme", static before => Hand.Creates("acme", before, before!.Entries + 1, $"i{before.Entries + 1}"));
                Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(async () => await Store.JoinAsync(transaction, new("acme"), default)));
                Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(async () => await Store.JoinAsync(transaction, new($"new {level}"), default)));
            }

            await using (var transaction = await connection.BeginTransactionAsync(level))
            {
                await using var session = await Store.JoinAsync(transaction, new($"new {level}"), default);
                await session.AppendAsync(new([Hand.Creates($"new {level}", null, 1, "i1")]), default);
                await transaction.CommitAsync();
            }

            Assert.NotNull(await RowAsync($"new {level}"));
        }
    }

    /// <summary>What was restored may number the books otherwise, and nobody may write who would notice: then the next call asks for the numbers again.</summary>
    [PostgreSqlFact]
    public async Task In_a_database_that_was_restored_only_the_first_call_is_refused()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        Server.Execute(Database, "UPDATE numbering.numbering_books SET id = DEFAULT");
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(async () => await Store.JoinAsync(transaction, new("acme"), default)));
            await transaction.RollbackAsync();
        }

        await using (var transaction = await connection.BeginTransactionAsync())
        await using (await Store.JoinAsync(transaction, new("acme"), default))
        {
        }
    }

    [PostgreSqlFact]
    public async Task A_transaction_of_another_database_or_none_is_refused()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var elsewhere = Server.NewDatabase();
        var other = Open(database: elsewhere);
        await using (await other.ReadAsync(default))
        {
        }

        await using var source = Source(elsewhere);
        await using var connection = await source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(async () => await Store.JoinAsync(transaction, new("acme"), default)));
        await transaction.CommitAsync();
        Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(async () => await Store.JoinAsync(transaction, new("acme"), default)));

        await using var reading = await connection.BeginTransactionAsync();
        await RunAsync(connection, "SET TRANSACTION READ ONLY");
        Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(async () => await other.JoinAsync(reading, new("acme"), default)));
    }
}
