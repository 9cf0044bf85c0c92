using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using FakeIntacct;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using NumberingRules.Testing;

namespace NumberingRules.Intacct.Tests.Contract;

/// <summary>The adapter on the server that answers like Sage Intacct, over HTTP.</summary>
internal sealed class IntacctStage : ErpStage
{
    private static readonly TimeSpan LateIsDone = TimeSpan.FromMinutes(20);

    private readonly List<ServiceProvider> _hosts = [];
    private readonly HttpClient _screen;
    private readonly Action<IntacctOptions>? _configure;

    private IntacctStage(FakeIntacctServer server, Action<IntacctOptions>? configure) =>
        (Server, _screen, _configure) = (server, new() { BaseAddress = server.Address }, configure);

    internal FakeIntacctServer Server { get; }

    internal LoggedText Log { get; } = new();

    internal static async Task<IntacctStage> StartAsync(FakeSettings? settings = null, Action<IntacctOptions>? configure = null) =>
        new(await FakeIntacctServer.StartAsync(settings ?? new() { Sequence = true, HangSeconds = 1 }), configure);

    public override async ValueTask<IErp> OpenAsync(BookHandle book, string? cursor) => Open(book, new MemoryHost { Cursor = cursor });

    internal IntacctErp Open(BookHandle book, IntacctHost host)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddIntacct(options =>
        {
            (options.Address, options.ClientId, options.ClientSecret, options.User) = (Server.Api, "fake-client", "fake-secret", "ws@fakeco");
            (options.Timeout, options.PageSize) = (TimeSpan.FromSeconds(60), 7);
            _configure?.Invoke(options);
        });
        var provider = services.BuildServiceProvider();
        _hosts.Add(provider);
        return provider.GetRequiredService<IntacctConnection>().Open(book, host);
    }

    public override async ValueTask<ErpKey> CreateAsync(DateOnly date) => await CreatedAsync(date);

    internal async Task<ErpKey> CreatedAsync(DateOnly date, string? salesDocument = null) => KeyIn(await TellAsync("invoices", new Dictionary<string, object?>
    {
        ["customer"] = new { id = "C-9" },
        ["invoiceDate"] = date,
        ["dueDate"] = date,
        ["lines"] = new[] { new { txnAmount = "10.00", glAccount = new { id = "4000" } } },
        ["salesDocument"] = salesDocument,
    }.Where(one => one.Value is not null).ToDictionary()))!;

    public override async ValueTask ChangeAsync(ErpKey key) => await TellAsync($"invoices/{key}/edit", new { description = $"{Guid.NewGuid():N}" });

    public override async ValueTask VoidAsync(ErpKey key) => await TellAsync($"invoices/{key}/reverse");

    public override async ValueTask DeleteAsync(ErpKey key) => await TellAsync($"invoices/{key}/delete");

    internal async Task<ErpKey> RecreateAsync(ErpKey key) => KeyIn(await TellAsync($"invoices/{key}/recreate"))!;

    public override ValueTask<bool> NextAsync(ErpTrick trick)
    {
        // Twice: a gateway that loses the key makes two records, and nobody can help it.
        if (trick == ErpTrick.Twice)
        {
            return new(false);
        }

        Server.Faults.Add(new FakeIntacct.Fault(trick switch
        {
            ErpTrick.Refuse => FaultKind.Refuse,
            ErpTrick.Fail => FaultKind.Fail,
            ErpTrick.FailAfter => FaultKind.FailAfter,
            ErpTrick.Break => FaultKind.BreakAfter,
            ErpTrick.Hang => FaultKind.HangAfter,
            ErpTrick.Late => FaultKind.BreakLate,
            _ => throw new ArgumentOutOfRangeException(nameof(trick)),
        }, Operation.Create));
        return new(true);
    }

    public override ValueTask RevokeAsync(bool isRevoked)
    {
        Server.Settings = Server.Settings with { Denied = isRevoked };
        return ValueTask.CompletedTask;
    }

    public override async ValueTask SettleAsync()
    {
        Server.Clock.Advance(LateIsDone);
        await _screen.GetStringAsync(new Uri("_fake/ledger", UriKind.Relative));
    }

    internal async Task<JsonElement> TellAsync(string path, object? body = null)
    {
        using var response = await _screen.PostAsJsonAsync(new Uri($"_fake/{path}", UriKind.Relative), body ?? new { });
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _screen.Dispose();
        Log.Dispose();
        await Server.DisposeAsync();
        await base.DisposeAsync();
    }

    private static string? KeyIn(JsonElement answer) => answer.TryGetProperty("key", out var key) ? key.GetString() : answer.GetProperty("ia::result").GetProperty("key").GetString();
}

/// <summary>A host that keeps nothing but what it must, in memory.</summary>
internal sealed class MemoryHost : IntacctHost
{
    private readonly SortedList<string, NotTaken> _notTaken = new(StringComparer.Ordinal);

    internal string? Cursor { get; set; }

    internal Func<InvoiceView, IntacctInvoice> Map { get; set; } = static invoice => new() { Customer = "C-77", Lines = [new("4000", 120m) { Dimensions = new Dictionary<string, string> { ["location"] = "10" } }] };

    public override ValueTask<IntacctInvoice> MapAsync(InvoiceView invoice, CancellationToken cancellation) => new(Map(invoice));

    public override ValueTask<string?> ReadCursorAsync(CancellationToken cancellation) => new(Cursor);

    public override ValueTask PassAsync(string? cursor, IReadOnlyCollection<string> told, IReadOnlyCollection<NotTaken> notTaken, CancellationToken cancellation)
    {
        Cursor = cursor ?? Cursor;
        lock (_notTaken)
        {
            var before = told.Where(_notTaken.Remove).ToHashSet();
            foreach (var one in notTaken.Where(one => cursor is not null || before.Contains(one.Key)))
            {
                _notTaken[one.Key] = one with { News = null };
            }
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation)
    {
        lock (_notTaken)
        {
            return new([.. _notTaken.Values.Where(one => after is null || string.CompareOrdinal(one.Key, after) > 0).Take(3)]);
        }
    }
}

/// <summary>Everything that was logged, at every level.</summary>
internal sealed class LoggedText : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    internal IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Whether it throws at every error that it is told.</summary>
    internal bool IsBroken { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        _lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(IsBroken && logLevel == LogLevel.Error ? throw new InvalidOperationException("a log") : $"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
