using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NumberingRules.Intacct;

/// <summary>
/// Receives the webhooks that a company's triggers send. A webhook is a hint, never a fact: what it is about is read from
/// Intacct by its key. Safe for use by several threads; references no web framework.
/// </summary>
/// <param name="clientSecret">The client secret of the application, which signs webhooks.</param>
/// <param name="time">The clock that signatures are held against; the machine's by default.</param>
public sealed class IntacctWebhooks(string clientSecret, TimeProvider? time = null)
{
    private const string Issuer = "Sage Intacct";
    private const int Most = 100_000;

    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(25);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(clientSecret ?? throw new ArgumentNullException(nameof(clientSecret)));
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>Receives a delivery: checks its signature and its time, leaves out what was received already, and has the record read.</summary>
    /// <param name="header">Gives a header of the request by its name; null if it has none.</param>
    /// <param name="body">The body, byte by byte as it came.</param>
    /// <param name="take">
    /// Reads the record and tells the loop: <c>FetchAsync</c>, then <c>SyncLoop.TakeAsync</c>. What it throws goes on to the
    /// caller, who answers 500: then Intacct delivers again.
    /// </param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>What to answer: 200, or 401 with what is wrong, for the log and not for the sender.</returns>
    public async Task<IntacctDelivery> ReceiveAsync(Func<string, string?> header, ReadOnlyMemory<byte> body, Func<ErpKey, CancellationToken, Task> take, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(take);
        var now = _time.GetUtcNow();
        if (Problem(header("X-IA-Sage-Signature"), body.Span, now) is { } problem)
        {
            return new(401, problem);
        }

        var delivery = header("X-IdempotencyKey");
        if (delivery is not null && IsSeen(delivery, now))
        {
            return new(200, "received before");
        }

        if (Read(header("x-clientcontext"), IntacctJson.Default.ClientContext) is not { } context || KeyOf(context) is not { } key)
        {
            return new(200, "not about an AR invoice, or without its key");
        }

        await take(key, cancellation).ConfigureAwait(false);
        if (delivery is not null)
        {
            Remember(delivery, now);
        }

        return new(200, $"{context.Event ?? "news"} of record {key}");
    }

    /// <summary>What is wrong with a signature: a JWT (HS256) that carries the SHA-256 of the body.</summary>
    private string? Problem(string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (signature?.Split('.') is not [var head, var claims, var mac])
        {
            return "without a signature";
        }

        if (Read(head, IntacctJson.Default.SignedHeader)?.Algorithm != "HS256")
        {
            return "signed by another method than HS256";
        }

        if (Bytes(mac) is not { } given || !CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes($"{head}.{claims}"))))
        {
            return "signed with another secret";
        }

        return Read(claims, IntacctJson.Default.SignedClaims) is not { } said ? "signed claims that cannot be read"
            : said.Issuer != Issuer ? "signed by another issuer"
            : said.Expires is not { } expires || DateTimeOffset.FromUnixTimeSeconds(Second(expires)) + Leeway < now ? "signed too long ago"
            : said.IssuedAt is not { } issued || DateTimeOffset.FromUnixTimeSeconds(Second(issued)) - Leeway > now ? "signed in the future"
            : !string.Equals(said.PayloadSignature, Convert.ToHexString(SHA256.HashData(body)), StringComparison.OrdinalIgnoreCase) ? "signed for another body"
            : null;

        static long Second(long told) => Math.Clamp(told, 0, 4_102_444_800);
    }

    private static ErpKey? KeyOf(ClientContext context)
    {
        var isInvoice = string.Equals(context.ObjectName, "ARINVOICE", StringComparison.OrdinalIgnoreCase) || context.RestObjectName == IntacctOptions.InvoiceObject;
        return isInvoice && context.Id is { ValueKind: JsonValueKind.String or JsonValueKind.Number } id && InvoiceRow.IsKey(id.ToString()) ? id.ToString() : (ErpKey?)null;
    }

    private bool IsSeen(string delivery, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _seen.TryGetValue(delivery, out var when) && when + Remembered > now;
        }
    }

    private void Remember(string delivery, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_seen.Count >= Most)
            {
                // At worst a hint is followed twice.
                _seen.Clear();
            }

            _seen[delivery] = now;
        }
    }

    private static T? Read<T>(string? base64, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return base64 is not null && Bytes(base64) is { } json ? JsonSerializer.Deserialize(json, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Base 64, in either alphabet, padded or not.</summary>
    private static byte[]? Bytes(string base64)
    {
        var text = base64.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) ? bytes[..length] : null;
    }
}

/// <summary>What to answer to a delivery of a webhook. Equality is by value.</summary>
/// <param name="Status">The HTTP status: 200, or 401.</param>
/// <param name="Why">What was done, or what is wrong, for the log.</param>
public sealed record IntacctDelivery(int Status, string Why);
