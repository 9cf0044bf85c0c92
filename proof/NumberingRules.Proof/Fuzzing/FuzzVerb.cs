using System.Globalization;
using NumberingRules.Proof.Fuzzing.Targets;

namespace NumberingRules.Proof.Fuzzing;

/// <summary><c>fuzz TARGET [--seconds N | --still MINUTES | --executions N] [--seed N] [--folder F] [--row F]</c></summary>
internal static class FuzzVerb
{
    private const double MostMilliseconds = 1000;

    // Each is made when it is wanted: to make one already runs instrumented code, and some take their time.
    private static readonly (string Name, Func<FuzzTarget> Target)[] All =
    [
        ("format", () => new FormatTarget()),
        ("number", () => new NumberTarget()),
        ("script", () => new ScriptTarget()),
        ("csv", () => new CsvTarget()),
        ("journal", () => new JournalTarget()),
        ("chain", () => new ChainTarget()),
    ];

    internal static IEnumerable<string> Names => All.Select(one => one.Name);

    internal static FuzzTarget Target(string name) => All.Single(one => one.Name == name).Target();

    internal static int Run(string[] args)
    {
        // Before anything of the library runs: instrumented code counts from its first step.
        Coverage.Prepare();
        if (args is ["--oracles"])
        {
            foreach (var name in Names)
            {
                Console.WriteLine($"| {name} | {Target(name).Oracle} |");
            }

            return 0;
        }

        if (args.Length == 0 || !Names.Contains(args[0]))
        {
            Console.Error.WriteLine($"usage: fuzz {string.Join('|', Names)} [--seconds N | --still MINUTES | --executions N] [--seed N] [--folder FOLDER] [--row FILE]");
            return 2;
        }

        string? Option(string name) => Verbs.Option(args, name);
        double Number(string name, double otherwise) => Option(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var options = new FuzzOptions(
            (int)Number("--seed", 20260105),
            (long)Number("--executions", 1e18),
            Number("--seconds", double.MaxValue),
            Number("--still", double.MaxValue),
            MostMilliseconds: MostMilliseconds,
            Folder: Option("--folder"));
        var report = FuzzLoop.Run(Target(args[0]), options);
        var row = Row(report);
        Console.WriteLine(row);
        if (Option("--row") is { } file)
        {
            File.WriteAllText(file, row + "\n");
        }

        if (report.Places == 0)
        {
            Console.Error.WriteLine($"{report.Target}: nothing was instrumented, so that no input could lead to another; proof/fuzz.sh instruments.");
        }

        return report.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>A row of the table in <c>docs/proof/fuzzing.md</c>.</summary>
    private static string Row(FuzzReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {report.Target} | {report.Executions:N0} | {report.Minutes:0.0} | {report.CpuMinutes:0.0} | {report.Places:N0} | {report.StillMinutes:0.0} | {report.StillExecutions:N0} | {report.Edges:N0} | {report.EdgeMinutes:0.0} | {report.Kept:N0} | {report.MostBytes / 1048576.0:0.00} | {report.SlowestMilliseconds:0.0} | {report.Faults.Count} |");
}
