using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.Proof.PowerLoss;

/// <summary>Records runs: compiles the recorder, and starts processes under it, one after the other on the same file.</summary>
internal sealed class Recorder
{
    private const int Killed = 128 + 9;
    private readonly string _library;

    internal Recorder(string folder)
    {
        _library = Path.Combine(folder, "recorder.so");
        var source = Path.Combine(AppContext.BaseDirectory, "PowerLoss", "recorder.c");
        Demand(Start("cc", ["-shared", "-fPIC", "-O2", "-o", _library, source, "-ldl", "-lpthread"]), "cc", 0);
    }

    /// <summary>Records a run and leaves the file as its last process left it.</summary>
    /// <returns>Where the record is.</returns>
    internal string Record(string file, int seed, IReadOnlyList<Session> sessions)
    {
        var log = file + ".record";
        for (var at = 0; at < sessions.Count; at++)
        {
            var (commands, end, killedAt) = sessions[at];
            Dictionary<string, string> environment = new()
            {
                ["LD_PRELOAD"] = _library,
                ["NUMBERING_RECORD_FILE"] = file,
                ["NUMBERING_RECORD_LOG"] = log,
                ["NUMBERING_RECORD_KILL"] = Text(killedAt),
                ["DOTNET_TieredPGO"] = "0",
            };
            string[] arguments = [typeof(Recorder).Assembly.Location, "powerloss-child", file, Text(seed), Text(at), Text(commands), end];
            Demand(Start("dotnet", arguments, environment), string.Create(CultureInfo.InvariantCulture, $"seed {seed}, process {at}"), end == Session.Dispose ? 0 : Killed);
        }

        return log;

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static Process Start(string program, IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static void Demand(Process process, string what, int expected)
    {
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != expected || errors.Result.Length > 0)
            {
                throw new InvalidOperationException($"{what}: ended with {process.ExitCode} instead of {expected}: {errors.Result}");
            }
        }
    }
}
