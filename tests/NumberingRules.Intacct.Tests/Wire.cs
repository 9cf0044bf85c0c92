using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NumberingRules.Intacct.Tests.Contract;
using NumberingRules.Storage;

namespace NumberingRules.Intacct.Tests;

/// <summary>The adapter on a wire: a test says what comes back, and sees what went out.</summary>
internal sealed class Wire : IDisposable
{
    internal const string Secret = "s3cret-of-the-application";
    internal const string Token = "t0ken-that-opens-everything";

    private readonly ServiceProvider _services;
    private readonly Books _books = new(new MemoryStore());
    private int _tokens;

    internal Wire(Action<IntacctOptions>? configure = null)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddIntacct(options =>
        {
            (options.Address, options.ClientId, options.ClientSecret, options.User) = (new("https://intacct.test/ia/api/v1/"), "app", Secret, "ws@acme");
            options.Time = Time;
            configure?.Invoke(options);
        }).ConfigurePrimaryHttpMessageHandler(() => new Handler(this));
        _services = services.BuildServiceProvider();
        Erp = _services.GetRequiredService<IntacctConnection>().Open(_books["main"], Host);
    }

    internal FastTime Time { get; } = new();

    internal LoggedText Log { get; } = new();

    internal MemoryHost Host { get; } = new();

    internal IntacctErp Erp { get; }

    internal IntacctConnection Connection => _services.GetRequiredService<IntacctConnection>();

    internal BookHandle Book => _books["main"];

    /// <summary>Every request but those for tokens, as method, path and body.</summary>
    internal List<Sent> Requests { get; } = [];

    internal List<string> TokenRequests { get; } = [];

    /// <summary>What comes back to a post of an invoice: the first answer first, the last for ever.</summary>
    internal Queue<Func<HttpResponseMessage>> Posts { get; } = [];

    /// <summary>What comes back to a query.</summary>
    internal Func<JsonObject, HttpResponseMessage> OnQuery { get; set; } = static _ => Json(200, """{"ia::result":[],"ia::meta":{"totalCount":0}}""");

    internal Func<HttpResponseMessage>? OnToken { get; set; }

    internal static HttpResponseMessage Json(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        Array.ForEach(headers, header => response.Headers.TryAddWithoutValidation(header.Name, header.Value));
        return response;
    }

    internal static HttpResponseMessage Made(string key = "2091") =>
        Json(201, $$$"""{"ia::result":{"id":"{{{key}}}","key":"{{{key}}}","href":"/objects/accounts-receivable/invoice/{{{key}}}"},"ia::meta":{"totalCount":1,"totalSuccess":1,"totalError":0}}""");

    internal static HttpResponseMessage Rows(params object[] rows) => Json(200, "{\"ia::result\":" + JsonSerializer.Serialize(rows) + "}");

    internal static Dictionary<string, object?> Row(string key = "2091", string? number = "SI-0001", string state = "posted", string? id = "A1", string changed = "2026-01-05T10:00:00Z", string module = "accountsReceivable", string date = "2026-01-05") => new()
    {
        ["key"] = key,
        ["invoiceNumber"] = number,
        ["state"] = state,
        ["invoiceDate"] = date,
        ["moduleKey"] = module,
        ["nsp::HOME_INVOICE_ID"] = id,
        ["audit.modifiedDateTime"] = changed,
    };

    /// <summary>An approved invoice whose first attempt has begun.</summary>
    internal async Task<InvoiceView> SentAsync(string id = "A1", bool isApproved = true)
    {
        await Book.DoAsync(new Command.Open([new("rl", "RL-{seq}")]));
        await Book.ConnectAsync("acme");
        await Book.CreateAsync(id, new(2026, 1, 5));
        await Book.SubmitAsync(id);
        if (isApproved)
        {
            await Book.ApproveAsync(id);
        }

        await Book.SendAsync(id);
        return (await Book.InvoiceAsync(id))!;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath["/ia/api/v1/".Length..];
        if (path == "oauth2/token")
        {
            lock (TokenRequests)
            {
                TokenRequests.Add(body);
            }

            return OnToken?.Invoke() ?? Json(200, $$"""{"token_type":"Bearer","access_token":"{{Token}}{{Interlocked.Increment(ref _tokens)}}","refresh_token":"r3fresh","expires_in":43200}""");
        }

        lock (Requests)
        {
            Requests.Add(new(request.Method.Method, path, body, request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase)));
        }

        if (path != "services/core/query")
        {
            lock (Posts)
            {
                return (Posts.Count > 1 ? Posts.Dequeue() : Posts.Peek())();
            }
        }

        return OnQuery(JsonNode.Parse(body)!.AsObject());
    }

    public void Dispose()
    {
        _services.Dispose();
        _books.Dispose();
        Log.Dispose();
    }

    private sealed class Handler(Wire wire) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => wire.AnswerAsync(request, cancellationToken);
    }

    internal sealed record Sent(string Method, string Path, string Body, Dictionary<string, string> Headers);

    /// <summary>A clock on which waiting takes no time, and is counted.</summary>
    internal sealed class FastTime : TimeProvider
    {
        private long _ticks = new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero).Ticks;

        internal List<TimeSpan> Waited { get; } = [];

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        internal void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
            {
                lock (Waited)
                {
                    Waited.Add(dueTime);
                }

                Advance(dueTime);
                dueTime = TimeSpan.Zero;
            }

            return System.CreateTimer(callback, state, dueTime, Timeout.InfiniteTimeSpan);
        }
    }
}
