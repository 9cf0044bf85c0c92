using System.Net;
using System.Text.Json.Nodes;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct.Tests;

/// <summary>What goes out: the body, the key, the token, how often and when.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task An_invoice_is_written_as_the_protocol_says()
    {
        using var wire = new Wire(options => options.Entity = "10");
        wire.Posts.Enqueue(() => Wire.Made());
        wire.Host.Map = static _ => new()
        {
            Customer = "C-77",
            Reference = "PO-5",
            Description = "Rent",
            Due = new(2026, 2, 4),
            More = new() { ["term"] = new JsonObject { ["id"] = "Net 30" } },
            Lines = [new("4000", 120m) { Memo = "January", Dimensions = new Dictionary<string, string> { ["location"] = "10", ["department"] = "D1" } }],
        };
        var sent = await wire.SentAsync();
        await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None);
        var request = wire.Requests[0];
        Assert.Equal(
            """{"customer":{"id":"C-77"},"invoiceDate":"2026-01-05","dueDate":"2026-02-04","nsp::HOME_INVOICE_ID":"A1","lines":[{"txnAmount":"120.00","glAccount":{"id":"4000"},"memo":"January","dimensions":{"department":{"id":"D1"},"location":{"id":"10"}}}],"description":"Rent","referenceNumber":"PO-5","term":{"id":"Net 30"}}""",
            request.Body);
        Assert.Equal(("POST", "objects/accounts-receivable/invoice"), (request.Method, request.Path));
        Assert.Equal(sent.AttemptKey.Value.ToString("D"), request.Headers["Idempotency-Key"]);
        Assert.Equal("10", request.Headers["X-IA-API-Param-Entity"]);
        Assert.Equal($"Bearer {Wire.Token}1", request.Headers["Authorization"]);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "draft")]
    public async Task What_is_not_approved_is_a_draft_there(bool isApproved, string? state)
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(() => Wire.Made());
        var sent = await wire.SentAsync(isApproved: isApproved);
        await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None);
        Assert.Equal(state, JsonNode.Parse(wire.Requests[0].Body)!["state"]?.GetValue<string>());
    }

    [Fact]
    public async Task The_same_attempt_sends_the_same_bytes_whatever_has_changed_at_home()
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(static () => Wire.Json(500, ""));
        var amount = 100m;
        wire.Host.Map = _ => new() { Customer = "C-77", Lines = [new("4000", amount++)] };
        var sent = await wire.SentAsync();
        for (var time = 0; time < 3; time++)
        {
            await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None);
        }

        Assert.Single(wire.Requests.Select(request => request.Body).Distinct());
        Assert.Single(wire.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task A_repeat_is_not_refused_because_it_could_not_be_mapped_any_more()
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(static () => Wire.Json(500, ""));
        var sent = await wire.SentAsync();
        await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None);
        wire.Host.Map = static _ => IntacctInvoice.Refuse("the tenant has moved out");
        Assert.IsType<ErpReply.Unknown>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
        Assert.Equal(2, wire.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_renewed_once_and_the_same_request_goes_again()
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(static () => Wire.Json(401, ""));
        wire.Posts.Enqueue(() => Wire.Made());
        var sent = await wire.SentAsync();
        Assert.IsType<ErpReply.Made>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
        var posts = wire.Requests.FindAll(request => request.Path.StartsWith("objects", StringComparison.Ordinal));
        Assert.Equal([$"Bearer {Wire.Token}1", $"Bearer {Wire.Token}2"], posts.Select(post => post.Headers["Authorization"]));
        Assert.Equal((posts[0].Body, posts[0].Headers["Idempotency-Key"]), (posts[1].Body, posts[1].Headers["Idempotency-Key"]));
        Assert.Equal(2, wire.TokenRequests.Count);
        Assert.Contains("grant_type=client_credentials", wire.TokenRequests[0], StringComparison.Ordinal);
        Assert.Contains("grant_type=refresh_token", wire.TokenRequests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_at_once_renew_a_token_once()
    {
        using var wire = new Wire(options => options.MostAtOnce = 8);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => wire.Erp.FindAsync("A1", CancellationToken.None))));
        Assert.Single(wire.TokenRequests);
        wire.Time.Advance(TimeSpan.FromHours(13));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => wire.Erp.FindAsync("A1", CancellationToken.None))));
        Assert.Equal(2, wire.TokenRequests.Count);
    }

    [Fact]
    public async Task A_refresh_that_fails_is_followed_by_the_credentials()
    {
        using var wire = new Wire();
        await wire.Erp.FindAsync("A1", CancellationToken.None);
        wire.Time.Advance(TimeSpan.FromHours(13));
        var asked = 0;
        wire.OnToken = () => ++asked == 1 ? Wire.Json(400, """{"error":"invalid_grant"}""") : Wire.Json(200, """{"access_token":"new","expires_in":43200}""");
        await wire.Erp.FindAsync("A1", CancellationToken.None);
        Assert.Contains("grant_type=client_credentials", wire.TokenRequests[^1], StringComparison.Ordinal);
        Assert.Equal("Bearer new", wire.Requests[^1].Headers["Authorization"]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task A_sign_in_that_is_refused_lets_nobody_in(int status)
    {
        using var wire = new Wire { OnToken = () => Wire.Json(status, """{"error":"invalid_client"}""") };
        var sent = await wire.SentAsync();
        Assert.IsType<ErpReply.Denied>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => wire.Erp.FindAsync("A1", CancellationToken.None))).StatusCode);
        Assert.Empty(wire.Requests);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("X-IA-Minute-Rate-Limit-Retry-After", "40", 40)]
    [InlineData("X-IA-Tenant-Throttle-Limit-Retry-After", "3", 3)]
    public async Task A_post_that_the_ERP_did_not_look_at_waits_as_told_and_goes_again(string header, string seconds, int waits)
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(() => Wire.Json(429, "", ("Retry-After", "1"), (header, seconds)));
        wire.Posts.Enqueue(() => Wire.Made());
        var sent = await wire.SentAsync();
        Assert.IsType<ErpReply.Made>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
        Assert.Contains(TimeSpan.FromSeconds(waits), wire.Time.Waited);
        Assert.Single(wire.Requests.Where(request => request.Method == "POST" && request.Path.StartsWith("objects", StringComparison.Ordinal)).Select(request => request.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task A_wait_that_is_longer_than_anybody_waits_is_answered_at_once_and_nothing_was_done()
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(() => Wire.Json(429, """{"ia::error":{"code":"GW-0010","message":"Too many requests"}}""", ("X-IA-Hour-Rate-Limit-Retry-After", "3600")));
        var sent = await wire.SentAsync();
        var refused = Assert.IsType<ErpReply.Refused>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
        Assert.Contains("GW-0010", refused.Reason.Text, StringComparison.Ordinal);
        Assert.Single(wire.Requests);
    }

    [Fact]
    public async Task A_read_that_failed_goes_again_and_a_post_does_not()
    {
        var asked = 0;
        using var wire = new Wire { OnQuery = _ => ++asked == 1 ? Wire.Json(503, "") : Wire.Rows(Wire.Row()) };
        Assert.Single(await wire.Erp.FindAsync("A1", CancellationToken.None));
        wire.Posts.Enqueue(static () => Wire.Json(503, ""));
        var sent = await wire.SentAsync();
        await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None);
        Assert.Single(wire.Requests, request => request.Path.StartsWith("objects", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_secret_is_logged_or_told()
    {
        using var wire = new Wire(options => options.MostAtOnce = 1);
        var echo = $$$"""{"ia::error":{"code":"x","message":"client_secret={{{Wire.Secret}}} and {{{Wire.Token}}}1 are wrong"}}""";
        wire.Posts.Enqueue(() => Wire.Json(422, echo));
        var sent = await wire.SentAsync();
        List<string> told = [$"{await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None)}"];
        wire.OnQuery = _ => Wire.Json(400, echo);
        told.Add($"{await Record.ExceptionAsync(() => wire.Erp.FindAsync("A1", CancellationToken.None))}");
        wire.Time.Advance(TimeSpan.FromHours(13));
        wire.OnToken = () => Wire.Json(200, $"{{\"access_token\": broken {Wire.Secret}");
        told.Add($"{await Record.ExceptionAsync(() => wire.Erp.FindAsync("A1", CancellationToken.None))}");
        wire.OnToken = () => Wire.Json(401, echo);
        told.Add($"{await Record.ExceptionAsync(() => wire.Erp.FindAsync("A1", CancellationToken.None))}");
        Assert.NotEmpty(wire.Log.Lines);
        Assert.All(told.Concat(wire.Log.Lines), line => Assert.False(
            line.Contains(Wire.Secret, StringComparison.Ordinal) || line.Contains(Wire.Token, StringComparison.Ordinal) || line.Contains("r3fresh", StringComparison.Ordinal), line));
    }

    [Theory]
    [InlineData("", "s", "u@c", "ClientId")]
    [InlineData("c", " ", "u@c", "ClientSecret")]
    [InlineData("c", "s", "", "User")]
    public void Options_that_are_not_sound_are_told(string client, string secret, string user, string what) =>
        Assert.Contains(what, new IntacctOptions { ClientId = client, ClientSecret = secret, User = user }.Problem(), StringComparison.Ordinal);

    [Fact]
    public void A_secret_does_not_travel_in_the_open() =>
        Assert.Contains("https", new IntacctOptions { ClientId = "c", ClientSecret = "s", User = "u@c", Address = new("http://api.intacct.com/ia/api/v1/") }.Problem(), StringComparison.Ordinal);
}
