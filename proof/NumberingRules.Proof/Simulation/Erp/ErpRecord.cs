using NumberingRules.Syncing;

namespace NumberingRules.Proof.Simulation;

/// <summary>A record as the ERP keeps it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="ExternalId">The invoice id that was posted with it.</param>
/// <param name="Date">Its date.</param>
internal sealed record ErpRecord(string Key, string Number, string? ExternalId, DateOnly Date)
{
    internal long Version { get; init; }

    internal bool IsVoid { get; init; }

    internal bool IsDeleted { get; init; }

    internal string? Replaces { get; init; }

    internal ErpNews ToNews() => new(Key, Number, Date, "erp-" + Key)
    {
        ExternalId = ExternalId,
        Version = Version,
        Replaces = Replaces,
        IsVoid = IsVoid,
        IsDeleted = IsDeleted,
    };
}

/// <summary>How an ERP is: differs from history to history, not within one.</summary>
/// <param name="HonoursKeys">Whether the same idempotency key makes the same record.</param>
/// <param name="SaysWhatItReplaces">Whether a recreated record names the one before.</param>
/// <param name="FindsDeleted">Whether a look-up tells of deleted records.</param>
/// <param name="SaysWhoseIsGone">Whether news of a deletion has the id that was posted with the record.</param>
/// <param name="PushesNews">Whether there are webhooks.</param>
/// <param name="NumbersLikeHome">Whether its numbers read like the home system's.</param>
internal sealed record ErpTraits(bool HonoursKeys, bool SaysWhatItReplaces, bool FindsDeleted, bool SaysWhoseIsGone, bool PushesNews, bool NumbersLikeHome)
{
    internal static ErpTraits Of(Choices choices) =>
        new(!choices.Once(2), !choices.Once(2), choices.Once(2), !choices.Once(2), choices.Once(2), choices.Once(3));
}
