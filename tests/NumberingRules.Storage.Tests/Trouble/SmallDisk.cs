using System.Diagnostics;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>A disk in memory, mounted for a test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    /// <summary>Whether this machine lets the tests mount one.</summary>
    internal static bool CanBe { get; } = OperatingSystem.IsLinux() && Try();

    internal string Path { get; }

    public void Dispose() => Run("umount", "-l", Path);

    internal static SmallDisk Mount(string path, string options)
    {
        Directory.CreateDirectory(path);
        Assert.True(Run("mount", "-t", "tmpfs", "-o", options, "numbering", path));
        return new(path);
    }

    internal void Remount(string options) => Assert.True(Run("mount", "-o", "remount," + options, Path));

    private static bool Try()
    {
        var folder = Directory.CreateTempSubdirectory("numbering-").FullName;
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", "size=64k", "numbering", folder) && Run("umount", folder);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A fact that needs a <see cref="SmallDisk"/>; skipped, and said so, where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.CanBe)
        {
            Skip = "needs leave to mount a disk in memory (root on Linux)";
        }
    }
}
