using System.Globalization;

namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>How often to kill: in CI a little; <c>proof/crash.sh</c> says how much more, and wants a line about it.</summary>
internal static class CrashCount
{
    internal static int KillsOfEachMode { get; } = Number("NUMBERING_CRASH_KILLS", 40) / 2;

    internal static int Seed { get; } = Number("NUMBERING_CRASH_SEED", 20260105);

    internal static void Report(string mode, CrashRun run)
    {
        if (Environment.GetEnvironmentVariable("NUMBERING_CRASH_REPORT") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, mode), string.Create(
                CultureInfo.InvariantCulture,
                $"| {mode} | {Seed} | {run.Kills} | {run.WhileStarting} | {run.WhileDisposing} | {run.Answers} |\n"));
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
