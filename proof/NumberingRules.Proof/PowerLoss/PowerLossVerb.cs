using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.Proof.PowerLoss;

/// <summary><c>powerloss [RUNS] [VARIANTS] [SEED] [LYING]</c>: records runs, loses the power at every boundary, and prints a table.</summary>
internal static class PowerLossVerb
{
    internal static int Run(string[] args)
    {
        int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        var (runs, variants, seed, lying) = (Number(0, 4), Number(1, 3), Number(2, 20260105), args.Length > 3 ? args[3] : "");
        var began = Stopwatch.GetTimestamp();
        var tally = All(runs, variants, seed, lying);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | | |
            |---|---|
            | recorded runs | {runs} |
            | acts recorded | {tally.Acts} |
            | syncs among them | {tally.Syncs} |
            | times the log began again from its start | {tally.LogRestarts} |
            | times the log was removed | {tally.Removals} |
            | answers acknowledged | {tally.Acks} |
            | boundaries at which the power went | {tally.Boundaries} |
            | images | {tally.Images} |
            | of them the same as one looked at before | {tally.Same} |
            | writes lost | {tally.Lost} |
            | writes torn | {tally.Torn} |
            | faults | {tally.Faults.Count} |
            | seconds | {Stopwatch.GetElapsedTime(began).TotalSeconds:0} |
            """));
        tally.Faults.ForEach(Console.Error.WriteLine);
        return tally.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>The process that is recorded.</summary>
    internal static int Child(string[] args) =>
        Writing.RunAsync(args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture), args[4]).GetAwaiter().GetResult();

    /// <param name="runs">How many runs.</param>
    /// <param name="variants">How many images at each boundary.</param>
    /// <param name="seed">The seed of the first run; the next has the next.</param>
    /// <param name="lying">Files whose syncs the disk only says it has done, as letters of <see cref="Act.File"/>.</param>
    /// <param name="sessions">The processes of every run; otherwise left to chance.</param>
    internal static Tally All(int runs, int variants, int seed, string lying = "", IReadOnlyList<Session>? sessions = null)
    {
        var root = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"powerloss-{Guid.NewGuid():N}"));
        try
        {
            var recorder = new Recorder(root.FullName);
            var total = new Tally();
            var gate = new Lock();
            Parallel.For(0, runs, new() { MaxDegreeOfParallelism = 2 }, run =>
            {
                var tally = One(recorder, root.CreateSubdirectory(run.ToString(CultureInfo.InvariantCulture)), seed + run, variants, lying, sessions);
                lock (gate)
                {
                    total.Add(tally);
                }
            });
            return total;
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static Tally One(Recorder recorder, DirectoryInfo folder, int seed, int variants, string lying, IReadOnlyList<Session>? sessions)
    {
        var file = Path.Combine(folder.FullName, "run.db");
        var log = recorder.Record(file, seed, sessions ?? Session.Of(seed));
        var tally = new Replay(seed, variants, lying).Run(Recording.Read(log), file, folder.FullName);
        if (tally.Faults.Count > 0 && lying.Length == 0)
        {
            // A recorded process is never the same twice: the record is what a fault can be looked at with.
            var kept = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"powerloss-{seed}.record"));
            File.Copy(log, kept, overwrite: true);
            tally.Faults.Add($"the record is kept in {kept}");
        }

        folder.Delete(recursive: true);
        return tally;
    }
}
