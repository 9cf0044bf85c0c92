using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>The server, in the process of whoever starts it.</summary>
public sealed class FakeIntacctServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private Tenant _tenant;

    private FakeIntacctServer(WebApplication app, FakeSettings settings, SandboxClock clock) => (_app, Clock, _tenant) = (app, clock, new(settings, clock));

    /// <summary>Where it listens, without a path.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The address that clients are given: <c>…/ia/api/v1/</c>.</summary>
    public Uri Api => new(Address, "/ia/api/v1/");

    /// <summary>The clock that everything here goes by.</summary>
    public SandboxClock Clock { get; }

    /// <summary>What goes wrong.</summary>
    public FaultScript Faults => Company.Faults;

    /// <summary>How the company is set up; a change is in force from the next request on.</summary>
    public FakeSettings Settings
    {
        get => Company.Settings;
        set => Company.Settings = value;
    }

    internal int UnderWay => Volatile.Read(ref _tenant).Gateway.UnderWay;

    internal Company Company => Volatile.Read(ref _tenant).Company;

    /// <summary>Starts a server on this machine.</summary>
    /// <param name="settings">How the company is set up.</param>
    /// <param name="port">The port; 0 means any that is free.</param>
    /// <param name="clock">A clock to share with a test; null means one of its own that goes by the machine's.</param>
    /// <param name="log">Whether the web server says on the console what it does.</param>
    public static async Task<FakeIntacctServer> StartAsync(FakeSettings? settings = null, int port = 0, SandboxClock? clock = null, bool log = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        if (!log)
        {
            builder.Logging.ClearProviders();
        }

        var app = builder.Build();
        var server = new FakeIntacctServer(app, settings ?? new(), clock ?? new());
        app.Map("/ia/api/v1/{**path}", (HttpContext http) => server._tenant.Gateway.ServeAsync(http, http.Request.Path.Value!["/ia/api/v1".Length..]));
        Admin.Map(app, server);
        await app.StartAsync();
        return server;
    }

    /// <summary>Everything there is, as only tests may see it: what <c>GET /_fake/ledger</c> answers.</summary>
    public JsonObject Truth() => Company.Truth();

    /// <summary>Begins anew with an empty company. The clock goes on.</summary>
    /// <param name="settings">How the company is set up.</param>
    public async Task ResetAsync(FakeSettings settings)
    {
        var old = Interlocked.Exchange(ref _tenant, new(settings, Clock));
        await old.DisposeAsync();
    }

    /// <summary>Runs until the process is told to stop.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <summary>Stops the server. Requests that wait for ever are broken.</summary>
    public async ValueTask DisposeAsync()
    {
        await _tenant.DisposeAsync();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await _app.DisposeAsync();
    }

    /// <summary>A company, the gateway before it, and the webhooks that run meanwhile.</summary>
    private sealed class Tenant : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task _webhooks;

        internal Tenant(FakeSettings settings, SandboxClock clock)
        {
            Company = new(settings, clock);
            Gateway = new(Company);
            _webhooks = Task.Run(() => Company.Webhooks.RunAsync(_stopping.Token));
        }

        internal Company Company { get; }

        internal Gateway Gateway { get; }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _webhooks;
            _stopping.Dispose();
        }
    }
}
