using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>One tenant: its books, its users' tokens, the keys it has seen, and what it does later. One lock guards all of it.</summary>
internal sealed class Company
{
    private const int LoggedRequests = 20_000;
    private readonly List<(DateTimeOffset Due, Action Work)> _jobs = [];
    private readonly Queue<JsonObject> _requests = [];
    private readonly Dictionary<Operation, long> _metered = [];
    private FakeSettings _settings;

    internal Company(FakeSettings settings, SandboxClock clock)
    {
        (_settings, Clock) = (settings, clock);
        Errors = new(() => _settings.ErrorShape);
        Webhooks = new(clock, () => _settings, Faults);
        Tokens = new(clock, () => _settings);
        Idempotency = new(clock);
        Ledger = new(clock, () => _settings, Webhooks.Tell);
    }

    internal Lock Gate { get; } = new();

    internal SandboxClock Clock { get; }

    internal FaultScript Faults { get; } = new();

    internal Errors Errors { get; }

    internal Webhooks Webhooks { get; }

    internal Tokens Tokens { get; }

    internal Idempotency Idempotency { get; }

    internal Ledger Ledger { get; }

    internal FakeSettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }

    /// <summary>Does what is due by the sandbox clock, in the order it became due.</summary>
    internal void RunDue()
    {
        lock (Gate)
        {
            var now = Clock.GetUtcNow();
            foreach (var job in _jobs.Where(job => job.Due <= now).OrderBy(job => job.Due).ToList())
            {
                _jobs.Remove(job);
                job.Work();
            }
        }
    }

    internal void Later(TimeSpan after, Action work)
    {
        lock (Gate)
        {
            _jobs.Add((Clock.GetUtcNow() + after, work));
        }
    }

    /// <summary>Keeps what a request was and what became of it, for <c>/_fake/requests</c>.</summary>
    internal void Log(ApiRequest request, Fault? fault, int? status, bool replayed)
    {
        lock (Gate)
        {
            _metered[request.Operation] = _metered.GetValueOrDefault(request.Operation) + 1;
            _requests.Enqueue(new()
            {
                ["time"] = Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                ["operation"] = request.Operation.ToString().ToLowerInvariant(),
                ["method"] = request.Method,
                ["path"] = request.Path,
                ["idempotencyKey"] = request.Headers["Idempotency-Key"].FirstOrDefault(),
                ["entity"] = request.Headers["X-IA-API-Param-Entity"].FirstOrDefault(),
                ["bodyHash"] = request.BodyHash,
                ["fault"] = fault?.Kind.ToString(),
                ["status"] = status,
                ["replayed"] = replayed,
            });
            if (_requests.Count > LoggedRequests)
            {
                _requests.Dequeue();
            }
        }
    }

    internal JsonArray Requests()
    {
        lock (Gate)
        {
            return [.. _requests.Select(request => request.DeepClone())];
        }
    }

    /// <summary>How many requests of each kind came: the vendor bills by them.</summary>
    internal JsonObject Meter()
    {
        lock (Gate)
        {
            return new(_metered.Select(count => KeyValuePair.Create<string, JsonNode?>(count.Key.ToString().ToLowerInvariant(), count.Value)));
        }
    }

    /// <summary>Everything, as only tests may see it.</summary>
    internal JsonObject Truth()
    {
        lock (Gate)
        {
            RunDue();
            return new()
            {
                ["time"] = Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                ["invoices"] = new JsonArray([.. Ledger.Everything.Select(invoice => invoice.Truth(Settings))]),
                ["postedTwice"] = Ledger.PostedTwice(still: true),
                ["everPostedTwice"] = Ledger.PostedTwice(still: false),
                ["pending"] = _jobs.Count,
                ["audit"] = new JsonArray([.. Ledger.Audit.Select(row => row.Json(Settings.AuditObjectType).DeepClone())]),
                ["nextInSequence"] = Ledger.NextInSequence,
            };
        }
    }

    internal JsonObject SequenceJson() => new()
    {
        ["key"] = "1",
        ["id"] = "AR Inv",
        ["href"] = "/objects/company-config/document-sequence/1",
        ["status"] = Settings.Sequence ? "active" : "inactive",
        ["prefix"] = Settings.SequencePrefix,
        ["suffix"] = "",
        ["nextNumber"] = Ledger.NextInSequence.ToString(CultureInfo.InvariantCulture),
        ["fixedLength"] = Settings.SequenceLength,
        ["rollover"] = "none",
    };

    internal string AuditWord(string letter) => (Settings.AuditWords, letter) switch
    {
        (AuditWords.Letters, _) => letter,
        (AuditWords.Words, "C") => "Created",
        (AuditWords.Words, "M") => "Modified",
        (AuditWords.Words, _) => "Deleted",
        (_, "C") => "Create Event",
        (_, "M") => "Modify Event",
        _ => "Delete Event",
    };

    /// <summary>The fields of an object that can be asked for, and how each compares.</summary>
    internal IReadOnlyDictionary<string, FieldKind> Fields(string name) => name switch
    {
        "accounts-receivable/invoice" => s_invoice.AddRange(Settings.CustomFields.Select(field => KeyValuePair.Create("nsp::" + field, FieldKind.Text))),
        "company-config/audit-history" => s_audit,
        "company-config/document-sequence" => s_sequence,
        _ => throw Refusal.Schema($"There is no object {name} here."),
    };

    private static readonly ImmutableDictionary<string, FieldKind> s_invoice = Kinds(
        "key:n id:n href invoiceNumber referenceNumber description state recordType moduleKey customer.id customer.key invoiceDate dueDate " +
        "totalTxnAmount:n isSystemGeneratedDocument salesDocument salesDocument.id salesDocument.key entity entity.id entity.key webURL audit.createdDateTime:t audit.modifiedDateTime:t");

    private static readonly ImmutableDictionary<string, FieldKind> s_audit = Kinds("key:n id:n href objectType objectKey:n accessMode accessTime:t userId source");

    private static readonly ImmutableDictionary<string, FieldKind> s_sequence = Kinds("key:n id href status prefix suffix nextNumber:n fixedLength:n rollover");

    private static ImmutableDictionary<string, FieldKind> Kinds(string fields) => fields.Split(' ').Select(field => field.Split(':'))
        .ToImmutableDictionary(field => field[0], field => field.ElementAtOrDefault(1) switch { "n" => FieldKind.Number, "t" => FieldKind.Instant, _ => FieldKind.Text });
}
