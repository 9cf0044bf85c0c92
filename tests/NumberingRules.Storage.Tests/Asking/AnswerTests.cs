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
        var (meaning, remedy) = Explain.Of(Rejection.BookNotOpen);
        Assert.Equal((Rejection.BookNotOpen, $"{early.Decision.Detail}. {meaning} {remedy}"), (early.Rejection, early.Why));
        var bad = await books["main"].OpenAsync([new("a", "A-")]);
        (meaning, remedy) = Explain.Of(Rejection.SeriesInvalid);
        Assert.NotNull(bad.Decision.Detail);
        Assert.Equal($"{bad.Decision.Detail}. {meaning} {remedy}", bad.Why);
    }

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
    public void Trouble_without_particulars_is_other_trouble()
    {
        var cause = new InvalidOperationException();
        Assert.Equal((StoreTrouble.Other, "the store is in trouble"), (new StoreException().Trouble, new StoreException().Message));
        Assert.Equal((StoreTrouble.Other, "so it is"), (new StoreException("so it is").Trouble, new StoreException("so it is").Message));
        Assert.Equal((StoreTrouble.Other, cause), (new StoreException("so it is", cause).Trouble, new StoreException("so it is", cause).InnerException));
    }
}
