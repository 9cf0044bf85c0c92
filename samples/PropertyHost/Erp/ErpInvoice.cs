using NumberingRules;

namespace PropertyHost.Erp;

/// <summary>A record as the ERP tells of it.</summary>
internal sealed record ErpInvoice(
    string Key, string? Number, string? ExternalId, string Customer, decimal Amount, DateOnly Date, long Version,
    bool Voided, bool Deleted, string? Replaces)
{
    /// <summary>What keeps it from being used, in words; null when nothing does. What comes from outside is checked before it is believed.</summary>
    internal string? Problem() =>
        Identifier.Problem(ErpNews.IdPrefix + Key) is { } key ? $"key: {key}"
        : Number is not null && Identifier.Problem(Number) is { } number ? $"number: {number}"
        : Replaces is not null && Identifier.Problem(Replaces) is { } replaces ? $"replaces: {replaces}"
        : Version < 0 ? "version: below 0"
        : DocumentDate.Problem(Date) is { } date ? $"date: {date}"
        : null;
}

/// <summary>What became of an invoice that was posted.</summary>
internal abstract record Posted
{
    private Posted()
    {
    }

    /// <summary>The ERP has it.</summary>
    internal sealed record Made(ErpInvoice Record) : Posted;

    /// <summary>The ERP does not want it, and has done nothing.</summary>
    internal sealed record Refused(Reason Reason) : Posted;

    /// <summary>The ERP lets nobody in any more, and has done nothing.</summary>
    internal sealed record Denied : Posted;

    /// <summary>Nobody knows whether the ERP has it.</summary>
    internal sealed record Unknown : Posted;
}

/// <summary>A stretch of the ERP's feed, and where the next one begins.</summary>
internal sealed record FeedPage(IReadOnlyList<ErpInvoice> Records, long Next);
