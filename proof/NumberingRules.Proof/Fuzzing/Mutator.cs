using System.Text;

namespace NumberingRules.Proof.Fuzzing;

/// <summary>Changes inputs at random, a few changes at a time.</summary>
internal sealed class Mutator(Random chance, IReadOnlyList<string> words)
{
    /// <summary>The most bytes an input has.</summary>
    internal const int Longest = 1 << 16;

    private static readonly string[] Common =
    [
        "", "0", "1", "9", "-1", "00", "1e5", "1.5", "2147483648", "9223372036854775807", "9223372036854775808", "18446744073709551616",
        "999999999999999999", "1000000000000000000", "\"", "\\", "\\ud800", "\\u0000", "\\u0041", "{", "}", "{{", "}}", "[", "]", "null", "true", "false",
        "{}", "[]", ",", ":", " ", "\n", "\r\n", "\t", "\0", "\uFEFF", "\uFFFD", "é", "１", "😀", "\u202E", "\u2028", "\u0301", "2024-02-29", "2026-02-29",
        "1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "0001-01-01", "9999-12-31",
    ];

    private readonly byte[][] _words = [.. Common.Concat(words).Select(Encoding.UTF8.GetBytes)];

    /// <summary>A changed copy.</summary>
    /// <param name="input">What to change.</param>
    /// <param name="other">What to take pieces from.</param>
    internal byte[] Changed(byte[] input, byte[] other)
    {
        var changed = new List<byte>(input.Length + 64);
        changed.AddRange(input);
        for (var times = 1 << chance.Next(5); times > 0; times--)
        {
            Change(changed, other);
        }

        return [.. changed.Take(Longest)];
    }

    private void Change(List<byte> input, byte[] other)
    {
        var at = chance.Next(input.Count + 1);
        switch (chance.Next(14))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << chance.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)chance.Next(256);
                break;
            case 2 when at < input.Count:
                input[at] = unchecked((byte)(input[at] + chance.Next(-4, 5)));
                break;
            case 3:
                input.Insert(at, (byte)chance.Next(256));
                break;
            case 4 or 5:
                input.RemoveRange(at, Some(input.Count - at));
                break;
            case 6:
                input.InsertRange(at, input.GetRange(at, Some(input.Count - at)));
                break;
            case 7:
                Move(input, at);
                break;
            case 8 or 9:
                input.InsertRange(at, Word());
                break;
            case 10:
                input.RemoveRange(at, Some(Math.Min(8, input.Count - at)));
                input.InsertRange(at, Word());
                break;
            case 11:
                ReplaceNumber(input, at);
                break;
            case 12 when other.Length > 0:
                var from = chance.Next(other.Length);
                input.InsertRange(at, other.AsSpan(from, Some(other.Length - from)));
                break;
            case 13:
                RepeatLine(input, at);
                break;
            default:
                break;
        }
    }

    private void Move(List<byte> input, int at)
    {
        var piece = input.GetRange(at, Some(input.Count - at));
        input.RemoveRange(at, piece.Count);
        input.InsertRange(chance.Next(input.Count + 1), piece);
    }

    private void ReplaceNumber(List<byte> input, int at)
    {
        var start = input.FindIndex(at, one => one is >= (byte)'0' and <= (byte)'9');
        if (start >= 0)
        {
            var end = input.FindIndex(start, one => one is < (byte)'0' or > (byte)'9');
            input.RemoveRange(start, (end < 0 ? input.Count : end) - start);
            input.InsertRange(start, chance.Next(3) == 0 ? Word() : Encoding.ASCII.GetBytes($"{chance.NextInt64(1L << chance.Next(62))}"));
        }
    }

    /// <summary>Copies or drops a whole line, or, rarely, repeats it until the input is as long as it may be.</summary>
    private void RepeatLine(List<byte> input, int at)
    {
        var start = input.LastIndexOf((byte)'\n', Math.Max(0, at - 1), Math.Min(at, input.Count)) + 1;
        var end = input.FindIndex(Math.Min(at, input.Count), one => one == '\n');
        var line = input.GetRange(start, (end < 0 ? input.Count : end + 1) - start);
        if (chance.Next(3) == 0)
        {
            input.RemoveRange(start, line.Count);
            return;
        }

        var times = chance.Next(200) == 0 && line.Count > 0 ? Longest / line.Count : 1;
        for (; times > 0 && input.Count < Longest; times--)
        {
            input.InsertRange(start, line);
        }
    }

    private byte[] Word() => _words[chance.Next(_words.Length)];

    private int Some(int most) => most <= 0 ? 0 : Math.Min(most, 1 + chance.Next(1 << chance.Next(1, 10)));
}
