using System.Runtime.InteropServices;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>A parameter of a statement: an integer, a text, bytes or nothing.</summary>
internal readonly struct SqliteValue
{
    private SqliteValue(long integer) => (Integer, IsInteger) = (integer, true);

    private SqliteValue(object? reference) => Reference = reference;

    internal bool IsInteger { get; }

    internal long Integer { get; }

    /// <summary>A <see cref="string"/>, an array of bytes, a <see cref="TextEnd"/>, or null.</summary>
    internal object? Reference { get; }

    /// <summary>The place behind every text that begins with a prefix, in the order of UTF-8.</summary>
    internal static SqliteValue Behind(string prefix) => new((object)new TextEnd(prefix));

    public static implicit operator SqliteValue(long value) => new(value);

    public static implicit operator SqliteValue(bool value) => new(value ? 1L : 0L);

    public static implicit operator SqliteValue(string? value) => new((object?)value);

    public static implicit operator SqliteValue(byte[]? value) => new((object?)value);

    public static implicit operator SqliteValue(EntryHash value) => new((object)value.ToArray());

    public static implicit operator SqliteValue(ReadOnlyMemory<byte> value) => new(
        MemoryMarshal.TryGetArray(value, out var part) && part.Offset == 0 && part.Count == part.Array!.Length ? (object)part.Array : value.ToArray());

    /// <summary>See <see cref="Behind"/>.</summary>
    internal sealed record TextEnd(string Prefix);
}
