using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests.HostTransactions;

/// <summary>What can befall the host's transaction: each has a clear outcome, and whoever comes next gets the next number.</summary>
public sealed class HostTroubleTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const string Rows = "SELECT string_agg(id, ' ' ORDER BY id COLLATE \"C\") FROM hosts_own";

    private static readonly DateOnly Day = new(2026, 3, 1);

    /// <summary>Mostly the pipe is broken first; the server's last words may arrive as well, and say the same.</summary>
    [Fact]
    public void What_the_server_says_of_a_transaction_that_stood_still_is_told_as_its_broken_pipe() => Assert.Equal(
        StoreTrouble.CannotOpen,
        Trouble.Explain(new PostgresException("terminating connection due to idle-in-transaction timeout", "FATAL", "FATAL", "25P03"), Doing.Joining, "here").Trouble);

    [PostgreSqlFact]
    public async Task After_the_hosts_own_lock_timeout_its_transaction_can_go_on()
    {
        await using var books = await HostAsync();
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using (var held = await source.OpenConnectionAsync())
        await using (var holder = await held.BeginTransactionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal("A-1", await NumberAsync(books["main"], holder, "I1"));
            await RunAsync(connection, "SET LOCAL lock_timeout = 50");
            Assert.Equal(StoreTrouble.Busy, await TroubleAsync(() => NumberAsync(books["main"], transaction, "I2")));
            await RunAsync(connection, "INSERT INTO hosts_own VALUES ('between')");
            await holder.CommitAsync();
            Assert.Equal("A-2", await NumberAsync(books["main"], transaction, "I2"));
            await transaction.CommitAsync();
        }

        Assert.Equal("I1 I2 between", await RunAsync(connection, Rows));
        await GoesOnAsync(books["main"], "A-3");
    }

    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_the_server_ended_before_the_number_is_told_and_leaves_nothing(bool stoodStill)
    {
        await using var books = await HostAsync();
        await using var source = Source();
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RunAsync(connection, "INSERT INTO hosts_own VALUES ('before')");
            await EndAsync(connection, stoodStill);
            Assert.Equal(StoreTrouble.CannotOpen, await TroubleAsync(() => NumberAsync(books["main"], transaction, "I1")));
        }

        await AgainAsync(books, source);
    }

    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_the_server_ended_before_the_commit_leaves_neither_row_nor_number(bool stoodStill)
    {
        await using var books = await HostAsync();
        await using var source = Source();
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal("A-1", await NumberAsync(books["main"], transaction, "I1"));
            await EndAsync(connection, stoodStill);
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync());
        }

        Assert.Null(await books["main"].InvoiceAsync("I1"));
        await AgainAsync(books, source);
    }

    [PostgreSqlFact]
    public async Task Of_two_transactions_that_take_two_books_in_opposite_order_one_is_refused_and_the_other_goes_on()
    {
        await using var books = await HostAsync();
        await books["other"].OpenAsync([new("a", "A-{seq}")]);
        await using var source = Source();
        await using var one = await source.OpenConnectionAsync();
        await using var other = await source.OpenConnectionAsync();
        await using (var first = await one.BeginTransactionAsync())
        await using (var second = await other.BeginTransactionAsync())
        {
            await RunAsync(one, "SET LOCAL deadlock_timeout = 10");
            await RunAsync(other, "SET LOCAL deadlock_timeout = 10");
            Assert.Equal("A-1", await NumberAsync(books["main"], first, "I1"));
            Assert.Equal("A-1", await NumberAsync(books["other"], second, "I1"));
            var ofFirst = books["other"].DoWithinAsync(first, new Command.Create("I2", Day)).AsTask();
            var ofSecond = books["main"].DoWithinAsync(second, new Command.Create("I2", Day)).AsTask();
            var refused = await Task.WhenAny(ofFirst, ofSecond);
            Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(() => refused));
            var (ended, left, answer) = refused == ofFirst ? (first, second, ofSecond) : (second, first, ofFirst);
            Assert.False(answer.IsCompleted);
            await ended.RollbackAsync();
            Assert.Equal("A-1", (await answer).Number!.Text);
            await left.CommitAsync();
        }

        Assert.Equal("I1", await RunAsync(one, Rows));
        await GoesOnAsync(books["main"], "A-2");
        await GoesOnAsync(books["other"], "A-2");
    }

    private async Task<Books> HostAsync()
    {
        Server.Execute(Database, "CREATE TABLE hosts_own (id text)");
        var books = new Books(Open());
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        return books;
    }

    /// <summary>The host's row and its number.</summary>
    private static async Task<string> NumberAsync(BookHandle book, NpgsqlTransaction transaction, string id)
    {
        var answer = await book.DoWithinAsync(transaction, new Command.Create(id, Day));
        await RunAsync(transaction.Connection!, $"INSERT INTO hosts_own VALUES ('{id}')");
        return answer.Number!.Text;
    }

    /// <summary>Has the server end a connection: by a statement of somebody else, or because its transaction stands still.</summary>
    private async Task EndAsync(NpgsqlConnection connection, bool stoodStill)
    {
        var process = connection.ProcessID;
        if (stoodStill)
        {
            await RunAsync(connection, "SET LOCAL idle_in_transaction_session_timeout = 50");
        }
        else
        {
            Server.Execute(Database, $"SELECT pg_terminate_backend({process})");
        }

        await GoneAsync(process);
    }

    /// <summary>The next transaction gets the first number, for no other was committed.</summary>
    private static async Task AgainAsync(Books books, NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal("A-1", await NumberAsync(books["main"], transaction, "I1"));
            await transaction.CommitAsync();
        }

        Assert.Equal("I1", await RunAsync(connection, Rows));
        await GoesOnAsync(books["main"], "A-2");
    }

    private static async Task GoesOnAsync(BookHandle book, string next)
    {
        Assert.Equal(next, (await book.CreateAsync("next", Day)).Number!.Text);
        var report = await book.VerifyAsync();
        Assert.True(report.IsSound, report.Fault?.What);
    }
}
