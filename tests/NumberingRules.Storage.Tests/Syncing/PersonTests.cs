using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>One invoice sent for a person, who may send what a round leaves alone.</summary>
public sealed class PersonTests : IDisposable
{
    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task It_is_looked_up_and_posted()
    {
        _desk.Submit("A", "B");
        _desk.Erp.OnPost = _ => new ErpReply.Refused("no");
        Assert.Equal(new ErpReply.Refused("no"), (await _desk.SendAsync("A")).Reply);
        Assert.Equal(["find A", "post A"], _desk.Erp.Asked);
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Refused("A", 1, "no")], _desk.Happened());
    }

    [Fact]
    public async Task What_the_ERP_has_already_is_taken_and_not_posted()
    {
        _desk.Submit("A");
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1", "N1", 2)];
        Assert.Null((await _desk.SendAsync("A")).Reply);
        Assert.Equal(["find A"], _desk.Erp.Asked);
        Assert.Equal([new Event.RecordAdded("A", new("K1", "N1", 2))], _desk.Happened());
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task It_is_looked_up_again_when_a_record_went_meanwhile()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"));
        _desk.Erp.OnFind = _ =>
        {
            _desk.Do(new Command.Release("A", "deleted in the ERP", "K1"));
            return [];
        };
        await _desk.SendAsync("A");
        Assert.Equal(["find A", "find A", "post A"], _desk.Erp.Asked);
        Assert.Equal(
            [new Event.RecordReleased("A", "K1", "deleted in the ERP"), new Event.Sent("A", 1, 1), new Event.Lost("A", 1)],
            _desk.Happened());
    }

    [Fact]
    public async Task It_is_not_posted_when_its_record_went_at_that_very_moment()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"));
        _desk.Erp.OnFind = _ =>
        {
            _desk.Meanwhile(1, new Command.Release("A", "deleted in the ERP", "K1"));
            return [];
        };
        Assert.Null((await _desk.SendAsync("A")).Reply);
        Assert.Equal(["find A"], _desk.Erp.Asked);
        Assert.Equal(
            [new Event.RecordReleased("A", "K1", "deleted in the ERP"), new Event.Sent("A", 1, 1), new Event.Lost("A", 1)],
            _desk.Happened());
        Assert.Empty(_desk.Log.All);
    }

    // The simulation found it: a person sent it again, and the refusal came while another asked for it to be sent.
    [Fact]
    public async Task A_refusal_of_what_was_sent_again_counts_when_it_comes_during_the_look_up_too()
    {
        _desk.Lose("A");
        _desk.DoAll(new Command.Resend("A"));
        _desk.Erp.OnFind = _ =>
        {
            _desk.Do(new Command.Refuse("A", "on hold", 1, _desk.Invoice("A").SentSince));
            return [];
        };
        Assert.Equal("it was sent again before it was refused, and the post before that may still arrive: ask again in 00:05:00", (await _desk.SendAsync("A")).Why);
        Assert.Equal(["find A", "find A"], _desk.Erp.Asked);
        Assert.Equal([new Event.Refused("A", 1, "on hold")], _desk.Happened());
    }

    [Fact]
    public async Task It_is_not_posted_when_it_was_sent_and_refused_at_that_very_moment()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Send("A"));
        _desk.Erp.OnFind = _ =>
        {
            _desk.Meanwhile(1, new Command.Refuse("A", "on hold"));
            return [];
        };
        Assert.Equal("not posted: something else was done with it at that moment; what came of it is looked up", (await _desk.SendAsync("A")).Why);
        Assert.Equal(["find A"], _desk.Erp.Asked);
        Assert.Equal([new Event.Refused("A", 1, "on hold"), new Event.Sent("A", 2, 1), new Event.Lost("A", 2)], _desk.Happened());
    }

    [Fact]
    public async Task A_look_up_that_took_long_says_what_was_so_when_it_was_asked()
    {
        _desk.Lose("A");
        _desk.DoAll(new Command.Resend("A"), new Command.Refuse("A", "on hold"));
        await _desk.RunAsync();
        _desk.Erp.OnFind = _ =>
        {
            _desk.Time.Passed += SyncDesk.Settles;
            return [];
        };
        Assert.Equal("it was sent again before it was refused, and the post before that may still arrive: ask again in 00:05:00", (await _desk.SendAsync("A")).Why);
    }

    [Fact]
    public async Task Time_goes_on_for_what_only_a_person_sends()
    {
        _desk.Submit("A");
        _desk.DoAll(
            new Command.Confirm("A", "K1"), new Command.Release("A", "deleted in the ERP", "K1"), new Command.Send("A"), new Command.Lose("A"), new Command.Resend("A"), new Command.Refuse("A", "on hold"));
        Assert.Null((await _desk.SendAsync("A")).Reply);
        for (var passed = TimeSpan.Zero; passed < SyncDesk.Settles; passed += SyncDesk.Retry)
        {
            await _desk.RunAsync();
            _desk.Time.Passed += SyncDesk.Retry;
        }

        Assert.NotNull((await _desk.SendAsync("A")).Reply);
    }

    [Fact]
    public async Task What_the_look_up_finds_is_said_to_be_there()
    {
        _desk.Lose("A");
        _desk.DoAll(new Command.Resend("A"), new Command.Refuse("A", "on hold"));
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1")];
        Assert.Equal("the ERP has it, or it was sent and waits for its answer", (await _desk.SendAsync("A")).Why);
    }

    [Fact]
    public async Task It_is_not_posted_when_somebody_disconnected_at_that_very_moment()
    {
        _desk.Submit("A");
        _desk.Store.OnRead = Look;
        Assert.Null((await _desk.SendAsync("A")).Reply);
        Assert.Equal(["find A"], _desk.Erp.Asked);

        Exception? Look()
        {
            _desk.Store.OnRead = () => null;
            if (_desk.Happened() is [Event.Sent])
            {
                _desk.Do(new Command.Interrupt("revoked"));
            }
            else
            {
                _desk.Store.OnRead = Look;
            }

            return null;
        }
    }

    [Fact]
    public async Task It_is_not_posted_when_the_ERP_could_not_be_asked_before()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Interrupt("revoked"));
        _desk.Meanwhile(1, new Command.Connect("company"));
        Assert.Equal("not posted: something else was done with it at that moment; what came of it is looked up", (await _desk.SendAsync("A")).Why);
        Assert.Empty(_desk.Erp.Asked);
    }

    [Fact]
    public async Task It_is_not_posted_when_a_record_of_it_came_at_that_very_moment()
    {
        _desk.Submit("A");
        _desk.Store.OnRead = Look;
        await _desk.SendAsync("A");
        Assert.Equal(["find A"], _desk.Erp.Asked);
        Assert.True(_desk.Invoice("A").IsLinked);

        Exception? Look()
        {
            _desk.Store.OnRead = () => null;
            if (_desk.Happened() is [Event.Sent])
            {
                _desk.Do(new Command.Confirm("A", "K1"));
            }
            else
            {
                _desk.Store.OnRead = Look;
            }

            return null;
        }
    }

    [Fact]
    public async Task What_the_book_does_not_have_is_not_looked_up()
    {
        Assert.Null((await _desk.SendAsync("nobody")).Reply);
        Assert.Empty(_desk.Erp.Asked);
        Assert.Equal(["nobody: InvoiceUnknown"], _desk.Rejections);
        await Assert.ThrowsAsync<ArgumentNullException>("invoice", async () => await _desk.SendAsync(null!));
    }

    [Fact]
    public async Task Nothing_is_looked_up_unless_connected()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Interrupt("revoked"));
        Assert.Null((await _desk.SendAsync("A")).Reply);
        Assert.Empty(_desk.Erp.Asked);
        Assert.Equal(["A: ConnectionInterrupted"], _desk.Rejections);
        Assert.Empty(_desk.Happened());
    }

    [Fact]
    public async Task A_post_that_throws_is_uncertain_and_looked_up_by_the_next_round()
    {
        await _desk.BeginAsync();
        _desk.Submit("A");
        _desk.Erp.OnPost = _ => throw new HttpRequestException("away");
        Assert.Equal(new ErpReply.Unknown(), (await _desk.SendAsync("A")).Reply);
        await _desk.RunAsync();
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Lost("A", 1)], _desk.Happened());
        Assert.Equal(["find A", "post A", "feed", "find A", "feed"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task What_is_not_even_looked_up_leaves_nothing_to_recover()
    {
        await _desk.BeginAsync();
        _desk.Submit("A");
        _desk.Erp.OnFind = _ => throw new HttpRequestException("away");
        await Assert.ThrowsAsync<HttpRequestException>(async () => await _desk.SendAsync("A"));
        await _desk.RunAsync();
        Assert.Empty(_desk.Happened().OfType<Event.Recovered>());
    }

    [Fact]
    public async Task What_was_sent_and_answered_leaves_nothing_to_recover()
    {
        await _desk.BeginAsync();
        _desk.Submit("A");
        await _desk.SendAsync("A");
        await _desk.RunAsync();
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Lost("A", 1)], _desk.Happened());
    }
}
