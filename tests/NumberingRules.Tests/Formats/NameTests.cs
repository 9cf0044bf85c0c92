namespace NumberingRules.Tests.Formats;

/// <summary>The written name of every enumerated value: what scripts, journals and hosts rely on.</summary>
public sealed class NameTests
{
    private static readonly Dictionary<Type, Pinned> Enums = new()
    {
        [typeof(Approval)] = Pin<Approval>("draft awaiting-approval approved"),
        [typeof(AuthorityRule)] = Pin<AuthorityRule>(
            "home-always erp-from-the-start erp-after-sync home-until-synced home-after-disconnect only-number-held no-number-yet"),
        [typeof(ClaimBasis)] = Pin<ClaimBasis>("issued given imported confirmed"),
        [typeof(Connection)] = Pin<Connection>("never connected interrupted disconnected"),
        [typeof(DateOrder)] = Pin<DateOrder>("any enforced"),
        [typeof(Finding)] = Pin<Finding>("duplicate-in-erp erp-number-differs erp-number-shared home-number-owed same-text"),
        [typeof(HomeNumberPolicy)] = Pin<HomeNumberPolicy>("on-create on-approval"),
        [typeof(ImportedHomeNumberPolicy)] = Pin<ImportedHomeNumberPolicy>("on-disconnect on-import never"),
        [typeof(NumberUse)] = Pin<NumberUse>("held used taken-over ahead free"),
        [typeof(Outcome)] = Pin<Outcome>("accepted unchanged rejected"),
        [typeof(Rejection)] = Pin<Rejection>(
            """
            book-not-open already-open series-invalid policy-invalid series-exists series-unknown series-closed
            series-exhausted scope-mismatch form-unknown number-already-used linked-to-other-company not-connected connection-interrupted
            invoice-unknown invoice-exists invoice-void home-number-taken home-number-ahead date-out-of-range
            date-outside-validity date-out-of-order erp-origin already-approved in-flight number-issued already-synced void-in-erp
            not-approved unlinked outcome-uncertain not-submitted before-sync-from not-in-flight attempt-unknown
            erp-key-taken erp-key-released erp-key-unknown not-synced
            """),
        [typeof(Reset)] = Pin<Reset>("never yearly monthly fiscal"),
        [typeof(Side)] = Pin<Side>("home erp"),
        [typeof(Sync)] = Pin<Sync>("none sent uncertain failed synced unlinked"),
    };

    public static TheoryData<Type> Declared => [.. typeof(Command).Assembly.GetExportedTypes().Where(type => type.IsEnum)];

    [Theory]
    [MemberData(nameof(Declared))]
    public void Every_name_is_pinned_and_leads_back_to_its_value(Type type)
    {
        Assert.True(Enums.TryGetValue(type, out var names), $"pin the names of {type.Name}");
        Assert.Equal(names.Names, names.Written);
        Assert.Equal(Enum.GetValues(type).Cast<object>(), names.LedBack);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Draft")]
    [InlineData("DRAFT")]
    [InlineData(" draft")]
    [InlineData("0")]
    [InlineData("AwaitingApproval")]
    [InlineData("awaiting approval")]
    [InlineData("draft,approved")]
    public void Other_names_lead_nowhere(string? name)
    {
        Assert.False(Name.TryParse<Approval>(name, out var value));
        Assert.Equal(default, value);
    }

    [Fact]
    public void A_value_that_no_enum_declares_has_no_name() =>
        Assert.Throws<IndexOutOfRangeException>(() => Name.Of((Approval)99));

    private static Pinned Pin<T>(string names) where T : struct, Enum => new(
        Name.All<T>().ToArray(),
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        [.. Enum.GetValues<T>().Select(value => Name.TryParse<T>(Name.Of(value), out var back) ? (object)back : "nowhere")]);

    private sealed record Pinned(string[] Written, string[] Names, object[] LedBack);

    [Fact]
    public void A_first_value_need_not_be_the_default()
    {
        Assert.True(Name.TryParse<Numbered>("one", out var value));
        Assert.Equal(Numbered.One, value);
    }

    [Fact]
    public void A_value_that_is_not_its_place_has_its_name() => Assert.Equal(("one", "three"), (Name.Of(Numbered.One), Name.Of(Gapped.Three)));

    private enum Gapped
    {
        Zero,
        Three = 3,
    }

    private enum Numbered
    {
        One = 1,
    }
}
