using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>The feed is read to its end, and the cursor moves after what it passes is in the book.</summary>
public sealed class FeedTests : IDisposable
{
    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task The_cursor_moves_after_each_stretch()
    {
        _desk.Erp.Tell(SyncDesk.News("K1"), SyncDesk.News("K2"));
        _desk.Erp.Tell();
        _desk.Erp.Tell(SyncDesk.News("K3"));
        await _desk.RunAsync();
        Assert.Equal(["feed", "import erp-K1", "import erp-K2", "pass 1", "feed", "pass 2", "feed", "import erp-K3", "pass 3", "feed", "feed"], _desk.Erp.Asked);
        Assert.Equal(["erp-K1", "erp-K2", "erp-K3"], _desk.Book.Invoices().Items.Select(kept => kept.Invoice.Id.Text));
    }

    [Fact]
    public async Task The_cursor_stays_where_it_is_when_somebody_disconnected_meanwhile_and_nothing_else_is_done()
    {
        await _desk.BeginAsync();
        _desk.Submit("A");
        _desk.Erp.Tell(SyncDesk.News("K1"), SyncDesk.News("K2"), SyncDesk.News("K3"));
        _desk.Erp.OnAsked = asked =>
        {
            if (asked == "import erp-K2")
            {
                _desk.Do(new Command.Disconnect());
            }

            return Task.CompletedTask;
        };
        await _desk.RunAsync();
        Assert.Equal(["feed", "import erp-K1", "import erp-K2"], _desk.Erp.Asked);
        Assert.Equal(["erp-K2: NotConnected"], _desk.Rejections);
        _desk.Erp.OnAsked = _ => Task.CompletedTask;
        _desk.Erp.Asked.Clear();
        _desk.Connect();
        _desk.Happened();
        await _desk.RunAsync();
        Assert.Equal(["feed", "import erp-K2", "import erp-K3", "pass 1", "feed", "post A", "feed"], _desk.Erp.Asked);
        Assert.Empty(_desk.Happened().OfType<Event.Recovered>());
    }

    [Fact]
    public async Task Nothing_is_looked_up_or_sent_after_a_feed_that_was_not_read_to_its_end()
    {
        _desk.Submit("A");
        _desk.Lose("B");
        _desk.Erp.Tell(SyncDesk.News("K1"));
        _desk.Erp.OnAsked = asked =>
        {
            if (asked == "import erp-K1")
            {
                _desk.Do(new Command.Disconnect());
                _desk.Erp.OnAsked = _ => Task.CompletedTask;
            }

            return Task.CompletedTask;
        };
        await _desk.RunAsync();
        Assert.Equal(["feed", "import erp-K1"], _desk.Erp.Asked);
        Assert.Single(_desk.Erp.Feed);
    }

    [Fact]
    public async Task What_is_rejected_for_good_does_not_hold_the_cursor()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"), new Command.Release("A", "gone", "K1"));
        _desk.Erp.Tell(SyncDesk.News("K1"), SyncDesk.News("K2"));
        await _desk.RunAsync();
        Assert.Equal(["feed", "import erp-K2", "pass 1", "feed", "feed"], _desk.Erp.Asked);
        Assert.Equal(["A: ErpKeyReleased"], _desk.Rejections);
    }
}
