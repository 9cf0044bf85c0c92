using System.Globalization;
using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace NumberingRules.Intacct;

/// <summary>How many requests go out at once, and which wait and go out again: those the ERP did not look at (429), and reads that it failed to answer.</summary>
internal static class Throttling
{
    /// <summary>Marks a request that changes nothing in the ERP.</summary>
    internal static readonly HttpRequestOptionsKey<bool> IsRead = new("NumberingRules.IsRead");

    /// <summary>When the caller will have given up.</summary>
    internal static readonly HttpRequestOptionsKey<DateTimeOffset> Until = new("NumberingRules.Until");

    private const int MostReadsAgain = 2;
    private const int MostWaits = 8;

    private static readonly string[] WaitHeaders =
        ["Retry-After", "X-IA-Throttle-Limit-Retry-After", "X-IA-Hour-Rate-Limit-Retry-After", "X-IA-Minute-Rate-Limit-Retry-After", "X-IA-Tenant-Throttle-Limit-Retry-After"];

    internal static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, IntacctOptions options)
    {
        pipeline.TimeProvider = options.Time;
        pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            Name = "Wait",
            MaxRetryAttempts = MostWaits,
            ShouldHandle = outcome => new(MayGoAgain(outcome, options)),
            DelayGenerator = outcome => new((TimeSpan?)DelayOf(outcome.Outcome.Result, outcome.AttemptNumber, options)),
        });
        pipeline.AddConcurrencyLimiter(options.MostAtOnce, int.MaxValue);
    }

    /// <summary>How long the ERP asks to wait: the longest of its headers; null if it names none.</summary>
    internal static TimeSpan? WaitOf(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan? longest = null;
        foreach (var header in WaitHeaders)
        {
            if (!response.Headers.TryGetValues(header, out var values))
            {
                continue;
            }

            foreach (var value in values)
            {
                var wait = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400))
                    : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) && until > now ? until - now
                    : TimeSpan.Zero;
                longest = longest is { } before && before > wait ? before : wait;
            }
        }

        return longest;
    }

    private static bool MayGoAgain(RetryPredicateArguments<HttpResponseMessage> outcome, IntacctOptions options)
    {
        if (outcome.Context.GetRequestMessage() is not { } request || outcome.Context.CancellationToken.IsCancellationRequested)
        {
            return false;
        }

        var mayGoAgain = outcome.Outcome switch
        {
            { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
            { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } or { Exception: HttpRequestException } =>
                request.Options.TryGetValue(IsRead, out var isRead) && isRead && outcome.AttemptNumber < MostReadsAgain,
            _ => false,
        };

        // What would be waited for longer than the caller waits is answered now.
        return mayGoAgain && request.Options.TryGetValue(Until, out var until)
            && options.Time.GetUtcNow() + DelayOf(outcome.Outcome.Result, outcome.AttemptNumber, options) < until;
    }

    private static TimeSpan DelayOf(HttpResponseMessage? response, int attempt, IntacctOptions options) =>
        (response is null ? null : WaitOf(response, options.Time.GetUtcNow())) ?? TimeSpan.FromMilliseconds(Math.Min(500 * Math.Pow(2, attempt), 30_000));
}
