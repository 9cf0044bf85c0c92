using System.Diagnostics;
using System.Globalization;
using NumberingRules.Benchmarks.Durable;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Walks;

/// <summary>
/// A journal verified on one core and on two: <c>--links ENTRIES ROUNDS</c>. Each side is a process of its own, which sees
/// only its cores, because a process counts them when it starts; the processes take turns.
/// </summary>
internal static class LinksRun
{
    internal static int Run(int entries, int rounds)
    {
        List<double>[] seconds = [[], []];
        List<double> ratios = [];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var cores in new[] { 1, 2 })
            {
                seconds[cores - 1].Add(Elsewhere(cores, entries));
            }

            ratios.Add(seconds[0][^1] / seconds[1][^1]);
        }

        Report.Table(string.Create(CultureInfo.InvariantCulture, $"{entries:#,0} links verified, {rounds} rounds"), "cores", "seconds", "from", "to", "µs a link");
        for (var cores = 1; cores <= 2; cores++)
        {
            var times = seconds[cores - 1];
            Report.Row(cores, Report.Median(times), times.Min(), times.Max(), Report.Median(times) / entries * 1e6);
        }

        Report.Row("one to two", Report.Median(ratios), ratios.Min(), ratios.Max(), "");
        return 0;
    }

    /// <summary>One side: prints how many seconds it took.</summary>
    internal static int RunHere(int entries)
    {
        var journal = BigJournal.Of(entries).SelectMany(piece => piece).Select(entry => new FoundEntry(entry)).ToList();
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var report = JournalAudit.OfAsync(BigJournal.Book, journal.ToAsyncEnumerable()).GetAwaiter().GetResult().Report;
        var seconds = watch.Elapsed.TotalSeconds;
        Same.Answer(null, report.Fault);
        Same.Answer(entries, report.Entries);
        Console.WriteLine(seconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static double Elsewhere(int cores, int entries)
    {
        var start = new ProcessStartInfo("taskset", ["-c", cores == 1 ? "0" : "0,1", Environment.ProcessPath!, "--links-here", entries.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var seconds = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Same.Answer(0, process.ExitCode);
        return double.Parse(seconds, CultureInfo.InvariantCulture);
    }
}
