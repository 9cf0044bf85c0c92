using Microsoft.Extensions.Logging;
using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>News of a record's end: deleted ones go, and a void counts once nothing else of the invoice lives.</summary>
public sealed class EndTests : IDisposable
{
    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_record_that_is_deleted_goes()
    {
        Have("K1");
        var answer = await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        Assert.Equal(Outcome.Unchanged, answer.Outcome);
        Assert.Equal([new Event.RecordReleased("A", "K1", "deleted in the ERP")], _desk.Happened());
        Assert.Empty(_desk.Erp.Asked);
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task A_record_that_is_deleted_before_anybody_heard_of_it_comes_in_and_goes_at_once()
    {
        var answer = await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        Assert.Equal(Outcome.Accepted, answer.Outcome);
        Assert.Equal(
            [new Event.Imported("erp-K1", SyncDesk.Day, null, Approval.Approved, new("K1", null)), new Event.RecordReleased("erp-K1", "K1", "deleted in the ERP")],
            _desk.Happened());
        Assert.Equal(Rejection.ErpKeyReleased, (await _desk.TakeAsync(SyncDesk.News("K1"))).Rejection);
    }

    [Fact]
    public async Task What_is_deleted_needs_no_void()
    {
        Have("K1");
        await _desk.TakeAsync(SyncDesk.Deleted("K1") with { IsVoid = true });
        Assert.Equal([new Event.RecordReleased("A", "K1", "deleted in the ERP")], _desk.Happened());
        Assert.Empty(_desk.Erp.Asked);
    }

    [Fact]
    public async Task A_record_goes_once()
    {
        Have("K1");
        await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        _desk.Happened();
        await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        Assert.Empty(_desk.Happened());
        Assert.Equal(["A: ErpKeyReleased"], _desk.Rejections);
    }

    [Fact]
    public async Task The_end_of_what_cannot_come_in_changes_nothing()
    {
        _desk.DoAll(new Command.Disconnect());
        await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        await _desk.TakeAsync(SyncDesk.Void("K2"));
        Assert.Empty(_desk.Happened());
        Assert.Equal(["erp-K1: NotConnected", "erp-K2: NotConnected"], _desk.Rejections);
        Assert.Equal(["import erp-K1", "import erp-K2"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task A_void_counts_once_the_ERP_has_nothing_else()
    {
        Have("K1");
        _desk.Erp.OnFind = _ => [SyncDesk.Void("K1")];
        Assert.Equal(Outcome.Unchanged, (await _desk.TakeAsync(SyncDesk.Void("K1"))).Outcome);
        Assert.Equal([new Event.Voided("A", Side.Erp, "voided in the ERP")], _desk.Happened());
        Assert.Equal(["find A"], _desk.Erp.Asked);
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task A_void_that_is_known_is_not_asked_about_again()
    {
        Have("K1");
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        _desk.Happened();
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal(["find A"], _desk.Erp.Asked);
        Assert.Empty(_desk.Happened());
    }

    [Fact]
    public async Task A_void_of_one_of_two_is_asked_about_though_the_invoice_is_void()
    {
        Have("K1");
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        _desk.DoAll(new Command.Confirm("A", "K2"));
        _desk.Erp.OnFind = _ => [SyncDesk.Void("K1"), SyncDesk.News("K2")];
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal(["find A", "find A"], _desk.Erp.Asked);
        Assert.Equal([new Event.RecordReleased("A", "K1", "one record too many, voided in the ERP")], _desk.Happened());
    }

    [Fact]
    public async Task While_another_record_lives_only_one_too_many_is_gone()
    {
        Have("K1");
        _desk.Erp.OnFind = _ => [SyncDesk.Void("K1"), SyncDesk.News("K2", "N2", 5)];
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal(
            [new Event.RecordAdded("A", new("K2", "N2", 5)), new Event.RecordReleased("A", "K1", "one record too many, voided in the ERP")],
            _desk.Happened());
        Assert.Equal([LogLevel.Warning], _desk.Log.All.Select(line => line.Level));
    }

    [Fact]
    public async Task When_all_records_are_void_the_invoice_is_and_keeps_one()
    {
        Have("K1");
        _desk.Erp.OnFind = _ => [SyncDesk.Void("K1"), SyncDesk.Void("K2")];
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal(
            [
                new Event.RecordAdded("A", new("K2", null)),
                new Event.Voided("A", Side.Erp, "voided in the ERP"),
                new Event.RecordReleased("A", "K1", "one record too many, voided in the ERP"),
            ],
            _desk.Happened());
    }

    [Fact]
    public async Task One_that_lives_is_enough_to_keep_the_invoice()
    {
        Have("K1");
        _desk.Erp.OnFind = _ => [SyncDesk.Void("K2"), SyncDesk.News("K3"), SyncDesk.Void("K1")];
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal(
            [
                new Event.RecordAdded("A", new("K2", null)),
                new Event.RecordAdded("A", new("K3", null)),
                new Event.RecordReleased("A", "K1", "one record too many, voided in the ERP"),
            ],
            _desk.Happened());
    }

    [Fact]
    public async Task One_that_is_deleted_does_not_live()
    {
        Have("K1");
        _desk.Erp.OnFind = _ => [SyncDesk.Void("K1"), SyncDesk.Deleted("K2")];
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal([new Event.Voided("A", Side.Erp, "voided in the ERP")], _desk.Happened());
    }

    [Fact]
    public async Task What_only_home_still_has_keeps_nothing()
    {
        Have("K1", "K2");
        _desk.Erp.OnFind = _ => [SyncDesk.Void("K1")];
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal([new Event.Voided("A", Side.Erp, "voided in the ERP")], _desk.Happened());
        Assert.Equal(2, _desk.Invoice("A").Records.Count);
    }

    [Fact]
    public async Task A_living_record_that_belongs_to_another_invoice_keeps_the_invoice_but_takes_no_record_away()
    {
        Have("K1");
        _desk.Submit("B");
        _desk.DoAll(new Command.Confirm("B", "K2"));
        _desk.Erp.OnFind = _ => [SyncDesk.News("K2")];
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Empty(_desk.Happened());
        Assert.Equal(["A: ErpKeyTaken"], _desk.Rejections);
        _desk.Erp.OnFind = _ => [SyncDesk.News("K2"), SyncDesk.News("K3")];
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal(
            [new Event.RecordAdded("A", new("K3", null)), new Event.RecordReleased("A", "K1", "one record too many, voided in the ERP")],
            _desk.Happened());
    }

    [Fact]
    public async Task A_void_of_a_record_that_was_given_up_says_nothing()
    {
        Have("K1");
        _desk.DoAll(new Command.Release("A", "gone", "K1"));
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Empty(_desk.Happened());
        Assert.Empty(_desk.Erp.Asked);
    }

    [Fact]
    public async Task A_void_of_what_was_made_in_the_ERP_counts_at_once()
    {
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Equal(["import erp-K1"], _desk.Erp.Asked);
        Assert.Equal(new Event.Voided("erp-K1", Side.Erp, "voided in the ERP"), _desk.Happened()[^1]);
        await _desk.TakeAsync(SyncDesk.Void("K1"));
        Assert.Empty(_desk.Happened());
        Assert.Equal(["import erp-K1"], _desk.Erp.Asked);
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task A_record_that_another_host_gave_up_at_that_very_moment_goes_once()
    {
        Have("K1");
        _desk.Meanwhile(2, new Command.Release("A", "deleted in the ERP", "K1"));
        await _desk.TakeAsync(SyncDesk.Deleted("K1"));
        Assert.Equal([new Event.RecordReleased("A", "K1", "deleted in the ERP")], _desk.Happened());
        Assert.Empty(_desk.Log.All);
    }

    private void Have(params string[] keys)
    {
        _desk.Submit("A");
        _desk.DoAll([.. keys.Select(key => new Command.Confirm("A", key))]);
    }
}
