using System.Text.Json;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct;

/// <summary>What Intacct tells of an AR invoice.</summary>
/// <param name="Key">The key of the record.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its document date; of a deleted record the date it was deleted on.</param>
public sealed record IntacctNews(ErpKey Key, InvoiceNumber? Number, DateOnly Date) : ErpNews(Key, Number, Date, IdPrefix + Key.Text)
{
    internal const string IdPrefix = "erp-";

    /// <summary>Every field that was read, <see cref="IntacctOptions.MoreFields"/> among them; empty for a deleted record. Compared by reference.</summary>
    public IReadOnlyDictionary<string, JsonElement> Fields { get; init; } = new Dictionary<string, JsonElement>();
}
