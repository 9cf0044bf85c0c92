using System.Buffers.Binary;
using System.Text;

namespace NumberingRules.Storage;

/// <summary>
/// The sum of the hashes of rows, in any order: two tables with the same sum hold the same rows. Against accidents, not
/// against an attacker, who has no use for look-up tables that the next rebuild replaces.
/// </summary>
internal sealed class RowSum : IEquatable<RowSum>
{
    private const ulong Mix = 0x9E3779B97F4A7C15;

    private ulong _sum;
    private ulong _row;

    /// <summary>Told of the hash of each row.</summary>
    internal Action<ulong>? Ended { get; init; }

    /// <summary>How many rows there are.</summary>
    internal long Rows { get; private set; }

    internal RowSum Add(long value)
    {
        _row = Mixed(_row ^ unchecked((ulong)value));
        return this;
    }

    internal RowSum Add(string text)
    {
        Span<byte> bytes = stackalloc byte[3 * Identifier.MaxLength];
        return Add(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    internal RowSum Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        for (; bytes.Length >= sizeof(long); bytes = bytes[sizeof(long)..])
        {
            Add(BinaryPrimitives.ReadInt64LittleEndian(bytes));
        }

        foreach (var rest in bytes)
        {
            Add(rest);
        }

        return this;
    }

    /// <summary>Ends a row.</summary>
    internal void End()
    {
        var row = Mixed(_row);
        _sum = unchecked(_sum + row);
        _row = 0;
        Rows++;
        Ended?.Invoke(row);
    }

    /// <summary>Takes over another sum.</summary>
    internal void Take(RowSum other) => (_sum, Rows) = (unchecked(_sum + other._sum), Rows + other.Rows);

    public bool Equals(RowSum? other) => other is not null && _sum == other._sum && Rows == other.Rows;

    public override bool Equals(object? obj) => Equals(obj as RowSum);

    public override int GetHashCode() => HashCode.Combine(_sum, Rows);

    private static ulong Mixed(ulong value)
    {
        unchecked
        {
            value = (value + Mix) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 29)) * 0x94D049BB133111EB;
            return value ^ (value >> 32);
        }
    }
}
