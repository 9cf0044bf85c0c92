namespace NumberingRules.Tests.Formats;

/// <summary>SPEC §7 and §9: document dates lie in 1900–2199, integers are not negative; commands take nothing else.</summary>
public sealed class DocumentDateTests
{
    [Fact]
    public void Document_dates_lie_in_1900_to_2199()
    {
        Assert.Equal((new(1900, 1, 1), new(2199, 12, 31)), (DocumentDate.Earliest, DocumentDate.Latest));
        Assert.Null(DocumentDate.Problem(DocumentDate.Earliest));
        Assert.Null(DocumentDate.Problem(DocumentDate.Latest));
        Assert.Contains("1899-12-31", DocumentDate.Problem(new(1899, 12, 31)), StringComparison.Ordinal);
        Assert.Contains("2200-01-01", DocumentDate.Problem(new(2200, 1, 1)), StringComparison.Ordinal);
        Assert.NotNull(DocumentDate.Problem(DateOnly.MinValue));
        Assert.NotNull(DocumentDate.Problem(DateOnly.MaxValue));
        Assert.EndsWith("; it is the default of DateOnly, so it was never set", DocumentDate.Problem(default), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TakesADate))]
    public void A_command_takes_document_dates_alone(string name, Action<DateOnly> make)
    {
        Assert.NotEmpty(name);
        make(DocumentDate.Earliest);
        make(DocumentDate.Latest);
        Assert.Throws<ArgumentOutOfRangeException>(() => make(DocumentDate.Earliest.AddDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => make(DocumentDate.Latest.AddDays(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => make(default));
    }

    [Theory]
    [MemberData(nameof(TakesAnInteger))]
    public void A_command_takes_no_negative_integer(string name, Action<long> make)
    {
        Assert.NotEmpty(name);
        make(0);
        make(long.MaxValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => make(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => make(long.MinValue));
    }

    [Fact]
    public void A_connect_says_nothing_of_dates_or_lifts_the_limit_or_sets_it()
    {
        Assert.Equal((false, null), (default(SyncFrom).IsGiven, default(SyncFrom).Date));
        Assert.Equal((true, null), (SyncFrom.None.IsGiven, SyncFrom.None.Date));
        SyncFrom from = new DateOnly(2025, 1, 1);
        Assert.Equal((true, new DateOnly(2025, 1, 1)), (from.IsGiven, from.Date));
        Assert.NotEqual(default, SyncFrom.None);
    }

    [Fact]
    public void A_redate_asks_for_something() => Assert.Throws<ArgumentException>(() => new Command.Redate("A"));

    [Fact]
    public void Commands_held_together_are_neither_open_nor_together()
    {
        Assert.Throws<ArgumentException>(() => new Command.Together([]));
        Assert.Throws<ArgumentException>(() => new Command.Together([new Command.Recover(), new Command.Open([])]));
        Assert.Throws<ArgumentException>(() => new Command.Together([new Command.Together([new Command.Recover()])]));
    }

    public static TheoryData<string, Action<DateOnly>> TakesADate => new()
    {
        { "create", date => _ = new Command.Create("A", date) },
        { "redate", date => _ = new Command.Redate("A", date) },
        { "import", date => _ = new Command.Import("A", "1", null, date) },
        { "advance", date => _ = new Command.Advance("s", date, 1, "cut-over") },
        { "connect", date => _ = new Command.Connect("acme", date) },
    };

    public static TheoryData<string, Action<long>> TakesAnInteger => new()
    {
        { "advance", number => _ = new Command.Advance("s", new(2026, 1, 1), number, "cut-over") },
        { "import", number => _ = new Command.Import("A", "1", null, new(2026, 1, 1), ErpVersion: number) },
        { "confirm", number => _ = new Command.Confirm("A", "1", ErpVersion: number) },
        { "lose", number => _ = new Command.Lose("A", number) },
        { "refuse", number => _ = new Command.Refuse("A", "no", number) },
    };
}
