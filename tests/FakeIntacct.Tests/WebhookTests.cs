using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FakeIntacct.Tests;

/// <summary>Webhooks, §3.5 of the protocol page.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private readonly WebApplication _listener;
    private readonly ConcurrentQueue<(IHeaderDictionary Headers, byte[] Body)> _heard = [];
    private volatile int _status = 200;

    public WebhookTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _listener = builder.Build();
        _listener.MapPost("/", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            _heard.Enqueue((new HeaderDictionary(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(http.Request.Headers, StringComparer.OrdinalIgnoreCase)), body.ToArray()));
            return Results.StatusCode(_status);
        });
    }

    public Task InitializeAsync() => _listener.StartAsync();

    public Task DisposeAsync() => _listener.DisposeAsync().AsTask();

    [Fact]
    public async Task S35_a_webhook_is_signed_over_its_body_and_says_what_happened()
    {
        await using var till = await OpenAsync();
        var key = (await till.CreateAsync()).Key;
        await HeardAsync(1);
        _heard.TryDequeue(out var heard);
        var parts = heard.Headers["X-IA-Sage-Signature"].ToString().Split('.');
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes("fake-secret"), Encoding.UTF8.GetBytes(parts[0] + "." + parts[1]));
        Assert.Equal(expected, Base64Url.DecodeFromChars(parts[2]));
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        Assert.Equal("Sage Intacct", Till.Text(claims, "iss"));
        Assert.Equal(till.Server.Clock.GetUtcNow().ToUnixTimeSeconds(), claims["iat"]!.GetValue<long>());
        Assert.Equal(3600, claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(heard.Body)), Till.Text(claims, "payload_signature"));
        var context = JsonNode.Parse(Convert.FromBase64String(heard.Headers["x-clientcontext"].ToString()))!;
        Assert.Equal((key, "RL-00001", "after_create", "accounts-receivable/invoice"),
            (Till.Text(context, "ID"), Till.Text(context, "VID"), Till.Text(context, "EVENT"), Till.Text(context, "RESTOBJECTNAME")));
        Assert.Equal("Bearer hook", heard.Headers.Authorization.ToString());
    }

    [Theory]
    [InlineData(503, 4)]
    [InlineData(400, 1)]
    [InlineData(200, 1)]
    public async Task S35_there_are_four_deliveries_at_most_after_10_30_and_90_seconds_with_one_key(int status, int deliveries)
    {
        await using var till = await OpenAsync();
        _status = status;
        _ = await till.CreateAsync();
        foreach (var (attempt, wait) in new[] { (1, 10), (2, 30), (3, 90) }.TakeWhile(wait => wait.Item1 < deliveries))
        {
            await AnsweredAsync(till, attempt);
            Assert.Equal(till.Server.Clock.GetUtcNow().AddSeconds(wait), Due(till));
            till.Server.Clock.Advance(TimeSpan.FromSeconds(wait));
        }

        await AnsweredAsync(till, deliveries);
        Assert.Null(Due(till));
        Assert.Equal(deliveries, _heard.Count);
        Assert.All(_heard, heard => Assert.Equal(_heard.First().Headers["X-IdempotencyKey"], heard.Headers["X-IdempotencyKey"]));
    }

    [Fact]
    public async Task S35_a_webhook_can_get_lost_or_come_twice()
    {
        await using var till = await OpenAsync();
        till.Server.Faults.Add(new(FaultKind.Drop, Operation.Webhook), new(FaultKind.Repeat, Operation.Webhook));
        _ = await till.CreateAsync();
        await AnsweredAsync(till, 1);
        Assert.Empty(_heard);
        till.Server.Clock.Advance(TimeSpan.FromSeconds(10));
        await HeardAsync(2);
        Assert.Equal(_heard.First().Headers["X-IdempotencyKey"], _heard.Last().Headers["X-IdempotencyKey"]);
    }

    private Task<Till> OpenAsync() => Till.OpenAsync(new() { WebhookUrl = new(_listener.Urls.First()), WebhookAuthorization = "Bearer hook" });

    private static DateTimeOffset? Due(Till till) =>
        till.Server.Company.Webhooks.Deliveries()[0]!["due"] is { } due ? DateTimeOffset.Parse(due.GetValue<string>(), CultureInfo.InvariantCulture) : null;

    private Task HeardAsync(int count) => Till.UntilAsync(() => _heard.Count == count);

    private static Task AnsweredAsync(Till till, int attempts) => Till.UntilAsync(() => till.Server.Company.Webhooks.Deliveries()[0]!["answers"]!.AsArray().Count == attempts);
}
