using System.Net.Http.Json;
using System.Text.Json;
using NumberingRules.PostgreSql.Tests;

namespace PropertyHost.Tests;

/// <summary>Two instances of the host on one PostgreSQL database.</summary>
public sealed class InstancesTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [PostgreSqlFact]
    public async Task Killed_in_turn_they_have_a_row_for_every_number_and_no_gap_and_one_sees_what_the_other_did()
    {
        using var server = new Server();
        using var town = await Town.StartAsync(server: server.ConnectionTo(server.NewDatabase()));
        var other = await town.StartInstanceAsync();
        try
        {
            var heard = new List<(string Id, string Number)>();
            for (var turn = 0; turn < 2; turn++)
            {
                using var stop = new CancellationTokenSource();
                var (first, second) = (town.Host, other.Client);
                var (killed, survivor) = turn % 2 == 0 ? (first, second) : (second, first);
                var before = heard.Count;
                var dying = CallAsync(killed, $"{turn}-k", heard, stop.Token);
                var living = CallAsync(survivor, $"{turn}-s", heard, stop.Token);
                await CountAsync(heard, before + 20, town);
                if (turn % 2 == 0)
                {
                    town.KillHost();
                }
                else
                {
                    other.Kill();
                    other.Dispose();
                }

                // The survivor's callers notice nothing. The client of the killed one is disposed of with it, which may cancel a request before the connection breaks.
                var broken = await Record.ExceptionAsync(() => dying);
                Assert.True(broken is HttpRequestException or OperationCanceledException, $"{broken}");
                await CountAsync(heard, heard.Count + 10, town);
                await stop.CancelAsync();
                await living;
                if (turn % 2 == 0)
                {
                    await town.StartHostAsync();
                }
                else
                {
                    other = await town.StartInstanceAsync();
                }
            }

            foreach (var client in (HttpClient[])[town.Host, other.Client])
            {
                var list = (await client.GetFromJsonAsync<Page>("invoices?count=1000"))!.Invoices.ToDictionary(shown => shown.Id);
                Assert.All(heard, one => Assert.Equal(one.Number, list[one.Id].Number));
                Assert.All(list.Values, shown => Assert.NotNull(shown.Tenant));
                Assert.Equal(Enumerable.Range(1, list.Count).Select(at => $"RL-{at:00000}"), list.Values.Select(shown => shown.Number!).Order(StringComparer.Ordinal));
            }
        }
        finally
        {
            other.Dispose();
        }
    }

    private static async Task CallAsync(HttpClient host, string prefix, List<(string Id, string Number)> heard, CancellationToken stop)
    {
        for (var at = 0; !stop.IsCancellationRequested; at++)
        {
            var id = $"{prefix}-{at}";
            using var response = await host.PostAsJsonAsync("invoices", new { id, tenant = $"Tenant of {id}", amount = 850, date = "2026-01-05" }, CancellationToken.None);
            var answer = (await response.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None)).Deserialize<Answer>(Web)!;
            Assert.Equal("accepted", answer.Outcome);
            lock (heard)
            {
                heard.Add((id, answer.Number!));
            }
        }
    }

    private static Task CountAsync(List<(string Id, string Number)> heard, int many, Town town) => Patience.UntilAsync(
        () =>
        {
            lock (heard)
            {
                return Task.FromResult(heard.Count >= many);
            }
        },
        () => town.HostOutput);
}
