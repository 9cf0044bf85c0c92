using System.Globalization;
using NumberingRules.Proof.Fuzzing.Targets;

namespace NumberingRules.Proof.Fuzzing;

/// <summary><c>fuzz TARGET [--seconds N | --still MINUTES | --executions N] [--seed N] [--folder F] [--row F]</c></summary>
internal static class FuzzVerb
{
    internal static IReadOnlyList<FuzzTarget> Targets { get; } = [new FormatTarget(), new NumberTarget(), new ScriptTarget(), new CsvTarget(), new JournalTarget(), new ChainTarget()];

    internal static int Run(string[] args)
    {
        // Before anything else of the library runs: instrumented code counts from its first step.
        Coverage.Prepare();
        if (args is ["--oracles"])
        {
            foreach (var one in Targets)
            {
                Console.WriteLine($"| {one.Name} | {one.Oracle} |");
            }

            return 0;
        }

        if (args.Length == 0 || Targets.FirstOrDefault(one => one.Name == args[0]) is not { } target)
        {
            Console.Error.WriteLine($"usage: fuzz {string.Join('|', Targets.Select(one => one.Name))} [--seconds N | --still MINUTES | --executions N] [--seed N] [--folder FOLDER] [--row FILE]");
            return 2;
        }

        string? Option(string name) => Array.IndexOf(args, name) is > 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        double Number(string name, double otherwise) => Option(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var options = new FuzzOptions(
            (int)Number("--seed", 20260105),
            (long)Number("--executions", 1e18),
            Number("--seconds", double.MaxValue),
            Number("--still", double.MaxValue),
            Option("--folder"));
        var report = FuzzLoop.Run(target, options);
        var row = Row(report);
        Console.WriteLine(row);
        if (Option("--row") is { } file)
        {
            File.WriteAllText(file, row + "\n");
        }

        if (report.Edges == 0)
        {
            Console.Error.WriteLine($"{target.Name}: nothing was instrumented, so that no input could lead to another; eng/fuzz.sh instruments.");
        }

        return report.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>A row of the table in <c>docs/proof/fuzzing.md</c>.</summary>
    private static string Row(FuzzReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {report.Target} | {report.Executions:N0} | {report.Edges:N0} | {report.Kept:N0} | {report.Minutes:0.0} | {report.StillMinutes:0.0} | {report.StillExecutions:N0} | {report.MostBytes / 1048576.0:0.00} | {report.SlowestMilliseconds:0.0} | {report.Faults.Count} |");
}
