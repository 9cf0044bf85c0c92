using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests.Failing;

/// <summary>Servers end, come back, run full, or are followed by others.</summary>
[Collection(TroubledServer.Name)]
public sealed class FailoverTests(ServerFixture fixture) : StoreTest(fixture)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    /// <summary>Replication does not wait unless it is told to: what had not arrived is gone, and only a head kept elsewhere shows it.</summary>
    [PostgreSqlFact]
    public async Task After_a_failover_to_a_replica_that_was_behind_the_kept_head_shows_what_is_gone()
    {
        using var primary = new Server();
        var database = primary.NewDatabase();
        using var replica = primary.NewStandby();
        await using var source = NpgsqlDataSource.Create($"Host={primary.Host},{replica.Host};Target Session Attributes=primary;Database={database};Username=numbering_owner");
        await using var books = new Books(new PostgreSqlStore(source));
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.CreateAsync("I1", Day);
        await replica.CaughtUpAsync(primary);
        replica.Stop("fast");
        await book.DoAsync(new Command.AddSeries(new("b", "B-{seq}")));
        await book.CreateAsync("I2", Day);
        var (_, head) = await book.HeadAsync();
        primary.Stop("immediate");
        replica.Start();
        replica.Promote();

        // The same process goes on with what it had kept of the book; none of it is believed.
        Assert.Null(await book.InvoiceAsync("I2"));
        Assert.Equal(Rejection.SeriesUnknown, (await book.CreateAsync("I3", Day, "b")).Rejection);
        Assert.Equal("A-2", (await book.CreateAsync("I3", Day)).Number!.Text);
        Assert.True((await book.VerifyAsync()).IsSound);
        var report = await book.VerifyAsync(head);
        Assert.False(report.IsSound);
        Assert.Contains("cut off", report.Fault!.What, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task After_a_failover_to_a_replica_that_commits_wait_for_nothing_is_gone()
    {
        using var primary = new Server();
        var database = primary.NewDatabase();
        using var replica = primary.NewStandby();
        primary.Execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        primary.Execute("postgres", "SELECT pg_reload_conf()");
        await using var source = NpgsqlDataSource.Create($"Host={primary.Host},{replica.Host};Target Session Attributes=primary;Database={database};Username=numbering_owner");
        await using var books = new Books(new PostgreSqlStore(source));
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        for (var at = 1; at <= 20; at++)
        {
            await book.CreateAsync($"I{at}", Day);
        }

        var (_, head) = await book.HeadAsync();
        primary.Stop("immediate");
        replica.Promote();
        Assert.True((await book.VerifyAsync(head)).IsSound);
        Assert.Equal("A-21", (await book.CreateAsync("I21", Day)).Number!.Text);
    }

    [PostgreSqlFact]
    public async Task Callers_wait_through_a_restart_of_the_server_and_readers_go_on()
    {
        using var server = new Server();
        var database = server.NewDatabase();
        await using var source = NpgsqlDataSource.Create(server.ConnectionTo(database));
        await using var books = new Books(new PostgreSqlStore(source));
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => book.HeadAsync().AsTask()));
        server.Stop("immediate");
        var waiting = book.CreateAsync("I1", Day);
        Assert.Equal(StoreTrouble.CannotOpen, await TroubleAsync(async () => await book.HeadAsync()));
        server.Start();
        Assert.Equal("A-1", (await waiting).Number!.Text);

        // Those left in the pool were thrown away together.
        server.Stop("immediate");
        server.Start();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => book.HeadAsync().AsTask()));
        Assert.True((await book.VerifyAsync()).IsSound);
    }

    /// <summary>A disk in memory is filled; where mounting is not allowed, the server says the same by a trigger.</summary>
    [PostgreSqlFact]
    public async Task A_full_disk_is_told_and_what_was_answered_is_there_when_there_is_room_again()
    {
        using var small = SmallDisk.Make();
        if (small is not null)
        {
            Server.Execute("postgres", $"CREATE TABLESPACE small_{Database} LOCATION '{small.Folder}'");
            Server.Execute(Database, $"SET default_tablespace = small_{Database}; {PostgreSqlStore.Script("numbering")}");
        }

        await using (var books = new Books(Open()))
        {
            var book = books["main"];
            await book.OpenAsync([new("a", "A-{seq}")]);
            var answered = 0L;
            var trouble = await Assert.ThrowsAsync<StoreException>(async () =>
            {
                for (var from = 1; ; from += 100)
                {
                    if (small is null && from > 100)
                    {
                        Server.Execute(Database, "CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$");
                        Server.Execute(Database, "CREATE TRIGGER full AFTER INSERT ON numbering.numbering_journal EXECUTE FUNCTION full()");
                    }

                    var answers = await book.DoManyAsync([.. Enumerable.Range(from, 100).Select(static at => new Command.Create($"I{at}", Day))]);
                    answered += answers.Count;
                }
            });
            Assert.Equal(StoreTrouble.Full, trouble.Trouble);
            if (small is null)
            {
                Server.Execute(Database, "DROP FUNCTION full CASCADE");
            }

            small?.Grow();
            Assert.Equal($"A-{answered + 1}", (await book.CreateAsync("last", Day)).Number!.Text);
            Assert.True((await book.VerifyAsync()).IsSound);
        }

        if (small is not null)
        {
            Server.Execute(Database, "DROP SCHEMA numbering CASCADE");
            Server.Execute("postgres", $"DROP TABLESPACE small_{Database}");
        }
    }
}
