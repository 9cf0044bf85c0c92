using System.Diagnostics;

namespace NumberingRules.PostgreSql.Tests.Failing;

/// <summary>A disk in memory that is soon full. Only who may mount can make one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numbering-small-");

    private SmallDisk()
    {
    }

    internal string Folder => Path.Combine(_folder.FullName, "space");

    /// <summary>A new one; null where mounting is not allowed.</summary>
    internal static SmallDisk? Make()
    {
        var disk = new SmallDisk();
        if (!TryRun("mount", "-t", "tmpfs", "-o", "size=3m,mode=777", "tmpfs", disk._folder.FullName))
        {
            disk._folder.Delete();
            return null;
        }

        if (!TryRun("sh", "-c", Server.CommandLine("mkdir", disk.Folder)))
        {
            disk.Dispose();
            return null;
        }

        return disk;
    }

    internal void Grow() => TryRun("mount", "-o", "remount,size=64m", _folder.FullName);

    public void Dispose()
    {
        TryRun("umount", "-l", _folder.FullName);
        _folder.Delete(recursive: true);
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
