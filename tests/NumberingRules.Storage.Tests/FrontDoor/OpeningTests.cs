using Microsoft.Extensions.Logging;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.FrontDoor;

/// <summary>A book is as it is configured, or the exception says field by field why not.</summary>
public sealed class OpeningTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public async Task A_new_book_is_opened_and_the_next_start_changes_nothing()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        var header = await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")], new(Authority: Side.Home), actor: "host");
        Assert.True(header.IsOpen);
        Assert.Equal(Side.Home, header.Policy.Authority);
        Assert.Equal("host", Assert.Single(await book.EntriesAsync()).Actor);

        Assert.Equal(header, await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")], new(Authority: Side.Home)));
        Assert.Equal(1, (await book.HeadAsync()).Entries);
    }

    [Fact]
    public async Task A_configuration_that_has_grown_brings_the_book_up_in_one_go()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")]);
        var header = await book.EnsureOpenAsync(
            [new("rl", "RL-{seq:00000}"), new("credit", "CN-{seq:00000}"), new("import", "IM-{seq}")],
            new(HomeNumber: HomeNumberPolicy.OnApproval, ImportSeries: "import"));
        Assert.Equal(HomeNumberPolicy.OnApproval, header.Policy.HomeNumber);
        Assert.Equal("import", header.Policy.ImportSeries);
        Assert.Equal("CN-00001", (await book.NextAsync(Day, "credit")).Number?.Number);
    }

    [Fact]
    public async Task What_a_person_added_stays_and_what_is_left_out_stays()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")], new(Authority: Side.Home));
        await book.DoAsync(new Command.AddSeries(new("extra", "X-{seq}")));
        await book.DoAsync(new Command.CloseSeries("rl", "extra"));
        var header = await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")], new(HomeNumber: HomeNumberPolicy.OnCreate));
        Assert.Equal(Side.Home, header.Policy.Authority);
        Assert.NotNull(header.Series.Find("extra"));
        Assert.True(header.Series.Find("rl")!.Closed);
    }

    [Fact]
    public async Task What_cannot_be_changed_is_named_field_by_field_and_nothing_is_changed()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}"), new("b", "B{date:yyyy}-{seq}", Reset: Reset.Yearly, ValidFrom: Day)]);
        var thrown = await Assert.ThrowsAsync<BookConfigurationException>(async () => await book.EnsureOpenAsync(
            [new("b", "B{date:yyyy}-{seq}", Max: 99, Forms: [new("credit", "C{date:yyyy}-{seq}")]), new("rl", "R-{seq:0000}"), new("new", "N-{seq}")], new(Authority: Side.Home)));
        Assert.Equal("main", thrown.Book);
        Assert.Equal(
            [
                "Series 'b', forms: the book has none, the configuration credit 'C{date:yyyy}-{seq}'.",
                "Series 'b', max: the book has none, the configuration 99.",
                "Series 'b', reset: the book has yearly, the configuration never.",
                "Series 'b', validFrom: the book has 2026-01-05, the configuration none.",
                "Series 'rl', format: the book has 'RL-{seq:00000}', the configuration 'R-{seq:0000}'.",
            ],
            thrown.Problems.Take(5));
        Assert.StartsWith("A series never changes", thrown.Problems[5], StringComparison.Ordinal);
        Assert.StartsWith("The default series: the book has 'rl', the configuration lists 'b' first.", thrown.Problems[6], StringComparison.Ordinal);
        Assert.StartsWith("book 'main' cannot be as configured. Series 'b', forms:", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await book.HeadAsync()).Entries);
    }

    [Fact]
    public async Task A_book_says_why_it_cannot_be_opened()
    {
        await using var books = new Books(new MemoryStore());
        async Task<string> Refused(ValueList<SeriesDefinition> series, PolicyChange? policy = null) =>
            (await Assert.ThrowsAsync<BookConfigurationException>(async () => await books["main"].EnsureOpenAsync(series, policy))).Message;

        Assert.Contains("'rl': format has no token {sq}", await Refused([new("rl", "RL-{sq}")]), StringComparison.Ordinal);
        Assert.Contains("No series is configured", await Refused([]), StringComparison.Ordinal);
        Assert.Contains("'a': the format and the format of series 'b' could print the same text", (await Refused([new("b", "A-{seq}"), new("a", "A-{seq:00}")])), StringComparison.Ordinal);
        Assert.Contains("'nowhere'", await Refused([new("rl", "RL-{seq}")], new(ImportSeries: "nowhere")), StringComparison.Ordinal);
        Assert.False((await books["main"].HeaderAsync()).IsOpen);
        await Assert.ThrowsAsync<ArgumentException>(async () => await books["main"].EnsureOpenAsync([new(null!, "RL-{seq}")]));
    }

    [Fact]
    public async Task A_series_that_could_print_what_was_given_by_hand_is_refused_with_the_reason()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")]);
        await book.DoAsync(new Command.Create("old", Day, HomeNumber: "OLD-7"));
        var thrown = await Assert.ThrowsAsync<BookConfigurationException>(async () => await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}"), new("old", "OLD-{seq}")]));
        Assert.Contains("old", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(Explain.Of(Rejection.HomeNumberTaken).Remedy, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_that_start_at_once_all_find_the_book_as_configured()
    {
        using var scratch = new Scratch();
        var file = scratch.NewFile();
        await using var first = new Books(new NumberingRules.Sqlite.SqliteStore(file));
        await using var second = new Books(new NumberingRules.Sqlite.SqliteStore(file));
        for (var round = 0; round < 20; round++)
        {
            ValueList<SeriesDefinition> series = [new("rl", "RL-{seq:00000}"), .. Enumerable.Range(0, round).Select(at => new SeriesDefinition($"s{at}", $"S{at}-{{seq}}"))];
            var headers = await Task.WhenAll(new[] { first, second, first, second }.Select(books => Task.Run(async () => await books["main"].EnsureOpenAsync(series))));
            Assert.All(headers, header => Assert.Equal(headers[0], header));
        }
    }

    [Fact]
    public async Task Series_that_the_configuration_does_not_list_any_more_are_logged()
    {
        using var logged = new LoggedLines();
        await using var books = new Books(new MemoryStore(), new() { Logging = logged });
        await books["main"].EnsureOpenAsync([new("rl", "RL-{seq:00000}"), new("b", "B-{seq}"), new("c", "C-{seq}")]);
        await books["main"].DoAsync(new Command.CloseSeries("c", "b"));
        await books["main"].EnsureOpenAsync([new("rl", "RL-{seq:00000}")]);
        Assert.Equal(
            "Book main: has series that the configuration does not list: b (B-{seq}), c (closed). They stay as they are; to end one, close it (Command.CloseSeries).",
            Assert.Single(logged.Lines, static line => line.Line.Contains("does not list", StringComparison.Ordinal) && line.Level == LogLevel.Information).Line);
    }

    [Fact]
    public async Task What_was_done_is_logged()
    {
        using var logged = new LoggedLines();
        await using var books = new Books(new MemoryStore(), new() { Logging = logged });
        await books["main"].EnsureOpenAsync([new("rl", "RL-{seq:00000}")]);
        await books["main"].EnsureOpenAsync([new("rl", "RL-{seq:00000}"), new("b", "B-{seq}")], new(Authority: Side.Home));
        await books["main"].EnsureOpenAsync([new("rl", "RL-{seq:00000}"), new("b", "B-{seq}")], new(Authority: Side.Home));
        Assert.Equal(
            [
                "Book main: opened with series rl (RL-{seq:00000}).",
                "Book main: series b (B-{seq}) added; policy set: authority erp becomes authority home.",
            ],
            logged.Lines.Where(static line => line.Category == "NumberingRules.Books" && line.Level == LogLevel.Information).Select(static line => line.Line).Where(static text => text.StartsWith("Book ", StringComparison.Ordinal)));
    }
}
