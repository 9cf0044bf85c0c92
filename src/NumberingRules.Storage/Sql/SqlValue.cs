namespace NumberingRules.Storage;

/// <summary>What a parameter of a statement is given: an integer, a text, bytes, or nothing. A box for each would cost as much as binding it.</summary>
internal readonly struct SqlValue
{
    private SqlValue(object? reference) => Reference = reference;

    private SqlValue(long integer) => (Integer, IsInteger) = (integer, true);

    internal bool IsInteger { get; }

    internal long Integer { get; }

    /// <summary>What is no integer: string, byte[] or null.</summary>
    internal object? Reference { get; }

    public static implicit operator SqlValue(long? integer) => integer is { } value ? new(value) : default;

    public static implicit operator SqlValue(string? text) => new(text);

    public static implicit operator SqlValue(byte[]? bytes) => new(bytes);
}
