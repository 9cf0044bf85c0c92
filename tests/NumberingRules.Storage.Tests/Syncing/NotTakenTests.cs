using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>What the feed tells and the book does not take is kept with its reason, and taken up when the reason falls away.</summary>
public sealed class NotTakenTests : IDisposable
{
    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_record_dated_before_sync_from_is_listed_and_comes_in_with_another_sync_from()
    {
        _desk.DoAll(new Command.Connect("company", SyncDesk.Day.AddDays(1)));
        _desk.Erp.Tell(SyncDesk.News("K1"));
        var report = await _desk.RunAsync();
        Assert.Equal((1, 0, 1), (report.Followed, report.Taken, report.NotTaken));
        Assert.Empty(_desk.Erp.Feed);
        Assert.Equal("before-sync-from", Why(Assert.Single(await ListAsync())));

        // Nothing has changed: nothing is tried.
        report = await _desk.RunAsync();
        Assert.Equal((0, 0, 0, 1), (report.Followed, report.Taken, report.NotTaken, report.Waiting));
        Assert.Single(_desk.Erp.Imported);

        _desk.DoAll(new Command.Connect("company", SyncFrom.None));
        report = await _desk.RunAsync();
        Assert.Equal((1, 0), (report.Taken, report.NotTaken));
        Assert.Empty(await ListAsync());
        Assert.Equal([new("K1", null)], _desk.Invoice("erp-K1").Records);
    }

    [Fact]
    public async Task A_record_that_the_ERP_dates_anew_comes_in()
    {
        _desk.DoAll(new Command.Connect("company", SyncDesk.Day.AddDays(1)));
        _desk.Erp.Tell(SyncDesk.News("K1"));
        await _desk.RunAsync();
        _desk.Erp.Tell(SyncDesk.News("K1") with { Date = SyncDesk.Day.AddDays(1) });
        await _desk.RunAsync();
        Assert.Empty(await ListAsync());
        Assert.Equal(SyncDesk.Day.AddDays(1), _desk.Invoice("erp-K1").Date);
    }

    [Fact]
    public async Task A_record_whose_id_is_taken_at_home_is_listed_and_comes_in_once_the_host_gives_it_another()
    {
        _desk.Submit("erp-K1");
        _desk.Erp.Tell(SyncDesk.News("K1"));
        await _desk.RunAsync();
        var kept = Assert.Single(await ListAsync());
        Assert.Equal("invoice-exists", Why(kept));
        _desk.Erp.Kept["K1"] = kept with { News = kept.News! with { ImportId = "other-K1" } };
        await _desk.RunAsync();
        Assert.Single(await ListAsync());
        _desk.Time.Passed += SyncDesk.Retry;
        await _desk.RunAsync();
        Assert.Empty(await ListAsync());
        Assert.Equal([new("K1", null)], _desk.Invoice("other-K1").Records);
    }

    [Fact]
    public async Task It_is_listed_and_tried_again_after_a_restart_too()
    {
        _desk.Submit("erp-K1");
        _desk.Erp.Tell(SyncDesk.News("K1"));
        await _desk.RunAsync();
        using var restarted = new SyncLoop(_desk.Book, _desk.Erp);
        await foreach (var record in restarted.NotTakenAsync())
        {
            Assert.Equal(("K1", "invoice-exists"), (record.Key, Why(record)));
        }

        _desk.Erp.Asked.Clear();
        Assert.Equal(1, (await restarted.RunAsync()).NotTaken);
        Assert.Equal("import erp-K1", _desk.Erp.Asked[1]);
    }

    [Fact]
    public async Task What_cannot_be_used_is_listed_and_not_tried()
    {
        _desk.Erp.Feed.Enqueue(new([SyncDesk.News("K2")], "1") { Unusable = [new("K\0", "key: has a character that cannot be seen", null)] });
        var report = await _desk.RunAsync();
        Assert.Equal((2, 1, 1), (report.Followed, report.Taken, report.NotTaken));
        await _desk.RunAsync();
        Assert.Equal(["K\0"], (await ListAsync()).Select(record => record.Key));
        Assert.Equal(["K2"], _desk.Erp.Imported.Select(import => import.News.Key.Text));
    }

    [Fact]
    public async Task What_throws_about_one_record_stays_with_that_one_and_is_tried_later_each_time()
    {
        _desk.Erp.OnAsked = asked => asked == "import erp-K1" ? Task.FromException(new InvalidOperationException("no such customer")) : Task.CompletedTask;
        _desk.Submit("A");
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K9"));
        _desk.Erp.Tell(SyncDesk.News("K1"), SyncDesk.News("K2"));
        var report = await _desk.RunAsync();
        Assert.Equal((1, 1, 1, true), (report.Taken, report.NotTaken, report.Sent, report.IsComplete));
        Assert.Equal("no such customer", Assert.Single(await ListAsync()).Why);

        List<TimeSpan> tried = [];
        for (var waited = TimeSpan.Zero; waited < 40 * SyncDesk.Retry; waited += SyncDesk.Retry)
        {
            _desk.Time.Passed += SyncDesk.Retry;
            var imports = _desk.Erp.Imported.Count;
            await _desk.RunAsync();
            if (_desk.Erp.Imported.Count > imports)
            {
                tried.Add((waited + SyncDesk.Retry) / SyncDesk.Retry * TimeSpan.FromMinutes(1));
            }
        }

        Assert.Equal([1, 3, 7, 15, 23, 31, 39], tried.Select(at => (int)at.TotalMinutes));
        _desk.Erp.OnAsked = _ => Task.CompletedTask;
        _desk.Time.Passed += 8 * SyncDesk.Retry;
        await _desk.RunAsync();
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task An_invoice_of_which_a_record_is_not_taken_is_not_sent()
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Confirm("B", "K1"));
        _desk.Erp.Tell(SyncDesk.News("K1") with { ExternalId = "A" });
        var report = await _desk.RunAsync();
        Assert.Empty(_desk.Erp.Posted);
        Assert.Equal((1, 1), (report.NotTaken, report.Waiting));
        Assert.Equal("erp-key-taken", Why(Assert.Single(await ListAsync())));

        // Another process that has just begun does not send it either.
        using var restarted = new SyncLoop(_desk.Book, _desk.Erp);
        await restarted.RunAsync();
        Assert.Empty(_desk.Erp.Posted);
    }

    [Fact]
    public async Task News_that_comes_by_itself_replaces_nothing_that_the_feed_told()
    {
        _desk.Submit("erp-K1");
        _desk.Erp.Tell(SyncDesk.Deleted("K1") with { Version = 2 });
        await _desk.RunAsync();
        Assert.Equal(Rejection.InvoiceExists, (await _desk.TakeAsync(SyncDesk.News("K1", version: 1))).Rejection);
        Assert.True(Assert.Single(await ListAsync()).News!.IsDeleted);
    }

    [Fact]
    public async Task A_record_that_was_deleted_before_it_could_come_in_comes_in_and_goes()
    {
        _desk.DoAll(new Command.Connect("company", SyncDesk.Day.AddDays(1)));
        _desk.Erp.Tell(SyncDesk.Deleted("K1") with { Version = 2 });
        await _desk.RunAsync();
        _desk.DoAll(new Command.Connect("company", SyncFrom.None));
        await _desk.TakeAsync(SyncDesk.News("K1", version: 1));
        await _desk.RunAsync();
        Assert.Empty(await ListAsync());
        Assert.Empty(_desk.Invoice("erp-K1").Records);
    }

    [Fact]
    public async Task What_is_gone_on_both_sides_is_not_listed()
    {
        _desk.Erp.Tell(SyncDesk.News("K1", version: 1), SyncDesk.Deleted("K1") with { Version = 2 }, SyncDesk.News("K1", version: 1), SyncDesk.Deleted("K1") with { Version = 2 });
        await _desk.RunAsync();
        Assert.Empty(await ListAsync());
        _desk.Erp.Tell(SyncDesk.News("K1", version: 3));
        await _desk.RunAsync();
        Assert.Equal("erp-key-released", Why(Assert.Single(await ListAsync())));
    }

    [Fact]
    public async Task Of_two_news_of_a_record_in_one_stretch_the_later_one_counts()
    {
        _desk.DoAll(new Command.Connect("company", SyncDesk.Day.AddDays(1)));
        _desk.Erp.Tell(SyncDesk.News("K1"), SyncDesk.News("K1") with { Date = SyncDesk.Day.AddDays(2) });
        await _desk.RunAsync();
        Assert.Empty(await ListAsync());
    }

    private static string Why(NotTaken record) => record.Why.Split(':')[0];

    private async Task<List<NotTaken>> ListAsync()
    {
        List<NotTaken> all = [];
        await foreach (var record in _desk.Loop.NotTakenAsync())
        {
            all.Add(record);
        }

        return all;
    }
}
