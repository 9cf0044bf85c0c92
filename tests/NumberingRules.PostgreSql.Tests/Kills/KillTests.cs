using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NumberingRules.Proof.Histories;
using NumberingRules.Storage;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.PostgreSql.Tests.Kills;

/// <summary>Hosts and servers that are killed or frozen; <c>proof/kills.sh</c> does it for longer.</summary>
[Collection(TroubledServer.Name)]
public sealed class KillTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const int Stop = 19;
    private const int Continue = 18;

    [PostgreSqlFact]
    public async Task Whoever_is_killed_nothing_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        var (seed, hosts, servers) = (Number("SEED", 20260301), Number("HOSTS", 8), Number("SERVERS", 2));
        using var run = new KillRun(seed);
        await run.RunAsync(hosts, servers);
        Assert.True(run.Answers > 0);
        Assert.InRange(run.Histories.Undecided, 0, run.Histories.All / 2);
        if (Environment.GetEnvironmentVariable("NUMBERING_KILLS_REPORT") is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"| {seed} | {run.HostKills} | {run.ServerKills} | {run.Answers} | {run.Histories.All} | {run.Histories.Undecided} |\n"));
        }
    }

    /// <summary>It sleeps for longer than the server lets it hold its books, and others write meanwhile.</summary>
    [PostgreSqlFact]
    public async Task A_frozen_host_that_wakes_up_writes_nothing_that_others_have_written()
    {
        var told = new Told();
        var said = new List<Acknowledged>();
        using var child = Child.Start("writer", Server.ConnectionTo(Database), 1);
        var reading = Task.Run(() =>
        {
            while (child.Next() is { } line)
            {
                lock (said)
                {
                    told.Hear(1, line);
                    if (line[0] == "ack")
                    {
                        said.Add(Acknowledged.Of(line));
                    }
                }
            }
        });
        await using var books = new Books(Open(), new() { Wait = TimeSpan.FromSeconds(8) });
        var written = 0;
        for (var round = 0; written < 2; round++)
        {
            Assert.InRange(round, 0, 20);
            await UntilAsync(Count() + 20);
            Signal(child, Stop);

            // The server gives the books of the frozen one away after two seconds, if it holds them; but not if it froze in the
            // middle of sending, for which PostgreSQL 15 has no limit. Then nobody else writes, and the round does not count.
            var names = await books.NamesAsync();
            var isHeld = false;
            foreach (var name in names)
            {
                for (var at = 0; at < 5 && !isHeld; at++)
                {
                    var id = new InvoiceId($"other {round} {at}");
                    var call = $"{name}, {id}";
                    Tell("asked", call, name, Now(), $"create|{id}|2026-03-01|");
                    Answer answer;
                    try
                    {
                        answer = await books[name].CreateAsync(id, new(2026, 3, 1));
                    }
                    catch (StoreException e) when (e.Trouble == StoreTrouble.Busy)
                    {
                        Tell("undone", call, Now());
                        isHeld = true;
                        break;
                    }

                    Tell("heard", call, Now(), $"{answer.Outcome}", "", answer.Number!.Text, $"{answer.Attempt}", $"{answer.Entry}");
                    Assert.Equal(Outcome.Accepted, answer.Outcome);
                    lock (said)
                    {
                        said.Add(new(name, id, answer.Number.Text, answer.Entry));
                    }
                }
            }

            written += isHeld ? 0 : 1;
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            Signal(child, Continue);
        }

        await UntilAsync(Count() + 20);
        child.CloseInput();
        await reading;
        var (code, errors) = child.WaitForExit();
        Assert.True(code == 0 && errors.Length == 0, errors);
        foreach (var name in await books.NamesAsync())
        {
            BookCheck.IsWhole(books[name]);
        }

        Assert.All(said, one => BookCheck.Has(books[one.Book], one));
        told.Dead();
        told.Look(books);
        var problem = told.Problem();
        Assert.True(problem is null or { Kind: AnomalyKind.Undecided }, problem?.ToString());

        static string Now() => Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);

        void Tell(params string[] line)
        {
            lock (said)
            {
                told.Hear(2, line);
            }
        }

        int Count()
        {
            lock (said)
            {
                return said.Count;
            }
        }

        async Task UntilAsync(int many)
        {
            for (var since = Stopwatch.GetTimestamp(); Count() < many; await Task.Delay(5))
            {
                Assert.True(Stopwatch.GetElapsedTime(since).TotalSeconds < 60, "the host has stopped answering");
            }
        }
    }

    /// <summary>Others go on while a tenant's transaction stays open: were they held up, this would not end before it.</summary>
    [PostgreSqlFact]
    public async Task While_one_tenants_transaction_stays_open_the_others_go_on()
    {
        await using var books = new Books(Open());
        foreach (var name in (string[])["slow", "one", "two"])
        {
            await books[name].OpenAsync([new("a", "A-{seq}")]);
        }

        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await books["slow"].DoWithinAsync(transaction, new Command.Create("held", new(2026, 3, 1)));
        var held = books["slow"].CreateAsync("waits", new(2026, 3, 1));
        for (var at = 0; at < 50; at++)
        {
            await books["one"].CreateAsync($"{at}", new(2026, 3, 1));
            await books["two"].CreateAsync($"{at}", new(2026, 3, 1));
        }

        Assert.False(held.IsCompleted);
        await transaction.CommitAsync();
        Assert.Equal("A-2", (await held).Number!.Text);
    }

    private static void Signal(Child child, int signal)
    {
        using var kill = Process.Start("kill", [string.Create(CultureInfo.InvariantCulture, $"-{signal}"), child.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable("NUMBERING_KILLS_" + name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
