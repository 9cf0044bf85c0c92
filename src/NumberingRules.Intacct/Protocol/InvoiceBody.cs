using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberingRules.Storage;

namespace NumberingRules.Intacct;

/// <summary>An invoice as it is posted: the same invoice, the same bytes.</summary>
internal static class InvoiceBody
{
    internal static byte[] Of(IntacctInvoice mapped, InvoiceView invoice, string homeIdField)
    {
        var body = new JsonObject
        {
            ["customer"] = Id(mapped.Customer),
            ["invoiceDate"] = Text(invoice.Date),
            ["dueDate"] = Text(mapped.Due ?? invoice.Date),
            [homeIdField] = invoice.Id.Text,
            ["lines"] = new JsonArray([.. mapped.Lines.Select(Line)]),
        };
        Set(body, "invoiceNumber", mapped.Number?.Text);
        Set(body, "description", mapped.Description);

        // Left out it is posted; "posted" itself is refused.
        Set(body, "state", mapped.IsDraft ?? invoice.Approval != Approval.Approved ? "draft" : null);
        if (homeIdField != "referenceNumber")
        {
            Set(body, "referenceNumber", mapped.Reference);
        }

        Merge(body, mapped.More);
        return Bytes(body);
    }

    private static JsonObject Line(IntacctLine line)
    {
        var body = new JsonObject
        {
            ["txnAmount"] = line.Amount.ToString("0.00########", CultureInfo.InvariantCulture),
            ["glAccount"] = Id(line.Account),
        };
        Set(body, "memo", line.Memo);
        if (line.Dimensions.Count > 0)
        {
            // In an order of its own: a dictionary has none.
            body["dimensions"] = new JsonObject(line.Dimensions.OrderBy(static one => one.Key, StringComparer.Ordinal)
                .Select(static one => KeyValuePair.Create(one.Key, (JsonNode?)Id(one.Value))));
        }

        Merge(body, line.More);
        return body;
    }

    private static JsonObject Id(string id) => new() { ["id"] = id };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Set(JsonObject body, string name, string? text)
    {
        if (text is not null)
        {
            body[name] = text;
        }
    }

    private static void Merge(JsonObject body, JsonObject? more)
    {
        foreach (var (name, value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }
    }

    private static byte[] Bytes(JsonObject body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            body.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
