using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>A process of <c>tests/CrashHost</c>, to be talked to and to be killed.</summary>
internal sealed class Child : IDisposable
{
    // Killed by SIGKILL, as a shell says it.
    internal const int Killed = 128 + 9;

    // What the child writes at the end of each line: one that lacks it was cut off.
    private const string End = "\t.";

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Child(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    internal static Child Start(params ReadOnlySpan<object> arguments)
    {
        // Compiled ahead of time it starts in a hundredth of the time; the scripts of the proofs make it so.
        var native = Environment.GetEnvironmentVariable("NUMBERING_CRASH_HOST") is { Length: > 0 } program ? program : null;
        var start = new ProcessStartInfo(native ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (native is null)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CrashHost.dll"));
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }

        return new(Process.Start(start)!);
    }

    internal int Id => _process.Id;

    internal void Kill() => _process.Kill();

    /// <summary>Lets the child go on, or end: it waits for a line or for the end of its input.</summary>
    internal void CloseInput() => _process.StandardInput.Close();

    /// <summary>The fields of the next whole line; null when there are no more.</summary>
    internal string[]? Next() =>
        _process.StandardOutput.ReadLine() is { } line && line.EndsWith(End, StringComparison.Ordinal) ? line[..^End.Length].Split('\t') : null;

    /// <summary>Waits for a line that begins with a word, and takes in what is told before.</summary>
    internal string[] WaitFor(string word, Told? told = null, int start = 0)
    {
        for (var line = Next(); line is not null; line = Next())
        {
            if (line[0] == word)
            {
                return line;
            }

            told?.Hear(start, line);
        }

        throw new InvalidOperationException($"the child ended before it said '{word}': {WaitForExit().Errors}");
    }

    internal (int Code, string Errors) WaitForExit()
    {
        _process.WaitForExit();
        return (_process.ExitCode, _errors.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
