using System.Globalization;
using NumberingRules.Benchmarks.Durable;

namespace NumberingRules.Benchmarks.Servers;

/// <summary>
/// Holds the capacity model of <c>docs/scale.md</c> against a simulation with the same constants: <c>--scale</c>. Commands
/// come at random; each host's writer takes what waits; the server's cores are shared; a batch ends with a flush.
/// </summary>
internal static class ScaleRun
{
    private const int Seed = 21;

    /// <summary>Seconds: what a batch takes whatever its size (two round trips and a flush), and what the host and the server work on each command.</summary>
    private sealed record Constants(double Batch, double Host, double Server);

    internal static int Run(string[] arguments)
    {
        // Microseconds, as docs/scale.md has them: the batch, then host and server a command.
        var given = arguments.Skip(1).Select(static text => double.Parse(text, CultureInfo.InvariantCulture) / 1e6).ToList();
        var constants = given is [var batch, var host, var server] ? new Constants(batch, host, server) : new(2_000e-6, 60e-6, 60e-6);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A batch {constants.Batch * 1e6:0} µs, and for each command {constants.Host * 1e6:0} µs at the host and {constants.Server * 1e6:0} µs at the server; seed {Seed}."));
        Report.Table("The model beside a simulation", "commands/s", "hosts", "server's cores", "core's load", "simulated", "commands a batch", "simulated", "mean latency, ms", "simulated", "99th percentile, ms, simulated");
        foreach (var (rate, hosts, cores) in ((double, int, int)[])[(100, 1, 4), (1_000, 2, 4), (5_000, 2, 4), (10_000, 2, 4), (40_000, 8, 8), (80_000, 16, 8), (110_000, 24, 8)])
        {
            var (load, size, latency) = Model(constants, rate, hosts, cores);
            var seen = new Simulation(constants, hosts, cores).Run(rate, Math.Min(20, 400_000 / rate));
            Report.Row(rate, hosts, cores, Report.Percent(load), Report.Percent(seen.Load), size, seen.Size, latency * 1e3, seen.Latency * 1e3, seen.Percentile * 1e3);
        }

        return 0;
    }

    /// <summary>
    /// A writer works on n commands while the next n come: n = r × T, T = B + n × c, with r commands a second at a host. Who comes
    /// waits half a batch for its end, then a whole one.
    /// </summary>
    private static (double Load, double Size, double Latency) Model(Constants constants, double rate, int hosts, int cores)
    {
        var each = constants.Host + constants.Server;
        var own = rate / hosts;
        var idle = 1 - (own * each);
        if (idle <= 0)
        {
            return (rate * constants.Server / cores, double.PositiveInfinity, double.PositiveInfinity);
        }

        var size = own * constants.Batch / idle;
        var (time, share) = (constants.Batch + (Math.Max(1, size) * each), Math.Min(1, size));
        return (rate * constants.Server / cores, Math.Max(1, size), time + (share * time / 2));
    }

    private sealed class Simulation(Constants constants, int hosts, int cores)
    {
        private readonly Random _random = new(Seed);

        internal (double Load, double Size, double Latency, double Percentile) Run(double rate, double seconds)
        {
            var arrivals = Enumerable.Range(0, hosts).Select(_ => Arrivals(rate / hosts, seconds)).ToList();
            var next = new int[hosts];
            var free = new double[hosts];
            PriorityQueue<int, double> turns = new();
            PriorityQueue<int, double> idle = new(Enumerable.Range(0, cores).Select(static core => (core, 0.0)));
            for (var host = 0; host < hosts; host++)
            {
                turns.Enqueue(host, arrivals[host].Count > 0 ? arrivals[host][0] : double.MaxValue);
            }

            List<double> latencies = [];
            var (batches, busy, end) = (0, 0.0, 0.0);
            while (turns.TryDequeue(out var host, out var began) && next[host] < arrivals[host].Count)
            {
                var from = next[host];
                while (next[host] < arrivals[host].Count && arrivals[host][next[host]] <= began)
                {
                    next[host]++;
                }

                var many = next[host] - from;
                var decided = began + (many * constants.Host);
                idle.TryDequeue(out var core, out var since);
                var work = many * constants.Server;
                var worked = Math.Max(decided, since) + work;
                idle.Enqueue(core, worked);
                busy += work;
                free[host] = worked + constants.Batch;
                for (var at = from; at < next[host]; at++)
                {
                    latencies.Add(free[host] - arrivals[host][at]);
                }

                batches++;
                end = Math.Max(end, free[host]);
                if (next[host] < arrivals[host].Count)
                {
                    turns.Enqueue(host, Math.Max(free[host], arrivals[host][next[host]]));
                }
            }

            latencies.Sort();
            return (busy / (end * cores), latencies.Count / (double)batches, latencies.Average(), latencies[(int)(latencies.Count * 0.99)]);
        }

        private List<double> Arrivals(double rate, double seconds)
        {
            List<double> times = [];
            for (var at = 0.0; at < seconds;)
            {
                at += -Math.Log(1 - _random.NextDouble()) / rate;
                times.Add(at);
            }

            return times;
        }
    }
}
