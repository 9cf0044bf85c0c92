using NumberingRules;
using NumberingRules.Syncing;

namespace PropertyHost.Erp;

/// <summary>A record as the ERP tells of it.</summary>
internal sealed record ErpInvoice(
    string Key, string? Number, string? ExternalId, string Customer, decimal Amount, DateOnly Date, long Version,
    bool Voided, bool Deleted, string? Replaces)
{
    private const string IdPrefix = "erp-";

    /// <summary>The same for the sync loop. To be asked only when there is no <see cref="Problem"/>.</summary>
    internal News ToNews() => new(this)
    {
        ExternalId = ExternalId is { } external && Identifier.Problem(external) is null ? external : (InvoiceId?)null,
        Version = Version,
        Replaces = Replaces is { } replaced ? replaced : (ErpKey?)null,
        IsVoid = Voided,
        IsDeleted = Deleted,
    };

    /// <summary>What keeps it from being used, in words; null when nothing does. What comes from outside is checked before it is believed.</summary>
    internal string? Problem() =>
        Identifier.Problem(IdPrefix + Key) is { } key ? $"key: {key}"
        : Number is not null && Identifier.Problem(Number) is { } number ? $"number: {number}"
        : Replaces is not null && Identifier.Problem(Replaces) is { } replaces ? $"replaces: {replaces}"
        : Version < 0 ? "version: below 0"
        : DocumentDate.Problem(Date) is { } date ? $"date: {date}"
        : null;

    /// <summary>News that carries the whole record along, for the host's own row.</summary>
    internal sealed record News(ErpInvoice Record) : ErpNews(Record.Key, Record.Number is { } number ? number : (InvoiceNumber?)null, Record.Date, IdPrefix + Record.Key);
}

/// <summary>A stretch of the ERP's feed, and where the next one begins.</summary>
internal sealed record FeedPage(IReadOnlyList<ErpInvoice> Records, long Next);
