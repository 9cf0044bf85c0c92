using System.Collections.Concurrent;
using NumberingRules.Proof.Histories;
using NumberingRules.Storage;
using NumberingRules.Storage.Tests.Sharing;

namespace NumberingRules.PostgreSql.Tests.Contract;

/// <summary>Hosts that ask at once are one book: one order of all that they asked explains every answer.</summary>
public sealed class HistoryTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const int Tasks = 4;
    private const int Each = 25;
    private const int Seed = 20260301;

    private static readonly string[] Names = ["first", "second"];

    [PostgreSqlFact]
    public async Task What_two_hosts_are_answered_at_once_is_explained_by_one_order()
    {
        await using var one = new Books(Open());
        await using var other = new Books(Open());
        ConcurrentBag<SeenCall> seen = [];
        foreach (var name in Names)
        {
            await Watched.DoAsync(seen, one[name], new Command.Open([new("a", "A-{seq:000}"), new("year", "Y{date:yyyy}-{seq}", Reset: Reset.Yearly)]), "opening");
            await Watched.DoAsync(seen, one[name], new Command.Connect("acme"), "opening");
        }

        await Task.WhenAll(Enumerable.Range(0, 2 * Tasks).Select(task => Task.Run(async () =>
        {
            var random = new Random(Seed + task);
            var books = task % 2 == 0 ? one : other;
            for (var at = 0; at < Each; at++)
            {
                // A few more with time, so that there are always some that others are at, too.
                await Watched.DoAsync(seen, books[Names[random.Next(Names.Length)]], Any(random, $"I{random.Next(2 + (at / 2))}"), $"task {task} of seed {Seed}, call {at}");
            }
        })));

        Assert.Null(History.Check(seen, [.. Names.SelectMany(name => new[] { Watched.Read(one[name]), Watched.Read(other[name]) })]));
        Assert.InRange(seen.Count(static call => call.Answer!.Outcome == Outcome.Accepted), 2 * Tasks * Each / 8, 2 * Tasks * Each);
        foreach (var name in Names)
        {
            var report = await one[name].VerifyAsync();
            Assert.True(report.IsSound, report.Fault?.What);
        }
    }

    private static Command Any(Random random, InvoiceId id) => random.Next(12) switch
    {
        0 => new Command.Import(id, $"K{id}", $"E{id}", new(2026, 3, 1), ErpVersion: random.Next(3)),
        1 or 2 => new Command.Approve(id),
        3 or 4 => new Command.Send(id),
        5 => new Command.Lose(id),
        6 => new Command.Refuse(id, "the period is closed"),
        7 => new Command.Confirm(id, $"K{id}", $"E{id}", random.Next(3)),
        8 => new Command.Void(id, random.Next(2) == 0 ? Side.Home : Side.Erp, "made by mistake"),
        9 when random.Next(10) == 0 => random.Next(2) == 0 ? new Command.Disconnect("ended") : new Command.Connect("acme"),
        _ => new Command.Create(id, new(2025 + random.Next(2), 3, 1), random.Next(3) == 0 ? "year" : null),
    };
}
