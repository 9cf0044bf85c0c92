using System.Globalization;
using System.Text;

namespace NumberingRules.Proof.Simulation;

/// <summary>The history, line by line: its digest is of every byte of it, whether the lines are kept or not.</summary>
internal sealed class Log(SimTime time, bool keep)
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly StringBuilder? _lines = keep ? new() : null;

    /// <summary>FNV-1a over all that was written.</summary>
    internal ulong Digest { get; private set; } = Offset;

    internal long Count { get; private set; }

    internal string Lines => _lines?.ToString() ?? "";

    /// <summary>A line; what explains it is for readers only, what it says is in the journal.</summary>
    internal void Add(string line, object? explained = null)
    {
        Count++;
        Mix(time.Now);
        foreach (var c in line)
        {
            Mix(c);
        }

        _lines?.Append(CultureInfo.InvariantCulture, $"{time.Now,7}  {line}  {explained}\n");
    }

    private void Mix(long value)
    {
        unchecked
        {
            Digest = (Digest ^ (ulong)value) * Prime;
        }
    }
}
