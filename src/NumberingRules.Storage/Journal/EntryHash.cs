using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>The SHA-256 that chains a journal entry to the ones before it: 32 bytes, held inline.</summary>
/// <remarks>Equality is by value. <c>default</c> is all zero, which no entry has: it stands for "no entry". As JSON it is the string of its 64 digits.</remarks>
[JsonConverter(typeof(TextJsonConverter<EntryHash>))]
public readonly struct EntryHash : IEquatable<EntryHash>, IParsable<EntryHash>
{
    /// <summary>How many bytes it has.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>How many hexadecimal digits it is written with.</summary>
    public const int Digits = 2 * Size;

    internal static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<byte> HexadecimalBytes = SearchValues.Create("0123456789abcdef"u8);

    private readonly Bytes _bytes;

    private EntryHash(ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes);

    /// <summary>Takes over 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static EntryHash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new(bytes) : throw new ArgumentException($"a hash has {Size} bytes, not {bytes.Length}", nameof(bytes));

    /// <summary>The hash with these 64 lower-case hexadecimal digits; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text is no hash; the message shows it.</exception>
    public static EntryHash Parse(string s, IFormatProvider? provider) => TryParse(s, out var hash)
        ? hash
        : throw new FormatException($"{Shown.Of(s)} is no hash of an entry: that is exactly {Digits} digits of 0–9 and a–f, as ToString() and `head` write it");

    /// <summary>The hash with these 64 lower-case hexadecimal digits, if it is one: what binds a route parameter. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EntryHash result) => TryParse(s, out result);

    /// <summary>Reads exactly 64 lower-case hexadecimal digits and nothing else: a hash has one spelling.</summary>
    public static bool TryParse(string? text, out EntryHash hash) => TryParse(text.AsSpan(), out hash);

    /// <summary>Reads exactly 64 lower-case hexadecimal digits and nothing else, without an allocation.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EntryHash hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var fits = text.Length == Digits && !text.ContainsAnyExcept(Hexadecimal)
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        hash = fits ? new(bytes) : default;
        return fits;
    }

    internal static bool TryParse(ReadOnlySpan<byte> utf8Text, out EntryHash hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var fits = utf8Text.Length == Digits && !utf8Text.ContainsAnyExcept(HexadecimalBytes)
            && Convert.FromHexString(utf8Text, bytes, out _, out _) == OperationStatus.Done;
        hash = fits ? new(bytes) : default;
        return fits;
    }

    /// <summary>Copies the 32 bytes.</summary>
    /// <exception cref="ArgumentException">The room is too small.</exception>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    /// <summary>The 32 bytes as a new array, for a database's parameter.</summary>
    public byte[] ToArray() => ((ReadOnlySpan<byte>)_bytes).ToArray();

    internal void FormatTo(Span<byte> utf8Destination) => Convert.TryToHexStringLower(_bytes, utf8Destination, out _);

    /// <inheritdoc/>
    public bool Equals(EntryHash other) => ((ReadOnlySpan<byte>)_bytes).SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EntryHash other && Equals(other);

    /// <inheritdoc/>
    /// <remarks>Every part of a SHA-256 is as good as random.</remarks>
    public override int GetHashCode() => MemoryMarshal.Read<int>(_bytes);

    /// <summary>The 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes);

    /// <summary>Whether both are the same 32 bytes.</summary>
    public static bool operator ==(EntryHash left, EntryHash right) => left.Equals(right);

    /// <summary>Whether they differ in a byte.</summary>
    public static bool operator !=(EntryHash left, EntryHash right) => !left.Equals(right);

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte _first;
    }
}
