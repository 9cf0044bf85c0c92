using System.Net;
using System.Text.Json;
using NumberingRules;
using NumberingRules.Syncing;
using PropertyHost.Data;

namespace PropertyHost.Erp;

/// <summary>The ERP over HTTP. Posting says how certain its answer is; reading throws when there is none.</summary>
internal sealed class ErpClient(HttpClient http)
{
    /// <summary>Posts an invoice, with the attempt's key for an ERP that honours it and the invoice id for the look-up.</summary>
    internal async Task<ErpReply> PostAsync(InvoiceRow invoice, Guid attemptKey, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "invoices")
        {
            Content = JsonContent.Create(new { externalId = invoice.Id, customer = invoice.Tenant, amount = invoice.Amount, date = invoice.Date }),
            Headers = { { "Idempotency-Key", attemptKey.ToString() } },
        };
        try
        {
            using var response = await http.SendAsync(request, stop);
            return response.StatusCode switch
            {
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ErpReply.Denied(),
                HttpStatusCode.RequestTimeout => new ErpReply.Unknown(),
                >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new ErpReply.Refused(await ReasonOf(response, stop)),
                HttpStatusCode.OK or HttpStatusCode.Created when await response.Content.ReadFromJsonAsync<ErpInvoice>(stop) is { } record && record.Problem() is null => new ErpReply.Made(record.ToNews()),
                _ => new ErpReply.Unknown(),
            };
        }
        catch (Exception e) when (IsNoAnswer(e, stop))
        {
            return new ErpReply.Unknown();
        }
    }

    /// <summary>Every record with an external id: none, if the ERP does not have the invoice.</summary>
    internal async Task<IReadOnlyList<ErpInvoice>> FindAsync(string externalId, CancellationToken stop) =>
        await http.GetFromJsonAsync<List<ErpInvoice>>($"invoices?externalId={Uri.EscapeDataString(externalId)}", stop) ?? [];

    /// <summary>What has changed in the ERP, its own invoices and ours.</summary>
    internal async Task<FeedPage> FeedAsync(long after, CancellationToken stop) =>
        await http.GetFromJsonAsync<FeedPage>(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"feed?after={after}"), stop) ?? new([], after);

    /// <summary>Whether this says that no answer came, rather than that the host is stopping or the program is wrong.</summary>
    internal static bool IsNoAnswer(Exception e, CancellationToken stop) =>
        e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !stop.IsCancellationRequested);

    private static async Task<Reason> ReasonOf(HttpResponseMessage response, CancellationToken stop)
    {
        var text = await response.Content.ReadAsStringAsync(stop);
        text = $"{(int)response.StatusCode} {text[..Math.Min(text.Length, 900)]}";
        return Reason.Problem(text) is null ? text : $"{(int)response.StatusCode}";
    }
}
