using System.Reflection;

namespace NumberingRules.Storage.Tests.Asking;

/// <summary>What an answer says, and what is said about options and trouble.</summary>
public sealed class AnswerTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public async Task It_says_which_number_counts_whose_it_is_and_why()
    {
        var identity = Guid.NewGuid();
        await using var books = new Books(new MemoryStore(), new() { NewIdentity = () => identity });
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        await books["main"].ConnectAsync("acme");
        var created = await books["main"].CreateAsync("I1", Day);
        Assert.Equal((Side.Home, "A-1", null, 0, null), (created.System, created.Number!.Text, created.Rejection, created.Attempt, created.AttemptKey));
        Assert.Equal(created.Authority!.Value.Why, created.Why);
        await books["main"].ApproveAsync("I1");
        var sent = await books["main"].SendAsync("I1");
        Assert.Equal(AttemptKey.Of(identity.ToString("D"), "I1", 1), sent.AttemptKey);
        var confirmed = await books["main"].ConfirmAsync("I1", "K1", "E-1");
        Assert.Equal((Side.Erp, "E-1"), (confirmed.System, confirmed.Number!.Text));
        Assert.Equal(books["main"].Invoice("I1")!.Why, confirmed.Why);
        Assert.NotEqual(created.Why, confirmed.Why);
    }

    [Fact]
    public async Task It_says_why_a_command_was_rejected_and_what_to_do()
    {
        await using var books = new Books(new MemoryStore());
        var early = await books["main"].CreateAsync("I1", Day);
        Assert.Equal("book 'main' has not been opened. `OpenAsync` it first, with at least one series.", early.Why);
        var bad = await books["main"].OpenAsync([new("a", "A-")]);
        Assert.Equal("series 'a': format needs {seq} once", bad.Detail);
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        Assert.Equal("book 'main' has no invoice 'I1'", (await books["main"].ApproveAsync("I1")).Detail);
        Assert.StartsWith("book 'main' has no invoice 'I1'. Correct the id ", (await books["main"].ApproveAsync("I1")).Why, StringComparison.Ordinal);
        Assert.StartsWith("book 'main' has no series 'b'; it has 'a'. Correct the id, ", (await books["main"].CreateAsync("I1", Day, "b")).Why, StringComparison.Ordinal);
        Assert.StartsWith("series 'a' has no form 'c'; it has none by name. Name one of its forms, ", (await books["main"].CreateAsync("I1", Day, form: "c")).Why, StringComparison.Ordinal);
        await books["main"].CreateAsync("I1", Day);
        var twice = await books["main"].CreateAsync("I1", Day.AddDays(1));
        Assert.StartsWith($"invoice 'I1' was made with date {Day:yyyy-MM-dd}, not {Day.AddDays(1):yyyy-MM-dd}. An invoice with this id exists", twice.Why, StringComparison.Ordinal);
        Assert.EndsWith("To change the date of one created at home, `Command.Redate` it; another record of it in the ERP is told with `ConfirmAsync`.", twice.Why, StringComparison.Ordinal);
        var alone = await books["main"].SendAsync("I1");
        Assert.Equal(("invoice 'I1'", null), (alone.Detail, alone.Decision.Detail));
        Assert.Equal("book 'other' has not been opened", (await books["other"].NextAsync(Day)).Detail);
    }

    [Fact]
    public void A_remedy_speaks_of_the_methods_there_are() => Assert.Equal(
        typeof(BookCommands).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(static method => method.Name).Distinct().Order(StringComparer.Ordinal),
        CommandWords.Shortcuts.Select(static command => CommandWords.Of(command).Trim('`')).Order(StringComparer.Ordinal));

    [Fact]
    public async Task It_says_nothing_where_nothing_is_to_be_said()
    {
        await using var books = new Books(new MemoryStore());
        var opened = await books["main"].OpenAsync([new("a", "A-{seq}")]);
        Assert.Equal(("", null, null, null), (opened.Why, opened.Number, opened.System, opened.AttemptKey));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1_000_000, true)]
    [InlineData(0, false)]
    [InlineData(1_000_001, false)]
    public void A_batch_holds_from_one_to_a_million_commands(int largest, bool isSound)
    {
        var options = new BooksOptions { LargestBatch = largest };
        Assert.Equal(isSound ? null : $"BooksOptions.LargestBatch is {largest}; it must lie between 1 and 1000000", options.Problem());
        if (!isSound)
        {
            Assert.StartsWith(options.Problem()!, Assert.Throws<ArgumentException>("options", () => new Books(new MemoryStore(), options)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Books_need_a_clock() =>
        Assert.Equal("BooksOptions.Time is missing; leave it as it is, or give a TimeProvider", new BooksOptions { Time = null! }.Problem());

    [Fact]
    public async Task Closing_books_closes_their_store()
    {
        using var scratch = new Contract.Scratch();
        var store = new Sqlite.SqliteStore(scratch.NewFile());
        await new Books(store).DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAsync(default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.WriteAsync([], default));
    }

    [Fact]
    public async Task As_a_text_it_says_no_reason_that_somebody_gave()
    {
        using var books = new Books(new MemoryStore());
        await books["main"].OpenAsync([new("rl", "RL-{seq}")]);
        await books["main"].CreateAsync("A", new(2026, 1, 5));
        var answer = await books["main"].VoidAsync("A", Side.Home, "Mrs Miller has died");
        Assert.DoesNotContain("Miller", $"{answer}", StringComparison.Ordinal);
        Assert.Equal("accepted RL-1", $"{answer}");
    }

    [Fact]
    public async Task A_clock_past_its_limit_writes_nothing_and_is_told()
    {
        var clock = new WrongClock();
        using var books = new Books(new MemoryStore(), new() { Time = clock, NotAfter = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        await books["main"].OpenAsync([new("rl", "RL-{seq}")]);
        clock.Now = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var trouble = await Assert.ThrowsAsync<StoreException>(async () => await books["main"].CreateAsync("A", new(2026, 1, 5)));
        Assert.Contains("Set the clock right", trouble.Message, StringComparison.Ordinal);
        clock.Now = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("RL-1", (await books["main"].CreateAsync("A", new(2026, 1, 5))).Number?.Text);
        Assert.Equal(clock.Now, (await books["main"].EntriesAsync())[^1].At);
        Assert.Equal(2200, new BooksOptions().NotAfter.Year);
    }

    private sealed class WrongClock : TimeProvider
    {
        internal DateTimeOffset Now { get; set; } = new(2026, 1, 4, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
