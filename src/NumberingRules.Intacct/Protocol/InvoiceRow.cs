using System.Globalization;
using System.Text.Json;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct;

/// <summary>An AR invoice as the query service tells of it.</summary>
internal static class InvoiceRow
{
    internal const string Changed = "audit.modifiedDateTime";

    internal static readonly IReadOnlyDictionary<string, string> Any = new Dictionary<string, string>();

    internal static IEnumerable<string> Fields(IntacctOptions options) =>
        new[] { "key", "invoiceNumber", "state", "invoiceDate", "moduleKey", options.HomeIdField, Changed }.Concat(options.MoreFields).Distinct();

    /// <summary>Whether it is the second record that a reversal makes: no invoice.</summary>
    internal static bool IsReversal(Dictionary<string, JsonElement> row) => IntacctClient.Text(row, "state") == "reversal";

    /// <summary>Whether it comes from Order Entry, which recreates a record under another key when the order changes.</summary>
    internal static bool IsFromOrder(Dictionary<string, JsonElement> row) => IntacctClient.Text(row, "moduleKey") == "orderEntry";

    /// <summary>Whether it can be a key: they are numbers, told as text.</summary>
    internal static bool IsKey(string key) => key.Length is > 0 and <= 20 && !key.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>What keeps it from being used, in words; null when nothing does.</summary>
    internal static string? Problem(Dictionary<string, JsonElement> row) =>
        IntacctClient.Text(row, "key") is not { } key || !IsKey(key) ? "key: is no number"
        : IntacctClient.Text(row, "invoiceNumber") is { Length: > 0 } number && Identifier.Problem(number) is { } badNumber ? $"invoiceNumber: {badNumber}"
        : DateOf(row) is not { } date ? "invoiceDate: is no date"
        : DocumentDate.Problem(date) is { } badDate ? $"invoiceDate: {badDate}"
        : Cursor.TimeOf(IntacctClient.Text(row, Changed)) is null ? $"{Changed}: is no time"
        : null;

    /// <summary>The record. To be asked only when there is no <see cref="Problem"/>.</summary>
    internal static IntacctNews ToNews(Dictionary<string, JsonElement> row, string homeIdField) =>
        new(IntacctClient.Text(row, "key")!, IntacctClient.Text(row, "invoiceNumber") is { Length: > 0 } number ? number : (InvoiceNumber?)null, DateOf(row)!.Value)
        {
            ExternalId = IntacctClient.Text(row, homeIdField) is { } external && Identifier.Problem(external) is null ? external : (InvoiceId?)null,
            Version = Cursor.TimeOf(IntacctClient.Text(row, Changed))!.Value.UtcTicks,
            IsDraft = IntacctClient.Text(row, "state") == "draft",
            IsVoid = IntacctClient.Text(row, "state") == "reversed",
            Fields = row,
        };

    private static DateOnly? DateOf(Dictionary<string, JsonElement> row) =>
        DateOnly.TryParseExact(IntacctClient.Text(row, "invoiceDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
