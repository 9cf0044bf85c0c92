using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Asking;

/// <summary>What waits for the writer: given up while it waits, done once it was taken, written in batches of a size.</summary>
public sealed class QueueTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Command Opening = new Command.Open([new("a", "A-{seq}")], new(HomeNumber: HomeNumberPolicy.OnApproval));

    private readonly SemaphoreSlim _committing = new(0);
    private readonly SemaphoreSlim _goOn = new(0);
#pragma warning disable CA2213 // It belongs to the books.
    private readonly FaultyStore _store = new(new MemoryStore());
#pragma warning restore CA2213
    private readonly List<int> _batches = [];
    private readonly Books _books;
    private int _appended;

    public QueueTests()
    {
        _books = new(_store, new() { LargestBatch = 3 });
        _store.OnAppend = _ =>
        {
            _appended++;
            return null;
        };
    }

    private BookHandle Book => _books["main"];

    public void Dispose()
    {
        _books.Dispose();
        _committing.Dispose();
        _goOn.Dispose();
    }

    [Fact]
    public async Task Waiting_can_be_given_up_and_then_nothing_is_done()
    {
        var opening = await HoldWriter();
        using var giveUp = new CancellationTokenSource();
        var waiting = Book.DoAsync(new Command.Create("I1", Day), null, giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        var given = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting.WaitAsync(Patience));
        Assert.Equal(giveUp.Token, given.CancellationToken);
        await LetGo(opening);
        await Book.CreateAsync("I2", Day).WaitAsync(Patience);
        Assert.Null(Book.Invoice("I1"));
        Assert.NotNull(Book.Invoice("I2"));
    }

    [Fact]
    public async Task What_the_writer_has_taken_is_done_though_it_is_given_up()
    {
        using var giveUp = new CancellationTokenSource();
        var opening = await HoldWriter(giveUp.Token);
        await giveUp.CancelAsync();
        await LetGo(opening);
        Assert.True(Book.Header().IsOpen);
    }

    [Fact]
    public async Task What_was_given_up_before_it_is_asked_is_not_done()
    {
        using var giveUp = new CancellationTokenSource();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Book.DoAsync(Opening, null, giveUp.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Book.DoManyAsync([], null, giveUp.Token));
        Assert.Empty(_books.Names());
    }

    [Fact]
    public async Task Nothing_asked_is_answered_by_nothing()
    {
        Assert.Empty(await Book.DoManyAsync([]).WaitAsync(Patience));
        await Assert.ThrowsAsync<ArgumentNullException>("commands", async () => await Book.DoManyAsync(null!));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" Ann")]
    public async Task An_actor_is_written_like_a_name(string actor)
    {
        await Assert.ThrowsAsync<ArgumentException>(nameof(actor), async () => await Book.DoAsync(Opening, actor));
        await Assert.ThrowsAsync<ArgumentException>(nameof(actor), async () => await Book.DoManyAsync([Opening], actor));
        Assert.Empty(_books.Names());
    }

    [Fact]
    public async Task What_queued_up_meanwhile_is_written_in_batches_across_callers()
    {
        var opening = await HoldWriter();
        Task<IReadOnlyList<Answer>>[] asked = [Ask("a", 2), Ask("b", 2), Ask("c", 5)];
        await LetGo(opening);
        var answers = await Task.WhenAll(asked).WaitAsync(Patience);
        Assert.Equal([2, 2, 5], answers.Select(some => some.Count));
        Assert.All(answers.SelectMany(some => some), answer => Assert.Equal(Outcome.Accepted, answer.Outcome));
        Assert.Equal(["a0", "a1", "b0", "b1", "c0", "c1", "c2", "c3", "c4"], Book.Invoices().Items.Select(kept => kept.Invoice.Id.Text));
        Assert.Equal([1, 3, 3, 3], _batches);
    }

    /// <summary>Otherwise a hundred thousand imports that hold together would keep all waiting who ask at the same moment.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_larger_than_a_batch_is_one_by_itself_and_those_behind_it_come_next(bool isTogether)
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            await _books[name].DoAsync(Opening).WaitAsync(Patience);
            await _books[name].ConnectAsync("acme").WaitAsync(Patience);
        }

        var opening = await HoldWriter();
        Command large = isTogether ? new Command.Together([.. Enumerable.Range(0, 4).Select(static at => new Command.Create($"large {at}", Day))]) : new Command.Disconnect("over");
        Task<Answer>[] asked = [Do("a", new Command.Create("1", Day)), Do("b", large), Do("b", new Command.Create("2", Day)), Do("c", new Command.Create("3", Day))];
        await LetGo(opening);
        Assert.All(await Task.WhenAll(asked).WaitAsync(Patience), static answer => Assert.Equal(Outcome.Accepted, answer.Outcome));
        Assert.Equal([1, isTogether ? 4 : 1, 2], _batches[^3..]);

        Task<Answer> Do(string book, Command command) => _books[book].DoAsync(command).AsTask();
    }

    [Fact]
    public async Task Who_asks_while_a_batch_is_written_is_in_the_next_as_far_as_there_is_room()
    {
        await LetGo(await HoldWriter());
        List<Task<IReadOnlyList<Answer>>> late = [];
        var count = _store.OnAppend!;
        _store.OnAppend = at =>
        {
            if (at is Event.Created { Invoice.Text: "a0" })
            {
                late.AddRange([Ask("b", 1), Ask("c", 3)]);
            }

            return count(at);
        };
        await Ask("a", 1).WaitAsync(Patience);
        await Task.WhenAll(late).WaitAsync(Patience);
        Assert.Equal([1, 1, 3, 1], _batches);
        Assert.Equal(["a0", "b0", "c0", "c1", "c2"], Book.Invoices().Items.Select(kept => kept.Invoice.Id.Text));
    }

    [Fact]
    public async Task Who_finds_no_room_can_still_give_up()
    {
        await LetGo(await HoldWriter());
        using var giveUp = new CancellationTokenSource();
        Task<Answer>? late = null;
        _store.OnAppend = _ =>
        {
            late ??= Book.DoAsync(new Command.Create("b", Day), null, giveUp.Token).AsTask();
            return null;
        };
        _store.OnCommit = _ =>
        {
            giveUp.Cancel();
            return null;
        };
        Assert.Equal(4, (await Ask("a", 4).WaitAsync(Patience)).Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late!.WaitAsync(Patience));
        Assert.Null(Book.Invoice("b"));
    }

    [Fact]
    public async Task What_was_asked_is_what_the_list_held_then()
    {
        var opening = await HoldWriter();
        List<Command> commands = [new Command.Create("a", Day), new Command.Create("b", Day)];
        var asked = Book.DoManyAsync(commands).AsTask();
        commands.Clear();
        await LetGo(opening);
        Assert.Equal(2, (await asked.WaitAsync(Patience)).Count);
        Assert.NotNull(Book.Invoice("b"));
    }

    [Theory]
    [InlineData(StoreTrouble.Full, 1)]
    [InlineData(StoreTrouble.Conflict, 2)]
    [InlineData(StoreTrouble.Damaged, 2)]
    [InlineData(StoreTrouble.Other, 2)]
    public async Task What_would_fail_again_is_not_tried_again(StoreTrouble trouble, int tries)
    {
        var opening = await HoldWriter();
        Task<IReadOnlyList<Answer>>[] asked = [Ask("a", 1), Ask("b", 1), Ask("c", 1)];
        var tried = 0;
        _store.OnCommit = after =>
        {
            tried += after ? 0 : 1;
            return after ? null : new StoreException(trouble, "so be it");
        };
        await LetGo(opening);
        foreach (var one in asked)
        {
            Assert.Equal(trouble, (await Assert.ThrowsAsync<StoreException>(async () => await one.WaitAsync(Patience))).Trouble);
        }

        Assert.Equal(tries, tried);
        Assert.Empty(Book.Invoices().Items);
    }

    [Fact]
    public async Task Nothing_is_taken_once_the_books_are_closed()
    {
        await Book.DoAsync(Opening).WaitAsync(Patience);
        await _books.DisposeAsync();
        Assert.Equal(typeof(Books).FullName, (await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Book.RecoverAsync())).ObjectName);
        await _books.DisposeAsync();
    }

    [Fact]
    public async Task What_changes_nothing_is_not_committed_and_a_book_that_could_not_begin_is_none()
    {
        var commits = 0;
        _store.OnCommit = after => after ? null : new StoreException(StoreTrouble.Full, "full");
        await Assert.ThrowsAsync<StoreException>(async () => await Book.DoAsync(Opening).WaitAsync(Patience));
        Assert.Empty(_books.Names());
        _store.OnCommit = after =>
        {
            commits += after ? 1 : 0;
            return null;
        };
        await Book.DoAsync(Opening).WaitAsync(Patience);
        Assert.Equal(Outcome.Unchanged, (await Book.DoAsync(Opening).WaitAsync(Patience)).Outcome);
        Assert.Equal(Outcome.Rejected, (await Book.SubmitAsync("nobody").WaitAsync(Patience)).Outcome);
        Assert.Equal(1, commits);
    }

    private Task<IReadOnlyList<Answer>> Ask(string caller, int count) =>
        Book.DoManyAsync([.. Enumerable.Range(0, count).Select(at => new Command.Create($"{caller}{at}", Day))]).AsTask();

    /// <summary>Lets the writer come as far as its first commit.</summary>
    private async Task<Task<Answer>> HoldWriter(CancellationToken cancellation = default)
    {
        var held = false;
        _store.OnCommit = after =>
        {
            if (!after && !held)
            {
                held = true;
                _committing.Release();
                Assert.True(_goOn.Wait(Patience));
            }

            if (after)
            {
                _batches.Add(_appended);
                _appended = 0;
            }

            return null;
        };
        var opening = Book.DoAsync(Opening, null, cancellation).AsTask();
        Assert.True(await _committing.WaitAsync(Patience, CancellationToken.None));
        return opening;
    }

    private async Task LetGo(Task<Answer> opening)
    {
        _goOn.Release();
        Assert.Equal(Outcome.Accepted, (await opening.WaitAsync(Patience)).Outcome);
    }
}
