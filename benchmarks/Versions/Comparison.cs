using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.Benchmarks.Versions;

/// <summary>Runs both builds by turns, so that whatever disturbs the machine disturbs both, and sets their quickest pieces side by side.</summary>
internal static class Comparison
{
    internal static int Run(string before, string after, int rounds, int pieces)
    {
        var (was, now) = (new List<(string What, double Time)>(), new List<(string What, double Time)>());
        for (var round = 0; round < rounds; round++)
        {
            // Whoever runs second may find a warmer machine: each does in turn.
            foreach (var first in (bool[])[round % 2 == 0, round % 2 != 0])
            {
                (first ? was : now).AddRange(Times(first ? before : after, pieces));
            }
        }

        Console.WriteLine("| what | before, ns | after, ns | after / before | of each round |");
        Console.WriteLine("|---|---:|---:|---:|---|");
        foreach (var what in now.Select(static time => time.What).Distinct())
        {
            double[] olds = [.. was.Where(time => time.What == what).Select(static time => time.Time)];
            double[] news = [.. now.Where(time => time.What == what).Select(static time => time.Time)];
            double[] ratios = [.. news.Zip(olds, static (after, before) => after / before).Order()];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {olds.Min():F1} | {news.Min():F1} | {news.Min() / olds.Min():F2} | {ratios[0]:F2}–{ratios[^1]:F2} |"));
        }

        return 0;
    }

    private static IEnumerable<(string What, double Time)> Times(string program, int pieces)
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet", [program, "measure", pieces.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        while (run.StandardOutput.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            yield return (line[..tab], double.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture));
        }

        run.WaitForExit();
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {run.ExitCode}");
        }
    }
}
