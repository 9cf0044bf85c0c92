namespace NumberingRules.Storage;

/// <summary>The lines of a stream as bytes, without a copy of each. Nothing is taken off but the line feed.</summary>
internal sealed class ExportLines(Stream input)
{
    private const int MaxLength = 1 << 26;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The next line, without its end; it stays valid until the next call.</summary>
    /// <param name="line">The line.</param>
    /// <param name="whole">Whether a line feed ended it, within what any line could need.</param>
    internal bool TryRead(out ReadOnlyMemory<byte> line, out bool whole)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            whole = at >= 0;
            if (whole || _ended || _end - _start >= MaxLength)
            {
                var length = whole ? searched + at : _end - _start;
                line = _buffer.AsMemory(_start, length);
                _start = Math.Min(_end, _start + length + 1);
                return whole || length > 0;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private void Fill()
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

        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
