using System.Net;
using System.Text.Json;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct;

/// <summary>How certain an answer to a post is.</summary>
internal static class Certainty
{
    private static readonly string[] NobodyIsLetIn = ["GW-0011", "GW-0012", "GW-0031", "GW-0032", "GW-0034", "GW-0042"];

    /// <summary>What an answer says of an attempt.</summary>
    /// <param name="posted">What came back.</param>
    /// <param name="isRepeat">Whether the attempt was posted before without a known outcome: then only what tells of the first post says anything of it.</param>
    /// <param name="secrets">What must not be told.</param>
    /// <returns>The key of the record that was made, or the reply.</returns>
    internal static (string? Key, ErpReply? Reply) Of(Posted posted, bool isRepeat, IEnumerable<string> secrets)
    {
        var error = ErrorText.Of((int)posted.Status, posted.Body, secrets);
        return posted.Status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created => KeyOf(posted.Body) is { } key ? (key, null) : (null, new ErpReply.Unknown()),

            // Of the attempt that came first these say nothing.
            _ when isRepeat && !posted.IsStored => (null, new ErpReply.Unknown()),

            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (null, new ErpReply.Denied()),

            // The first request with this key may be running, or done; or the number is taken, and perhaps by this very invoice.
            HttpStatusCode.Conflict => (null, new ErpReply.Unknown()),

            // The ERP did not look at it, and asked for a longer wait than there was time for.
            HttpStatusCode.TooManyRequests => (null, new ErpReply.Refused(error.Text)),

            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotAcceptable
                or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType when !error.IsAboutTheKey =>
                error.Codes.Any(NobodyIsLetIn.Contains) ? (null, new ErpReply.Denied()) : (null, new ErpReply.Refused(error.Text)),

            // 202 and 5xx above all: it is being done, was done, or was not.
            _ => (null, new ErpReply.Unknown()),
        };
    }

    private static string? KeyOf(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, IntacctJson.Default.CreateReply)?.Result?.Key is { } key && InvoiceRow.IsKey(key) ? key : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
