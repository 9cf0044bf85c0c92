using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>What a round does, in which order, and what becomes of one that is cut off.</summary>
public sealed class RoundTests : IDisposable
{
    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    public static TheoryData<string> Questions => ["feed", "pass 1"];

    [Fact]
    public async Task Nothing_is_done_before_the_book_is_connected()
    {
        using var desk = new SyncDesk(isConnected: false);
        await desk.RunAsync();
        Assert.Empty(desk.Erp.Asked);
        Assert.Empty(desk.Happened());
        desk.Connect();
        await desk.RunAsync();
        Assert.Equal(["feed", "feed"], desk.Erp.Asked);
        Assert.Equal(new Event.Connected("company", null, 1), Assert.Single(desk.Happened()));
    }

    [Fact]
    public async Task Nothing_is_done_while_the_connection_is_interrupted_or_has_ended()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Interrupt("revoked"));
        await _desk.RunAsync();
        _desk.DoAll(new Command.Disconnect());
        await _desk.RunAsync();
        Assert.Empty(_desk.Erp.Asked);
        Assert.Empty(_desk.Happened());
    }

    [Fact]
    public async Task Only_the_first_round_recovers_and_only_what_is_in_flight()
    {
        await _desk.RunAsync();
        await _desk.RunAsync();
        Assert.Empty(_desk.Happened());
        _desk.Submit("A");
        _desk.DoAll(new Command.Send("A"));
        using var loop = new SyncLoop(_desk.Book, _desk.Erp);
        await loop.RunAsync();
        await loop.RunAsync();
        Assert.Equal([new Event.Recovered(2)], _desk.Happened());
    }

    [Fact]
    public async Task The_feed_comes_first_then_what_is_uncertain_then_what_failed_then_what_is_due_and_the_feed_again()
    {
        _desk.Submit("B", "A");
        _desk.DoAll(new Command.Send("A"), new Command.Refuse("A", "no"));
        _desk.Lose("C");
        _desk.Time.Passed += SyncDesk.Retry;
        _desk.Erp.Tell(SyncDesk.News("K1"));
        _desk.Erp.OnPost = _ => new ErpReply.Refused("still no");
        var report = await _desk.RunAsync();
        Assert.Equal((1, 1, 2, 1, true), (report.Followed, report.Taken, report.Refused, report.Waiting, report.IsComplete));
        Assert.Equal(["feed", "import erp-K1", "pass 1", "feed", "find C", "post A", "post B", "feed"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task What_the_ERP_made_of_it_is_not_left_to_the_next_round()
    {
        _desk.Submit("A");
        _desk.Erp.OnPost = id =>
        {
            _desk.Erp.Tell(SyncDesk.News("K1") with { ExternalId = id }, SyncDesk.News("K2") with { ExternalId = id });
            return new ErpReply.Made(SyncDesk.News("K1"));
        };
        await _desk.RunAsync();
        Assert.Equal(["feed", "post A", "feed", "pass 1", "feed"], _desk.Erp.Asked);
        Assert.Equal([new("K1", null), new("K2", null)], _desk.Invoice("A").Records);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Trouble_with_the_feed_cuts_the_round_off_and_the_next_one_goes_on(string question)
    {
        await _desk.BeginAsync();
        _desk.Submit("B");
        _desk.Lose("C");
        _desk.Erp.Tell(SyncDesk.News("K1"));
        _desk.Erp.OnAsked = asked => asked == question ? Task.FromException(new HttpRequestException("away")) : Task.CompletedTask;
        Assert.Equal("away", (await Assert.ThrowsAsync<HttpRequestException>(async () => await _desk.RunAsync())).Message);
        Assert.Equal(question, _desk.Erp.Asked[^1]);
        _desk.Erp.OnAsked = _ => Task.CompletedTask;
        _desk.Erp.Asked.Clear();
        await _desk.RunAsync();
        Assert.Equal("feed", _desk.Erp.Asked[0]);
        Assert.Empty(_desk.Erp.Feed);
        Assert.Empty(_desk.Happened().OfType<Event.Recovered>());
    }

    [Fact]
    public async Task Trouble_with_the_store_cuts_the_round_off_too()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Send("A"));
        _desk.Store.OnCommit = after => after ? null : new StoreException(StoreTrouble.Full, "full");
        Assert.Equal(StoreTrouble.Full, (await Assert.ThrowsAsync<StoreException>(async () => await _desk.RunAsync())).Trouble);
        Assert.Empty(_desk.Erp.Asked);
        _desk.Store.OnCommit = _ => null;
        await _desk.RunAsync();
        Assert.Equal([new Event.Recovered(2)], _desk.Happened());
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_store_failed_is_looked_up_and_not_sent_again()
    {
        _desk.Submit("A");
        _desk.Erp.OnPost = _ =>
        {
            _desk.Store.OnCommit = after => after ? null : new StoreException(StoreTrouble.Full, "full");
            return new ErpReply.Refused("no");
        };
        await Assert.ThrowsAsync<StoreException>(async () => await _desk.RunAsync());
        _desk.Store.OnCommit = _ => null;
        _desk.Erp.Asked.Clear();
        await _desk.RunAsync();
        Assert.Equal(["feed", "find A", "feed"], _desk.Erp.Asked);
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Recovered(2)], _desk.Happened());
    }

    [Fact]
    public async Task A_round_that_is_given_up_before_it_begins_does_nothing()
    {
        using var giveUp = new CancellationTokenSource();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _desk.RunAsync(giveUp.Token));
        Assert.Empty(_desk.Erp.Asked);
        Assert.Empty(_desk.Happened());
    }

    [Fact]
    public async Task A_round_that_is_given_up_goes_no_further_and_keeps_what_it_knows()
    {
        _desk.Submit("A", "B");
        using var giveUp = new CancellationTokenSource();
        _desk.Erp.OnAsked = asked => asked == "post A" ? giveUp.CancelAsync() : Task.CompletedTask;
        _desk.Erp.OnPost = _ => new ErpReply.Refused("no");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _desk.RunAsync(giveUp.Token));
        Assert.Equal(["feed", "post A"], _desk.Erp.Asked);
        Assert.All(_desk.Erp.Tokens, token => Assert.True(token.IsCancellationRequested));
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Refused("A", 1, "no")], _desk.Happened());
        await _desk.RunAsync();
        Assert.Equal(new Event.Sent("B", 1, 1), _desk.Happened()[0]);
    }

    [Fact]
    public async Task Rounds_of_one_loop_wait_for_each_other()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _desk.Erp.OnAsked = _ => goOn.Task;
        var first = _desk.RunAsync();
        var second = _desk.RunAsync();
        using var giveUp = new CancellationTokenSource();
        var third = _desk.RunAsync(giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.Equal(["feed"], _desk.Erp.Asked);
        Assert.False(second.IsCompleted);
        goOn.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal(["feed", "feed", "feed", "feed"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task A_round_that_ends_early_lets_the_next_one_in()
    {
        _desk.DoAll(new Command.Interrupt("revoked"));
        await _desk.RunAsync();
        _desk.Connect();
        await _desk.RunAsync();
        Assert.Equal(["feed", "feed"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task There_is_no_round_after_the_end_and_the_book_stays()
    {
        _desk.Loop.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _desk.RunAsync());
        Assert.Empty(_desk.Erp.Asked);
        _desk.Submit("A");
        _desk.Loop.Dispose();
    }

    [Fact]
    public async Task A_list_is_worked_off_to_its_end_however_long()
    {
        InvoiceId[] invoices = [.. Enumerable.Range(1, 201).Select(at => new InvoiceId($"I{at:000}"))];
        _desk.Submit(invoices);
        _desk.Erp.OnPost = id => new ErpReply.Made(SyncDesk.News($"K{id}"));
        await _desk.RunAsync();
        Assert.Equal(["feed", .. invoices.Select(id => $"post {id}"), "feed"], _desk.Erp.Asked);
        Assert.All(invoices, id => Assert.Equal([new($"K{id}", null)], _desk.Invoice(id).Records));
    }
}
