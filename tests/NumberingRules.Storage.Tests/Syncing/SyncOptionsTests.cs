using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>What a loop is made with.</summary>
public sealed class SyncOptionsTests : IDisposable
{
    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void What_is_left_out_suits_an_ERP_that_is_through_within_five_minutes()
    {
        var options = new SyncLoopOptions();
        Assert.Equal(TimeSpan.FromMinutes(5), options.Settles);
        Assert.Same(TimeProvider.System, options.Time);
        Assert.Null(options.Logging);
        Assert.Null(options.Problem());
    }

    [Fact]
    public void A_post_may_be_through_at_once_but_not_before()
    {
        Assert.Null(new SyncLoopOptions { Settles = TimeSpan.Zero }.Problem());
        Assert.Equal("SyncLoopOptions.Settles is -00:00:00.0000001; it must not be negative", new SyncLoopOptions { Settles = TimeSpan.FromTicks(-1) }.Problem());
    }

    [Fact]
    public void What_failed_waits_no_shorter_than_at_first()
    {
        Assert.Null(new SyncLoopOptions { RetryAfter = TimeSpan.Zero, RetryAtMost = TimeSpan.Zero }.Problem());
        Assert.Equal("SyncLoopOptions.RetryAfter is -00:00:01; it must not be negative", new SyncLoopOptions { RetryAfter = TimeSpan.FromSeconds(-1) }.Problem());
        Assert.Equal(
            "SyncLoopOptions.RetryAtMost is 00:00:59; it must not be less than RetryAfter, 00:01:00", new SyncLoopOptions { RetryAtMost = TimeSpan.FromSeconds(59) }.Problem());
        var options = new SyncLoopOptions();
        Assert.Equal([0, 1, 2, 4, 8, 256, 360, 360, 360], new long[] { 0, 1, 2, 3, 4, 9, 10, 60, long.MaxValue }.Select(times => options.Wait(times).TotalMinutes));
    }

    [Fact]
    public void There_is_no_waiting_without_a_clock() =>
        Assert.Equal("SyncLoopOptions.Time is missing; leave it as it is, or give a TimeProvider", new SyncLoopOptions { Time = null! }.Problem());

    [Fact]
    public void Unsound_options_throw_where_they_are_given()
    {
        var thrown = Assert.Throws<ArgumentException>("options", () => new SyncLoop(_desk.Book, _desk.Erp, new() { Settles = TimeSpan.FromSeconds(-1) }));
        Assert.StartsWith("SyncLoopOptions.Settles is -00:00:01; it must not be negative", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_needs_a_book_and_an_ERP()
    {
        Assert.Throws<ArgumentNullException>("book", () => new SyncLoop(null!, _desk.Erp));
        Assert.Throws<ArgumentNullException>("erp", () => new SyncLoop(_desk.Book, null!));
    }

    [Fact]
    public async Task A_loop_without_options_works_and_logs_nowhere()
    {
        using var loop = new SyncLoop(_desk.Book, _desk.Erp);
        _desk.Submit("A");
        await loop.RunAsync().WaitAsync(SyncDesk.Patience);
        Assert.Equal(["feed", "post A", "feed"], _desk.Erp.Asked);
        Assert.Null((await loop.SendAsync("nobody").WaitAsync(SyncDesk.Patience)).Reply);
    }

    [Fact]
    public void What_became_of_a_post_has_a_name() =>
        Assert.Equal(
            ["made", "refused", "denied", "unknown"],
            new ErpReply[] { new ErpReply.Made(SyncDesk.News("K1")), new ErpReply.Refused("no"), new ErpReply.Denied(), new ErpReply.Unknown() }.Select(reply => reply.StoredName));
}
