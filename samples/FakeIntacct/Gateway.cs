using System.Globalization;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>Everything between the connection and the API: tokens, limits, idempotency, faults.</summary>
internal sealed class Gateway(Company company)
{
    private static readonly string[] s_waitHeaders =
    [
        "Retry-After", "X-IA-Throttle-Limit-Retry-After", "X-IA-Hour-Rate-Limit-Retry-After", "X-IA-Minute-Rate-Limit-Retry-After", "X-IA-Tenant-Throttle-Limit-Retry-After",
    ];

    private readonly Api _api = new(company);
    private int _underWay, _waits, _late;
    private (long Minute, int Count) _thisMinute;

    /// <summary>How many requests have no answer yet.</summary>
    internal int UnderWay => Volatile.Read(ref _underWay);

    internal async Task ServeAsync(HttpContext http, string path)
    {
        var request = await ApiRequest.ReadAsync(http, path);
        company.RunDue();
        var fault = company.Faults.Next(request.Operation);
        var place = Interlocked.Increment(ref _underWay);
        var (reply, replayed) = (default(Reply), false);
        try
        {
            await Task.Delay(company.Settings.LatencyMs, CancellationToken.None);
            (reply, replayed) = await AnswerAsync(http, request, fault, place);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            company.Log(request, fault, reply?.Status, replayed);
            company.Webhooks.Hurry();
        }

        await SendAsync(http, request, fault, reply);
    }

    /// <summary>The answer, or null when the connection is to break.</summary>
    private async Task<(Reply? Reply, bool Replayed)> AnswerAsync(HttpContext http, ApiRequest request, Fault? fault, int place)
    {
        if (Limit(place, fault) is { } limited)
        {
            return (limited, false);
        }

        switch (fault?.Kind)
        {
            case FaultKind.Fail:
                return (company.Errors.Gateway(503, "GW-0001", "The service is not available."), false);
            case FaultKind.BadGateway:
                return (new(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray(), "text/html"), false);
            case FaultKind.BreakBefore:
                return default;
            case FaultKind.HangBefore:
                await HangAsync(http);
                return default;
            default:
                break;
        }

        try
        {
            if (request.Operation == Operation.Token)
            {
                return (Token(request), false);
            }

            var session = SignedIn(request, fault);
            return await PerformAsync(http, request, session, fault);
        }
        catch (Refusal refusal)
        {
            return (refusal.Code.StartsWith("GW-", StringComparison.Ordinal)
                ? company.Errors.Gateway(refusal.Status, refusal.Code, refusal.Message) : company.Errors.Of(refusal), false);
        }
    }

    private Reply? Limit(int place, Fault? fault)
    {
        if (fault?.Kind == FaultKind.Throttle)
        {
            return Wait(fault.WaitHeader ?? s_waitHeaders[Interlocked.Increment(ref _waits) % s_waitHeaders.Length], fault.RetryAfter);
        }

        if (place > company.Settings.Concurrent)
        {
            return Wait("X-IA-Tenant-Throttle-Limit-Retry-After", 1);
        }

        lock (company.Gate)
        {
            var seconds = company.Clock.GetUtcNow().ToUnixTimeSeconds();
            _thisMinute = _thisMinute.Minute == seconds / 60 ? (_thisMinute.Minute, _thisMinute.Count + 1) : (seconds / 60, 1);
            return _thisMinute.Count > company.Settings.PerMinute ? Wait("X-IA-Minute-Rate-Limit-Retry-After", (int)(60 - (seconds % 60))) : null;
        }
    }

    private Reply Wait(string header, int seconds) =>
        company.Errors.Gateway(429, "GW-0010", "Too many requests.", (header, seconds.ToString(CultureInfo.InvariantCulture)));

    private Reply Token(ApiRequest request)
    {
        if (request.Method != "POST")
        {
            throw new Refusal(405, "GW-0033", "Tokens are asked for with POST.");
        }

        lock (company.Gate)
        {
            if (request.Path != "/oauth2/revoke")
            {
                return company.Tokens.Issue(request.Form);
            }

            company.Tokens.Revoke(request.Form.TryGetValue("token", out var token) ? token.FirstOrDefault() ?? "" : "", refresh: false);
            return new(200);
        }
    }

    private Session SignedIn(ApiRequest request, Fault? fault)
    {
        var authorization = request.Headers.Authorization.FirstOrDefault();
        lock (company.Gate)
        {
            if (fault?.Kind == FaultKind.ExpireToken)
            {
                company.Tokens.Revoke(authorization?.Split(' ')[^1] ?? "", refresh: false);
            }

            var session = company.Tokens.Of(authorization) ?? throw new Refusal(401, "GW-0031", "The token is missing, invalid or expired.");
            if (company.Settings.Denied || fault?.Kind == FaultKind.Forbid)
            {
                throw new Refusal(403, "GW-0042", "The user has no permission for this.");
            }

            return request.Headers["X-IA-API-Param-Entity"].FirstOrDefault() is not { Length: > 0 } entity ? session
                : company.Settings.Entities.Contains(entity) ? session with { Entity = entity }
                : throw Refusal.Schema($"X-IA-API-Param-Entity: there is no entity {entity}.");
        }
    }

    private async Task<(Reply? Reply, bool Replayed)> PerformAsync(HttpContext http, ApiRequest request, Session session, Fault? fault)
    {
        Idempotency.Slot? slot = null;
        if (request.IdempotencyKey is { } key)
        {
            lock (company.Gate)
            {
                (slot, var kept) = company.Idempotency.Take(session.User, key, $"{request.Method} {request.Path} {session.Entity} {request.BodyHash}");
                if (kept is not null)
                {
                    return (kept, true);
                }
            }
        }

        // Whoever asked may go away meanwhile; the work is done all the same.
        await Task.Delay(
            (request.Method == "GET" || slot is null ? 0 : company.Settings.WorkMs) + (fault?.Kind == FaultKind.Slow ? fault.Ms : 0), CancellationToken.None);
        var reply = await PlayAsync(http, request, session, fault, slot);
        return (reply is null || slot is null ? reply : reply with { Headers = [.. reply.Headers, ("Idempotency-Key", request.IdempotencyKey!)] }, false);
    }

    private async Task<Reply?> PlayAsync(HttpContext http, ApiRequest request, Session session, Fault? fault, Idempotency.Slot? slot)
    {
        switch (fault?.Kind)
        {
            case FaultKind.Refuse:
                return Keep(company.Errors.Of(Refusal.Rule("The operation failed: a rule of the company forbids it.")), slot, request);
            case FaultKind.FailStored:
                return Keep(company.Errors.Of(new Refusal(500, "unexpectedError", "An unexpected error occurred.")), slot, request);
            case FaultKind.FailAfterStored:
                _ = Work(request, session, null);
                return Keep(company.Errors.Of(new Refusal(500, "unexpectedError", "An unexpected error occurred.")), slot, request);
            case FaultKind.ConflictAfter:
                _ = Work(request, session, slot);
                return company.Errors.Of(Refusal.Conflict("A request with the same unique key is under way or done."));
            case FaultKind.Accept or FaultKind.AcceptLost:
                if (fault.Kind == FaultKind.Accept)
                {
                    company.Later(Delay(fault), () => Work(request, session, null));
                }

                return Keep(Reply.Done(202, new JsonObject { ["status"] = "accepted" }), slot, request);
            case FaultKind.Twice:
                var first = Work(request, session, slot);
                lock (company.Gate)
                {
                    _ = _api.Do(request, session, Maker.ApiTwice);
                }

                return first;
            case FaultKind.HangLate:
                await HangAsync(http);
                company.Later(Delay(fault), () => Work(request, session, slot));
                return null;
            case FaultKind.BreakLate:
                company.Later(Delay(fault), () => Work(request, session, slot));
                return null;
            default:
                return Work(request, session, slot);
        }
    }

    private Reply Work(ApiRequest request, Session session, Idempotency.Slot? slot)
    {
        lock (company.Gate)
        {
            return Keep(_api.Do(request, session), slot, request);
        }
    }

    private Reply Keep(Reply reply, Idempotency.Slot? slot, ApiRequest request)
    {
        lock (company.Gate)
        {
            if (slot is not null)
            {
                slot.Answer = reply with { Headers = [.. reply.Headers, ("Idempotency-Key", request.IdempotencyKey!)] };
            }

            return reply;
        }
    }

    private async Task SendAsync(HttpContext http, ApiRequest request, Fault? fault, Reply? reply)
    {
        // A fault that comes after the work is only played on a request that got as far as that.
        var after = reply?.Status is 401 or 403 or 429 && request.Operation != Operation.Token ? null : fault?.Kind;
        if (after == FaultKind.HangAfter)
        {
            await HangAsync(http);
        }

        if (reply is null || after is FaultKind.BreakAfter or FaultKind.HangAfter)
        {
            http.Abort();
            return;
        }

        reply = after == FaultKind.FailAfter ? company.Errors.Gateway(500, "GW-0001", "An unexpected error occurred.") : reply;
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (reply.Body is not { } body)
        {
            return;
        }

        (http.Response.ContentType, http.Response.ContentLength) = (reply.ContentType, body.Length);
        if (after == FaultKind.CutAfter)
        {
            await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), CancellationToken.None);
            await http.Response.Body.FlushAsync(CancellationToken.None);
            http.Abort();
            return;
        }

        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private TimeSpan Delay(Fault fault)
    {
        var most = TimeSpan.FromSeconds(fault.LateSeconds ?? company.Settings.LateSeconds);
        return fault.LateSeconds is null && company.Faults.Seeded is { } seeded ? most * Chance.Of(seeded.Seed, (ulong)Interlocked.Increment(ref _late)) : most;
    }

    /// <summary>Waits until the client gives up, or the settings' longest wait is over.</summary>
    private async Task HangAsync(HttpContext http)
    {
        using var longest = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        longest.CancelAfter(TimeSpan.FromSeconds(company.Settings.HangSeconds));
        await Task.Delay(Timeout.Infinite, longest.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
