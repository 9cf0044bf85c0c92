using System.Globalization;
using FakeIntacct;
using NumberingRules.Intacct.Tests.Contract;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct.Tests;

/// <summary>The feed of two lists, against the server that answers like Intacct, and on a wire where a moment must be exact.</summary>
public sealed class FeedTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public async Task What_changes_while_it_is_read_is_not_skipped()
    {
        await using var stage = await IntacctStage.StartAsync(configure: options => options.PageSize = 5);
        await using var books = new Books(new MemoryStore());
        var erp = stage.Open(books["main"], new MemoryHost());
        List<ErpKey> keys = [];
        for (var at = 0; at < 20; at++)
        {
            keys.Add(await stage.CreateAsync(Day));
        }

        // Each stretch is passed while a record that was read before moves to the end: those behind it move up.
        HashSet<ErpKey> told = [];
        var next = 0;
        while (await erp.ReadFeedAsync(CancellationToken.None) is { Next: not null } read)
        {
            told.UnionWith(read.News.Select(news => news.Key));
            if (next < 10)
            {
                stage.Server.Clock.Advance(TimeSpan.FromSeconds(10));
                await stage.ChangeAsync(keys[next++]);
                await stage.ChangeAsync(keys[next++]);
            }

            await erp.PassAsync(read, [], CancellationToken.None);
        }

        Assert.Equal(keys.ToHashSet(), told);
    }

    [Fact]
    public async Task What_was_told_long_ago_is_not_remembered_though_nothing_is_ever_deleted()
    {
        await using var stage = await IntacctStage.StartAsync();
        stage.Server.Clock.Freeze();
        await using var books = new Books(new MemoryStore());
        var erp = stage.Open(books["main"], new MemoryHost());
        for (var day = 0; day < 3; day++)
        {
            await stage.CreateAsync(Day);
            await stage.CreateAsync(Day);
            Assert.Equal(2, (await ToldAsync(erp)).Count);
            Assert.Equal(2, erp.Remembers);
            stage.Server.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task Many_changed_in_the_same_second_are_all_told()
    {
        await using var stage = await IntacctStage.StartAsync(new() { Sequence = true, StampLagSeconds = 0 }, options => options.PageSize = 4);
        stage.Server.Clock.Freeze();
        await using var books = new Books(new MemoryStore());
        var erp = stage.Open(books["main"], new MemoryHost());
        HashSet<ErpKey> keys = [];
        for (var at = 0; at < 19; at++)
        {
            keys.Add(await stage.CreateAsync(Day));
        }

        Assert.Equal(keys, await ToldAsync(erp));

        // Within the very second that was read already one changes again: its version says nothing of that.
        await stage.ChangeAsync(keys.First());
        await stage.TellAsync($"invoices/{keys.First()}/edit", new { invoiceNumber = "CHANGED" });
        var again = await erp.ReadFeedAsync(CancellationToken.None);
        Assert.Equal("CHANGED", Assert.Single(again.News).Number?.Text);
    }

    [Fact]
    public async Task What_is_committed_behind_the_cursor_is_told()
    {
        await using var stage = await IntacctStage.StartAsync(new() { Sequence = true, StampLagSeconds = 60 });
        await using var books = new Books(new MemoryStore());
        var erp = stage.Open(books["main"], new MemoryHost());
        HashSet<ErpKey> keys = [], told = [];
        for (var at = 0; at < 30; at++)
        {
            keys.Add(await stage.CreateAsync(Day));
            stage.Server.Clock.Advance(TimeSpan.FromSeconds(7));
            told.UnionWith(await ToldAsync(erp));
        }

        Assert.Equal(keys, told);
    }

    [Fact]
    public async Task A_reversal_is_a_void_and_its_second_record_no_invoice()
    {
        await using var stage = await IntacctStage.StartAsync();
        await using var books = new Books(new MemoryStore());
        var erp = stage.Open(books["main"], new MemoryHost());
        var key = await stage.CreateAsync(Day);
        await stage.VoidAsync(key);
        var news = Assert.Single((await erp.ReadFeedAsync(CancellationToken.None)).News);
        Assert.Equal((key, true), (news.Key, news.IsVoid));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_record_that_Order_Entry_makes_anew_stays_the_same_invoice(bool isToldAtOnce)
    {
        await using var stage = await IntacctStage.StartAsync();
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.OpenAsync([new("rl", "RL-{seq}")]);
        await book.ConnectAsync("acme");
        var host = new MemoryHost();
        using var loop = new SyncLoop(book, stage.Open(book, host));
        var old = await stage.CreatedAsync(Day, salesDocument: "SO-7");
        await loop.RunAsync();
        var made = await stage.RecreateAsync(old);
        if (!isToldAtOnce)
        {
            // A host that was restarted meanwhile.
            using var other = new SyncLoop(book, stage.Open(book, host));
            await other.RunAsync();
        }

        await loop.RunAsync();
        var invoice = Assert.Single((await book.InvoicesAsync()).Items);
        Assert.Equal(($"erp-{old}", made, false), (invoice.Id.Text, invoice.ErpKey, invoice.IsVoid));
    }

    [Fact]
    public async Task Deletions_that_may_not_be_read_are_said_and_can_be_asked_for()
    {
        var settings = new FakeSettings { Sequence = true, AuditPermitted = false };
        await using (var strict = await IntacctStage.StartAsync(settings))
        {
            await using var nobody = new Books(new MemoryStore());
            var said = await Assert.ThrowsAsync<HttpRequestException>(() => strict.Open(nobody["main"], new MemoryHost()).ReadFeedAsync(CancellationToken.None));
            Assert.Contains("ReadsDeletions", said.Message, StringComparison.Ordinal);
            Assert.Null(said.StatusCode);
        }

        await using var stage = await IntacctStage.StartAsync(settings, options => options.ReadsDeletions = false);
        await using var books = new Books(new MemoryStore());
        var erp = stage.Open(books["main"], new MemoryHost());
        ErpKey[] keys = [await stage.CreateAsync(Day), await stage.CreateAsync(Day), await stage.CreateAsync(Day)];
        Assert.Equal(3, (await ToldAsync(erp)).Count);
        await stage.DeleteAsync(keys[1]);
        var gone = Assert.Single(await erp.FindGoneAsync(keys));
        Assert.Equal((keys[1], true), (gone.Key, gone.IsDeleted));
    }

    [Fact]
    public async Task A_record_that_cannot_be_used_is_kept_apart_and_the_feed_goes_on()
    {
        using var wire = new Wire { OnQuery = query => Wire.Rows(query["object"]!.GetValue<string>() == "accounts-receivable/invoice" ? [Wire.Row("1"), Wire.Row("2", date: "0001-01-01"), Wire.Row("3", number: "a\u200bb")] : []) };
        var read = await wire.Erp.ReadFeedAsync(CancellationToken.None);
        Assert.Equal(["1"], read.News.Select(news => news.Key.Text));
        Assert.Equal(["2", "3"], read.Unusable.Select(one => one.Key));
        await wire.Erp.PassAsync(read, read.Unusable, CancellationToken.None);
        Assert.Null((await wire.Erp.ReadFeedAsync(CancellationToken.None)).Next);
        Assert.Equal(2, (await wire.Erp.ReadNotTakenAsync(null, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task An_invoice_of_ours_that_cannot_be_used_is_not_absent()
    {
        using var wire = new Wire { OnQuery = _ => Wire.Rows(Wire.Row(date: "no date")) };
        await Assert.ThrowsAsync<InvalidDataException>(() => wire.Erp.FindAsync("A1", CancellationToken.None));
    }

    [Fact]
    public async Task A_query_that_is_not_answered_is_no_empty_answer()
    {
        foreach (var (status, body) in new[] { (200, "{}"), (200, "<html>"), (400, ""), (404, ""), (500, ""), (202, "{\"ia::result\":[]}") })
        {
            using var wire = new Wire { OnQuery = _ => Wire.Json(status, body) };
            await Assert.ThrowsAsync<HttpRequestException>(() => wire.Erp.FindAsync("A1", CancellationToken.None));
            await Assert.ThrowsAsync<HttpRequestException>(() => wire.Erp.ReadFeedAsync(CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_look_up_asks_for_the_id_and_for_nothing_else()
    {
        var asked = "";
        using var wire = new Wire { OnQuery = query => { asked = query.ToJsonString(); return Wire.Rows(Wire.Row()); } };
        await wire.Erp.FindAsync("A1", CancellationToken.None);
        Assert.Contains("""
            "filters":[{"$eq":{"nsp::HOME_INVOICE_ID":"A1"}}],"filterExpression":"1","filterParameters":{"includePrivate":true,"caseSensitiveComparison":true},"orderBy":[{"key":"asc"}],"start":1,"size":1000
            """, asked, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cursor_that_is_none_is_refused() =>
        Assert.All(["", "1", "2026-01-05", "x y"], text => Assert.Throws<FormatException>(() => Cursor.Parse(text, null)));

    [Fact]
    public void A_cursor_reads_as_it_was_written()
    {
        var cursor = new Cursor(DateTimeOffset.Parse("2026-01-05T10:00:00.5Z", CultureInfo.InvariantCulture), DateTimeOffset.Parse("2026-01-05T10:00:01Z", CultureInfo.InvariantCulture));
        Assert.Equal("2026-01-05T10:00:00.5Z 2026-01-05T10:00:01Z", cursor.ToString());
        Assert.Equal(cursor, Cursor.Parse(cursor.ToString(), null));
    }

    private static async Task<HashSet<ErpKey>> ToldAsync(IntacctErp erp)
    {
        HashSet<ErpKey> told = [];
        while (await erp.ReadFeedAsync(CancellationToken.None) is { Next: not null } read)
        {
            told.UnionWith(read.News.Select(news => news.Key));
            await erp.PassAsync(read, [], CancellationToken.None);
        }

        return told;
    }
}
