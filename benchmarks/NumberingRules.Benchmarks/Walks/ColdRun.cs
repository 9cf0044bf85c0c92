using System.Diagnostics;
using System.Globalization;
using NumberingRules.Benchmarks.Durable;

namespace NumberingRules.Benchmarks.Walks;

/// <summary>
/// From the start of a process to its end, with a first decision in it and with nothing in it: <c>--cold ROUNDS EMPTY FIRST
/// [EMPTY FIRST …]</c>, pairs of programs. All take turns, and the difference of each pair is taken in each round.
/// </summary>
internal static class ColdRun
{
    internal static int Run(int rounds, string[] programs)
    {
        var times = programs.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var at = 0; at < programs.Length; at++)
            {
                var time = Start(programs[at]);
                if (round >= 0)
                {
                    times[at].Add(time);
                }
            }
        }

        Report.Table(string.Create(CultureInfo.InvariantCulture, $"Cold start, {rounds} rounds"), "program", "ms", "a quarter below", "a quarter above");
        for (var at = 0; at < programs.Length; at += 2)
        {
            var (empty, first) = (times[at], times[at + 1]);
            var how = Path.GetFileName(Path.GetDirectoryName(programs[at]));
            Quarters("empty Main, " + how, empty);
            Quarters("first decision, " + how, first);
            Quarters("above it, " + how, [.. first.Zip(empty, (with, without) => with - without)]);
        }

        return 0;
    }

    private static void Quarters(string what, List<double> values)
    {
        List<double> sorted = [.. values.Order()];
        Report.Row(what, Report.Median(values), sorted[sorted.Count / 4], sorted[sorted.Count * 3 / 4]);
    }

    private static double Start(string program)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program))!;
        process.WaitForExit();
        var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        Same.Answer(0, process.ExitCode);
        return time;
    }
}
