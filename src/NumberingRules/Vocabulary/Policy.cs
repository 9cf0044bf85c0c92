using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>When a home-created invoice takes its home number.</summary>
[JsonConverter(typeof(NameJsonConverter<HomeNumberPolicy>))]
public enum HomeNumberPolicy
{
    /// <summary>When it is created (C1).</summary>
    OnCreate,

    /// <summary>When it is approved: drafts use up no numbers.</summary>
    OnApproval,
}

/// <summary>When an ERP-created invoice takes a home number.</summary>
[JsonConverter(typeof(NameJsonConverter<ImportedHomeNumberPolicy>))]
public enum ImportedHomeNumberPolicy
{
    /// <summary>When the connection ends, so that all invoices can switch back (C7).</summary>
    OnDisconnect,

    /// <summary>When it is imported.</summary>
    OnImport,

    /// <summary>Never by itself; the command <c>number</c> can still give it one.</summary>
    Never,
}

/// <summary>The settings of a book.</summary>
/// <param name="Authority">Whose number prevails for home-created invoices while live.</param>
/// <param name="HomeNumber">When a home-created invoice takes its home number.</param>
/// <param name="ImportedHomeNumber">When an ERP-created invoice takes a home number.</param>
/// <param name="ImportSeries">The series that numbers ERP-created invoices.</param>
public sealed record Policy(Side Authority, HomeNumberPolicy HomeNumber, ImportedHomeNumberPolicy ImportedHomeNumber, SeriesId ImportSeries);

/// <summary>The settings somebody wishes for; what is left out stays as it is, and at first is the article's.</summary>
/// <param name="Authority">Whose number prevails for home-created invoices while live; at first the ERP's.</param>
/// <param name="HomeNumber">When a home-created invoice takes its home number; at first when it is created.</param>
/// <param name="ImportedHomeNumber">When an ERP-created invoice takes a home number; at first when the connection ends.</param>
/// <param name="ImportSeries">The series that numbers ERP-created invoices; at first the first series.</param>
public sealed record PolicyChange(
    Side? Authority = null,
    HomeNumberPolicy? HomeNumber = null,
    ImportedHomeNumberPolicy? ImportedHomeNumber = null,
    SeriesId? ImportSeries = null)
{
    /// <summary>Whose number prevails for home-created invoices while live; null leaves it as it is.</summary>
    public Side? Authority { get; init => field = Declared(value, nameof(Authority)); } = Declared(Authority, nameof(Authority));

    /// <summary>When a home-created invoice takes its home number; null leaves it as it is.</summary>
    public HomeNumberPolicy? HomeNumber { get; init => field = Declared(value, nameof(HomeNumber)); } = Declared(HomeNumber, nameof(HomeNumber));

    /// <summary>When an ERP-created invoice takes a home number; null leaves it as it is.</summary>
    public ImportedHomeNumberPolicy? ImportedHomeNumber { get; init => field = Declared(value, nameof(ImportedHomeNumber)); } = Declared(ImportedHomeNumber, nameof(ImportedHomeNumber));

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

    private static T? Declared<T>(T? value, string setting) where T : struct, Enum => value is not { } given || Enum.IsDefined(given) ? value
        : throw new ArgumentOutOfRangeException(setting, $"{setting}: {given} is no value of the setting; there are {string.Join(", ", Enum.GetNames<T>())}");
}
