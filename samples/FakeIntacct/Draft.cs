using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>Reads what a request says of an invoice, as strictly as the schema.</summary>
internal static class Draft
{
    private static readonly ImmutableHashSet<string> s_others = ["referenceNumber", "description", "message", "term", "currency", "contacts", "attachment"];
    private static readonly ImmutableHashSet<string> s_known = ["customer", "invoiceNumber", "state", "invoiceDate", "dueDate", "lines", .. s_others];

    /// <summary>A new invoice, without number (empty) and key (0) unless it names a number.</summary>
    internal static Invoice Read(JsonObject body, FakeSettings settings)
    {
        CheckNames(body, settings);
        var state = OptionalText(body, "state") ?? Invoice.Posted;
        if (body["state"] is not null && state != Invoice.Draft)
        {
            throw Refusal.Schema($"state {state} cannot be given to a new invoice: draft can, and without a state it is posted.");
        }

        return new(
            0, OptionalText(body, "invoiceNumber") ?? "", state, Reference(body, "customer"), Date(body, "invoiceDate"), Date(body, "dueDate"), ReadLines(body))
        {
            Extra = Others(body),
        };
    }

    /// <summary>An invoice with what a PATCH names.</summary>
    internal static Invoice Change(Invoice invoice, JsonObject body, FakeSettings settings)
    {
        CheckNames(body, settings);
        if (body.ContainsKey("state"))
        {
            throw Refusal.Schema("state is changed by workflows only.");
        }

        return invoice with
        {
            Number = OptionalText(body, "invoiceNumber") ?? invoice.Number,
            Customer = body.ContainsKey("customer") ? Reference(body, "customer") : invoice.Customer,
            Date = body.ContainsKey("invoiceDate") ? Date(body, "invoiceDate") : invoice.Date,
            Due = body.ContainsKey("dueDate") ? Date(body, "dueDate") : invoice.Due,
            Lines = body.ContainsKey("lines") ? ReadLines(body) : invoice.Lines,
            Extra = invoice.Extra.SetItems(Others(body)),
        };
    }

    internal static string? OptionalText(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw Refusal.Schema($"{name} is not a string."),
    };

    private static void CheckNames(JsonObject body, FakeSettings settings)
    {
        foreach (var (name, _) in body)
        {
            if (name.StartsWith("nsp::", StringComparison.Ordinal) ? !settings.CustomFields.Contains(name[5..]) : !s_known.Contains(name))
            {
                throw Refusal.Schema($"{name} is no field of accounts-receivable/invoice.");
            }
        }
    }

    private static ImmutableSortedDictionary<string, JsonNode?> Others(JsonObject body) => body
        .Where(field => s_others.Contains(field.Key) || field.Key.StartsWith("nsp::", StringComparison.Ordinal))
        .ToImmutableSortedDictionary(
            field => field.Key,
            field => field.Key.StartsWith("nsp::", StringComparison.Ordinal) || field.Key == "referenceNumber" ? OptionalText(body, field.Key) : field.Value?.DeepClone(),
            StringComparer.Ordinal);

    private static string Reference(JsonObject body, string name)
    {
        var reference = body[name] as JsonObject ?? throw Refusal.Schema($"{name} is missing, or no object.");
        return (OptionalText(reference, "id") ?? OptionalText(reference, "key")) is { Length: > 0 } id
            ? id : throw Refusal.Schema($"{name} has neither id nor key, or an empty one.");
    }

    private static DateOnly Date(JsonObject body, string name) =>
        DateOnly.TryParseExact(OptionalText(body, name) ?? throw Refusal.Schema($"{name} is missing."), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw Refusal.Schema($"{name} is no date (yyyy-MM-dd).");

    private static ImmutableArray<JsonNode> ReadLines(JsonObject body) =>
        body["lines"] is JsonArray { Count: > 0 } lines ? [.. lines.Select(Line)] : throw Refusal.Schema("lines is missing, empty or no array.");

    private static JsonNode Line(JsonNode? line)
    {
        var copy = line?.DeepClone() as JsonObject ?? throw Refusal.Schema("A line is no object.");
        if (!decimal.TryParse(OptionalText(copy, "txnAmount"), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            throw Refusal.Schema("txnAmount of a line is missing, or no number in a string.");
        }

        _ = Reference(copy, copy.ContainsKey("accountLabel") ? "accountLabel" : "glAccount");
        copy["txnAmount"] = decimal.Round(amount, 2, MidpointRounding.AwayFromZero).ToString("F2", CultureInfo.InvariantCulture);
        return copy;
    }
}
