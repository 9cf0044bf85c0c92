using System.Diagnostics;
using Npgsql;
using NumberingRules.Cli.Tests;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

public sealed class TroubleTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const string Terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    [PostgreSqlFact]
    public async Task A_connection_cut_before_the_commit_leaves_nothing_and_the_next_one_works()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var (book, session) = await WriteAsync(Store, "acme");
        await session.AppendAsync(new([Hand.Creates("acme", book.Row, 2, "i2")]), default);
        Server.Execute(Database, Terminate);
        book.Invoices.Ask(new("i2"));
        Assert.Equal(StoreTrouble.CannotOpen, await TroubleAsync(async () => await session.LoadAsync([book], default)));
        await session.DisposeAsync();
        Assert.Equal(1, (await RowAsync("acme"))!.Entries);
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 2, "i2"));
    }

    [PostgreSqlFact]
    public async Task A_commit_whose_answer_is_lost_is_unknown_until_somebody_looks_under_the_lock()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var (book, session) = await WriteAsync(Store, "acme");
        Server.Execute(Database, Terminate);
        Assert.Equal(StoreTrouble.CommitUnknown, await TroubleAsync(async () => await session.CommitAsync(new([Hand.Creates("acme", book.Row, 2, "i2")]), default)));
        await session.DisposeAsync();
        (book, session) = await WriteAsync(Store, "acme");
        await session.DisposeAsync();
        Assert.Equal(1, book.Row!.Entries);
    }

    /// <summary>The server ended its transaction meanwhile, and with it what had been appended.</summary>
    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_froze_while_it_held_a_book_cannot_commit_behind_what_others_wrote(bool hasAppended)
    {
        var first = await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var frozen = Open(new() { StandstillLimit = TimeSpan.FromMilliseconds(100) });
        var (book, session) = await WriteAsync(frozen, "acme");
        ChangeSet wanted = new([Hand.Creates("acme", book.Row, 2, "frozen")]);
        BookRow others;
        await using (session)
        {
            if (hasAppended)
            {
                await session.AppendAsync(wanted, default);
            }

            await GoneAsync(((WriteSession)session).Connection.ProcessID);
            others = await CommitAsync("acme", static before => Hand.Creates("acme", before, 2, "i2"));
            Assert.Equal(StoreTrouble.CommitUnknown, await TroubleAsync(async () => await session.CommitAsync(hasAppended ? ChangeSet.Empty : wanted, default)));
        }

        Assert.Equal(others, await RowAsync("acme", frozen));
        await using var reading = await frozen.ReadAsync(default);
        Assert.Equal([first.Head, others.Head], (await reading.EntriesAsync(others, 0, 100, null, 100, default)).Select(static entry => entry.Entry.Hash));
        var load = await LoadAsync("acme", static load => load.Invoices.Ask(new("frozen")));
        Assert.True(load.Invoices.TryGet(new("frozen"), out var invoice));
        Assert.Null(invoice);
    }

    [PostgreSqlFact]
    public async Task A_cancelled_commit_sends_nothing()
    {
        var (book, session) = await WriteAsync(Store, "acme");
        await using (session)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.CommitAsync(new([Hand.Creates("acme", book.Row, 1, "i1")]), new(canceled: true)));
            await session.CommitAsync(new([Hand.Creates("acme", book.Row, 1, "i2")]), default);
        }

        Assert.Equal(1, (await RowAsync("acme"))!.Entries);
    }

    [PostgreSqlFact]
    public async Task No_password_is_told()
    {
        await using var source = NpgsqlDataSource.Create("Host=/nowhere;Username=anna;Password=secret;Database=books");
        var trouble = await Assert.ThrowsAsync<StoreException>(async () => await new PostgreSqlStore(source).ReadAsync(default));
        Assert.Equal(StoreTrouble.CannotOpen, trouble.Trouble);
        Assert.DoesNotContain("secret", trouble.ToString(), StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_standby_is_read_and_refuses_to_write()
    {
        // Of a server of its own: that of all tests holds a database for each of them, and the standby would copy them all.
        using var server = new Server();
        var database = server.NewDatabase();
        await using var primary = NpgsqlDataSource.Create(server.ConnectionTo(database));
        var row = await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"), new(primary));
        await using (var books = new Books(new PostgreSqlStore(primary)))
        {
            await books["main"].OpenAsync([new("a", "A-{seq}")]);
            await books["main"].CreateAsync("I1", Hand.Day);
        }

        using var standby = server.NewStandby();
        await using var source = NpgsqlDataSource.Create(standby.ConnectionTo(database));
        var store = new PostgreSqlStore(source);
        Assert.Equal(row, await RowAsync("acme", store));
        await using (var session = await store.ReadAsync(default))
        {
            Assert.Empty(await session.SchemaProblemsAsync(default));
            Assert.Single(await session.ListAsync(row, new InvoiceList.All(NewestFirst: true), null, 10, default));
        }

        Assert.Equal(StoreTrouble.ReadOnly, await TroubleAsync(() => WriteAsync(store, "acme")));
        await source.DisposeAsync();

        string[] main = ["--book", $"postgres:///{database}?host={standby.Host}&user=numbering_owner", "--name", "main"];
        Tool.Run(["verify", .. main]).Succeeded();
        Assert.Contains("A-1", Tool.Run(["list", .. main]).Succeeded().Output, StringComparison.Ordinal);
        var refused = Tool.RunScript("""{"do":"create","invoice":"I2","date":"2026-03-01"}""", main);
        Assert.Equal((1, ""), (refused.Status, refused.Output));
        Assert.Contains("the server only reads", refused.Error, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_server_that_was_killed_and_started_again_has_what_was_acknowledged()
    {
        using var server = new Server();
        var database = server.NewDatabase();
        await using var source = NpgsqlDataSource.Create(server.ConnectionTo(database));
        var store = new PostgreSqlStore(source);
        var acknowledged = 0L;
        for (var round = 0; round < 3; round++)
        {
            var writing = Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        var (book, session) = await WriteAsync(store, "acme");
                        await using (session)
                        {
                            var next = 1 + (book.Row?.Entries ?? 0);
                            await session.CommitAsync(new([Hand.Creates("acme", book.Row, next, $"i{next}")]), default);
                            Volatile.Write(ref acknowledged, next);
                        }
                    }
                }
                catch (StoreException e) when (e.Trouble is StoreTrouble.CommitUnknown or StoreTrouble.CannotOpen)
                {
                }
            });
            for (var (from, since) = (Volatile.Read(ref acknowledged), Stopwatch.GetTimestamp()); Volatile.Read(ref acknowledged) < from + 20 && Stopwatch.GetElapsedTime(since).TotalSeconds < 60;)
            {
                await Task.Delay(1);
            }

            server.Stop("immediate");
            await writing;
            server.Start();
            var row = await AfterRestartAsync();
            Assert.InRange(row.Entries, acknowledged, acknowledged + 1);
            Assert.Equal((row.Entries, row.Head), row.JournalEnd);
        }

        async Task<BookRow> AfterRestartAsync()
        {
            // Connections of before the end are still in the pool; each tells once that it is gone.
            while (true)
            {
                try
                {
                    return (await RowAsync("acme", store))!;
                }
                catch (StoreException e) when (e.Trouble == StoreTrouble.CannotOpen)
                {
                }
            }
        }
    }
}
