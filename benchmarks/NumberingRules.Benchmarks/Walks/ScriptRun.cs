using System.Diagnostics;
using System.Globalization;
using NumberingRules.Benchmarks.Durable;

namespace NumberingRules.Benchmarks.Walks;

/// <summary>
/// A script run by the tool, in memory and to a book, beside reading and parsing its lines: <c>--script ROUNDS SCRIPT TOOL FOLDER</c>.
/// Every time is that of a whole process, its output written to a file; the three take turns.
/// </summary>
internal static class ScriptRun
{
    internal static int Run(int rounds, string script, string tool, string folder)
    {
        var book = Path.Combine(Directory.CreateDirectory(folder).FullName, "script.db");
        (string Name, string[] Command)[] sides =
        [
            ("read, every line parsed by JsonDocument", [Environment.ProcessPath!, "--documents", script]),
            ("run in memory", ["dotnet", tool, "run", script, "--json"]),
            ("run to a book", ["dotnet", tool, "run", script, "--book", book, "--json"]),
        ];
        var times = sides.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                Workload.Delete(book);
                times[side].Add(Seconds(sides[side].Command, Path.Combine(folder, "script.out")));
            }
        }

        Workload.Delete(book);
        Report.Table(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(script)}, {rounds} rounds"), "what", "seconds", "from", "to", "to reading and parsing");
        for (var side = 0; side < sides.Length; side++)
        {
            List<double> ratios = [.. times[side].Zip(times[0], (ours, theirs) => ours / theirs)];
            Report.Row(sides[side].Name, Report.Median(times[side]), times[side].Min(), times[side].Max(), Report.Median(ratios));
        }

        return 0;
    }

    private static double Seconds(string[] command, string output)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "out=$1; shift; exec \"$@\" > \"$out\"", "sh", output, .. command]))!;
        process.WaitForExit();
        Same.Answer(0, process.ExitCode);
        return watch.Elapsed.TotalSeconds;
    }
}
