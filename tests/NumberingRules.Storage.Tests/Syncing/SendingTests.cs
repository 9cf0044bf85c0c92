using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>Each attempt is in the book before it is posted, and what became of it after.</summary>
public sealed class SendingTests : IDisposable
{
    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task What_the_ERP_made_is_confirmed()
    {
        await _desk.BeginAsync();
        _desk.Submit("A");
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1", "N1", 7));
        await _desk.RunAsync();
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.RecordAdded("A", new("K1", "N1", 7))], _desk.Happened());
        Assert.Equal(["feed", "post A", "feed"], _desk.Erp.Asked);
        var (invoice, key) = Assert.Single(_desk.Erp.Posted);
        Assert.Equal(AttemptKey.Of(SyncDesk.Identity.ToString("D"), "A", 1), key);
        Assert.Equal(("A", "A-1", 1), (invoice.Invoice.Id.Text, invoice.Number!.Text, invoice.Invoice.Attempt));
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task What_the_ERP_refuses_has_failed_with_its_words_and_goes_again_later_each_time()
    {
        await _desk.BeginAsync();
        _desk.Submit("A");
        _desk.Erp.OnPost = _ => new ErpReply.Refused("no such customer");
        await _desk.RunAsync();
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Refused("A", 1, "no such customer")], _desk.Happened());
        Assert.Equal(["feed", "post A", "feed"], _desk.Erp.Asked);
        await _desk.RunAsync();
        Assert.Empty(_desk.Happened());
        _desk.Time.Passed += SyncDesk.Retry;
        await _desk.RunAsync();
        Assert.Equal([new Event.Sent("A", 2, 1), new Event.Refused("A", 2, "no such customer")], _desk.Happened());
        _desk.Time.Passed += 2 * SyncDesk.Retry - TimeSpan.FromTicks(1);
        Assert.Equal(1, (await _desk.RunAsync()).Waiting);
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1"));
        _desk.Time.Passed += TimeSpan.FromTicks(1);
        Assert.Equal(1, (await _desk.RunAsync()).Sent);
        Assert.Equal([AttemptKey.Of(SyncDesk.Identity.ToString("D"), "A", 1), AttemptKey.Of(SyncDesk.Identity.ToString("D"), "A", 2), AttemptKey.Of(SyncDesk.Identity.ToString("D"), "A", 3)], _desk.Erp.Posted.Select(posted => posted.Key));
    }

    [Fact]
    public async Task What_nobody_knows_the_outcome_of_is_uncertain_and_looked_up_with_the_next_round()
    {
        await _desk.BeginAsync();
        _desk.Submit("A");
        await _desk.RunAsync();
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Lost("A", 1)], _desk.Happened());
        await _desk.RunAsync();
        Assert.Equal(["feed", "post A", "feed", "feed", "find A", "feed"], _desk.Erp.Asked);
        Assert.Empty(_desk.Happened());
    }

    [Fact]
    public async Task An_ERP_that_lets_nobody_in_interrupts_the_connection()
    {
        await _desk.BeginAsync();
        _desk.Submit("A", "B");
        _desk.Erp.OnPost = _ => new ErpReply.Denied();
        await _desk.RunAsync();
        Assert.Equal(
            [new Event.Sent("A", 1, 1), new Event.Refused("A", 1, "the ERP no longer lets us in"), new Event.Interrupted("the ERP no longer lets us in")],
            _desk.Happened());
        Assert.Equal(["feed", "post A", "feed"], _desk.Erp.Asked);
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task Nothing_more_that_failed_is_sent_to_an_ERP_that_lets_nobody_in()
    {
        _desk.Submit("A", "B", "C");
        _desk.DoAll(new Command.Send("A"), new Command.Refuse("A", "no"), new Command.Send("B"), new Command.Refuse("B", "no"));
        _desk.Time.Passed += SyncDesk.Retry;
        _desk.Erp.OnPost = _ => new ErpReply.Denied();
        await _desk.RunAsync();
        Assert.Equal(["feed", "post A", "feed"], _desk.Erp.Asked);
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task Three_without_an_answer_in_a_row_end_the_sending()
    {
        _desk.Submit("A", "B", "C", "D", "E");
        await _desk.RunAsync();
        Assert.Equal(["feed", "post A", "post B", "post C", "feed"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task An_answer_in_between_starts_the_counting_anew()
    {
        _desk.Submit("A", "B", "C", "D", "E", "F", "G");
        _desk.Erp.OnPost = id => id == new InvoiceId("C") ? new ErpReply.Refused("no") : new ErpReply.Unknown();
        await _desk.RunAsync();
        Assert.Equal(["feed", "post A", "post B", "post C", "post D", "post E", "post F", "feed"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task What_somebody_else_sends_meanwhile_is_not_posted_twice()
    {
        _desk.Submit("A", "B", "C");
        _desk.Erp.OnPost = id =>
        {
            if (id == new InvoiceId("A"))
            {
                _desk.Do(new Command.Send("B"));
            }

            return new ErpReply.Refused("no");
        };
        await _desk.RunAsync();
        Assert.Equal(["feed", "post A", "post C", "feed"], _desk.Erp.Asked);
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task What_may_no_longer_be_sent_is_passed_over()
    {
        _desk.Submit("A", "B", "C");
        _desk.Erp.OnPost = _ =>
        {
            _desk.Do(new Command.Void("B", Side.Home, "mistake"));
            return new ErpReply.Refused("no");
        };
        await _desk.RunAsync();
        Assert.Equal(["feed", "post A", "post C", "feed"], _desk.Erp.Asked);
        Assert.Equal(["B: InvoiceVoid"], _desk.Rejections);
    }

    [Fact]
    public async Task What_was_deleted_in_the_ERP_is_left_to_a_person()
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Confirm("A", "K1"), new Command.Release("A", "deleted in the ERP", "K1"));
        _desk.Erp.OnPost = _ => new ErpReply.Refused("no");
        await _desk.RunAsync();
        Assert.Equal(["feed", "post B", "feed"], _desk.Erp.Asked);
        _desk.Erp.Asked.Clear();
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K2"));
        Assert.Equal(new ErpReply.Made(SyncDesk.News("K2")), (await _desk.SendAsync("A")).Reply);
        Assert.Equal(["find A", "post A"], _desk.Erp.Asked);
        Assert.Equal([new("K2", null)], _desk.Invoice("A").Records);
    }

    [Fact]
    public async Task What_was_deleted_in_the_ERP_and_failed_since_is_left_to_a_person_too()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"), new Command.Release("A", "deleted in the ERP", "K1"), new Command.Send("A"), new Command.Refuse("A", "no"));
        await _desk.RunAsync();
        Assert.Equal(["feed", "feed"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task An_answer_with_a_record_that_is_gone_is_a_refusal()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"), new Command.Release("A", "deleted in the ERP", "K1"));
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1"));
        Assert.Equal(new ErpReply.Made(SyncDesk.News("K1")), (await _desk.SendAsync("A")).Reply);
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Refused("A", 1, "the ERP answers with a record that is gone")], _desk.Happened());
        Assert.Equal(["A: ErpKeyReleased"], _desk.Rejections);
    }

    [Fact]
    public async Task An_answer_with_a_record_of_another_invoice_is_no_refusal_and_is_looked_up()
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Confirm("B", "K1"));
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1"));
        await _desk.SendAsync("A");
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Lost("A", 1)], _desk.Happened());
        Assert.Equal(["A: ErpKeyTaken"], _desk.Rejections);
    }

    [Fact]
    public async Task What_the_ERP_answers_is_noted_though_whoever_asked_has_given_up()
    {
        _desk.Submit("A", "B", "C");
        foreach (var (invoice, reply) in new (InvoiceId, ErpReply)[] { ("A", new ErpReply.Refused("no")), ("B", new ErpReply.Unknown()), ("C", new ErpReply.Denied()) })
        {
            using var giveUp = new CancellationTokenSource();
            _desk.Erp.OnAsked = asked => asked == $"post {invoice}" ? giveUp.CancelAsync() : Task.CompletedTask;
            _desk.Erp.OnPost = _ => reply;
            Assert.Equal(reply, (await _desk.Loop.SendAsync(invoice, giveUp.Token)).Reply);
        }

        Assert.Equal(
            [
                new Event.Sent("A", 1, 1), new Event.Refused("A", 1, "no"),
                new Event.Sent("B", 1, 1), new Event.Lost("B", 1),
                new Event.Sent("C", 1, 1), new Event.Refused("C", 1, "the ERP no longer lets us in"), new Event.Interrupted("the ERP no longer lets us in"),
            ],
            _desk.Happened());
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_logged()
    {
        _desk.Submit("A", "B", "C");
        _desk.Erp.OnPost = id =>
        {
            _desk.Do(new Command.Confirm(id, $"K{id}"));
            return id.Text switch
            {
                "A" => new ErpReply.Unknown(),
                "B" => new ErpReply.Refused("no"),
                _ => new ErpReply.Denied(),
            };
        };
        await _desk.RunAsync();
        Assert.Equal(["A: AlreadySynced", "B: AlreadySynced", "C: AlreadySynced"], _desk.Rejections);
        Assert.Equal(Connection.Interrupted, _desk.Book.Header().Connection);
    }

    // The simulation found it: another host sent it, and heard a refusal, after this one had read what there is to send.
    [Fact]
    public async Task What_was_refused_since_the_list_was_read_waits_like_any_other()
    {
        await _desk.BeginAsync();
        _desk.Submit("A", "B");
        _desk.Erp.OnPost = id =>
        {
            if (id == "A")
            {
                _desk.Do(new Command.Send("B"));
                _desk.Do(new Command.Refuse("B", "on hold", 1));
            }

            return new ErpReply.Refused("on hold");
        };
        Assert.Equal(1, (await _desk.RunAsync()).Waiting);
        Assert.Equal(["feed", "post A", "feed"], _desk.Erp.Asked);
    }
}
