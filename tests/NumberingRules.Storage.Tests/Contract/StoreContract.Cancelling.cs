namespace NumberingRules.Storage.Tests.Contract;

/// <content>Who cancels gives up waiting in the queue; what the writer has taken is done, and answered.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task What_the_writer_has_taken_is_answered_though_its_caller_cancels()
    {
        var store = new FaultyStore(NewStore());
        await using var books = new Books(store);
        await books["main"].DoAsync(Opening);
        using var giveUp = new CancellationTokenSource();
        store.OnCommit = _ =>
        {
            giveUp.Cancel();
            return null;
        };
        var answer = await books["main"].DoAsync(new Command.Create("I1", Day), null, giveUp.Token);
        Assert.Equal((Outcome.Accepted, "A-001"), (answer.Outcome, answer.Number!.Text));
        Assert.NotNull(books["main"].Invoice("I1"));
    }

    [Fact]
    public async Task What_is_cancelled_in_the_queue_is_not_done_and_uses_no_number()
    {
        using var reached = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var store = new FaultyStore(NewStore());
        await using var books = new Books(store);
        await books["main"].DoAsync(Opening);
        store.OnCommit = after =>
        {
            if (!after)
            {
                reached.Release();
                Assert.True(goOn.Wait(Patience));
            }

            return null;
        };
        using var giveUp = new CancellationTokenSource();
        var first = books["main"].CreateAsync("I1", Day);
        Assert.True(await reached.WaitAsync(Patience));
        var cancelled = books["main"].DoAsync(new Command.Create("I2", Day), null, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        goOn.Release(2);
        Assert.Equal("A-001", (await first).Number!.Text);
        Assert.Equal("A-002", (await books["main"].CreateAsync("I3", Day)).Number!.Text);
        Assert.Null(books["main"].Invoice("I2"));
    }

    [Fact]
    public async Task What_was_cancelled_before_it_was_asked_is_not_done()
    {
        await using var books = new Books(NewStore());
        await books["main"].DoAsync(Opening);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => books["main"].DoAsync(new Command.Create("I1", Day), null, new(canceled: true)));
        Assert.Equal("A-001", (await books["main"].CreateAsync("I2", Day)).Number!.Text);
    }
}
