using System.Collections.Immutable;

namespace FakeIntacct;

/// <summary>What a request asks for; a fault is played on one of these, or on any.</summary>
public enum Operation
{
    /// <summary>Every one but webhooks.</summary>
    Any,

    /// <summary>A token.</summary>
    Token,

    /// <summary>A new invoice.</summary>
    Create,

    /// <summary>An invoice by key, or the list.</summary>
    Get,

    /// <summary>PATCH.</summary>
    Update,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>Submit, reverse.</summary>
    Workflow,

    /// <summary>A query of invoices or sequences.</summary>
    Query,

    /// <summary>A query of the audit history.</summary>
    Audit,

    /// <summary>The next number of a sequence.</summary>
    Sequence,

    /// <summary>The fields of an object.</summary>
    Model,

    /// <summary>A webhook that goes out.</summary>
    Webhook,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>429 with waiting headers; nothing is done.</summary>
    Throttle,

    /// <summary>401: the token has ended before its time; nothing is done.</summary>
    ExpireToken,

    /// <summary>403; nothing is done.</summary>
    Forbid,

    /// <summary>503 with GW-0001; nothing is done or kept for the idempotency key.</summary>
    Fail,

    /// <summary>502 with a page of HTML; nothing is done or kept.</summary>
    BadGateway,

    /// <summary>The connection breaks; nothing is done or kept.</summary>
    BreakBefore,

    /// <summary>No answer ever comes; nothing is done or kept.</summary>
    HangBefore,

    /// <summary>422, kept for the idempotency key; nothing is done.</summary>
    Refuse,

    /// <summary>500, kept for the idempotency key; nothing is done.</summary>
    FailStored,

    /// <summary>It is done; 500 is the answer, and is kept for the idempotency key.</summary>
    FailAfterStored,

    /// <summary>It is done; 409 is the answer, as if somebody else had handed it in first. The true answer is kept.</summary>
    ConflictAfter,

    /// <summary>202; it is done later.</summary>
    Accept,

    /// <summary>202; it is never done.</summary>
    AcceptLost,

    /// <summary>It is done twice, as if a gateway had handed it in twice without its key.</summary>
    Twice,

    /// <summary>No answer comes; it is done after the client has given up.</summary>
    HangLate,

    /// <summary>The connection breaks at once; it is done later.</summary>
    BreakLate,

    /// <summary>It takes <see cref="Fault.Ms"/> real milliseconds more, its idempotency key locked meanwhile.</summary>
    Slow,

    /// <summary>It is done; 500 is the answer, the true one is kept.</summary>
    FailAfter,

    /// <summary>It is done; the connection breaks.</summary>
    BreakAfter,

    /// <summary>It is done; the connection breaks in the middle of the answer.</summary>
    CutAfter,

    /// <summary>It is done; no answer ever comes.</summary>
    HangAfter,

    /// <summary>A webhook's delivery is lost, which counts as an attempt.</summary>
    Drop,

    /// <summary>A webhook is delivered twice at once, with the same key.</summary>
    Repeat,
}

/// <summary>A fault to play.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="On">With which requests.</param>
/// <param name="Times">With how many of them.</param>
/// <param name="Skip">How many go well before.</param>
/// <param name="Ms">Real milliseconds, for <see cref="FaultKind.Slow"/>.</param>
/// <param name="LateSeconds">After how many seconds of the sandbox clock late work is done; null means as the settings say.</param>
/// <param name="RetryAfter">The seconds that <see cref="FaultKind.Throttle"/> asks to wait.</param>
/// <param name="WaitHeader">The header that says so; null means one after the other of those that are known.</param>
public sealed record Fault(
    FaultKind Kind, Operation On = Operation.Create, int Times = 1, int Skip = 0,
    int Ms = 1000, int? LateSeconds = null, int RetryAfter = 1, string? WaitHeader = null)
{
    private static readonly ImmutableHashSet<FaultKind> s_ofWrites =
    [
        FaultKind.Refuse, FaultKind.FailStored, FaultKind.FailAfterStored, FaultKind.ConflictAfter, FaultKind.Accept,
        FaultKind.AcceptLost, FaultKind.Twice, FaultKind.HangLate, FaultKind.BreakLate,
    ];

    /// <summary>Why the fault cannot be played, or null.</summary>
    internal string? Problem() => (Kind is FaultKind.Drop or FaultKind.Repeat) != (On == Operation.Webhook)
        ? $"{Kind} with {On}: webhooks have the faults drop and repeat, and nothing else has them."
        : s_ofWrites.Contains(Kind) && On is not (Operation.Create or Operation.Update or Operation.Delete or Operation.Workflow)
            ? $"{Kind} with {On}: this fault is for create, update, delete and workflow."
            : Times < 1 || Skip < 0 ? $"times {Times}, skip {Skip}: times must be 1 or more, skip 0 or more." : null;
}

/// <summary>Seeded faults: with the same seed, the n-th request of an operation always has the same fortune.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Rates">For each operation, how often each fault is played: 0.05 is one in twenty.</param>
public sealed record SeededFaults(ulong Seed, IReadOnlyDictionary<Operation, IReadOnlyDictionary<FaultKind, double>> Rates)
{
    internal string? Problem() => Rates.Select(rates => Problem(rates.Key, rates.Value)).FirstOrDefault(problem => problem is not null);

    // JSON can say null where the type does not.
    private static string? Problem(Operation operation, IReadOnlyDictionary<FaultKind, double>? rates) =>
        rates is null || rates.Values.Any(rate => rate is < 0 or > 1) || rates.Values.Sum() > 1
            ? $"The rates of {operation} must lie between 0 and 1, together too."
            : rates.Keys.Select(kind => new Fault(kind, operation).Problem()).FirstOrDefault(problem => problem is not null);
}
