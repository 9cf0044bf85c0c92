using System.IO.MemoryMappedFiles;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>
/// Keeps the input being read in a file that outlives a crash of the process, and ends the process when one input has
/// taken ten seconds of its computing time.
/// </summary>
internal sealed class LastInput : IDisposable
{
    private const double MostSeconds = 10;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Timer _timer;
    private long _begun;
    private long _seen;
    private TimeSpan _since;

    internal LastInput(string folder)
    {
        Directory.CreateDirectory(folder);
        _file = MemoryMappedFile.CreateFromFile(Path.Combine(folder, "last-input"), FileMode.Create, null, sizeof(int) + Mutator.Longest);
        _view = _file.CreateViewAccessor();
        _timer = new(_ => Look(), null, 1000, 1000);
    }

    internal void Begin(byte[] input)
    {
        Interlocked.Increment(ref _begun);
        var length = Math.Min(input.Length, Mutator.Longest);
        _view.Write(0, length);
        _view.WriteArray(sizeof(int), input, 0, length);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _view.Dispose();
        _file.Dispose();
    }

    private void Look()
    {
        var (begun, spent) = (Interlocked.Read(ref _begun), Environment.CpuUsage.UserTime);
        if (begun != _seen)
        {
            (_seen, _since) = (begun, spent);
        }
        else if ((spent - _since).TotalSeconds > MostSeconds)
        {
            Console.Error.WriteLine($"HANG at execution {begun}: the input is in the file last-input");
            Environment.Exit(1);
        }
    }
}
