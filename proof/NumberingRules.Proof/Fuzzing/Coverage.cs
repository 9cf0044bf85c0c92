using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>
/// What executions went through: the places that code can branch to, and the edges from one to the next, 64 KiB of
/// counters which instrumented code counts up. Code that is not instrumented leaves all of them at zero.
/// </summary>
internal sealed unsafe class Coverage
{
    internal const int Size = 1 << 16;

    private const int Repeats = 3;

    // For the life of the process: instrumented code writes to it whenever it runs.
    private static readonly byte* Map = Made();

    private static readonly bool[] Reached = new bool[Size];

    private readonly byte[] _seen = new byte[Size];
    private readonly byte[] _least = new byte[Size];

    /// <summary>The edges gone through since the beginning.</summary>
    internal int Edges { get; private set; }

    /// <summary>
    /// The places reached since <see cref="Prepare"/>, be it once. Edges go on being found for as long as there are orders
    /// of steps that nobody tried; places come to an end.
    /// </summary>
    internal static int Places { get; private set; }

    /// <summary>The method of the last place that was new.</summary>
    internal static string Newest { get; private set; } = "";

    /// <summary>Must be called before any instrumented code runs.</summary>
    internal static void Prepare()
    {
        Trace.SharedMem = Map;
        Trace.OnBranch = Reach;
        Array.Clear(Reached);
        Places = 0;
    }

    /// <summary>Counts a place and an edge to it by hand: what instrumented code does by itself.</summary>
    internal static void Touch(int place)
    {
        Map[place] = unchecked((byte)(Map[place] + 1));
        Reach(place, "by hand");
    }

    /// <summary>Before an execution. It comes from nowhere, not from where the one before ended.</summary>
    internal static void Clear()
    {
        new Span<byte>(Map, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>
    /// Takes over what the last execution went through, if some more do so too: what is done once in a process, and
    /// what two threads happen to do one after the other, is no merit of the input.
    /// </summary>
    /// <param name="again">Executes the same input again; only called while something seems new.</param>
    /// <returns>Whether an edge was new, and whether an edge was gone through in another order of magnitude than ever before.</returns>
    internal (bool Edge, bool Count) Note(Action again)
    {
        for (var times = 0; times < Repeats; times++)
        {
            if (!SeemsNew())
            {
                return default;
            }

            new ReadOnlySpan<byte>(Map, Size).CopyTo(_least);
            Clear();
            again();
            for (var at = 0; at < Size; at++)
            {
                Map[at] = Math.Min(_least[at], Map[at]);
            }
        }

        var (edge, count) = (false, false);
        for (var at = 0; at < Size; at++)
        {
            var magnitude = Magnitude(Map[at]);
            if (IsNew(at, magnitude))
            {
                edge |= _seen[at] == 0;
                Edges += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= magnitude;
                count = true;
            }
        }

        return (edge, count);
    }

    private static void Reach(int place, string method)
    {
        if (!Reached[place & (Size - 1)])
        {
            Reached[place & (Size - 1)] = true;
            Places++;
            Newest = method;
        }
    }

    private bool SeemsNew()
    {
        var words = new ReadOnlySpan<ulong>(Map, Size / sizeof(ulong));
        for (var word = 0; word < words.Length; word++)
        {
            for (var at = word * sizeof(ulong); words[word] != 0 && at < (word + 1) * sizeof(ulong); at++)
            {
                if (IsNew(at, Magnitude(Map[at])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsNew(int at, byte magnitude) => (_seen[at] | magnitude) != _seen[at];

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
