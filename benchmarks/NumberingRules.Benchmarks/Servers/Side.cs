namespace NumberingRules.Benchmarks.Servers;

/// <summary>One way to number: what a caller does, and how many numbers it took by that.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Callers">How many do it at once.</param>
/// <param name="DoAsync">Takes the caller's number and how often it did it before.</param>
/// <param name="Each">How many numbers it takes each time.</param>
internal sealed record Side(string Name, int Callers, Func<int, int, Task> DoAsync, int Each = 1)
{
    /// <summary>How many numbers each caller took, in the order of callers.</summary>
    internal long[] Counts { get; private set; } = [];

    /// <summary>Runs it for a while.</summary>
    /// <returns>Numbers a second, and processor time of all processes a number in microseconds.</returns>
    internal async Task<(double Rate, double Cpu)> RunAsync(TimeSpan time, ServerCpu cpu, int from)
    {
        Counts = new long[Callers];
        using var over = new CancellationTokenSource(time);
        var (began, used) = (System.Diagnostics.Stopwatch.GetTimestamp(), cpu.Seconds());
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var at = from; !over.IsCancellationRequested; at++)
            {
                await DoAsync(caller, at);
                Counts[caller] += Each;
            }
        })));
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds;
        return (Counts.Sum() / took, (cpu.Seconds() - used) / Math.Max(1, Counts.Sum()) * 1e6);
    }
}
