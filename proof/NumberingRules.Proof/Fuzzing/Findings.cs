using System.Globalization;
using System.Text.RegularExpressions;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>Keeps inputs in files: <c>corpus</c> for those that reached something new, <c>faults</c> for those with a fault.</summary>
internal sealed partial class Findings(string? folder)
{
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private string[] _earlier = [];
    private int _kept;

    /// <summary>One of each kind.</summary>
    internal IReadOnlyList<string> Faults => _faults;

    /// <summary>The shortest first: what a longer one goes through besides is then all that it is kept for.</summary>
    internal List<byte[]> FromEarlierRuns()
    {
        if (folder is null || !Directory.Exists(Folder("corpus")))
        {
            return [];
        }

        _earlier = Directory.GetFiles(Folder("corpus"));
        Array.Sort(_earlier, StringComparer.Ordinal);
        _kept = _earlier is [.., var last] ? int.Parse(Path.GetFileName(last), CultureInfo.InvariantCulture) + 1 : 0;
        return [.. _earlier.Select(File.ReadAllBytes).OrderBy(input => input.Length)];
    }

    /// <summary>Once all of them were read: those that still reach something new are kept anew. A run that is cut off before loses none.</summary>
    internal void DropEarlierRuns() => Array.ForEach(_earlier, File.Delete);

    internal void Keep(byte[] input) => Write("corpus", $"{_kept++:000000}", input);

    internal void Add(string target, string fault, byte[] input, long execution, int seed)
    {
        // Faults that differ in what they quote are of one kind.
        if (!_kinds.Add(Quoted().Replace(fault, "'…'")))
        {
            return;
        }

        _faults.Add(fault);
        Write("faults", $"{_faults.Count:00}", input);
        Console.Error.WriteLine($"{target}: FAULT {_faults.Count} at execution {execution}, seed {seed}: {fault}\n  input: {Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 3000)))}");
    }

    private string Folder(string name) => Path.Combine(folder!, name);

    private void Write(string name, string file, byte[] input)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(Folder(name));
            File.WriteAllBytes(Path.Combine(Folder(name), file), input);
        }
    }

    [GeneratedRegex("'.*'|[0-9]+", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
