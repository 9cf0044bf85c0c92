using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FakeIntacct;

/// <summary>How the company is set up, and what the protocol page leaves open: <c>POST /_fake/settings</c> changes what it names.</summary>
public sealed record FakeSettings
{
    /// <summary>The registered application.</summary>
    public string ClientId { get; init; } = "fake-client";

    /// <summary>The application's secret; it signs webhooks as well.</summary>
    public string ClientSecret { get; init; } = "fake-secret";

    /// <summary>The users who may sign in, as <c>user@company</c>.</summary>
    public ImmutableArray<string> Users { get; init; } = ["ws@fakeco"];

    /// <summary>The entities below the top level.</summary>
    public ImmutableArray<string> Entities { get; init; } = ["10", "20"];

    /// <summary>Entities whose records a query at the top level shows only with <c>includePrivate</c>.</summary>
    public ImmutableArray<string> PrivateEntities { get; init; } = [];

    /// <summary>Seconds an access token lives.</summary>
    public int TokenSeconds { get; init; } = 43_200;

    /// <summary>Whether a refresh gives a new refresh token and ends the old one.</summary>
    public bool RefreshRotates { get; init; } = true;

    /// <summary>Whether client credentials get a refresh token too.</summary>
    public bool RefreshForClientCredentials { get; init; } = true;

    /// <summary>Whether the company numbers invoices by a document sequence.</summary>
    public bool Sequence { get; init; }

    /// <summary>What stands before the sequence's count.</summary>
    public string SequencePrefix { get; init; } = "SI-";

    /// <summary>How many digits the sequence's count has at least.</summary>
    public int SequenceLength { get; init; } = 4;

    /// <summary>What happens to a number that another invoice has.</summary>
    public NumberTaken NumberTaken { get; init; } = NumberTaken.Conflict;

    /// <summary>The longest number that may be sent.</summary>
    public int NumberLength { get; init; } = 30;

    /// <summary>Custom fields of an AR invoice, without the prefix <c>nsp::</c>.</summary>
    public ImmutableArray<string> CustomFields { get; init; } = ["HOME_INVOICE_ID"];

    /// <summary>The custom field that holds the home invoice id: what <c>/_fake/ledger</c> counts doubles by.</summary>
    public string HomeField { get; init; } = "HOME_INVOICE_ID";

    /// <summary>Customers that exist; null means every one.</summary>
    public ImmutableArray<string>? Customers { get; init; }

    /// <summary>Customers whose invoices are refused with 422.</summary>
    public ImmutableArray<string> CustomersOnHold { get; init; } = [];

    /// <summary>Whether a posted invoice can only be reversed, not deleted.</summary>
    public bool ReversalOfUnpaid { get; init; }

    /// <summary>Whether the user may read the audit history.</summary>
    public bool AuditPermitted { get; init; } = true;

    /// <summary>What the audit history calls an AR invoice.</summary>
    public string AuditObjectType { get; init; } = "arinvoice";

    /// <summary>How the audit history spells its access modes in replies.</summary>
    public AuditWords AuditWords { get; init; } = AuditWords.Letters;

    /// <summary>Whether the user lost every permission: 403.</summary>
    public bool Denied { get; init; }

    /// <summary>Seconds by which a modified time may lie before the moment the change can be seen; each change has its own lag.</summary>
    public int StampLagSeconds { get; init; } = 2;

    /// <summary>The form of errors.</summary>
    public ErrorShape ErrorShape { get; init; } = ErrorShape.Vary;

    /// <summary>Requests the tenant may have under way; null means any number.</summary>
    public int? Concurrent { get; init; } = 2;

    /// <summary>Requests a minute; null means any number.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Real milliseconds before a request is looked at.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Real milliseconds that a write takes, during which its idempotency key is locked.</summary>
    public int WorkMs { get; init; }

    /// <summary>Seconds of the sandbox clock after which late work is done; with seeded faults, at most.</summary>
    public int LateSeconds { get; init; } = 900;

    /// <summary>Real seconds after which a connection that never gets an answer is broken.</summary>
    public int HangSeconds { get; init; } = 120;

    /// <summary>Where changes are told; null means nowhere.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>The header <c>Authorization</c> of webhooks.</summary>
    public string? WebhookAuthorization { get; init; }

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        WriteIndented = true,
    };

    /// <summary>These settings, with what a JSON object names set anew.</summary>
    internal FakeSettings With(JsonObject changes)
    {
        var all = JsonSerializer.SerializeToNode(this, Json)!.AsObject();
        foreach (var (name, value) in changes)
        {
            all[name] = value?.DeepClone();
        }

        return all.Deserialize<FakeSettings>(Json)!;
    }
}

/// <summary>What happens to a number that another invoice has.</summary>
public enum NumberTaken
{
    /// <summary>409: a unique key is taken.</summary>
    Conflict,

    /// <summary>422: a business rule.</summary>
    Refuse,

    /// <summary>Two invoices carry it.</summary>
    Allow,
}

/// <summary>The spellings of access modes that integrators saw.</summary>
public enum AuditWords
{
    /// <summary>C, M, D.</summary>
    Letters,

    /// <summary>Created, Modified, Deleted.</summary>
    Words,

    /// <summary>Create Event, Modify Event, Delete Event.</summary>
    Events,
}

/// <summary>The forms of errors that integrators saw.</summary>
public enum ErrorShape
{
    /// <summary>Each error has the next form.</summary>
    Vary,

    /// <summary><c>ia::error</c> at the top.</summary>
    Top,

    /// <summary><c>ia::error</c> inside <c>ia::result</c>.</summary>
    Nested,

    /// <summary><c>error</c> at the top.</summary>
    Plain,
}
