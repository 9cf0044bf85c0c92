namespace NumberingRules.Proof.PowerLoss;

/// <summary>The bytes of a file.</summary>
internal sealed class Image
{
    private byte[] _bytes;

    internal Image() => _bytes = [];

    private Image(Image other) => (_bytes, Length) = ([.. other._bytes], other.Length);

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    internal Image Copy() => new(this);

    internal void SetLength(long length)
    {
        Reserve((int)length);
        if (length > Length)
        {
            _bytes.AsSpan(Length, (int)length - Length).Clear();
        }

        Length = (int)length;
    }

    /// <summary>Writes; what lies between the old end and here is zeros, or rubble.</summary>
    internal void Write(long offset, ReadOnlySpan<byte> bytes, Random? rubble = null)
    {
        var before = Length;
        if (offset + bytes.Length > Length)
        {
            SetLength(offset + bytes.Length);
        }

        if (offset > before)
        {
            rubble?.NextBytes(_bytes.AsSpan(before, (int)offset - before));
        }

        bytes.CopyTo(_bytes.AsSpan((int)offset));
    }

    private void Reserve(int length)
    {
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(length, _bytes.Length * 2));
        }
    }
}
