namespace NumberingRules.Storage.Tests.Contract;

/// <content>What goes wrong for one goes wrong for nobody else, and a lost answer is asked for again.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_commit_that_fails_is_made_again_command_by_command()
    {
        var faults = 1;
        var store = new FaultyStore(NewStore());
        await using var books = new Books(store);
        await books["main"].DoAsync(Opening);
        store.OnCommit = after => !after && faults-- > 0 ? new StoreException(StoreTrouble.Conflict, "met") : null;
        var answers = await books["main"].DoManyAsync([new Command.Create("I1", Day), new Command.Create("I2", Day)]);
        Assert.Equal(["A-001", "A-002"], answers.Select(answer => answer.Number!.Text));
        Assert.True(books["main"].Verify().IsSound);
    }

    /// <summary>Seen in the simulation: both were told "accepted", and both would have sent.</summary>
    [Fact]
    public async Task What_another_did_at_the_same_instant_is_not_taken_for_ones_own()
    {
        var inner = NewStore();
        var store = new FaultyStore(inner);
        var rival = new Books(inner, new() { Time = new ManualTime(), OnCallersThread = true });
        await using var books = new Books(store, new() { Time = new ManualTime() });
        await books["main"].DoAsync(Opening);
        var times = 0;
        store.OnCommit = after => !after && times++ == 0 ? new StoreException(StoreTrouble.Conflict, "met") : null;
        store.OnEnd = () =>
        {
            store.OnEnd = () => { };
            rival["main"].CreateAsync("I1", Day).Now();
        };
        var answer = await books["main"].CreateAsync("I1", Day);
        Assert.Equal((Outcome.Unchanged, "A-001"), (answer.Outcome, answer.Number!.Text));
        Assert.True(books["main"].Verify().IsSound);
    }

    [Fact]
    public async Task A_full_disk_is_told_to_all_and_leaves_nothing()
    {
        var store = new FaultyStore(NewStore());
        await using var books = new Books(store);
        await books["main"].DoAsync(Opening);
        store.OnCommit = after => after ? null : new StoreException(StoreTrouble.Full, "full");
        Assert.Equal(StoreTrouble.Full, (await Assert.ThrowsAsync<StoreException>(async () => await books["main"].CreateAsync("I1", Day))).Trouble);
        Assert.Null(books["main"].Invoice("I1"));
        store.OnCommit = _ => null;
        Assert.Equal("A-001", (await books["main"].CreateAsync("I2", Day)).Number!.Text);
    }

    [Fact]
    public async Task A_commit_that_was_made_though_it_failed_is_answered()
    {
        var store = new FaultyStore(NewStore());
        await using var books = new Books(store);
        await books["main"].DoAsync(Opening);
        store.OnCommit = after => after ? new StoreException(StoreTrouble.Other, "lost") : null;
        var answer = await books["main"].CreateAsync("I1", Day);
        Assert.Equal((Outcome.Accepted, "A-001"), (answer.Outcome, answer.Number!.Text));
        store.OnCommit = _ => null;
        Assert.Equal("A-002", (await books["main"].CreateAsync("I2", Day)).Number!.Text);
        Assert.True(books["main"].Verify().IsSound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_of_which_nobody_knows_says_so_and_asking_again_gives_the_number(bool wasMade)
    {
        var store = new FaultyStore(NewStore());
        await using var books = new Books(store);
        await books["main"].DoAsync(Opening);
        store.OnCommit = after => after == wasMade ? new StoreException(StoreTrouble.Other, "lost") : null;
        var begun = 0;
        store.OnBegin = () => _ = ++begun > 1 ? throw new InvalidOperationException("gone") : 0;
        Assert.Equal(StoreTrouble.CommitUnknown, (await Assert.ThrowsAsync<StoreException>(async () => await books["main"].CreateAsync("I1", Day))).Trouble);
        store.OnCommit = _ => null;
        store.OnBegin = () => { };
        var again = await books["main"].CreateAsync("I1", Day);
        Assert.Equal((wasMade ? Outcome.Unchanged : Outcome.Accepted, "A-001"), (again.Outcome, again.Number!.Text));
        Assert.Equal("A-002", (await books["main"].CreateAsync("I2", Day)).Number!.Text);
        Assert.True(books["main"].Verify().IsSound);
    }
}
