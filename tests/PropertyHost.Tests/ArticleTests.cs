namespace PropertyHost.Tests;

/// <summary>The article from C1 to C8, over HTTP: whatever the ERP does meanwhile, the story ends the same.</summary>
public sealed class ArticleTests
{
    public static TheoryData<string> Misbehaviour => [.. Cases.Keys];

    private static readonly Dictionary<string, (double Timeout, double Settles, object Control)> Cases = new()
    {
        ["does as it is told"] = (60, 3600, new { }),
        ["is slower than anybody waits"] = (0.5, 3600, new { slowMs = 1000 }),
        ["has done it and never answers"] = (0.5, 3600, new { next = new { hang = 2 } }),
        ["has done it, but says no or breaks the connection"] = (60, 3600, new { next = new { @break = 1, failAfter = 1 } }),
        ["refuses, and fails with nothing done"] = (60, 1, new { next = new { refuse = 1, fail = 1 } }),
        ["is asked twice by a gateway and tells everything twice"] = (60, 3600, new { feedTwice = true, next = new { twice = 3 } }),
    };

    [Theory]
    [MemberData(nameof(Misbehaviour))]
    public async Task From_C1_to_C8_with_an_ERP_that(string misbehaves)
    {
        var (timeout, settles, control) = Cases[misbehaves];
        using var town = await Town.StartAsync(timeout, settles);
        await town.ErpIsAsync(control);
        await Article(town);
    }

    [Fact]
    public async Task From_C1_to_C8_with_an_ERP_that_tells_of_our_invoices_before_it_answers()
    {
        using var town = await Town.StartAsync();
        await town.ErpIsAsync(new { newsTo = new Uri(town.Host.BaseAddress!, "erp/news") });
        await Article(town);
    }

    [Fact]
    public async Task And_with_one_that_tells_of_them_and_then_never_answers()
    {
        using var town = await Town.StartAsync(timeout: 0.5);
        await town.ErpIsAsync(new { newsTo = new Uri(town.Host.BaseAddress!, "erp/news"), next = new { hang = 2 } });
        await Article(town);
    }

    private static async Task Article(Town town)
    {
        // C1: created at home, a home number.
        foreach (var (id, number) in new[] { ("A1", "RL-00001"), ("A2", "RL-00002"), ("A3", "RL-00003"), ("A4", "RL-00004") })
        {
            var created = await town.CreateAsync(id);
            Assert.Equal((200, number, "home"), (created.Status, created.Answer.Number, created.Answer.System));
        }

        await town.ConnectedAsync();
        await town.ApprovedAsync("A1", "A2");
        await town.TellAsync("invoices/A3/submit");
        var shop = await town.CreatedInErpAsync("Shop");
        await town.SyncUntilSettledAsync();

        // C2, C3, C4: approved and synced, the ERP's number comes back and is displayed.
        foreach (var (id, home) in new[] { ("A1", "RL-00001"), ("A2", "RL-00002") })
        {
            var shown = await town.ShowAsync(id);
            Assert.Equal(((await town.OnlyRecordOfAsync(id)).Number, "erp", "synced"), (shown.Number, shown.System, shown.Sync));
            Assert.Equal([new("home", home)], shown.References);
        }

        // Synced but not approved: the ERP's number waits until then. Not even submitted: not sent.
        Assert.Equal(("RL-00003", "synced"), ((await town.ShowAsync("A3")).Number, (await town.ShowAsync("A3")).Sync));
        await town.TellAsync("invoices/A3/approve");
        Assert.Equal((await town.OnlyRecordOfAsync("A3")).Number, (await town.ShowAsync("A3")).Number);
        Assert.Equal(("RL-00004", "none"), ((await town.ShowAsync("A4")).Number, (await town.ShowAsync("A4")).Sync));

        // C5, C6: created in the ERP, its number from the start, and kept at home.
        var imported = Assert.Single(await town.FindAsync(shop.Number));
        Assert.Equal((shop.Number, "erp", "erp", "Shop"), (imported.Number, imported.System, imported.Origin, imported.Tenant));

        // Nothing is twice in the ERP, nothing is there that is not at home.
        Assert.Equal(["A1", "A2", "A3", null], (await town.ErpRecordsAsync()).Select(record => record.ExternalId).OrderBy(id => id ?? "Z", StringComparer.Ordinal));
        Assert.Empty((await town.WorkAsync()).Findings);

        // C7: the connection ends, every invoice shows a home number, and a new one follows.
        Assert.Equal(200, (await town.TellAsync("disconnect", new { reason = "contract ended" })).Status);
        await town.CreateAsync("A5");
        Assert.Equal(
            ["A1 RL-00001", "A2 RL-00002", "A3 RL-00003", "A4 RL-00004", $"{imported.Id} RL-00005", "A5 RL-00006"],
            (await town.ListAsync()).Select(shown => $"{shown.Id} {shown.Number}"));

        // C8: every ERP number still finds its invoice, and is shown with it.
        foreach (var record in await town.ErpRecordsAsync())
        {
            var found = Assert.Single(await town.FindAsync(record.Number));
            Assert.Equal(record.ExternalId ?? imported.Id, found.Id);
            Assert.Contains(new("erp", record.Number), found.References);
        }

        Assert.Equal(new(1, 6, 6, true), await town.SeriesAsync());
    }
}
