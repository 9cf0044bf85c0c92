using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>
/// What an execution went through: 64 KiB of counters, one for each edge between two places, which instrumented code
/// counts up. Code that is not instrumented leaves all of them at zero.
/// </summary>
internal sealed unsafe class Coverage
{
    internal const int Size = 1 << 16;

    // For the life of the process: instrumented code writes to it whenever it runs.
    private static readonly byte* Map = Made();

    private readonly byte[] _seen = new byte[Size];

    /// <summary>The edges gone through since the beginning.</summary>
    internal int Edges { get; private set; }

    /// <summary>Must be called before any instrumented code runs.</summary>
    internal static void Prepare() => Trace.SharedMem = Map;

    /// <summary>Counts an edge by hand: what instrumented code does by itself.</summary>
    internal static void Touch(int edge) => Map[edge] = unchecked((byte)(Map[edge] + 1));

    internal static void Clear() => new Span<byte>(Map, Size).Clear();

    /// <summary>Takes over what the last execution went through.</summary>
    /// <returns>Whether an edge was new, and whether an edge was gone through in another order of magnitude than ever before.</returns>
    internal (bool Edge, bool Count) Note()
    {
        var (edge, count) = (false, false);
        var words = new ReadOnlySpan<ulong>(Map, Size / sizeof(ulong));
        for (var word = words.IndexOfAnyExcept(0UL); word < words.Length && word >= 0;)
        {
            for (var at = word * sizeof(ulong); at < (word + 1) * sizeof(ulong); at++)
            {
                var magnitude = Magnitude(Map[at]);
                if ((_seen[at] | magnitude) != _seen[at])
                {
                    edge |= _seen[at] == 0;
                    Edges += _seen[at] == 0 ? 1 : 0;
                    _seen[at] |= magnitude;
                    count = true;
                }
            }

            var next = words[(word + 1)..].IndexOfAnyExcept(0UL);
            word = next < 0 ? -1 : word + 1 + next;
        }

        return (edge, count);
    }

    private static byte Magnitude(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };

    private static byte* Made() => (byte*)NativeMemory.AllocZeroed(Size);
}
