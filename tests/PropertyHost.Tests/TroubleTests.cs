namespace PropertyHost.Tests;

/// <summary>What else happens between a host and its ERP.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task A_request_that_fails_after_the_number_was_taken_leaves_neither_row_nor_gap()
    {
        using var town = await Town.StartAsync();
        Assert.Equal("RL-00001", (await town.CreateAsync("A1")).Answer.Number);
        var failed = await town.CreateAsync("A2", query: "?fail=true");
        Assert.Equal(500, failed.Status);
        Assert.DoesNotContain(" at ", failed.Answer.Detail, StringComparison.Ordinal);
        Assert.Equal(["A1"], (await town.ListAsync()).Select(shown => shown.Id));

        Assert.Equal("RL-00002", (await town.CreateAsync("B1")).Answer.Number);
        Assert.Equal("RL-00003", (await town.CreateAsync("A2")).Answer.Number);

        // Whoever did not hear the answer asks again.
        var again = (await town.CreateAsync("A2")).Answer;
        Assert.Equal(("unchanged", "RL-00003"), (again.Outcome, again.Number));
        // What cannot be, or is not there, is told in words, and takes no number either.
        var tooEarly = await town.CreateAsync("A4", date: "1066-10-14");
        Assert.Equal(400, tooEarly.Status);
        Assert.Contains("1900-01-01", tooEarly.Answer.Detail, StringComparison.Ordinal);
        Assert.Equal(400, (await town.TellAsync("invoices", new { tenant = 3 })).Status);
        var unknown = await town.TellAsync("invoices/A9/submit");
        Assert.Equal((404, "invoice-unknown"), (unknown.Status, unknown.Answer.Reason));
        Assert.Equal(new(1, 3, 3, true), await town.SeriesAsync());
    }

    [Fact]
    public async Task Many_at_once_wait_for_each_other()
    {
        using var town = await Town.StartAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async at =>
            at % 4 == 0 ? (await town.CreateAsync($"A{at}", query: "?fail=true")).Answer.Number : (await town.CreateAsync($"A{at}")).Answer.Number));
        Assert.Equal(Enumerable.Range(1, 30).Select(at => $"RL-{at:00000}"), numbers.OfType<string>().Order(StringComparer.Ordinal));
        Assert.All(await town.ListAsync(), shown => Assert.Equal($"Tenant of {shown.Id}", shown.Tenant));
    }

    [Fact]
    public async Task Changes_in_the_ERP_come_home_in_any_order_and_any_number_of_times()
    {
        using var town = await Town.StartAsync();
        await town.ErpIsAsync(new { feedTwice = true });
        await town.ConnectedAsync();
        string[] ids = ["Renumbered", "Recreated", "Voided", "Deleted"];
        await town.CreatedAsync(ids);
        await town.ApprovedAsync(ids);
        var (voided, deleted) = (await town.CreatedInErpAsync("Shop"), await town.CreatedInErpAsync("Kiosk"));
        await town.SyncUntilSettledAsync();
        var before = (await town.ListAsync()).ToDictionary(shown => shown.Id);

        var told = await town.TellAsync("invoices/Voided/void", new { reason = "typo" });
        Assert.Equal((409, "void-in-erp"), (told.Status, told.Answer.Reason));
        await town.InErpAsync($"/{(await town.OnlyRecordOfAsync("Renumbered")).Key}/renumber?number=SI-9999");
        await town.InErpAsync($"/{(await town.OnlyRecordOfAsync("Recreated")).Key}/recreate");
        await town.InErpAsync($"/{(await town.OnlyRecordOfAsync("Voided")).Key}/void");
        await town.InErpAsync($"/{(await town.OnlyRecordOfAsync("Deleted")).Key}/delete");
        await town.InErpAsync($"/{voided.Key}/void");
        await town.InErpAsync($"/{deleted.Key}/delete");
        await town.SyncAsync();
        await town.SyncAsync();

        var renumbered = await town.ShowAsync("Renumbered");
        Assert.Equal("SI-9999", renumbered.Number);
        Assert.Contains(new("erp", before["Renumbered"].Number!), renumbered.References);
        var recreated = await town.ShowAsync("Recreated");
        Assert.Equal((before["Recreated"].Number, "synced", 1), (recreated.Number, recreated.Sync, recreated.References.Count));
        Assert.Equal((true, before["Voided"].Number), ((await town.ShowAsync("Voided")).Void, (await town.ShowAsync("Voided")).Number));
        Assert.True((await town.ShowAsync($"erp-{voided.Key}")).Void);
        Assert.True((await town.ShowAsync($"erp-{deleted.Key}")).Void);

        // Deleted in the ERP: home number again, the ERP's is kept; it goes there again only if somebody says so.
        var gone = await town.ShowAsync("Deleted");
        Assert.Equal(("RL-00004", "none"), (gone.Number, gone.Sync));
        Assert.Contains(new("erp", before["Deleted"].Number!), gone.References);
        await town.TellAsync("invoices/Deleted/send");
        Assert.Equal((await town.OnlyRecordOfAsync("Deleted")).Number, (await town.ShowAsync("Deleted")).Number);
        Assert.Empty((await town.WorkAsync()).Findings);
    }

    [Fact]
    public async Task A_second_record_made_by_an_ERP_that_ignores_keys_is_found_and_can_be_mended_there()
    {
        using var town = await Town.StartAsync();
        await town.ErpIsAsync(new { ignoreKeys = true, next = new { twice = 2 } });
        await town.ConnectedAsync();
        await town.CreatedAsync("delete", "void");
        await town.ApprovedAsync("delete", "void");
        await town.SyncUntilSettledAsync();
        var (records, findings) = (await town.ErpRecordsAsync(), (await town.WorkAsync()).Findings);
        foreach (var mended in new[] { "delete", "void" })
        {
            Assert.Contains(new(mended, "duplicate-in-erp"), findings);
            var shown = (await town.ShowAsync(mended)).Number;
            await town.InErpAsync($"/{records.Single(record => record.Number == shown).Key}/{mended}");
            await town.SyncAsync();
            await town.SyncAsync();

            var now = await town.ShowAsync(mended);
            Assert.Equal((records.Single(record => record.ExternalId == mended && record.Number != shown).Number, false, "synced"), (now.Number, now.Void, now.Sync));
            Assert.Contains(new("erp", shown!), now.References);
        }

        Assert.Empty((await town.WorkAsync()).Findings);
    }

    [Fact]
    public async Task Revoked_access_interrupts_and_changes_no_number()
    {
        using var town = await Town.StartAsync();
        await town.ConnectedAsync();
        await town.CreatedAsync("A1", "A2");
        var then = DateTimeOffset.UtcNow;
        await town.ApprovedAsync("A1");
        await town.SyncUntilSettledAsync();
        await town.ErpIsAsync(new { revoked = true });
        await town.ApprovedAsync("A2");
        await town.SyncAsync();
        Assert.Equal(("SI-1001", "RL-00002"), ((await town.ShowAsync("A1")).Number, (await town.ShowAsync("A2")).Number));

        // Interrupted: the next round does not even try, though access is back.
        await town.ErpIsAsync(new { revoked = false });
        await town.SyncAsync();
        Assert.Single(await town.ErpRecordsAsync());
        await town.ConnectedAsync();
        await town.SyncUntilSettledAsync();
        Assert.Equal("SI-1002", (await town.ShowAsync("A2")).Number);

        // Which number did the paper of that moment carry?
        Assert.Equal(("RL-00001", "SI-1001"), ((await town.ShowAsync("A1", then)).Number, (await town.ShowAsync("A1")).Number));
    }
}
