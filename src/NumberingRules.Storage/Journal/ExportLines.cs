namespace NumberingRules.Storage;

/// <summary>The lines of a stream as bytes, without a copy of each. Nothing is taken off but the line feed.</summary>
internal sealed class ExportLines(Stream input)
{
    private const int MaxLength = 1 << 26;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The line, without its end; it stays valid until the next is read.</summary>
    internal ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether a line feed ended it, within what any line could need.</summary>
    internal bool IsWhole { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <returns>Whether there is one.</returns>
    internal async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            IsWhole = at >= 0;
            if (IsWhole || _ended || _end - _start >= MaxLength)
            {
                var length = IsWhole ? searched + at : _end - _start;
                Line = _buffer.AsMemory(_start, length);
                _start = Math.Min(_end, _start + length + 1);
                return IsWhole || length > 0;
            }

            searched = _end - _start;
            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await input.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        _end += read;
        _ended = read == 0;
    }
}
