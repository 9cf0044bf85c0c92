using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NumberingRules.Intacct;

/// <summary>What came back from a post.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="IsStored">Whether it is the answer to the first request with the same key, told again.</param>
internal sealed record Posted(HttpStatusCode Status, string Body, bool IsStored);

/// <summary>Where a list goes on: behind a record.</summary>
/// <param name="Value">The record's value of the field that the list is ordered by.</param>
/// <param name="Key">Its key; null for everything from that value on.</param>
internal sealed record Place(string Value, string? Key);

/// <summary>The REST API. Reads throw when there is no answer; posts say what came back.</summary>
internal sealed class IntacctClient(IHttpClientFactory clients, string name, IntacctOptions options, SignIn signIn)
{
    internal const int MostKeys = 500;

    private const string InvoicePath = "objects/" + IntacctOptions.InvoiceObject;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    internal IntacctOptions Options => options;

    internal IEnumerable<string> Secrets => signIn.Secrets;

    /// <summary>Posts an invoice.</summary>
    /// <param name="body">The invoice; with the same key always the same bytes.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    internal async Task<Posted> CreateAsync(byte[] body, string key, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, InvoicePath, isRead: false);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await SendAsync(request, cancellation).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        return new(response.StatusCode, text, response.Headers.Contains("x-ia-idempotency-cached-date"));
    }

    /// <summary>Whether this says that no answer came, rather than that the caller has given up or the program is wrong.</summary>
    internal static bool IsNoAnswer(Exception e, CancellationToken cancellation) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>A page of a list that is ordered by a field and by key. It begins behind a place, not at an offset: pages are evaluated one by one, while records change.</summary>
    internal Task<IReadOnlyList<Dictionary<string, JsonElement>>> PageAsync(
        string entity, IEnumerable<string> fields, string orderedBy, Place? from, IReadOnlyDictionary<string, string> equal, int size, CancellationToken cancellation)
    {
        List<JsonObject> filters = [];
        List<string> terms = from switch
        {
            null => [],
            { Key: null } => [Add("$gte", orderedBy, from.Value)],
            _ when orderedBy == "key" => [Add("$gt", "key", from.Key)],
            _ => [$"({Add("$gt", orderedBy, from.Value)} or ({Add("$eq", orderedBy, from.Value)} and {Add("$gt", "key", from.Key)}))"],
        };
        terms.AddRange(equal.Select(one => Add("$eq", one.Key, one.Value)));
        List<Dictionary<string, string>> order = orderedBy == "key" ? [new() { ["key"] = "asc" }] : [new() { [orderedBy] = "asc" }, new() { ["key"] = "asc" }];

        // Without filters both are left out: empty ones are refused.
        var (asked, expression) = filters.Count > 0 ? (filters, string.Join(" and ", terms)) : (null, null);
        return QueryAsync(new(entity, [.. fields.Distinct()], asked, expression, new(true, true), order, 1, size), cancellation);

        string Add(string comparison, string field, string value)
        {
            filters.Add(new() { [comparison] = new JsonObject { [field] = value } });
            return filters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A page of the invoices in the order of their changes.</summary>
    internal Task<IReadOnlyList<Dictionary<string, JsonElement>>> ChangedAsync(Place from, int size, CancellationToken cancellation) =>
        PageAsync(IntacctOptions.InvoiceObject, InvoiceRow.Fields(options), InvoiceRow.Changed, from, InvoiceRow.Any, size, cancellation);

    /// <summary>A page of the deletions of invoices, from the audit history.</summary>
    internal Task<IReadOnlyList<Dictionary<string, JsonElement>>> DeletionsAsync(Place from, CancellationToken cancellation)
    {
        var audit = options.Audit;
        string[] fields = ["key", audit.ObjectTypeField, audit.ObjectKeyField, audit.AccessModeField, audit.AccessTimeField];
        var equal = new Dictionary<string, string> { [audit.ObjectTypeField] = audit.ObjectType, [audit.AccessModeField] = audit.Deleted };
        return PageAsync(audit.Name, fields, audit.AccessTimeField, from, equal, options.PageSize, cancellation);
    }

    /// <summary>Every invoice that has a value in a field.</summary>
    internal async Task<IReadOnlyList<Dictionary<string, JsonElement>>> InvoicesAsync(string field, string value, CancellationToken cancellation)
    {
        var equal = new Dictionary<string, string> { [field] = value };
        List<Dictionary<string, JsonElement>> all = [];
        while (true)
        {
            var place = all is [.., var last] ? new Place("", Text(last, "key")) : null;
            var page = await PageAsync(IntacctOptions.InvoiceObject, InvoiceRow.Fields(options), "key", place, equal, options.PageSize, cancellation).ConfigureAwait(false);
            all.AddRange(page);
            if (page.Count < options.PageSize)
            {
                return all;
            }
        }
    }

    /// <summary>Which of some keys, at most <see cref="MostKeys"/>, the company has.</summary>
    internal Task<IReadOnlyList<Dictionary<string, JsonElement>>> WithKeysAsync(IEnumerable<string> keys, IEnumerable<string> fields, CancellationToken cancellation)
    {
        var among = new JsonObject { ["$in"] = new JsonObject { ["key"] = new JsonArray([.. keys.Select(static key => (JsonNode)key)]) } };
        return QueryAsync(new(IntacctOptions.InvoiceObject, [.. fields], [among], "1", new(true, true), [new() { ["key"] = "asc" }], 1, MostKeys), cancellation);
    }

    internal async Task<IReadOnlyList<Dictionary<string, JsonElement>>> QueryAsync(QueryBody query, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, "services/core/query", isRead: true);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(query, IntacctJson.Default.QueryBody)) { Headers = { ContentType = Json } };
        using var response = await AnsweredAsync(request, cancellation).ConfigureAwait(false);
        try
        {
            var reply = await response.Content.ReadFromJsonAsync(IntacctJson.Default.QueryReply, cancellation).ConfigureAwait(false);
            return reply?.Result ?? throw new HttpRequestException($"Intacct's answer to a query of {query.Object} has no result in it");
        }
        catch (JsonException)
        {
            throw new HttpRequestException($"Intacct's answer to a query of {query.Object} cannot be read");
        }
    }

    /// <summary>Deletes an invoice: for the check against a sandbox only.</summary>
    internal async Task DeleteAsync(string key, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Delete, $"{InvoicePath}/{Uri.EscapeDataString(key)}", isRead: false);
        using var response = await AnsweredAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>A field as text; null if it is not there or has no text.</summary>
    internal static string? Text(Dictionary<string, JsonElement> row, string field) => row.GetValueOrDefault(field) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private HttpRequestMessage Request(HttpMethod method, string path, bool isRead)
    {
        var request = new HttpRequestMessage(method, new Uri(options.Address, path));
        request.Options.Set(Throttling.IsRead, isRead);
        request.Options.Set(Throttling.Until, options.Time.GetUtcNow() + (options.Timeout * 0.9));
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var client = clients.CreateClient(name);
        return await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
    }

    /// <summary>An answer that is one.</summary>
    /// <exception cref="HttpRequestException">It is not; the message says what came instead.</exception>
    private async Task<HttpResponseMessage> AnsweredAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent)
        {
            return response;
        }

        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            throw new HttpRequestException($"Intacct answers: {ErrorText.Of((int)response.StatusCode, body, signIn.Secrets).Text}", null, response.StatusCode);
        }
    }
}
