using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace FakeIntacct;

/// <summary>A request to the API, read whole and copied: late work is done when its connection has gone.</summary>
internal sealed record ApiRequest(string Method, string Path, IReadOnlyDictionary<string, StringValues> Asked, IHeaderDictionary Headers, byte[] Body, IReadOnlyDictionary<string, StringValues> Form)
{
    internal const string Invoices = "/objects/accounts-receivable/invoice", Workflows = "/workflows/accounts-receivable/invoice/";
    private JsonObject? _json;

    internal Operation Operation => Path switch
    {
        "/oauth2/token" or "/oauth2/revoke" => Operation.Token,
        Invoices when Method == "POST" => Operation.Create,
        "/services/core/query" => Body.AsSpan().IndexOf("\"company-config/audit-history\""u8) >= 0 ? Operation.Audit : Operation.Query,
        "/services/core/model" => Operation.Model,
        "/services/company-config/document-sequence/get-next-sequence" => Operation.Sequence,
        _ when Path.StartsWith(Workflows, StringComparison.Ordinal) => Operation.Workflow,
        _ when Path.StartsWith("/objects/company-config/audit-history", StringComparison.Ordinal) => Operation.Audit,
        _ when Path.StartsWith("/objects/", StringComparison.Ordinal) => Method switch
        {
            "GET" => Operation.Get,
            "PATCH" => Operation.Update,
            "DELETE" => Operation.Delete,
            _ => Operation.Other,
        },
        _ => Operation.Other,
    };

    /// <summary>POST and PATCH take an idempotency key; the services query and model do not.</summary>
    internal string? IdempotencyKey => Method is "POST" or "PATCH" && Operation is not (Operation.Query or Operation.Audit or Operation.Model or Operation.Token)
        ? Headers["Idempotency-Key"].FirstOrDefault() : null;

    internal string BodyHash => Convert.ToHexStringLower(SHA256.HashData(Body));

    internal JsonObject Json
    {
        get
        {
            if (_json is not null)
            {
                return _json;
            }

            if (Headers.ContentType.FirstOrDefault()?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            {
                throw new Refusal(400, "GW-0014", "Content-Type must be application/json.");
            }

            try
            {
                return _json = JsonNode.Parse(Body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw Refusal.Schema("The body is no JSON object.");
            }
            catch (JsonException wrong)
            {
                throw Refusal.Schema($"The body is no JSON: {wrong.Message}");
            }
        }
    }

    internal static async Task<ApiRequest> ReadAsync(HttpContext http, string path)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var bytes = body.ToArray();
        IReadOnlyDictionary<string, StringValues> form = http.Request.HasFormContentType
            ? Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(bytes)) : new Dictionary<string, StringValues>();
        return new(http.Request.Method.ToUpperInvariant(), path, http.Request.Query.ToDictionary(), new HeaderDictionary(http.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)), bytes, form);
    }
}
