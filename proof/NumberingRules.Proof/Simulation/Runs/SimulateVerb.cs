using System.Diagnostics;
using System.Globalization;
using NumberingRules.Cli;

namespace NumberingRules.Proof.Simulation;

/// <summary><c>simulate [--seeds FROM..TO] [--seed N --print] [--threads N] [--plant NAME]</c></summary>
internal static class SimulateVerb
{
    internal static int Run(string[] args)
    {
        var plant = Verbs.Option(args, "--plant") is { } planted ? Enum.Parse<Plant>(planted) : Plant.None;
        if (Verbs.Option(args, "--seed") is { } one)
        {
            return RunOne(ulong.Parse(one, CultureInfo.InvariantCulture), plant, args.Contains("--print"));
        }

        var range = (Verbs.Option(args, "--seeds") ?? "0..2000").Split("..");
        var (from, to) = (ulong.Parse(range[0], CultureInfo.InvariantCulture), ulong.Parse(range[1], CultureInfo.InvariantCulture));
        var threads = Verbs.Option(args, "--threads") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        var began = Stopwatch.GetTimestamp();
        var summary = Summary.Of(from, to, plant, threads);
        Print(summary, Stopwatch.GetElapsedTime(began));
        return summary.Violations.Count == 0 ? 0 : 1;
    }

    private static int RunOne(ulong seed, Plant plant, bool print)
    {
        var history = History.Of(seed, plant, keepLog: true);
        if (print)
        {
            Console.Write(history.World.Log.Lines);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: digest {history.Digest:x16}, {history.Violation ?? "no law broken"}"));
        if (history.Violation is null)
        {
            return 0;
        }

        var smallest = Shrinking.Of(history, plant);
        Console.WriteLine($"\nshrunk to {smallest.World.Choices.Drawn.Count} choices: {smallest.Violation}\n");
        Console.Write(smallest.World.Log.Lines);
        Console.Write(ScriptWriter.Text(smallest.World.Disk.Script));
        return 1;
    }

    private static void Print(Summary summary, TimeSpan took)
    {
        (string Name, long Value)[] lines =
        [
            ("histories", summary.Histories), ("events", summary.Events), ("commands", summary.Commands), ("journal entries", summary.Entries),
            ("posts", summary.Posts), ("laws checked", summary.Checked), ("milliseconds", (long)took.TotalMilliseconds),
            .. summary.Counts.Select(count => (count.Trouble.ToString(), count.Count)),
            ("violations", summary.Violations.Count),
        ];
        foreach (var (name, value) in lines)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{value}"));
        }

        foreach (var (seed, violation) in summary.Violations.Take(20))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {violation}"));
        }
    }
}
