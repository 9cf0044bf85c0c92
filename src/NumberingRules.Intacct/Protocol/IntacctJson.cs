using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NumberingRules.Intacct;

/// <summary>What the token endpoint answers.</summary>
internal sealed record TokenReply(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("expires_in")] int? ExpiresIn);

/// <summary>What is asked of the query service.</summary>
internal sealed record QueryBody(
    string Object,
    IReadOnlyList<string> Fields,
    IReadOnlyList<JsonObject>? Filters,
    string? FilterExpression,
    QueryParameters FilterParameters,
    IReadOnlyList<Dictionary<string, string>> OrderBy,
    int Start,
    int Size);

/// <summary>Both must be in here: beside it they make the whole body invalid.</summary>
internal sealed record QueryParameters(bool IncludePrivate, bool CaseSensitiveComparison);

/// <summary>What the query service answers: each record by the fields as asked.</summary>
internal sealed record QueryReply([property: JsonPropertyName("ia::result")] IReadOnlyList<Dictionary<string, JsonElement>>? Result);

/// <summary>What a create answers.</summary>
internal sealed record CreateReply([property: JsonPropertyName("ia::result")] CreatedRecord? Result);

/// <summary>The record that was made. Its id is its key again, not its number.</summary>
internal sealed record CreatedRecord(string? Key);

/// <summary>What a webhook's <c>x-clientcontext</c> says.</summary>
internal sealed record ClientContext(
    [property: JsonPropertyName("COMPANY")] string? Company,
    [property: JsonPropertyName("OBJECTNAME")] string? ObjectName,
    [property: JsonPropertyName("RESTOBJECTNAME")] string? RestObjectName,
    [property: JsonPropertyName("ID")] JsonElement? Id,
    [property: JsonPropertyName("EVENT")] string? Event);

/// <summary>The claims that a webhook is signed with.</summary>
internal sealed record SignedClaims(
    [property: JsonPropertyName("iat")] long? IssuedAt,
    [property: JsonPropertyName("exp")] long? Expires,
    [property: JsonPropertyName("iss")] string? Issuer,
    [property: JsonPropertyName("payload_signature")] string? PayloadSignature);

/// <summary>The header of a signature.</summary>
internal sealed record SignedHeader([property: JsonPropertyName("alg")] string? Algorithm);

/// <summary>How all of these are read and written, made when this is compiled.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(TokenReply))]
[JsonSerializable(typeof(QueryBody))]
[JsonSerializable(typeof(QueryReply))]
[JsonSerializable(typeof(CreateReply))]
[JsonSerializable(typeof(ClientContext))]
[JsonSerializable(typeof(SignedClaims))]
[JsonSerializable(typeof(SignedHeader))]
internal sealed partial class IntacctJson : JsonSerializerContext;
