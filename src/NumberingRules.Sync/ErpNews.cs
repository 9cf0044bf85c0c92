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

    /// <summary>The version of the record, from 0; a higher one is newer. Without versions news that overtakes other news may win, and what the ERP voided stays void.</summary>
    public long? Version { get; init; }

    /// <summary>The key it had before the ERP recreated it, if the ERP says so.</summary>
    public ErpKey? Replaces { get; init; }

    /// <summary>Whether it is not final yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether it is void or reversed there. A later version may be valid again: the loop gives <c>reinstate</c> to the book.</summary>
    public bool IsVoid { get; init; }

    /// <summary>Whether it is gone.</summary>
    public bool IsDeleted { get; init; }
}

/// <summary>A stretch of the ERP's feed.</summary>
/// <param name="News">What it tells, in order.</param>
/// <param name="Next">Where the next stretch begins, in the ERP's own words; null when there was nothing, which is the end.</param>
public sealed record ErpFeed(IReadOnlyList<ErpNews> News, string? Next)
{
    /// <summary>Records that the feed tells of and that cannot be used: without a key, a number or a date that can be one. The loop keeps them among those not taken.</summary>
    public IReadOnlyList<NotTaken> Unusable { get; init; } = [];
}

/// <summary>A record of the ERP that is not in the book, and why.</summary>
/// <param name="Key">Its key, as the ERP spells it: one record is listed once.</param>
/// <param name="Why">Why it was not taken, in words: a rejection and its remedy, or what failed.</param>
/// <param name="News">What the ERP told of it last, to be tried again; null if that cannot be used.</param>
public sealed record NotTaken(string Key, string Why, ErpNews? News);
