using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NumberingRules.Storage;

/// <summary>
/// The fingerprint of a set of rows, in any order, under a key that is drawn anew for each verification: two sets with the
/// same fingerprint hold the same rows, also when somebody who has this code made one of them.
/// </summary>
/// <remarks>
/// A row is a polynomial over its values and a set is the product of its rows, both evaluated at secret points of the field
/// of integers modulo 2^61 − 1. Whoever does not know the points finds two different sets with the same print by chance
/// only: once in 10^11 for ten million rows (Schwartz and Zippel). Not for use by several threads at once.
/// </remarks>
public sealed class RowPrint
{
    private const ulong Prime = (1UL << 61) - 1;
    private const int BytesAtATime = 7;

    private readonly (ulong Row, ulong Set) _key;
    private readonly StringBuilder? _words;
    private ulong _set = 1;
    private ulong _row = 1;

    private RowPrint((ulong Row, ulong Set) key, Action<ulong, string>? ended)
    {
        (_key, Ended) = (key, ended);
        _words = ended is null ? null : new();
    }

    /// <summary>How many rows there are.</summary>
    public long Rows { get; private set; }

    private Action<ulong, string>? Ended { get; }

    /// <summary>The next value of the row is an integer.</summary>
    public void Add(long value)
    {
        Take(1 + (unchecked((ulong)value) >> 32));
        Take(unchecked((ulong)value) & uint.MaxValue);
        Say(value);
    }

    /// <summary>The next value of the row is a text, or null.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            AddNull();
            return;
        }

        Span<byte> bytes = stackalloc byte[1024];
        AddBytes(text.Length * 3 <= bytes.Length ? bytes[..Encoding.UTF8.GetBytes(text, bytes)] : Encoding.UTF8.GetBytes(text));
        Say(text);
    }

    /// <summary>The next value of the row is a text, as UTF-8, or a sequence of bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        AddBytes(bytes);
        if (_words is not null)
        {
            Say(Encoding.UTF8.GetString(bytes));
        }
    }

    /// <summary>The next value of the row is missing.</summary>
    public void AddNull()
    {
        Take(1UL << 58);
        Say("null");
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        Ended?.Invoke(_row, _words!.ToString());
        _set = Times(_set, Sum(_key.Set, _row));
        _row = 1;
        _words?.Clear();
        Rows++;
    }

    /// <summary>An empty print under a new key.</summary>
    internal static RowPrint New() => new((Random(), Random()), null);

    /// <summary>An empty print under the same key.</summary>
    /// <param name="ended">Told of each row: its own print, and its values in words.</param>
    internal RowPrint Another(Action<ulong, string>? ended = null) => new(_key, ended);

    /// <summary>Takes over the rows of another print under the same key.</summary>
    internal void Take(RowPrint other) => (_set, Rows) = (Times(_set, other._set), Rows + other.Rows);

    internal bool IsSameAs(RowPrint other) => _set == other._set && Rows == other.Rows;

    private static ulong Random() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) & Prime;

    private static ulong Sum(ulong one, ulong other) => Reduced(one + other);

    private static ulong Times(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return Reduced((low & Prime) + ((high << 3) | (low >> 61)));
    }

    private static ulong Reduced(ulong value)
    {
        value = (value & Prime) + (value >> 61);
        return value >= Prime ? value - Prime : value;
    }

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        // The length keeps the end of one value apart from the beginning of the next.
        Take((1UL << 57) + (ulong)bytes.Length);
        for (; bytes.Length > BytesAtATime; bytes = bytes[BytesAtATime..])
        {
            Take(BinaryPrimitives.ReadUInt64LittleEndian(bytes) & ((1UL << 56) - 1));
        }

        var rest = 0UL;
        foreach (var one in bytes)
        {
            rest = (rest << 8) | one;
        }

        Take(rest);
    }

    private void Take(ulong word) => _row = Sum(Times(_row, _key.Row), word);

    private void Say(long value)
    {
        if (_words is not null)
        {
            Say(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Say(string value) => _words?.Append(_words.Length > 0 ? ", " : "").Append(value);
}
