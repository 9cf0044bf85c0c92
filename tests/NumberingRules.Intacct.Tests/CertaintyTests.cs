using System.Net;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct.Tests;

/// <summary>Each answer to a post says as much as it says, and no more.</summary>
public sealed class CertaintyTests
{
    private const string Refusal = """{"ia::error":{"code":"invalidRequest","message":"Customer C-77 is on hold","supportId":"k1","details":[{"code":"AR-0493","message":"The customer is on hold"}]},"ia::meta":{"totalError":1}}""";
    private const string Nested = """{"ia::result":{"ia::error":{"code":"businessRule","message":"Customer C-77 is on hold"}}}""";
    private const string Third = """{"error":{"code":"businessRule","message":"Customer C-77 is on hold"}}""";
    private const string Gateway = """{"ia::error":{"code":"GW-0010","message":"Too many requests","details":{"code":"GW-0010","message":"The rate limit was reached"}}}""";

    public static TheoryData<int, string, string> Answers => new()
    {
        { 400, Refusal, "refused" },
        { 422, Refusal, "refused" },
        { 422, Nested, "refused" },
        { 422, Third, "refused" },
        { 422, "<html>no</html>", "refused" },
        { 404, Refusal, "refused" },
        { 400, """{"ia::error":{"code":"GW-0011","message":"The tenant is inactive"}}""", "denied" },
        { 400, """{"ia::error":{"code":"x","message":"Another request with this Idempotency-Key is under way"}}""", "unknown" },
        { 401, Refusal, "denied" },
        { 403, """{"ia::error":{"code":"GW-0042","message":"Forbidden"}}""", "denied" },
        { 408, "", "unknown" },
        { 409, Refusal, "unknown" },
        { 202, """{"ia::result":{}}""", "unknown" },
        { 207, "[]", "unknown" },
        { 418, "", "unknown" },
        { 500, Gateway, "unknown" },
        { 502, "<html>", "unknown" },
        { 503, """{"ia::error":{"code":"GW-0001"}}""", "unknown" },
        { 504, "", "unknown" },
        { 201, "not JSON", "unknown" },
        { 201, """{"ia::result":{"ia::error":{}}}""", "unknown" },
        { 201, "", "unknown" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task To_the_first_post_of_an_attempt(int status, string body, string expected)
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(() => Wire.Json(status, body));
        var sent = await wire.SentAsync();
        var reply = await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None);
        Assert.Equal(expected, reply.GetType().Name, ignoreCase: true);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task To_an_attempt_that_may_have_been_done_no_answer_is_a_refusal(int status, string body, string _)
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(static () => throw new HttpRequestException("the connection broke"));
        wire.Posts.Enqueue(() => Wire.Json(status, body));
        var sent = await wire.SentAsync();
        Assert.IsType<ErpReply.Unknown>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
        Assert.IsType<ErpReply.Unknown>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
    }

    [Fact]
    public async Task But_the_stored_answer_to_the_first_post_is()
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(static () => throw new HttpRequestException("the connection broke"));
        wire.Posts.Enqueue(static () => Wire.Json(422, Refusal, ("x-ia-idempotency-cached-date", "2026-01-05T10:00:00Z")));
        var sent = await wire.SentAsync();
        await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None);
        var refused = Assert.IsType<ErpReply.Refused>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
        Assert.Equal("422 invalidRequest: Customer C-77 is on hold (support id k1); AR-0493: The customer is on hold", refused.Reason.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_answer_is_unknown(bool isTimeout)
    {
        using var wire = new Wire();
        wire.Posts.Enqueue(() => throw (isTimeout ? new TaskCanceledException("time-out", new TimeoutException()) : new HttpRequestException(HttpRequestError.ResponseEnded)));
        var sent = await wire.SentAsync();
        Assert.IsType<ErpReply.Unknown>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None));
        Assert.Single(wire.Requests);
    }

    [Fact]
    public async Task The_answer_to_a_create_is_followed_by_the_number()
    {
        using var wire = new Wire { OnQuery = _ => Wire.Rows(Wire.Row()) };
        wire.Posts.Enqueue(() => Wire.Made());
        var sent = await wire.SentAsync();
        var made = Assert.IsType<ErpReply.Made>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None)).News;
        Assert.Equal(("2091", "SI-0001", "A1"), (made.Key.Text, made.Number?.Text, made.ExternalId?.Text));
    }

    [Fact]
    public async Task A_logger_that_throws_leaves_it_made()
    {
        using var wire = new Wire { OnQuery = _ => Wire.Rows(Wire.Row(id: "another")) };
        wire.Posts.Enqueue(() => Wire.Made());
        var sent = await wire.SentAsync();
        wire.Log.IsBroken = true;
        var made = Assert.IsType<ErpReply.Made>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None)).News;
        Assert.Equal(("2091", "SI-0001", "A1"), (made.Key.Text, made.Number?.Text, made.ExternalId?.Text));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(200)]
    public async Task It_is_made_though_its_number_cannot_be_read_yet(int status)
    {
        using var wire = new Wire { OnQuery = _ => Wire.Json(status, """{"ia::result":[]}""") };
        wire.Posts.Enqueue(() => Wire.Made());
        var sent = await wire.SentAsync();
        var made = Assert.IsType<ErpReply.Made>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None)).News;
        Assert.Equal(("2091", null), (made.Key.Text, made.Number?.Text));
    }

    [Fact]
    public async Task What_the_host_cannot_map_is_refused_and_not_sent()
    {
        using var wire = new Wire();
        wire.Host.Map = static _ => IntacctInvoice.Refuse("Flat 3 is no customer there");
        var sent = await wire.SentAsync();
        Assert.Equal("Flat 3 is no customer there", Assert.IsType<ErpReply.Refused>(await wire.Erp.PostAsync(sent, sent.AttemptKey!.Value, CancellationToken.None)).Reason.Text);
        Assert.Empty(wire.Requests);
    }
}
