using System.Globalization;

namespace FakeIntacct;

/// <summary>What is known of idempotency keys: the request, and its answer once there is one.</summary>
/// <remarks>Answers are kept for 48 hours, keys for 60 days, both from the first request on. Callers hold the company's lock.</remarks>
internal sealed class Idempotency(TimeProvider clock)
{
    internal const int LongestKey = 256;
    private static readonly TimeSpan s_answers = TimeSpan.FromHours(48);
    private static readonly TimeSpan s_keys = TimeSpan.FromDays(60);
    private readonly Dictionary<(string User, string Key), Slot> _slots = [];

    /// <summary>Takes a key for a request: the slot to fill, or the answer to give instead.</summary>
    internal (Slot? Begun, Reply? Instead) Take(string user, string key, string request)
    {
        if (key.Length > LongestKey)
        {
            throw Refusal.Schema($"Idempotency-Key has {key.Length} characters: at most {LongestKey} are allowed.");
        }

        var now = clock.GetUtcNow();
        if (!_slots.TryGetValue((user, key), out var slot) || now - slot.Since >= s_keys)
        {
            return (_slots[(user, key)] = new(request, now), null);
        }

        return slot switch
        {
            _ when slot.Request != request => throw Refusal.Conflict("This idempotency key was used with another request."),
            { Answer: null } => throw Refusal.Conflict("A request with this idempotency key is under way."),
            _ when now - slot.Since >= s_answers => throw Refusal.Conflict("This idempotency key was used before, and its answer is no longer kept."),
            _ => (null, slot.Answer with { Headers = [.. slot.Answer.Headers, ("x-ia-idempotency-cached-date", slot.Since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))] }),
        };
    }

    /// <summary>A key that is taken.</summary>
    internal sealed class Slot(string request, DateTimeOffset since)
    {
        internal string Request => request;

        internal DateTimeOffset Since => since;

        internal Reply? Answer { get; set; }
    }
}
