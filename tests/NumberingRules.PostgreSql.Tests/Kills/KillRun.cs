using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NumberingRules.Proof.Histories;
using NumberingRules.Storage;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.PostgreSql.Tests.Kills;

/// <summary>
/// Several hosts write the same books of a server. Again and again one of them is killed at a moment left to chance and another
/// started in its place; now and then the server is shut down at once and started again. Then all that they said is held against the books.
/// </summary>
internal sealed class KillRun(int seed) : IDisposable
{
    private const int Hosts = 3;

    // Then the books have seen enough: checking a long history takes longer than making it.
    private const int KillsPerDatabase = 6;
    private const int MostAnswers = 20;

    private readonly Server _server = new();
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly List<Acknowledged> _said = [];
    private Told _told = new();
    private int _starts;

    internal int HostKills { get; private set; }

    internal int ServerKills { get; private set; }

    internal long Answers { get; private set; }

    /// <summary>How many histories there were, and of how many the checker gave up looking for an order: calls that were never answered may have been made or not.</summary>
    internal (int All, int Undecided) Histories { get; private set; }

    internal async Task RunAsync(int hostKills, int serverKills)
    {
        while (HostKills < hostKills || ServerKills < serverKills)
        {
            var database = _server.NewDatabase();
            _told = new();
            _said.Clear();
            var (hosts, server) = (Share(hostKills - HostKills, hostKills), Share(serverKills - ServerKills, serverKills));
            try
            {
                await LiveAsync(database, hosts, server);
                await CheckAsync(database);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, after {HostKills} kills of hosts and {ServerKills} of the server: {e.Message}"), e);
            }
        }

        int Share(int left, int all) => Math.Min(left, Math.Max(1, (int)Math.Ceiling(all * (double)KillsPerDatabase / (hostKills + serverKills))));
    }

    public void Dispose() => _server.Dispose();

    private async Task LiveAsync(string database, int hostKills, int serverKills)
    {
        var place = _server.ConnectionTo(database);
        List<Host> hosts = [];
        for (var at = 0; at < Hosts; at++)
        {
            hosts.Add(Start(place));
        }

        var moments = Enumerable.Repeat(false, hostKills).Concat(Enumerable.Repeat(true, serverKills)).OrderBy(_ => _random.Next()).ToList();
        foreach (var killsServer in moments)
        {
            Wait(hosts);
            if (killsServer)
            {
                _server.Stop("immediate");
                ServerKills++;
                _server.Start();
            }
            else
            {
                var at = _random.Next(Hosts);
                await hosts[at].EndAsync(kill: true);
                HostKills++;
                hosts[at] = Start(place);
            }
        }

        Wait(hosts);
        foreach (var host in hosts)
        {
            await host.EndAsync(kill: false);
        }

        _told.Dead();
    }

    /// <summary>So many answers first, however fast the machine is; then a little longer.</summary>
    private void Wait(List<Host> hosts)
    {
        long until;
        lock (_gate)
        {
            // Not always: hosts are to be killed while they start, too.
            until = Answers + (_random.Next(3) == 0 ? 0 : _random.Next(MostAnswers));
        }

        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since).TotalSeconds < 60; Thread.Sleep(1))
        {
            lock (_gate)
            {
                if (Answers >= until || hosts.TrueForAll(static host => host.HasEnded))
                {
                    break;
                }
            }
        }

        Thread.Sleep(_random.Next(10));
    }

    private Host Start(string place)
    {
        var start = ++_starts;
        return new(Child.Start("writer", place, (seed % 500 * 100_000) + start), line =>
        {
            lock (_gate)
            {
                _told.Hear(start, line);
                if (line[0] == "ack")
                {
                    Answers++;
                    _said.Add(Acknowledged.Of(line));
                }
            }
        });
    }

    private async Task CheckAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(_server.ConnectionTo(database));
        await using var books = new Books(new PostgreSqlStore(source));
        foreach (var name in await books.NamesAsync())
        {
            BookCheck.IsWhole(books[name]);
        }

        Assert.Empty(await books.SchemaProblemsAsync());
        _told.Look(books);
        Assert.All(_said, one => BookCheck.Has(books[one.Book], one));
        var problem = _told.Problem();
        Assert.True(problem is null or { Kind: AnomalyKind.Undecided }, problem?.ToString());
        Histories = (Histories.All + 1, Histories.Undecided + (problem is null ? 0 : 1));
    }

    private sealed class Host
    {
        private readonly Child _child;
        private readonly Task _reading;

        internal Host(Child child, Action<string[]> hear)
        {
            _child = child;
            _reading = Task.Run(() =>
            {
                while (child.Next() is { } line)
                {
                    hear(line);
                }
            });
        }

        internal bool HasEnded => _reading.IsCompleted;

        internal async Task EndAsync(bool kill)
        {
            if (kill)
            {
                _child.Kill();
            }
            else
            {
                _child.CloseInput();
            }

            await _reading;
            var (code, errors) = _child.WaitForExit();
            _child.Dispose();
            Assert.True(errors.Length == 0 && (code == 0 || (kill && code == Child.Killed)), $"a host ended with {code}: {errors}");
        }
    }
}
