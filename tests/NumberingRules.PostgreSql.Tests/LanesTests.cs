using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>Books that others hold wait in lanes of their own, and keep nobody waiting who wants another.</summary>
public sealed class LanesTests(ServerFixture fixture) : StoreTest(fixture)
{
    // More than there are lanes.
    private const int Held = 20;

    private static readonly DateOnly Day = new(2026, 3, 1);

    /// <summary>Were the others held up, this would not end before the transactions do.</summary>
    [PostgreSqlFact]
    public async Task While_many_tenants_transactions_stay_open_the_others_go_on_and_afterwards_everybody_is_answered()
    {
        await using var books = new Books(Open());
        await Task.WhenAll(Enumerable.Range(0, Held + 2).Select(at => books[$"b{at}"].OpenAsync([new("a", "A-{seq}")]).AsTask()));
        await using var source = Source();
        var open = await HoldAsync(books, source);

        var waiting = Enumerable.Range(0, Held).Select(at => books[$"b{at}"].CreateAsync("waits", Day).AsTask()).ToList();
        for (var at = 0; at < 20; at++)
        {
            await Task.WhenAll(books[$"b{Held}"].CreateAsync($"{at}", Day).AsTask(), books[$"b{Held + 1}"].CreateAsync($"{at}", Day).AsTask());
        }

        Assert.DoesNotContain(waiting, static one => one.IsCompleted);
        foreach (var (connection, transaction) in open.AsEnumerable().Reverse())
        {
            await transaction.CommitAsync();
            await connection.DisposeAsync();
        }

        Assert.All(await Task.WhenAll(waiting), static answer => Assert.Equal("A-2", answer.Number!.Text));
    }

    /// <summary>PostgreSQL keeps every version of a row for a transaction that is open: look-ups that met them all would be slower with each batch.</summary>
    [PostgreSqlFact]
    public async Task While_a_transaction_stays_open_a_batch_reads_as_little_after_thousands_of_others_as_before()
    {
        const int Few = 20;
        await using var source = NpgsqlDataSource.Create(Server.ConnectionTo(Database) + ";Maximum Pool Size=1");
        await using var books = new Books(new PostgreSqlStore(source));
        await books["main"].OpenAsync([new("a", "A-{seq}")]);

        // While figures are made anew the server plans anew, and reads more for that.
        Server.Execute(Database, "DO $$ DECLARE t text; BEGIN FOR t IN SELECT oid::regclass FROM pg_class WHERE relnamespace = 'numbering'::regnamespace AND relkind = 'r' LOOP EXECUTE 'ALTER TABLE ' || t || ' SET (autovacuum_enabled = off)'; END LOOP; END $$");

        // Together, so that there are few versions: indexes have the depth that they have later.
        await books["main"].DoManyAsync([.. Enumerable.Range(0, 2000).Select(static at => new Command.Create($"before {at}", Day))]);
        await using var others = Source();
        await using var connection = await others.OpenConnectionAsync();
        await using var open = await connection.BeginTransactionAsync();
        await RunAsync(connection, "SELECT pg_current_xact_id()");

        await ReadsAsync(Few);
        var before = await ReadsAsync(Few);
        await ReadsAsync(2000);

        // As autovacuum does: new figures make the server plan anew.
        Server.Execute(Database, "ANALYZE");
        await ReadsAsync(Few);
        var after = await ReadsAsync(Few);
        Assert.True(10 * after < 13 * before, $"{after} blocks, and {before} before");

        async Task<long> ReadsAsync(int commands)
        {
            const string Blocks = "SELECT sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read, 0) + coalesce(idx_blks_hit, 0))::bigint FROM pg_statio_user_tables";
            var first = await AskAsync<long>(Blocks);
            for (var at = 0; at < commands; at++)
            {
                await books["main"].CreateAsync($"{first} {at}", Day);
            }

            await AskAsync<object>("SELECT pg_stat_force_next_flush()");
            return await AskAsync<long>(Blocks) - first;
        }

        async Task<T> AskAsync<T>(string sql)
        {
            await using var command = source.CreateCommand(sql);
            return (T)(await command.ExecuteScalarAsync())!;
        }
    }

    /// <summary>A book that is asked for alone is not known to be held: were it waited for beyond the lanes there are, nobody else would be answered before its caller gives up.</summary>
    [PostgreSqlFact]
    public async Task Held_books_that_are_asked_for_one_at_a_time_keep_nobody_waiting_either()
    {
        var store = Open(new() { WriteWait = TimeSpan.FromMinutes(1) });
        await using var books = new Books(store);
        await Task.WhenAll(Enumerable.Range(0, Held + 1).Select(at => books[$"b{at}"].OpenAsync([new("a", "A-{seq}")]).AsTask()));
        await using var source = Source();
        var open = await HoldAsync(books, source);

        List<Task<Answer>> waiting = [];
        for (var at = 0; at < Held; at++)
        {
            var asked = store.RoundTrips;
            waiting.Add(books[$"b{at}"].CreateAsync("waits", Day).AsTask());
            for (var since = Environment.TickCount64; store.RoundTrips == asked && Environment.TickCount64 - since < 1000;)
            {
                await Task.Delay(1);
            }
        }

        Assert.Equal("A-1", (await books[$"b{Held}"].CreateAsync("free", Day)).Number!.Text);
        Assert.DoesNotContain(waiting, static one => one.IsCompleted);
        foreach (var (connection, transaction) in open)
        {
            await transaction.CommitAsync();
            await connection.DisposeAsync();
        }

        Assert.All(await Task.WhenAll(waiting), static answer => Assert.Equal("A-2", answer.Number!.Text));
    }

    /// <summary>A host that closes while a book is held writes what waits for it first.</summary>
    [PostgreSqlFact]
    public async Task Closing_waits_for_those_who_wait_for_a_held_book()
    {
        var books = new Books(Open());
        await books["b"].OpenAsync([new("a", "A-{seq}")]);
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await books["b"].DoWithinAsync(transaction, new Command.Create("held", Day));
        var waiting = books["b"].CreateAsync("waits", Day).AsTask();
        var closing = books.DisposeAsync().AsTask();
        await transaction.CommitAsync();
        Assert.Equal("A-2", (await waiting).Number!.Text);
        await closing;
    }

    /// <summary>Transactions that each hold a book, from the first on.</summary>
    private static async Task<List<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)>> HoldAsync(Books books, NpgsqlDataSource source)
    {
        List<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> open = [];
        for (var at = 0; at < Held; at++)
        {
            var connection = await source.OpenConnectionAsync();
            open.Add((connection, await connection.BeginTransactionAsync()));
            await books[$"b{at}"].DoWithinAsync(open[^1].Transaction, new Command.Create("held", Day));
        }

        return open;
    }
}
