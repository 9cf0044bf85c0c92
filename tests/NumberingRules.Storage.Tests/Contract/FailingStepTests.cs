namespace NumberingRules.Storage.Tests.Contract;

/// <summary>Whichever step of a store fails, before it is done or afterwards: nothing is left half written, and the same command asked again gives the same number.</summary>
public sealed class FailingStepTests
{
    private const int FewestSteps = 3;
    private const int MostSteps = 200;
    private static readonly DateOnly Day = new(2026, 1, 5);

    public static TheoryData<string, bool> Cases => new()
    {
        { "create", false }, { "create", true }, { "together", false }, { "together", true }, { "disconnect", false }, { "disconnect", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_command_is_done_whole_or_not_at_all(string name, bool isDoneAllTheSame) => FailAtEveryStepAsync(isDoneAllTheSame, async (step, book, failing) =>
    {
        var command = CommandOf(name);
        var before = await book.HeadAsync();
        var core = await book.ReplayAsync();
        var expected = core.Do(command);
        Answer? told = null;
        await failing(async () => told = await book.DoAsync(command));

        var after = await book.HeadAsync();
        Assert.True(told is null ? after == before || after.Entries == core.Entries : after.Entries == core.Entries, $"step {step}: {before.Entries} entries, then {after.Entries}");
        Assert.Null((await book.VerifyAsync(before.Hash)).Fault?.What);
        var again = await book.DoAsync(command);
        Assert.Equal(after == before ? expected.Outcome : Outcome.Unchanged, again.Outcome);
        Assert.Equal(core.Changed.OrderBy(invoice => invoice.Appeared), (await book.InvoicesAsync()).Items.Select(view => view.Invoice));
        Assert.True(told is null || again.Number == told.Number);
        Assert.Equal("A-004", (await book.CreateAsync("next", Day)).Number!.Text);
        Assert.Null((await book.VerifyAsync((await book.HeadAsync()).Hash)).Fault?.What);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Texts_are_erased_with_their_entry_or_not_at_all(bool isDoneAllTheSame) => FailAtEveryStepAsync(isDoneAllTheSame, async (_, book, failing) =>
    {
        await failing(() => book.EraseTextByAsync("Ann"));

        var entries = await book.EntriesAsync();
        Assert.Equal(entries.Any(entry => entry.Event is Event.Erased), !entries.Any(entry => entry.Actor == "Ann"));
        Assert.Null((await book.VerifyAsync()).Fault?.What);
        Assert.Equal(entries.Count(entry => entry.Actor == "Ann"), await book.EraseTextByAsync("Ann"));
        Assert.Null((await book.VerifyAsync()).Fault?.What);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_rebuild_that_fails_changes_nothing(bool isDoneAllTheSame) => FailAtEveryStepAsync(isDoneAllTheSame, async (_, book, failing) =>
    {
        var head = await book.HeadAsync();
        await failing(() => book.RebuildAsync());

        Assert.Equal(head, await book.HeadAsync());
        Assert.Null((await book.VerifyAsync(head.Hash)).Fault?.What);
        Assert.Equal("A-003", (await book.CreateAsync("next", Day)).Number!.Text);
    });

    /// <summary>
    /// Tries with the first step of the store failing, then with the second, until there are no more steps; each time with
    /// new books. What is tried is given to <c>failing</c>, which runs it while the store fails, and asserts that only the store is blamed.
    /// </summary>
    private static async Task FailAtEveryStepAsync(bool isDoneAllTheSame, Func<int, BookHandle, Func<Func<Task>, Task>, Task> attempt)
    {
        var (step, isPast) = (0, false);
        while (!isPast)
        {
            Assert.True(++step < MostSteps);
            var store = new SlowStore();
            await using var books = await OpenedAsync(store);
            await attempt(step, books["main"], async act =>
            {
                store.FailAt(step, isDoneAllTheSame);
                var trouble = await Record.ExceptionAsync(act);
                isPast = store.Steps < step;
                store.FailAt(0, false);
                Assert.True(trouble is null or StoreException, $"step {step}: {trouble}");
            });
        }

        Assert.True(step > FewestSteps);
    }

    private static async Task<Books> OpenedAsync(SlowStore store)
    {
        var books = new Books(store, new() { Time = new ManualTime() });
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq:000}")], actor: "Ann");
        await book.ConnectAsync("acme");
        await book.CreateAsync("I1", Day, actor: "Ann");
        await book.ImportAsync("X1", "K1", "E-1", Day);
        await book.CreateAsync("I2", Day);
        return books;
    }

    /// <summary>Each takes one number.</summary>
    private static Command CommandOf(string name) => name switch
    {
        "create" => new Command.Create("I3", Day),
        "together" => new Command.Together([new Command.Approve("I1"), new Command.Create("I3", Day), new Command.Confirm("I2", "K2", "E-1"), new Command.Void("I3", Side.Home, "twice")]),
        _ => new Command.Disconnect("over"),
    };
}
