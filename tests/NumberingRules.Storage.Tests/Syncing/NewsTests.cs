using Microsoft.Extensions.Logging;
using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>News of a record: the invoice is found by the id that was posted or by the key, and what belongs to none is imported.</summary>
public sealed class NewsTests : IDisposable
{
    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task There_is_no_news_without_news() =>
        await Assert.ThrowsAsync<ArgumentNullException>("news", async () => await _desk.TakeAsync(null!));

    [Fact]
    public async Task What_belongs_to_no_invoice_is_imported_by_the_host()
    {
        var news = SyncDesk.News("K1", "N1", 3) with { IsDraft = true };
        var answer = await _desk.TakeAsync(news);
        var (import, told) = Assert.Single(_desk.Erp.Imported);
        Assert.Equal(new("erp-K1", "K1", "N1", SyncDesk.Day, true, null, 3), import);
        Assert.Same(news, told);
        Assert.Equal((Outcome.Accepted, "N1"), (answer.Outcome, answer.Number!.Text));
        Assert.Equal([new Event.Imported("erp-K1", SyncDesk.Day, null, Approval.Draft, new("K1", "N1", 3))], _desk.Happened());
        Assert.Empty(_desk.Log.All);
    }

    // The simulation found it: a restore had lost the invoice that was posted, and an import had taken its id since.
    [Fact]
    public async Task What_was_made_in_the_ERP_was_never_posted_so_no_posted_id_means_it()
    {
        await _desk.TakeAsync(SyncDesk.News("K1", "N1"));
        await _desk.TakeAsync(SyncDesk.News("K2", "N2") with { ExternalId = "erp-K1" });
        await _desk.TakeAsync(SyncDesk.News("K2", "N3", 1) with { ExternalId = "erp-K1" });
        Assert.Equal("N1", _desk.Invoice("erp-K1").ErpNumber?.Text);
        Assert.Equal("N3", _desk.Invoice("erp-K2").ErpNumber?.Text);
    }

    [Fact]
    public async Task News_that_a_record_is_gone_may_come_before_the_answer_that_made_it()
    {
        _desk.Submit("A");
        await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1"));
        await _desk.SendAsync("A");
        Assert.Equal("K1", Assert.Single(_desk.Invoice("A").Released).Key.Text);
        Assert.False(_desk.Invoice("A").IsLinked);
    }

    // The simulation found it: the record was in the book for good when the look-up behind it had no answer.
    [Fact]
    public async Task Without_an_answer_whether_it_is_gone_nothing_is_taken()
    {
        _desk.Submit("A");
        await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        var asked = 0;
        _desk.Erp.OnFind = _ => asked++ == 0 ? [] : throw new HttpRequestException("away");
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1"));
        await _desk.SendAsync("A");
        Assert.Equal((false, Sync.Uncertain), (_desk.Invoice("A").IsLinked, _desk.Invoice("A").StoredSync));
    }

    [Fact]
    public async Task A_record_that_another_gave_up_and_the_ERP_has_is_taken()
    {
        _desk.Submit("A");
        await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1")];
        await _desk.TakeAsync(SyncDesk.News("K1") with { ExternalId = "A" });
        Assert.True(_desk.Invoice("A").IsLinked);
    }

    [Fact]
    public async Task News_that_a_record_is_gone_reaches_the_invoice_that_got_it_meanwhile()
    {
        _desk.Submit("A");
        _desk.Erp.OnAsked = what =>
        {
            if (what == "import erp-K1")
            {
                _desk.DoAll(new Command.Confirm("A", "K1"));
            }

            return Task.CompletedTask;
        };
        await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        Assert.False(_desk.Invoice("A").IsLinked);
    }

    [Fact]
    public async Task What_another_host_imports_and_voids_meanwhile_is_valid_again_by_newer_news()
    {
        _desk.Erp.OnAsked = what =>
        {
            if (what == "import erp-K1")
            {
                _desk.DoAll(new Command.Import("erp-K1", "K1", "N1", SyncDesk.Day, ErpVersion: 2), new Command.Void("erp-K1", Side.Erp, "voided in the ERP"));
            }

            return Task.CompletedTask;
        };
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 3));
        Assert.False(_desk.Invoice("erp-K1").IsVoid);
    }

    [Fact]
    public async Task What_another_host_imports_and_gives_up_meanwhile_is_rejected()
    {
        _desk.Erp.OnAsked = what =>
        {
            if (what == "import erp-K1")
            {
                _desk.DoAll(new Command.Import("erp-K1", "K1", "N1", SyncDesk.Day), new Command.Release("erp-K1", "deleted in the ERP", "K1"));
            }

            return Task.CompletedTask;
        };
        Assert.Equal(Rejection.ErpKeyReleased, (await _desk.TakeAsync(SyncDesk.News("K1", "N1"))).Rejection);
    }

    [Fact]
    public async Task What_was_imported_is_changed_through_the_book()
    {
        await _desk.TakeAsync(SyncDesk.News("K1", null, 1) with { IsDraft = true });
        _desk.Happened();
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 2) with { Date = SyncDesk.Day.AddDays(1), ImportId = "another" });
        Assert.Single(_desk.Erp.Imported);
        Assert.Equal(
            [new Event.RecordChanged("erp-K1", new("K1", "N1", 2)), new Event.Redated("erp-K1", SyncDesk.Day.AddDays(1), null), new Event.Approved("erp-K1")],
            _desk.Happened());
    }

    [Fact]
    public async Task The_id_that_was_posted_tells_the_invoice()
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Confirm("B", "K2"));
        var answer = await _desk.TakeAsync(SyncDesk.News("K1", "N1", 3) with { ExternalId = "A" });
        Assert.Equal((Outcome.Accepted, "A-1"), (answer.Outcome, answer.Number!.Text));
        Assert.Equal([new Event.RecordAdded("A", new("K1", "N1", 3))], _desk.Happened());
        Assert.Equal(Rejection.ErpKeyTaken, (await _desk.TakeAsync(SyncDesk.News("K2") with { ExternalId = "A" })).Rejection);
        Assert.Empty(_desk.Erp.Asked);
    }

    [Fact]
    public async Task An_id_that_nobody_knows_tells_nothing()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"));
        await _desk.TakeAsync(SyncDesk.News("K1", "N1") with { ExternalId = "nobody" });
        Assert.Equal([new Event.RecordChanged("A", new("K1", "N1"))], _desk.Happened());
        await _desk.TakeAsync(SyncDesk.News("K2") with { ExternalId = "nobody" });
        Assert.Equal(["import erp-K2"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task The_key_tells_the_invoice_and_what_only_reads_the_same_does_not()
    {
        _desk.Submit("K1", "A");
        _desk.DoAll(new Command.Confirm("A", "K1"));
        await _desk.TakeAsync(SyncDesk.News("K1", "N1"));
        Assert.Equal([new Event.RecordChanged("A", new("K1", "N1"))], _desk.Happened());
        Assert.Empty(_desk.Erp.Asked);
        await _desk.TakeAsync(SyncDesk.News("N1"));
        Assert.Equal(["import erp-N1"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task The_key_a_record_had_before_tells_the_invoice()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"));
        await _desk.TakeAsync(SyncDesk.News("K2", "N2") with { Replaces = "K1" });
        Assert.Equal([new Event.RecordReplaced("A", "K1", new("K2", "N2"))], _desk.Happened());
        Assert.Empty(_desk.Erp.Asked);
    }

    [Fact]
    public async Task The_key_a_record_has_comes_before_the_one_it_had()
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Confirm("A", "K1"), new Command.Confirm("B", "K2"));
        await _desk.TakeAsync(SyncDesk.News("K2", "N2") with { Replaces = "K1" });
        Assert.Equal([new Event.RecordChanged("B", new("K2", "N2"))], _desk.Happened());
    }

    [Fact]
    public async Task An_imported_record_can_be_replaced_too()
    {
        await _desk.TakeAsync(SyncDesk.News("K1"));
        _desk.Happened();
        await _desk.TakeAsync(SyncDesk.News("K2") with { Replaces = "K1" });
        Assert.Equal([new Event.RecordReplaced("erp-K1", "K1", new("K2", null))], _desk.Happened());
        Assert.Single(_desk.Erp.Imported);
    }

    [Fact]
    public async Task Late_news_of_a_record_that_was_given_up_brings_nothing_back()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"), new Command.Release("A", "gone", "K1"));
        Assert.Equal(Rejection.ErpKeyReleased, (await _desk.TakeAsync(SyncDesk.News("K1"))).Rejection);
        Assert.Equal(["A: ErpKeyReleased"], _desk.Rejections);
        Assert.Empty(_desk.Erp.Asked);
        Assert.Empty(_desk.Happened());
    }

    [Fact]
    public async Task Who_has_a_record_comes_before_who_had_it()
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Confirm("A", "K1"), new Command.Release("A", "not this one", "K1"), new Command.Confirm("B", "K1"));
        await _desk.TakeAsync(SyncDesk.News("K1", "N1"));
        Assert.Equal([new Event.RecordChanged("B", new("K1", "N1"))], _desk.Happened());
    }

    [Fact]
    public async Task What_the_ERP_makes_valid_again_is_valid_at_home()
    {
        _desk.Submit("A");
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 1) with { ExternalId = "A" });
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 2) with { IsVoid = true });
        Assert.True(_desk.Invoice("A").IsVoid);
        _desk.Happened();

        await _desk.TakeAsync(SyncDesk.News("K1", "N2", 3));
        Assert.Equal([new Event.RecordChanged("A", new("K1", "N2", 3)), new Event.Reinstated("A", "valid again in the ERP")], _desk.Happened());

        // Told once more, and what it was before: nothing.
        await _desk.TakeAsync(SyncDesk.News("K1", "N2", 3));
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 2) with { IsVoid = true });
        Assert.Empty(_desk.Happened());
        Assert.False(_desk.Invoice("A").IsVoid);
    }

    [Fact]
    public async Task What_was_made_in_the_ERP_is_valid_again_too()
    {
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 1) with { IsVoid = true });
        _desk.Happened();
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 2));
        Assert.Equal([new Event.RecordChanged("erp-K1", new("K1", "N1", 2)), new Event.Reinstated("erp-K1", "valid again in the ERP")], _desk.Happened());
    }

    [Fact]
    public async Task A_crash_before_it_is_valid_again_is_made_up_for_when_it_is_told_again()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1", "N1", 2), new Command.Void("A", Side.Erp, "voided in the ERP"), new Command.Confirm("A", "K1", "N1", 3));
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 3));
        Assert.Equal([new Event.Reinstated("A", "valid again in the ERP")], _desk.Happened());
    }

    [Fact]
    public async Task News_from_before_the_void_and_news_without_a_version_bring_nothing_back()
    {
        _desk.Submit("A");
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 2) with { ExternalId = "A", IsVoid = true });
        _desk.Happened();
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 1));
        await _desk.TakeAsync(SyncDesk.News("K1", "N1"));
        Assert.Empty(_desk.Happened());
        Assert.True(_desk.Invoice("A").IsVoid);
    }

    [Fact]
    public async Task A_second_record_that_is_valid_takes_the_place_of_the_void_one()
    {
        _desk.Submit("A");
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 1) with { ExternalId = "A", IsVoid = true });
        _desk.Happened();
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1", "N1", 1) with { IsVoid = true }, SyncDesk.News("K2", "N2", 2)];
        await _desk.TakeAsync(SyncDesk.News("K2", "N2", 2) with { ExternalId = "A" });
        Assert.Equal(
            [new Event.RecordAdded("A", new("K2", "N2", 2)), new Event.RecordReleased("A", "K1", "one record too many, voided in the ERP"), new Event.Reinstated("A", "valid again in the ERP")],
            _desk.Happened());
    }

    [Fact]
    public async Task What_is_valid_again_while_the_ERP_is_asked_is_not_voided()
    {
        _desk.Submit("A");
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 1) with { ExternalId = "A" });
        _desk.Happened();
        _desk.Erp.OnFind = _ =>
        {
            _desk.Do(new Command.Confirm("A", "K1", "N1", 3));
            return [];
        };
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 2) with { IsVoid = true });
        Assert.Equal([new Event.RecordChanged("A", new("K1", "N1", 2)), new Event.RecordChanged("A", new("K1", "N1", 3))], _desk.Happened());
    }

    [Fact]
    public async Task A_record_given_up_that_is_valid_again_does_not_keep_another_from_being_void()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1", "N1", 1), new Command.Confirm("A", "K2", "N2", 2), new Command.Release("A", "void", "K2"));
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1", "N1", 4) with { IsVoid = true }, SyncDesk.News("K2", "N2", 3)];
        await _desk.TakeAsync(SyncDesk.News("K1", "N1", 4) with { IsVoid = true });
        Assert.Equal([new Event.RecordChanged("A", new("K1", "N1", 4)), new Event.Voided("A", Side.Erp, "voided in the ERP")], _desk.Happened());
    }

    [Fact]
    public async Task What_was_given_up_and_is_valid_again_is_not_sent_for_a_person()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1", "N1", 2), new Command.Release("A", "void", "K1"));
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1", "N1", 3)];
        var result = await _desk.SendAsync("A");
        Assert.Equal("the ERP has a record of it that is not in the book: confirm it, with reclaim if it was given up, or have it voided there", result.Why);
        Assert.Null(result.Reply);
        Assert.Empty(_desk.Erp.Posted);

        // As it was when it was given up, it is no reason.
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1", "N1", 2)];
        await _desk.SendAsync("A");
        Assert.Single(_desk.Erp.Posted);
    }

    [Fact]
    public async Task What_cannot_come_in_is_logged_with_what_to_do()
    {
        _desk.DoAll(new Command.Disconnect());
        Assert.Equal(Rejection.NotConnected, (await _desk.TakeAsync(SyncDesk.News("K1"))).Rejection);
        var (category, level, line) = Assert.Single(_desk.Log.Lines);
        Assert.Equal(("NumberingRules.Sync", LogLevel.Information), (category, level));
        Assert.StartsWith("erp-K1: NotConnected.", line, StringComparison.Ordinal);
        Assert.EndsWith("`ConnectAsync` it first.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_found_is_logged_with_what_to_do()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"));
        await _desk.TakeAsync(SyncDesk.News("K2") with { ExternalId = "A" });
        Assert.Equal(
            [("NumberingRules.Sync", LogLevel.Warning, "A: DuplicateInErp. Void or delete one of the two in the ERP, then `Command.Release` its key.")],
            _desk.Log.Lines);
    }

    [Fact]
    public async Task A_round_that_did_something_is_logged_with_what_it_did()
    {
        await _desk.BeginAsync();
        _desk.Log.Rounds.Clear();
        _desk.Submit("A");
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1", "N1", 7));
        await _desk.RunAsync();
        var (_, level, line) = Assert.Single(_desk.Log.Rounds);
        Assert.Equal(LogLevel.Information, level);
        Assert.Equal("Round: followed 0, taken 0, not taken 0, found 0, sent 1, refused 0, uncertain 0, failed 0, waiting 0", line);
    }
}
