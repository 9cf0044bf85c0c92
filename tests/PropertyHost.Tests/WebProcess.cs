using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PropertyHost.Tests;

/// <summary>A web application as a process of its own, on a port that is free.</summary>
internal sealed partial class WebProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly Regex _listening;
    private bool _isDisposed;

    private WebProcess(string assembly, Regex listening, string[] arguments)
    {
        _listening = listening;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach([Path.Combine(AppContext.BaseDirectory, assembly), .. arguments], start.ArgumentList.Add);
        start.Environment["DOTNET_TieredPGO"] = "0"; // Not worth its while in a process that lives for seconds.
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal HttpClient Client { get; } = new();

    internal string Output => string.Join('\n', _output);

    internal static Task<WebProcess> StartAsync(string assembly, params string[] arguments) =>
        StartAsync(assembly, ListeningOn(), ["--urls", "http://127.0.0.1:0", .. arguments]);

    internal static Task<WebProcess> StartIntacctAsync() => StartAsync("FakeIntacct.dll", IntacctIsAt(), ["--port", "0"]);

    private static async Task<WebProcess> StartAsync(string assembly, Regex listening, string[] arguments)
    {
        var started = new WebProcess(assembly, listening, arguments);
        try
        {
            await Patience.UntilAsync(() => Task.FromResult(started.Listens()), () => started.Output);
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: the process has no say in it.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        Client.Dispose();
    }

    private bool Listens()
    {
        Assert.False(_process.HasExited, Output);
        if (_output.Select(line => _listening.Match(line)).FirstOrDefault(match => match.Success) is not { } found)
        {
            return false;
        }

        Client.BaseAddress = new(found.Groups[1].Value);
        return true;
    }

    [GeneratedRegex("Now listening on: (\\S+)")]
    private static partial Regex ListeningOn();

    [GeneratedRegex("FakeIntacct: API (\\S+?)/ia/api/v1/")]
    private static partial Regex IntacctIsAt();
}

/// <summary>Waits for what must come sooner or later; how soon is no matter of a test.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    internal static async Task UntilAsync(Func<Task<bool>> isSo, Func<string> what)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Limit, $"waited {Limit.TotalSeconds} s in vain: {what()}");
            await Task.Delay(50);
        }
    }
}
