using NumberingRules.Testing;

namespace FakeErp;

/// <summary>What somebody wants an invoice of.</summary>
internal sealed record NewInvoice(string? ExternalId, string Customer, decimal Amount, DateOnly Date);

/// <summary>A record as this ERP tells of it.</summary>
internal sealed record Shown(
    string Key, string Number, string? ExternalId, string Customer, decimal Amount, DateOnly Date, long Version, bool Voided, bool Deleted, string? Replaces)
{
    internal static Shown Of(LedgerRecord record)
    {
        var asked = (NewInvoice)record.Content!;
        return new(
            record.Key.Text, record.Number.Text, record.ExternalId?.Text, asked.Customer, asked.Amount, record.Date,
            record.Version, record.IsVoid, record.IsDeleted, record.Replaces?.Text);
    }
}
