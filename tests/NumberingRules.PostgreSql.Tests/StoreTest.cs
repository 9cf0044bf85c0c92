using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>A new database for each test, and what most tests do with it.</summary>
[Collection(SharedServer.Name)]
public abstract class StoreTest(ServerFixture fixture) : IAsyncLifetime
{
    private readonly List<NpgsqlDataSource> _sources = [];

    protected Server Server => fixture.Server;

    private protected PgBouncer Pooler => fixture.Pooler;

    private protected string Database { get; private set; } = "";

    private protected PostgreSqlStore Store { get; private set; } = null!;

    /// <summary>The database as the tool is told it.</summary>
    private protected string Address => $"postgres:///{Database}?host={Server.Host}&user=numbering_owner";

    public Task InitializeAsync()
    {
        if (Server.Programs is not null)
        {
            Database = Server.NewDatabase();
            Store = Open();
        }

        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }
    }

    private protected PostgreSqlStore Open(PostgreSqlStoreOptions? options = null, string? database = null, string role = "numbering_owner") =>
        new(Source(database, role), options ?? new() { WriteWait = TimeSpan.FromSeconds(20) });

    private protected NpgsqlDataSource Source(string? database = null, string role = "numbering_owner")
    {
        var source = NpgsqlDataSource.Create(Server.ConnectionTo(database ?? Database, role));
        _sources.Add(source);
        return source;
    }

    private protected static async Task<(BookLoad Book, IWriteSession Session)> WriteAsync(PostgreSqlStore store, string name, Action<BookLoad>? ask = null)
    {
        var book = new BookLoad(name);
        ask?.Invoke(book);
        return (book, await store.WriteAsync([book], default));
    }

    /// <summary>One transaction that writes what is made of the row before.</summary>
    private protected async Task<BookRow> CommitAsync(string name, Func<BookRow?, BookChange> change, PostgreSqlStore? store = null)
    {
        var (book, session) = await WriteAsync(store ?? Store, name);
        await using (session)
        {
            await session.CommitAsync(new([change(book.Row)]), default);
        }

        return (await RowAsync(name, store))!;
    }

    private protected async Task<BookRow?> RowAsync(string name, PostgreSqlStore? store = null) => (await LoadAsync(name, null, store)).Row;

    private protected async Task<BookLoad> LoadAsync(string name, Action<BookLoad>? ask, PostgreSqlStore? store = null)
    {
        await using var session = await (store ?? Store).ReadAsync(default);
        var book = new BookLoad(name);
        ask?.Invoke(book);
        await session.LoadAsync([book], default);
        book.Settle();
        return book;
    }

    /// <summary>The first value that a statement answers.</summary>
    private protected static async Task<object?> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Until so many connections to the database wait for a lock.</summary>
    private protected Task WaitingAsync(int many) => UntilAsync(string.Create(
        CultureInfo.InvariantCulture, $"SELECT count(*) = {many} FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"));

    /// <summary>Until the server has ended a connection.</summary>
    private protected Task GoneAsync(int process) => UntilAsync(string.Create(
        CultureInfo.InvariantCulture, $"SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = {process})"));

    private protected static async Task<StoreTrouble> TroubleAsync(Func<Task> what) => (await Assert.ThrowsAsync<StoreException>(what)).Trouble;

    private async Task UntilAsync(string sql)
    {
        await using var source = Source();
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(5))
        {
            await using var command = source.CreateCommand(sql);
            if (await command.ExecuteScalarAsync() is true)
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(since).TotalMinutes < 1, sql);
        }
    }
}
