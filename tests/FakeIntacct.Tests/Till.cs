using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace FakeIntacct.Tests;

/// <summary>What a request was answered with.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers)
{
    internal JsonNode Result => Body!["ia::result"]!;

    internal string Key => Result["key"]!.GetValue<string>();

    internal List<string> Column(string field) => [.. Result.AsArray().Select(row => row![field]!.GetValue<string>())];

    internal string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;
}

/// <summary>A server whose clock stands still, and a client that has signed in.</summary>
internal sealed class Till : IAsyncDisposable
{
    private readonly HttpClient _api;

    private Till(FakeIntacctServer server)
    {
        Server = server;
        _api = new() { BaseAddress = server.Api };
        Admin = new() { BaseAddress = server.Address };
    }

    internal FakeIntacctServer Server { get; }

    internal HttpClient Admin { get; }

    internal FakeSettings Settings
    {
        get => Server.Settings;
        set => Server.Settings = value;
    }

    internal static async Task<Till> OpenAsync(FakeSettings? settings = null)
    {
        var clock = new SandboxClock();
        clock.Freeze(new(2030, 1, 5, 10, 0, 0, TimeSpan.Zero));
        var till = new Till(await FakeIntacctServer.StartAsync((settings ?? new()) with { ErrorShape = ErrorShape.Top }, clock: clock));
        till.UseToken(Text((await till.TokenAsync()).Body!, "access_token"));
        return till;
    }

    internal static object Invoice(string? number = "RL-00001", string? home = "A1", string? state = null, string customer = "C-77") => new Dictionary<string, object?>
    {
        ["customer"] = new { id = customer },
        ["invoiceNumber"] = number,
        ["invoiceDate"] = "2030-01-05",
        ["dueDate"] = "2030-02-04",
        ["nsp::HOME_INVOICE_ID"] = home,
        ["state"] = state,
        ["lines"] = new[] { new { txnAmount = "120.00", glAccount = new { id = "4000" }, dimensions = new { location = new { id = "10" } } } },
    }.Where(field => field.Value is not null).ToDictionary();

    internal void UseToken(string token) => _api.DefaultRequestHeaders.Authorization = new("Bearer", token);

    internal Task<Answer> TokenAsync(string grant = "client_credentials", params (string Name, string Value)[] more) => SendAsync(HttpMethod.Post, "oauth2/token", new FormUrlEncodedContent(
        new Dictionary<string, string> { ["grant_type"] = grant, ["client_id"] = "fake-client", ["client_secret"] = "fake-secret", ["username"] = "ws@fakeco" }
            .Concat(more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).GroupBy(pair => pair.Key).Select(group => group.Last())));

    internal Task<Answer> CreateAsync(object? invoice = null, string? key = null, string? entity = null, CancellationToken patience = default) =>
        SendAsync(HttpMethod.Post, "objects/accounts-receivable/invoice", JsonContent.Create(invoice ?? Invoice()), patience, ("Idempotency-Key", key), ("X-IA-API-Param-Entity", entity));

    internal Task<Answer> GetAsync(string keys, string? entity = null, CancellationToken patience = default) =>
        SendAsync(HttpMethod.Get, "objects/accounts-receivable/invoice/" + keys, null, patience, ("X-IA-API-Param-Entity", entity));

    internal Task<Answer> PatchAsync(string key, object body, string? idempotency = null) =>
        SendAsync(HttpMethod.Patch, "objects/accounts-receivable/invoice/" + key, JsonContent.Create(body), ("Idempotency-Key", idempotency));

    internal Task<Answer> DeleteAsync(string key) => SendAsync(HttpMethod.Delete, "objects/accounts-receivable/invoice/" + key, null);

    internal Task<Answer> WorkflowAsync(string step, string key) => SendAsync(HttpMethod.Post, "workflows/accounts-receivable/invoice/" + step, JsonContent.Create(new { key }));

    internal Task<Answer> QueryAsync(string query, string? entity = null) => SendAsync(
        HttpMethod.Post, "services/core/query", new StringContent(query.Replace('\'', '"'), Encoding.UTF8, "application/json"), ("X-IA-API-Param-Entity", entity));

    internal Task<Answer> InvoicesAsync(string rest) => QueryAsync($"{{'object':'accounts-receivable/invoice','fields':['key','invoiceNumber','state','audit.modifiedDateTime'],{rest}}}");

    internal Task<Answer> AuditAsync(string rest = "'filters':[{'$eq':{'accessMode':'D'}}]") =>
        QueryAsync($"{{'object':'company-config/audit-history','fields':['key','objectType','objectKey','accessMode','accessTime'],{rest}}}");

    internal Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string? Value)[] headers) =>
        SendAsync(method, path, content, CancellationToken.None, headers);

    /// <summary>Waits for what another thread does; a minute is far too long for any of it.</summary>
    internal static async Task UntilAsync(Func<bool> holds)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.True(waited < 6000, "Waited for a minute in vain.");
            await Task.Delay(10);
        }
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken patience, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.Add(name, value);
        }

        using var reply = await _api.SendAsync(request, patience);
        var body = await reply.Content.ReadAsStringAsync(patience);
        return new(reply.StatusCode, reply.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(body) : null, reply.Headers);
    }

    /// <summary>What somebody does at the ERP's own screen.</summary>
    internal async Task<JsonNode> ScreenAsync(string path, object? body = null)
    {
        using var reply = await Admin.PostAsJsonAsync("/_fake/" + path, body ?? new { });
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        return (await reply.Content.ReadAsStringAsync()) is { Length: > 0 } text ? JsonNode.Parse(text)! : new JsonObject();
    }

    internal List<JsonNode> Ledger() => [.. Server.Truth()["invoices"]!.AsArray().Select(invoice => invoice!)];

    internal static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        Admin.Dispose();
        await Server.DisposeAsync();
    }
}
