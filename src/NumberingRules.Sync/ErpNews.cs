using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <summary>What the ERP tells of a record, be it an answer, a look-up, the feed or a webhook. Equality is by value; a host may derive its own.</summary>
/// <param name="Key">The key of the record.</param>
/// <param name="Number">Its number, once the ERP has given one.</param>
/// <param name="Date">Its document date.</param>
/// <param name="ImportId">The id it gets at home if it was made in the ERP: always the same for the same record, <c>erp-</c> and the key say.</param>
public record ErpNews(ErpKey Key, InvoiceNumber? Number, DateOnly Date, InvoiceId ImportId)
{
    /// <summary>The invoice id that was posted with it; none for a record made in the ERP, and for what cannot be an id.</summary>
    public InvoiceId? ExternalId { get; init; }

    /// <summary>The version of the record, from 0; a higher one is newer. Without versions news that overtakes other news may win.</summary>
    public long? Version { get; init; }

    /// <summary>The key it had before the ERP recreated it, if the ERP says so.</summary>
    public ErpKey? Replaces { get; init; }

    /// <summary>Whether it is not final yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether it was voided or reversed there.</summary>
    public bool IsVoid { get; init; }

    /// <summary>Whether it is gone.</summary>
    public bool IsDeleted { get; init; }
}

/// <summary>A stretch of the ERP's feed.</summary>
/// <param name="News">What it tells, in order.</param>
/// <param name="Next">Where the next stretch begins, in the ERP's own words; null when there was nothing, which is the end.</param>
public sealed record ErpFeed(IReadOnlyList<ErpNews> News, string? Next);
