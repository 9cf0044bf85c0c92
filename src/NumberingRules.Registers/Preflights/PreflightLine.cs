namespace NumberingRules.Registers;

/// <summary>How grave a line of a preflight is.</summary>
internal enum Gravity
{
    /// <summary>Something to know or to set.</summary>
    Note,

    /// <summary>Something that may go wrong later.</summary>
    Warning,

    /// <summary>Something that would fail.</summary>
    Failure,
}

/// <summary>One thing to know before a connection is switched on.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Gravity">How grave it is.</param>
/// <param name="Erp">The other system it is about; none when it is about none.</param>
/// <param name="Series">The series it is about; none when it is about the book.</param>
/// <param name="What">What is the matter.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record PreflightLine(string Check, Gravity Gravity, string? Erp, string? Series, string What, string Why, string Remedy)
{
    /// <summary>Where it is.</summary>
    internal string Where => (Series, Erp) switch
    {
        ({ } series, { } erp) => $"series {series}, {erp}",
        ({ } series, null) => $"series {series}",
        (null, { } erp) => erp,
        _ => "the book",
    };
}

/// <summary>A series as a preflight looks at it.</summary>
/// <param name="Definition">Its definition.</param>
/// <param name="Next">The next sequence number, the highest over its scopes and periods.</param>
/// <param name="LastYear">How many numbers were taken by documents of the last twelve months; none where no book tells.</param>
internal sealed record PreflightSeries(SeriesDefinition Definition, long Next, long? LastYear);

/// <summary>What a preflight looks at.</summary>
internal sealed record PreflightSubject(IReadOnlyList<PreflightSeries> Series, Side Authority, DateOnly On)
{
    internal DateOnly? SyncFrom { get; init; }

    /// <summary>The date of the oldest invoice, and how many are dated before sync-from.</summary>
    internal DateOnly? Oldest { get; init; }

    internal long BeforeSyncFrom { get; init; }

    /// <summary>What an audit found in the ERP's register.</summary>
    internal AuditReport? Register { get; init; }

    internal CountryRule? Country { get; init; }
}
