using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>An answer, whole in memory: it may be kept for an idempotency key before it is sent.</summary>
internal sealed record Reply(int Status, byte[]? Body = null, string ContentType = "application/json", params (string Name, string Value)[] Headers)
{
    internal static Reply Json(int status, JsonNode body) => new(status, JsonSerializer.SerializeToUtf8Bytes(body));

    /// <summary>One record that was made or changed.</summary>
    internal static Reply Done(int status, JsonNode result) => Json(status, new JsonObject
    {
        ["ia::result"] = result,
        ["ia::meta"] = new JsonObject { ["totalCount"] = 1, ["totalSuccess"] = 1, ["totalError"] = 0 },
    });
}

/// <summary>A request that is turned down, with the status and code of the answer.</summary>
internal sealed class Refusal(int status, string code, string message) : Exception(message)
{
    internal int Status { get; } = status;

    internal string Code { get; } = code;

    internal static Refusal Schema(string message) => new(400, "invalidRequest", message);

    internal static Refusal Rule(string message) => new(422, "operationFailed", message);

    internal static Refusal Absent(string message) => new(404, "notFound", message);

    internal static Refusal Conflict(string message) => new(409, "conflict", message);
}

/// <summary>Writes errors in the three forms that integrators saw.</summary>
internal sealed class Errors(Func<ErrorShape> shape)
{
    private int _made;

    internal Reply Of(Refusal refusal) => Of(refusal.Status, refusal.Code, refusal.Message, gateway: false);

    /// <summary>An error of the gateway: <c>details</c> is an object.</summary>
    internal Reply Gateway(int status, string code, string message, params (string Name, string Value)[] headers) =>
        Of(status, code, message, gateway: true) with { Headers = headers };

    private Reply Of(int status, string code, string message, bool gateway)
    {
        var number = Interlocked.Increment(ref _made);
        var detail = new JsonObject { ["code"] = code, ["message"] = message };
        var error = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["supportId"] = "fake" + number.ToString("D6", CultureInfo.InvariantCulture),
            ["details"] = gateway ? detail : new JsonArray(detail),
        };
        var form = shape() is var asked and not ErrorShape.Vary ? asked : (ErrorShape)(1 + (number % 3));
        var meta = new JsonObject { ["totalCount"] = 1, ["totalSuccess"] = 0, ["totalError"] = 1 };
        return Reply.Json(status, form switch
        {
            ErrorShape.Nested => new JsonObject { ["ia::result"] = new JsonObject { ["ia::error"] = error }, ["ia::meta"] = meta },
            ErrorShape.Plain => new JsonObject { ["error"] = error },
            _ => new JsonObject { ["ia::error"] = error, ["ia::meta"] = meta },
        });
    }
}
