using Npgsql;

namespace NumberingRules.PostgreSql.Tests;

public sealed class PoolerTests(ServerFixture fixture) : StoreTest(fixture)
{
    [PgBouncerFact]
    public async Task Behind_a_pooler_in_transaction_mode_everything_works_and_nothing_stays_in_a_session()
    {
        await using var source = NpgsqlDataSource.Create(Pooler.ConnectionTo(Database));
        var hosts = Enumerable.Range(0, 4).Select(_ => new PostgreSqlStore(source, new() { Prepare = false })).ToList();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                var name = $"book {(at + round) % 3}";
                var host = hosts[at % hosts.Count];
                if (round % 3 == 0)
                {
                    await using var connection = await source.OpenConnectionAsync();
                    await using var transaction = await connection.BeginTransactionAsync();
                    var joined = new Storage.BookLoad(name);
                    await using var joining = await host.JoinAsync(transaction, joined, default);
                    await joining.AppendAsync(new([Hand.Creates(name, joined.Row, 1 + (joined.Row?.Entries ?? 0), $"{at} {round}")]), default);
                    await transaction.CommitAsync();
                    continue;
                }

                var (book, session) = await WriteAsync(host, name);
                await using (session)
                {
                    await session.CommitAsync(new([Hand.Creates(name, book.Row, 1 + (book.Row?.Entries ?? 0), $"{at} {round}")]), default);
                }
            }
        })));

        var entries = 0L;
        for (var at = 0; at < 3; at++)
        {
            entries += (await RowAsync($"book {at}", hosts[at]))!.Entries;
        }

        Assert.Equal(80, entries);
        await using var connections = NpgsqlDataSource.Create(Pooler.ConnectionTo(Database));
        await using var command = connections.CreateCommand(
            "SELECT current_setting('enable_seqscan') || current_setting('plan_cache_mode') || current_setting('lock_timeout') || (SELECT count(*) FROM pg_prepared_statements)");
        Assert.Equal("onauto00", await command.ExecuteScalarAsync());
    }
}
