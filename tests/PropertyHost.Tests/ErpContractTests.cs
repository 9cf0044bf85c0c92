using System.Net.Http.Json;
using System.Text.Json;
using PropertyHost.Data;
using PropertyHost.Erp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NumberingRules;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using NumberingRules.Testing;

namespace PropertyHost.Tests;

/// <summary>The sample's adapter, made to be copied, keeps the contract of an ERP, against the ERP of the sample.</summary>
public sealed class ErpContractTests(ErpContractTests.Erp erp) : IClassFixture<ErpContractTests.Erp>
{
    public static TheoryData<string> Names => [.. ErpFacts.All.Select(fact => fact.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_holds(string name)
    {
        await using var stage = new FakeErpStage(erp.Client);
        await stage.TellAsync("reset");
        await ErpFacts.All.Single(fact => fact.Name == name).CheckAsync(stage);
    }

    public sealed class Erp : IAsyncLifetime
    {
        private WebProcess? _process;

        internal HttpClient Client => _process!.Client;

        public async Task InitializeAsync() => _process = await WebProcess.StartAsync("FakeErp.dll");

        public Task DisposeAsync()
        {
            _process?.Dispose();
            return Task.CompletedTask;
        }
    }

    private sealed class FakeErpStage(HttpClient erp) : ErpStage
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stage");
        private readonly List<IAsyncDisposable> _hosts = [];
        private IServiceProvider? _host;

        public override async ValueTask<IErp> OpenAsync(BookHandle book, string? cursor)
        {
            // The host's own file; only the look at its rows matters here.
            var file = Path.Combine(_folder.FullName, $"host-{_hosts.Count}.db");
            var services = new ServiceCollection().AddDbContext<HostDatabase>(database => database.UseSqlite($"Data Source={file};Pooling=False")).BuildServiceProvider();
            _hosts.Add(services);
            await using var scope = services.CreateAsyncScope();
            var rows = scope.ServiceProvider.GetRequiredService<HostDatabase>();
            await rows.Database.EnsureCreatedAsync();
            (await rows.Cursors.SingleAsync()).After = cursor is null ? 0 : long.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
            await rows.SaveChangesAsync();
            _host ??= services;

            // Only what never answers waits so long; less would be short for a first answer on a busy machine.
            var http = new HttpClient { BaseAddress = erp.BaseAddress, Timeout = TimeSpan.FromSeconds(5) };
            return new PropertyErp(book, new ErpClient(http), services.GetRequiredService<IServiceScopeFactory>(), NullLogger<PropertyErp>.Instance);
        }

        public override async ValueTask PrepareAsync(InvoiceView invoice)
        {
            await using var scope = _host!.CreateAsyncScope();
            var rows = scope.ServiceProvider.GetRequiredService<HostDatabase>();
            rows.Invoices.Add(new() { Id = invoice.Id.Text, Tenant = "Flat 3", Amount = 850, Date = invoice.Date });
            await rows.SaveChangesAsync();
        }

        public override async ValueTask<ErpKey> CreateAsync(DateOnly date) =>
            (await TellAsync("records", new { customer = "Shop", amount = 99, date })).GetProperty("key").GetString()!;

        public override async ValueTask ChangeAsync(ErpKey key) => await TellAsync($"records/{key}/renumber?number=N-{Guid.NewGuid():N}");

        public override async ValueTask VoidAsync(ErpKey key) => await TellAsync($"records/{key}/void");

        public override async ValueTask DeleteAsync(ErpKey key) => await TellAsync($"records/{key}/delete");

        public override async ValueTask<bool> NextAsync(ErpTrick trick)
        {
            await TellAsync("", new { next = new Dictionary<string, int> { [JsonNamingPolicy.CamelCase.ConvertName($"{trick}")] = 1 } });
            return true;
        }

        public override async ValueTask RevokeAsync(bool isRevoked) => await TellAsync("", new { revoked = isRevoked });

        public override async ValueTask SettleAsync() => await TellAsync("settle");

        public override async ValueTask DisposeAsync()
        {
            foreach (var host in _hosts)
            {
                await host.DisposeAsync();
            }

            _folder.Delete(recursive: true);
            await base.DisposeAsync();
        }

        internal async Task<JsonElement> TellAsync(string path, object? body = null)
        {
            using var response = await erp.PostAsJsonAsync($"control/{path}".TrimEnd('/'), body ?? new { });
            response.EnsureSuccessStatusCode();
            var text = await response.Content.ReadAsStringAsync();
            return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
    }
}
