using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.Proof.DiskFaults;

/// <summary>
/// <c>diskfaults [EVERY]</c>: makes the disk fill, slow down and fail at every EVERY-th write of a run, once and from then on,
/// in a process with a shim before the C library; prints a table. Needs a C compiler.
/// </summary>
internal static class DiskFaultsVerb
{
    /// <summary>The compiler there is; null if there is none.</summary>
    internal static string? Compiler { get; } = OperatingSystem.IsLinux()
        ? new[] { "cc", "clang", "gcc" }.FirstOrDefault(static name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name))))
        : null;

    internal static int Run(string[] args)
    {
        var (status, output) = All(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1);
        Console.Write(output);
        return status;
    }

    /// <summary>Runs the faults in a process of their own.</summary>
    /// <param name="every">At which acts of a run: 1 for each.</param>
    /// <param name="lying">Whether the disk says it has written and has not, instead: nothing can stand that, and it must be noticed.</param>
    internal static (int Status, string Output) All(int every, bool lying = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"diskfaults-{Guid.NewGuid():N}"));
        try
        {
            var library = Path.Combine(folder.FullName, "faults.so");
            var (status, output) = Start(
                Compiler ?? throw new InvalidOperationException("a C compiler is needed: cc, clang or gcc"),
                ["-shared", "-fPIC", "-O2", "-o", library, Path.Combine(AppContext.BaseDirectory, "DiskFaults", "faults.c"), "-lpthread"], null, folder.FullName);
            return status != 0 ? (status, output)
                : Start("dotnet", [typeof(DiskFaultsVerb).Assembly.Location, "diskfaults-child", folder.FullName, every.ToString(CultureInfo.InvariantCulture), lying ? "7" : "0"], library, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static int Child(string[] args) => FaultyRuns.AllAsync(args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture)).GetAwaiter().GetResult();

    private static (int Status, string Output) Start(string program, string[] arguments, string? preloaded, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (preloaded is not null)
        {
            start.Environment["LD_PRELOAD"] = preloaded;
            start.Environment["NUMBERING_FAULT_FILES"] = Path.Combine(folder, "books");
            start.Environment["DOTNET_TieredPGO"] = "0";
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
