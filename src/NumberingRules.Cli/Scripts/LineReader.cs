namespace NumberingRules.Cli;

/// <summary>The lines of a stream as bytes, without a copy of each; a UTF-8 mark at the start is skipped.</summary>
internal sealed class LineReader(Stream input)
{
    /// <summary>The most bytes a line may have: more than a hundred thousand commands held together.</summary>
    internal const int MaxLength = 1 << 25;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The line read last, counted from 1.</summary>
    internal long Line { get; private set; }

    /// <summary>The next line, without its end; it stays valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    internal bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0 || _ended)
            {
                var length = at >= 0 ? searched + at : _end - _start;
                line = _buffer.AsMemory(_start, length);
                var any = at >= 0 || length > 0;
                _start = Math.Min(_end, _start + length + 1);
                Line += any ? 1 : 0;
                line = Line == 1 && line.Span.StartsWith("\uFEFF"u8) ? line["\uFEFF"u8.Length..] : line;
                return any;
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
            if (_end >= MaxLength)
            {
                throw new InvalidDataException($"the line is longer than {MaxLength} bytes");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
