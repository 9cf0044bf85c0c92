namespace PropertyHost.Tests;

/// <summary>The host is killed at the worst moments and started again.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Killed_in_the_middle_of_a_sync_it_goes_on_where_it_was(int afterRecords)
    {
        using var town = await Town.StartAsync(settles: 3);
        await town.ErpIsAsync(new { slowMs = 200 });
        await town.ConnectedAsync();
        var ids = Enumerable.Range(1, 6).Select(at => $"A{at}").ToArray();
        await town.CreatedAsync(ids);
        await town.ApprovedAsync(ids);
        var shop = await town.CreatedInErpAsync("Shop");
        var cutOff = town.SyncAsync();
        await Patience.UntilAsync(async () => (await town.WorkAsync()).ToSend.Count < ids.Length - afterRecords, () => town.HostOutput);
        town.KillHost();
        await Assert.ThrowsAnyAsync<Exception>(() => cutOff);

        await town.StartHostAsync();
        await town.SyncUntilSettledAsync();
        foreach (var id in ids)
        {
            Assert.Equal((await town.OnlyRecordOfAsync(id)).Number, (await town.ShowAsync(id)).Number);
        }

        Assert.Equal(shop.Number, (await town.ShowAsync($"erp-{shop.Key}")).Number);
        Assert.Empty((await town.WorkAsync()).Findings);
    }

    [Fact]
    public async Task Killed_while_invoices_are_created_it_has_a_row_for_every_number_and_no_gap()
    {
        using var town = await Town.StartAsync();
        var heard = new List<(string Id, string Number)>();
        var creating = Enumerable.Range(0, 4).Select(async caller =>
        {
            for (var at = 0; ; at++)
            {
                var id = $"A{caller}-{at}";
                var number = (await town.CreateAsync(id)).Answer.Number!;
                lock (heard)
                {
                    heard.Add((id, number));
                }
            }
        }).ToList();
        await Patience.UntilAsync(() => { lock (heard) { return Task.FromResult(heard.Count >= 40); } }, () => town.HostOutput);
        town.KillHost();
        foreach (var caller in creating)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => caller);
        }

        await town.StartHostAsync();
        var list = (await town.ListAsync()).ToDictionary(shown => shown.Id);
        Assert.All(heard, one => Assert.Equal(one.Number, list[one.Id].Number));
        Assert.All(list.Values, shown => Assert.Equal($"Tenant of {shown.Id}", shown.Tenant));
        Assert.Equal(new(1, list.Count, list.Count, true), await town.SeriesAsync());
    }
}
