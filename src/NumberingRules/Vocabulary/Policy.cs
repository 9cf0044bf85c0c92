namespace NumberingRules;

/// <summary>When a home-created invoice takes its home number.</summary>
public enum HomeNumberPolicy
{
    /// <summary>When it is created (C1).</summary>
    OnCreate,

    /// <summary>When it is approved: drafts use up no numbers.</summary>
    OnApproval,
}

/// <summary>When an ERP-created invoice takes a home number.</summary>
public enum ImportedHomeNumberPolicy
{
    /// <summary>When the connection ends, so that all invoices can switch back (C7).</summary>
    OnDisconnect,

    /// <summary>When it is imported.</summary>
    OnImport,

    /// <summary>Never by itself; the command <c>number</c> can still give it one.</summary>
    Never,
}

/// <summary>The settings of a book (SPEC §4).</summary>
/// <param name="Authority">Whose number prevails for home-created invoices while live.</param>
/// <param name="HomeNumber">When a home-created invoice takes its home number.</param>
/// <param name="ImportedHomeNumber">When an ERP-created invoice takes a home number.</param>
/// <param name="ImportSeries">The series that numbers ERP-created invoices.</param>
public sealed record Policy(Side Authority, HomeNumberPolicy HomeNumber, ImportedHomeNumberPolicy ImportedHomeNumber, SeriesId ImportSeries);

/// <summary>The settings somebody wishes for; what is left out stays as it is, and at first is the article's.</summary>
/// <param name="Authority">See <see cref="Policy.Authority"/>; at first <see cref="Side.Erp"/>.</param>
/// <param name="HomeNumber">See <see cref="Policy.HomeNumber"/>; at first on creation.</param>
/// <param name="ImportedHomeNumber">See <see cref="Policy.ImportedHomeNumber"/>; at first on disconnect.</param>
/// <param name="ImportSeries">See <see cref="Policy.ImportSeries"/>; at first the first series.</param>
public sealed record PolicyChange(
    Side? Authority = null,
    HomeNumberPolicy? HomeNumber = null,
    ImportedHomeNumberPolicy? ImportedHomeNumber = null,
    SeriesId? ImportSeries = null)
{
    /// <summary>See <see cref="Policy.Authority"/>.</summary>
    public Side? Authority { get; init => field = Declared(value); } = Declared(Authority);

    /// <summary>See <see cref="Policy.HomeNumber"/>.</summary>
    public HomeNumberPolicy? HomeNumber { get; init => field = Declared(value); } = Declared(HomeNumber);

    /// <summary>See <see cref="Policy.ImportedHomeNumber"/>.</summary>
    public ImportedHomeNumberPolicy? ImportedHomeNumber { get; init => field = Declared(value); } = Declared(ImportedHomeNumber);

    /// <summary>These settings over those in force.</summary>
    public Policy Over(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new(
            Authority ?? policy.Authority,
            HomeNumber ?? policy.HomeNumber,
            ImportedHomeNumber ?? policy.ImportedHomeNumber,
            ImportSeries ?? policy.ImportSeries);
    }

    private static T? Declared<T>(T? value) where T : struct, Enum =>
        value is not { } given || Enum.IsDefined(given) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "is no value of the setting");
}
