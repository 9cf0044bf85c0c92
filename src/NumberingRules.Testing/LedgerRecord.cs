using NumberingRules.Syncing;

namespace NumberingRules.Testing;

/// <summary>An invoice as <see cref="MisbehavingErp"/> keeps it. Equality is by value.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Number">The number the ERP gave it.</param>
/// <param name="ExternalId">The invoice id that was posted with it; null for a record made in the ERP.</param>
/// <param name="Date">Its document date.</param>
/// <param name="Version">Grows with every change of any record, from 1.</param>
public sealed record LedgerRecord(ErpKey Key, InvoiceNumber Number, InvoiceId? ExternalId, DateOnly Date, long Version)
{
    /// <summary>Whether it was voided in the ERP.</summary>
    public bool IsVoid { get; init; }

    /// <summary>Whether it was deleted in the ERP. The feed and the look-up go on telling of it.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The key it had before the ERP recreated it; null if it was not.</summary>
    public ErpKey? Replaces { get; init; }

    /// <summary>What else was posted with it, for a host that keeps more in its test ERP: customer and amount, say.</summary>
    public object? Content { get; init; }

    /// <summary>The record as <see cref="SyncLoop"/> is told of it.</summary>
    public ErpNews ToNews() => new(Key, Number, Date, $"erp-{Key}")
    {
        ExternalId = ExternalId,
        Version = Version,
        Replaces = Replaces,
        IsVoid = IsVoid,
        IsDeleted = IsDeleted,
    };
}
