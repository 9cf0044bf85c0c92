using System.Security.Cryptography;
using System.Text;

namespace NumberingRules.Intacct.Tests;

/// <summary>A webhook is believed only as far as its signature goes, and even then it is a hint.</summary>
public sealed class WebhookTests
{
    private const string Secret = "secret";
    private const string Body = """{"any":"template"}""";

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);

    private readonly Clock _clock = new();
    private readonly List<string> _taken = [];

    [Fact]
    public async Task One_that_is_signed_is_followed_by_its_key() =>
        Assert.Equal((200, "2091"), ((await ReceiveAsync(new IntacctWebhooks(Secret, _clock), Headers())).Status, Assert.Single(_taken)));

    public static TheoryData<string, string> Wrong => new()
    {
        { "without a signature", "" },
        { "without a signature", "a.b" },
        { "signed with another secret", Signed(secret: "other") },
        { "signed by another method than HS256", Signed(algorithm: "none") },
        { "signed by another issuer", Signed(issuer: "Somebody") },
        { "signed too long ago", Signed(issued: Now.AddHours(-3)) },
        { "signed in the future", Signed(issued: Now.AddHours(1)) },
        { "signed for another body", Signed(body: "another") },
        { "signed with another secret", Signed()[..^4] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task One_that_is_not_signed_right_is_refused(string why, string signature)
    {
        var headers = Headers();
        headers["X-IA-Sage-Signature"] = signature;
        Assert.Equal(new(401, why), await ReceiveAsync(new IntacctWebhooks(Secret, _clock), headers));
        Assert.Empty(_taken);
    }

    [Fact]
    public async Task One_that_comes_again_is_followed_once_and_one_that_failed_is_followed_again()
    {
        var webhooks = new IntacctWebhooks(Secret, _clock);
        await Assert.ThrowsAsync<HttpRequestException>(() => webhooks.ReceiveAsync(Headers().GetValueOrDefault, Encoding.UTF8.GetBytes(Body), static (_, _) => throw new HttpRequestException("no answer")));
        await ReceiveAsync(webhooks, Headers());
        Assert.Equal(new(200, "received before"), await ReceiveAsync(webhooks, Headers()));
        Assert.Single(_taken);
        _clock.Time = Now.AddHours(26);
        await ReceiveAsync(webhooks, Headers(Signed(issued: _clock.Time)));
        Assert.Equal(2, _taken.Count);
    }

    [Theory]
    [InlineData("""{"OBJECTNAME":"CUSTOMER","ID":"2091"}""")]
    [InlineData("""{"OBJECTNAME":"ARINVOICE"}""")]
    [InlineData("""{"OBJECTNAME":"ARINVOICE","ID":" "}""")]
    [InlineData("not JSON")]
    public async Task One_about_something_else_is_answered_and_not_followed(string context)
    {
        var headers = Headers();
        headers["x-clientcontext"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(context));
        Assert.Equal(200, (await ReceiveAsync(new IntacctWebhooks(Secret, _clock), headers)).Status);
        Assert.Empty(_taken);
    }

    private async Task<IntacctDelivery> ReceiveAsync(IntacctWebhooks webhooks, Dictionary<string, string> headers) =>
        await webhooks.ReceiveAsync(headers.GetValueOrDefault, Encoding.UTF8.GetBytes(Body), (key, _) =>
        {
            _taken.Add(key.Text);
            return Task.CompletedTask;
        });

    private static Dictionary<string, string> Headers(string? signature = null) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["X-IA-Sage-Signature"] = signature ?? Signed(),
        ["X-IdempotencyKey"] = "d1",
        ["x-clientcontext"] = Convert.ToBase64String("""{"COMPANY":"acme","OBJECTNAME":"ARINVOICE","RESTOBJECTNAME":"accounts-receivable/invoice","ID":"2091","EVENT":"after_update"}"""u8),
    };

    private static string Signed(string secret = Secret, string algorithm = "HS256", string issuer = "Sage Intacct", DateTimeOffset? issued = null, string body = Body)
    {
        var from = (issued ?? Now).ToUnixTimeSeconds();
        var head = Url($$"""{"alg":"{{algorithm}}","typ":"JWT"}""");
        var claims = Url($$"""{"iat":{{from}},"exp":{{from + 3600}},"iss":"{{issuer}}","payload_signature":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}}"}""");
        return $"{head}.{claims}.{Url(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{head}.{claims}")))}";
    }

    private static string Url(string text) => Url(Encoding.UTF8.GetBytes(text));

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private sealed class Clock : TimeProvider
    {
        internal DateTimeOffset Time { get; set; } = Now;

        public override DateTimeOffset GetUtcNow() => Time;
    }
}
