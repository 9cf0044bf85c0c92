using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>Tells an address of changes: at most four attempts each, waiting 10, 30 and 90 seconds of the sandbox clock between them.</summary>
internal sealed class Webhooks(SandboxClock clock, Func<FakeSettings> settings, FaultScript faults) : IDisposable
{
    private static readonly int[] s_waits = [10, 30, 90];
    private static readonly HttpStatusCode[] s_again =
    [
        HttpStatusCode.RequestTimeout, HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway,
        HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout,
    ];

    private readonly Lock _gate = new();
    private readonly List<Delivery> _deliveries = [], _open = [];
    private readonly SemaphoreSlim _hurry = new(0);

    /// <summary>Puts a change on the list, if somebody wants to know.</summary>
    internal void Tell(Invoice invoice, string happened)
    {
        if (settings().WebhookUrl is null)
        {
            return;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["key"] = invoice.KeyText, ["object"] = "accounts-receivable/invoice", ["event"] = happened });
        var context = new JsonObject
        {
            ["COMPANY"] = "fakeco",
            ["ENTITY"] = invoice.Entity ?? "",
            ["USER"] = "ws",
            ["OBJECTNAME"] = "ARINVOICE",
            ["RESTOBJECTNAME"] = "accounts-receivable/invoice",
            ["ID"] = invoice.KeyText,
            ["VID"] = invoice.Number,
            ["EVENT"] = happened,
        };
        lock (_gate)
        {
            var delivery = new Delivery(Guid.NewGuid().ToString(), body, Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(context)), clock.GetUtcNow());
            _deliveries.Add(delivery);
            _open.Add(delivery);
        }
    }

    /// <summary>Looks for deliveries that are due now.</summary>
    internal void Hurry()
    {
        if (_hurry.CurrentCount == 0)
        {
            _hurry.Release();
        }
    }

    internal JsonArray Deliveries()
    {
        lock (_gate)
        {
            return [.. _deliveries.Select(delivery => new JsonObject
            {
                ["key"] = delivery.Key,
                ["context"] = delivery.Context,
                ["answers"] = new JsonArray([.. delivery.Answers.Select(answer => (JsonNode)answer)]),
                ["due"] = delivery.Due?.ToString("O", CultureInfo.InvariantCulture),
            })];
        }
    }

    internal async Task RunAsync(CancellationToken stopping)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        while (!stopping.IsCancellationRequested)
        {
            await _hurry.WaitAsync(TimeSpan.FromMilliseconds(200), stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            List<Delivery> due;
            lock (_gate)
            {
                due = [.. _open.Where(delivery => delivery.Due <= clock.GetUtcNow())];
            }

            foreach (var delivery in due.TakeWhile(_ => !stopping.IsCancellationRequested))
            {
                await DeliverAsync(http, delivery, stopping);
            }
        }
    }

    public void Dispose() => _hurry.Dispose();

    /// <summary>The signature: a JWT whose claim <c>payload_signature</c> is the SHA-256 of the body.</summary>
    internal static string Sign(byte[] body, string secret, DateTimeOffset now)
    {
        var claims = new JsonObject
        {
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["iss"] = "Sage Intacct",
            ["payload_signature"] = Convert.ToHexStringLower(SHA256.HashData(body)),
        };
        var signed = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8) + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }

    private async Task DeliverAsync(HttpClient http, Delivery delivery, CancellationToken stopping)
    {
        var fault = faults.Next(Operation.Webhook)?.Kind;
        var answer = fault == FaultKind.Drop ? null : await PostAsync(http, delivery, stopping);
        if (fault == FaultKind.Repeat)
        {
            answer = await PostAsync(http, delivery, stopping);
        }

        lock (_gate)
        {
            delivery.Answers.Add(answer is { } status ? (int)status : 0);
            var attempts = delivery.Answers.Count;
            var again = attempts <= s_waits.Length && (answer is null || s_again.Contains(answer.Value));
            delivery.Due = again ? clock.GetUtcNow().AddSeconds(s_waits[attempts - 1]) : null;
            if (!again)
            {
                _open.Remove(delivery);
            }
        }
    }

    private async Task<HttpStatusCode?> PostAsync(HttpClient http, Delivery delivery, CancellationToken stopping)
    {
        if (settings() is not { WebhookUrl: { } url } company)
        {
            return null;
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(delivery.Body) };
        message.Content.Headers.ContentType = new("application/json");
        message.Headers.TryAddWithoutValidation("X-IA-Sage-Signature", Sign(delivery.Body, company.ClientSecret, clock.GetUtcNow()));
        message.Headers.TryAddWithoutValidation("x-clientcontext", delivery.Context);
        message.Headers.TryAddWithoutValidation("X-IdempotencyKey", delivery.Key);
        if (company.WebhookAuthorization is { } authorization)
        {
            message.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        try
        {
            using var answer = await http.SendAsync(message, stopping);
            return answer.StatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private sealed class Delivery(string key, byte[] body, string context, DateTimeOffset due)
    {
        internal string Key => key;

        internal byte[] Body => body;

        internal string Context => context;

        internal List<int> Answers { get; } = [];

        internal DateTimeOffset? Due { get; set; } = due;
    }
}
