using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>What became of what was sent and never answered: found, or absent for as long as a post may take.</summary>
public sealed class LookUpTests : IDisposable
{
    private static readonly Event Absent = new Event.Refused("A", 1, "looked up: the ERP does not have it");

    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task What_is_found_is_confirmed()
    {
        await _desk.BeginAsync();
        _desk.Lose("A", "B");
        _desk.Erp.OnFind = id => id == new InvoiceId("A") ? [SyncDesk.News("K1", "N1", 3)] : [];
        await _desk.RunAsync();
        Assert.Equal(["feed", "find A", "find B", "feed"], _desk.Erp.Asked);
        Assert.Equal([new Event.RecordAdded("A", new("K1", "N1", 3))], _desk.Happened());
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task What_is_not_found_is_absent_once_a_post_must_be_through_and_is_sent_again()
    {
        await _desk.BeginAsync();
        _desk.Lose("A");
        await LookAfter(TimeSpan.FromHours(1));
        await LookAfter(TimeSpan.FromMinutes(3));
        await LookAfter(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.Empty(_desk.Happened());
        Assert.Equal(["feed", "find A", "feed", "feed", "find A", "feed", "feed", "find A", "feed"], _desk.Erp.Asked);
        _desk.Erp.Asked.Clear();
        await LookAfter(TimeSpan.FromTicks(1));
        Assert.Equal([Absent, new Event.Sent("A", 2, 1), new Event.Lost("A", 2)], _desk.Happened());
        Assert.Equal(["feed", "find A", "post A", "feed"], _desk.Erp.Asked);
        Assert.Empty(_desk.Log.All);
    }

    [Fact]
    public async Task What_is_not_found_is_absent_at_once_in_an_ERP_that_is_always_through()
    {
        using var desk = new SyncDesk(settles: TimeSpan.Zero);
        desk.Lose("A");
        await desk.RunAsync();
        Assert.Equal([Absent], desk.Happened());
        Assert.Equal(["feed", "find A", "feed"], desk.Erp.Asked);
    }

    [Fact]
    public async Task Each_waits_for_itself()
    {
        await _desk.BeginAsync();
        _desk.Lose("A");
        await LookAfter(TimeSpan.Zero);
        _desk.Lose("B");
        await LookAfter(TimeSpan.FromMinutes(3));
        await LookAfter(TimeSpan.FromMinutes(2));
        Assert.Equal([Absent, new Event.Sent("A", 2, 1), new Event.Lost("A", 2)], _desk.Happened());
        await LookAfter(TimeSpan.FromMinutes(3));
        Assert.Contains(new Event.Refused("B", 1, "looked up: the ERP does not have it"), _desk.Happened());
    }

    [Fact]
    public async Task A_new_attempt_is_waited_for_anew()
    {
        await _desk.BeginAsync();
        _desk.Lose("A");
        await LookAfter(TimeSpan.Zero);
        _desk.DoAll(new Command.Refuse("A", "seen"), new Command.Send("A"), new Command.Lose("A"));
        await LookAfter(SyncDesk.Settles);
        Assert.Empty(_desk.Happened());
        await LookAfter(SyncDesk.Settles);
        Assert.Equal(new Event.Refused("A", 2, "looked up: the ERP does not have it"), _desk.Happened()[0]);
    }

    [Fact]
    public async Task A_look_up_that_took_long_says_what_was_so_when_it_was_asked()
    {
        await _desk.BeginAsync();
        _desk.Lose("A");
        await LookAfter(TimeSpan.Zero);
        _desk.Erp.OnFind = _ =>
        {
            _desk.Time.Passed += SyncDesk.Settles;
            return [];
        };
        Assert.Equal(1, (await _desk.RunAsync()).Waiting);
        Assert.Empty(_desk.Happened());
    }

    [Fact]
    public async Task Time_goes_on_for_what_could_not_be_looked_up()
    {
        await _desk.BeginAsync();
        _desk.Lose("A", "B", "C", "D");
        await LookAfter(TimeSpan.Zero);
        _desk.Erp.OnFind = id => id == "D" ? [] : throw new HttpRequestException("away");
        await LookAfter(SyncDesk.Settles - SyncDesk.Retry);
        _desk.Erp.OnFind = _ => [];
        await LookAfter(SyncDesk.Retry);
        Assert.Equal(4, _desk.Happened().OfType<Event.Refused>().Count());
    }

    [Fact]
    public async Task Failures_count_in_a_row()
    {
        await _desk.BeginAsync();
        _desk.Lose("A");
        for (var times = 0; times < 3; times++)
        {
            _desk.Erp.OnFind = _ => throw new HttpRequestException("away");
            _desk.Time.Passed += SyncDesk.Retry;
            Assert.Equal(1, Assert.Single((await _desk.RunAsync()).Troubles).Times);
            _desk.Erp.OnFind = _ => [];
            await LookAfter(SyncDesk.Retry);
        }
    }

    [Fact]
    public async Task What_was_found_in_between_is_waited_for_anew()
    {
        await _desk.BeginAsync();
        _desk.Submit("B");
        _desk.DoAll(new Command.Confirm("B", "K1"));
        _desk.Lose("A");
        await LookAfter(TimeSpan.Zero);
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1")];
        await LookAfter(SyncDesk.Settles);
        Assert.Equal(["A: ErpKeyTaken"], _desk.Rejections);
        _desk.Erp.OnFind = _ => [];
        await LookAfter(TimeSpan.Zero);
        Assert.Empty(_desk.Happened());
        await LookAfter(SyncDesk.Settles);
        Assert.Equal(Absent, _desk.Happened()[0]);
    }

    [Fact]
    public async Task A_record_that_is_gone_does_not_count()
    {
        using var desk = new SyncDesk(settles: TimeSpan.Zero);
        desk.Lose("A");
        desk.DoAll(new Command.Confirm("A", "K1"), new Command.Release("A", "deleted in the ERP", "K1"), new Command.Send("A"), new Command.Lose("A"));
        desk.Erp.OnFind = _ => [SyncDesk.News("K1")];
        await desk.RunAsync();
        Assert.Equal([new Event.Refused("A", 2, "looked up: the ERP does not have it")], desk.Happened());
        Assert.Equal(["feed", "find A", "feed"], desk.Erp.Asked);
    }

    [Fact]
    public async Task A_record_that_is_deleted_does_not_count()
    {
        using var desk = new SyncDesk(settles: TimeSpan.Zero);
        desk.Submit("B");
        desk.DoAll(new Command.Confirm("B", "K1"));
        desk.Lose("A");
        desk.Erp.OnFind = _ => [SyncDesk.Deleted("K1")];
        await desk.RunAsync();
        Assert.Contains(Absent, desk.Happened());
        Assert.Equal([new("K1", null)], desk.Invoice("B").Records);
    }

    [Fact]
    public async Task One_that_lives_among_those_that_are_gone_counts()
    {
        using var desk = new SyncDesk(settles: TimeSpan.Zero);
        desk.Lose("A");
        desk.DoAll(new Command.Confirm("A", "K1"), new Command.Release("A", "deleted in the ERP", "K1"), new Command.Send("A"), new Command.Lose("A"));
        desk.Erp.OnFind = _ => [SyncDesk.News("K1"), SyncDesk.News("K2")];
        await desk.RunAsync();
        Assert.Equal([new Event.RecordAdded("A", new("K2", null))], desk.Happened());
        Assert.Equal(["A: ErpKeyReleased"], desk.Rejections);
    }

    [Fact]
    public async Task What_was_answered_meanwhile_is_logged()
    {
        using var desk = new SyncDesk(settles: TimeSpan.Zero);
        desk.Lose("A");
        desk.Erp.OnFind = id =>
        {
            desk.Do(new Command.Confirm(id, "K1"));
            return [];
        };
        await desk.RunAsync();
        Assert.Equal(["A: AlreadySynced"], desk.Rejections);
    }

    private Task<RoundReport> LookAfter(TimeSpan time)
    {
        _desk.Time.Passed += time;
        return _desk.RunAsync();
    }
}
