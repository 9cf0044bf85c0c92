using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NumberingRules;
using NumberingRules.PostgreSql;
using NumberingRules.PostgreSql.Tests;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using PropertyHost.Data;
using PropertyHost.Erp;

namespace PropertyHost.Tests;

/// <summary>Two hosts with one PostgreSQL database sync with one ERP at the same time; of a host they lack only the web server.</summary>
public sealed class TwoHostsTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [PostgreSqlFact]
    public async Task The_ERP_has_every_invoice_once_and_every_record_made_there_is_imported_once()
    {
        using var server = new Server();
        using var erp = await WebProcess.StartAsync("FakeErp.dll");
        var database = server.ConnectionTo(server.NewDatabase());
        await using var one = new Host(database, erp.Client.BaseAddress!);
        await using var other = new Host(database, erp.Client.BaseAddress!);
        await one.BeginAsync(syncFrom: Day);

        // Before anything is sent: a first round takes for uncertain what another host has just sent.
        await one.RoundAsync();
        await other.RoundAsync();

        // Each post makes a record, whatever its key.
        await TellAsync(erp, "control", new { ignoreKeys = true, slowMs = 20 });
        string[] own = [.. Enumerable.Range(1, 12).Select(static at => $"A{at}")];
        await one.ApprovedAsync(own);
        for (var at = 0; at < 8; at++)
        {
            await TellAsync(erp, "control/records", new { customer = $"Shop {at}", amount = 99, date = Day });
        }

        var records = await RecordsAsync(erp);
        await TellAsync(erp, "control/records", new { customer = "Early", amount = 99, date = Day.AddDays(-1) });
        var early = (await RecordsAsync(erp)).Except(records).Single();
        await Patience.UntilAsync(
            async () =>
            {
                await Task.WhenAll(Task.Run(one.RoundAsync), Task.Run(other.RoundAsync));
                return await one.IsSettledAsync(early.Key);
            },
            () => erp.Output);

        records = [.. (await RecordsAsync(erp)).Where(record => record != early)];
        Assert.Equal(own.Order(StringComparer.Ordinal), records.Select(static record => record.ExternalId).OfType<string>().Order(StringComparer.Ordinal));
        var numbers = records.ToDictionary(static record => record.ExternalId ?? $"erp-{record.Key}", static record => record.Number);
        var ids = numbers.Keys.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(ids, await RowsAsync(database));
        foreach (var host in (Host[])[one, other])
        {
            var list = (await host.Book.InvoicesAsync(count: 100)).Items;
            Assert.Equal(ids, list.Select(static invoice => invoice.Id.Text).Order(StringComparer.Ordinal));
            Assert.All(list, invoice => Assert.Equal(numbers[invoice.Id.Text], invoice.Number!.Text));
            Assert.Equal(numbers.Count - own.Length, (await host.Book.EntriesAsync(count: 1000)).Count(static entry => entry.Event is Event.Imported));
            var report = await host.Book.VerifyAsync();
            Assert.True(report.IsSound, report.Fault?.What);
        }
    }

    /// <summary>A stretch of the feed, then records that were kept; both have read what is kept before either has passed anything.</summary>
    [PostgreSqlFact]
    public async Task What_both_pass_at_the_same_moment_is_kept_once()
    {
        using var server = new Server();
        var database = server.ConnectionTo(server.NewDatabase());
        await using var one = new Host(database, new("http://localhost"));
        await using var other = new Host(database, new("http://localhost"));
        await one.BeginAsync(syncFrom: Day);
        await using var source = NpgsqlDataSource.Create(database);
        foreach (var next in (string?[])["1", null])
        {
            Task[] passing;
            await using (var connection = await source.OpenConnectionAsync())
            await using (var writes = await connection.BeginTransactionAsync())
            {
                await using var stop = new NpgsqlCommand("""LOCK TABLE "Cursors", "NotTaken" IN SHARE MODE""", connection);
                await stop.ExecuteNonQueryAsync();
                passing = [.. new[] { one, other }.Select(host => Task.Run(() => host.Erp.PassAsync(new([], next), [new("k1", "too early", null)], default)))];
                await Patience.UntilAsync(
                    async () =>
                    {
                        await using var waiting = source.CreateCommand("SELECT count(*) = 2 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
                        return await waiting.ExecuteScalarAsync() is true;
                    },
                    () => "both wait to write");
            }

            await Task.WhenAll(passing);
            Assert.Equal("k1", Assert.Single(await one.Erp.ReadNotTakenAsync(null, default)).Key);
        }
    }

    private static async Task TellAsync(WebProcess erp, string path, object body)
    {
        using var response = await erp.Client.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<List<ErpRecord>> RecordsAsync(WebProcess erp) => (await erp.Client.GetFromJsonAsync<List<ErpRecord>>("control/records"))!;

    /// <summary>The ids of the hosts' own rows.</summary>
    private static async Task<List<string>> RowsAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("""SELECT "Id" FROM "Invoices" ORDER BY "Id" COLLATE "C" """);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private sealed class Host : IAsyncDisposable
    {
        private static readonly WorkList[] Lists = [WorkList.ToSend, WorkList.InFlight, WorkList.ToLookUp, WorkList.Failed];

        private readonly NpgsqlDataSource _source;
        private readonly Books _books;
        private readonly ServiceProvider _services;
        private readonly HttpClient _http;
        private readonly SyncLoop _loop;

        internal Host(string database, Uri erp)
        {
            _source = NpgsqlDataSource.Create(database);
            _books = new(new PostgreSqlStore(_source));
            _services = new ServiceCollection().AddDbContext<HostDatabase>(rows => rows.UseNpgsql(_source)).BuildServiceProvider();
            _http = new() { BaseAddress = erp };
            Erp = new PropertyErp(Book, new ErpClient(_http), _services.GetRequiredService<IServiceScopeFactory>(), NullLogger<PropertyErp>.Instance);
            _loop = new(Book, Erp, new() { RetryAfter = TimeSpan.Zero });
        }

        internal BookHandle Book => _books["main"];

        internal PropertyErp Erp { get; }

        /// <summary>Makes the host's tables and a connected book.</summary>
        internal async Task BeginAsync(DateOnly syncFrom)
        {
            await using var scope = _services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<HostDatabase>().Database.EnsureCreatedAsync();
            await Book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")]);
            Assert.Equal(Outcome.Accepted, (await Book.ConnectAsync("acme", syncFrom)).Outcome);
        }

        internal async Task ApprovedAsync(IReadOnlyList<string> ids)
        {
            await using var scope = _services.CreateAsyncScope();
            var rows = scope.ServiceProvider.GetRequiredService<HostDatabase>();
            rows.Invoices.AddRange(ids.Select(static id => new Data.InvoiceRow { Id = id, Tenant = $"Tenant of {id}", Amount = 850, Date = Day }));
            await rows.SaveChangesAsync();
            await Book.DoManyAsync([.. ids.Select(static id => new Command.Create(id, Day)), .. ids.Select(static id => new Command.Approve(id))]);
        }

        internal Task<RoundReport> RoundAsync() => _loop.RunAsync();

        /// <summary>Whether nothing waits but one record that is too early to be taken.</summary>
        internal async Task<bool> IsSettledAsync(string early)
        {
            foreach (var list in Lists)
            {
                if ((await Book.WorkAsync(list)).Items.Count > 0)
                {
                    return false;
                }
            }

            return await _loop.NotTakenAsync().ToListAsync() is [var only] && only.Key == early;
        }

        public async ValueTask DisposeAsync()
        {
            _loop.Dispose();
            _http.Dispose();
            await _services.DisposeAsync();
            await _books.DisposeAsync();
            await _source.DisposeAsync();
        }
    }
}
