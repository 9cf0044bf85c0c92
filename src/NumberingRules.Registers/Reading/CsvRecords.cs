using System.Buffers;

namespace NumberingRules.Registers;

/// <summary>
/// CSV as RFC 4180 has it, with any delimiter, read as it comes. A record takes at most <see cref="LongestRecord"/>
/// characters, so that a quotation mark that is never closed does not bring the whole file into memory.
/// </summary>
internal sealed class CsvRecords : IRecords
{
    /// <summary>The most characters of a record.</summary>
    internal const int LongestRecord = 1 << 20;

    /// <summary>The most values of a record.</summary>
    internal const int MostValues = 4096;

    private const string NeverClosed = "a quotation mark that opens in this row is never closed, so all that follows in the file is inside it";
    private const string InsideValue = "a quotation mark stands inside a value; double it and put the value in quotes";

    private readonly TextReader _text;
    private readonly char _delimiter;
    private readonly SearchValues<char> _ends;
    private char[] _buffer = new char[1 << 16];
    private int _from;
    private int _to;
    private bool _ended;
    private Value[] _values = new Value[32];
    private long _next;

    internal CsvRecords(TextReader text, char delimiter, long firstLine = 1)
    {
        _text = text;
        _next = firstLine;
        _delimiter = delimiter;
        _ends = SearchValues.Create([delimiter, '\r', '\n', '"']);
    }

    private enum Damage : byte
    {
        None,
        InsideValue,
        NeverClosed,
    }

    public long Line { get; private set; }

    public int Count { get; private set; }

    /// <summary>Whether the record is an empty line, with no delimiter in it.</summary>
    internal bool IsEmptyLine => Count == 1 && _values[0] is { Length: 0, IsQuoted: false };

    public ReadOnlySpan<char> this[int column] => column < Count ? _buffer.AsSpan(_values[column].From, _values[column].Length).Trim() : default;

    public bool Read()
    {
        Count = 0;
        if (_from == _to && !Fill())
        {
            return false;
        }

        Line = _next;
        var at = _from;
        while (true)
        {
            at = _from < _to && at < _to && _buffer[at] == '"' ? ReadQuoted(at) : ReadPlain(at, at, Damage.None, quoted: false);
            if (at >= _to && !More(ref at))
            {
                _from = at;
                return true;
            }

            var end = _buffer[at++];
            if (end == _delimiter)
            {
                // A delimiter at the very end of the file still begins a value.
                if (at >= _to && !More(ref at))
                {
                    Add(new(at, 0, Damage.None, IsQuoted: false));
                    _from = at;
                    return true;
                }

                continue;
            }

            if (end == '\r' && (at < _to || More(ref at)) && _buffer[at] == '\n')
            {
                at++;
            }

            _next++;
            _from = at;
            return true;
        }
    }

    public DateOnly? DateOf(int column) => null;

    public string? DamageOf(int column) => column >= Count ? null : _values[column].Damage switch
    {
        Damage.InsideValue => InsideValue,
        Damage.NeverClosed => NeverClosed,
        _ => null,
    };

    /// <summary>Whether the record is swallowed by a quotation mark that is never closed.</summary>
    internal bool IsNeverClosed => Count > 0 && _values[Count - 1].Damage == Damage.NeverClosed;

    public void Dispose() => _text.Dispose();

    /// <summary>Reads to the end of a value without quotes; returns where its end stands.</summary>
    private int ReadPlain(int start, int at, Damage damage, bool quoted)
    {
        while (true)
        {
            var found = at < _to ? _buffer.AsSpan(at, _to - at).IndexOfAny(_ends) : -1;
            if (found < 0)
            {
                var shift = start;
                at = _to;
                if (!More(ref at, ref shift))
                {
                    start = shift;
                    break;
                }

                start = shift;
                continue;
            }

            at += found;
            if (_buffer[at] != '"')
            {
                break;
            }

            damage = Damage.InsideValue;
            at++;
        }

        Add(new(start, at - start, damage, quoted));
        return at;
    }

    /// <summary>Reads a value in quotes; the quotes that are doubled in it are made single where they stand.</summary>
    private int ReadQuoted(int at)
    {
        var start = ++at;
        var written = start;
        while (true)
        {
            var rest = _buffer.AsSpan(at, _to - at);
            var found = rest.IndexOfAny('"', '\n', '\r');
            var length = found < 0 ? rest.Length : found;
            if (written != at)
            {
                rest[..length].CopyTo(_buffer.AsSpan(written));
            }

            written += length;
            at += length;
            if (found < 0)
            {
                if (!More(ref at, ref start, ref written))
                {
                    Add(new(start, written - start, Damage.NeverClosed, IsQuoted: true));
                    return at;
                }

                continue;
            }

            var c = _buffer[at++];
            if (c != '"')
            {
                _buffer[written++] = c;
                if (c == '\n' || (at < _to || More(ref at, ref start, ref written) ? _buffer[at] != '\n' : true))
                {
                    _next++;
                }

                continue;
            }

            if ((at < _to || More(ref at, ref start, ref written)) && _buffer[at] == '"')
            {
                _buffer[written++] = '"';
                at++;
                continue;
            }

            if (at >= _to || _buffer[at] == _delimiter || _buffer[at] is '\r' or '\n')
            {
                Add(new(start, written - start, Damage.None, IsQuoted: true));
                return at;
            }

            // Text behind the closing quote: it is kept, and the value is named if anybody asks for it.
            return ReadPlain(start, at, Damage.InsideValue, quoted: true);
        }
    }

    private void Add(Value value)
    {
        if (Count == _values.Length)
        {
            if (Count == MostValues)
            {
                throw new UnreadableException(Line, $"the row has more than {MostValues} values; is the delimiter the right one?");
            }

            Array.Resize(ref _values, 2 * Count);
        }

        _values[Count++] = value;
    }

    private bool More(ref int at)
    {
        var (start, written) = (at, at);
        return More(ref at, ref start, ref written);
    }

    private bool More(ref int at, ref int start)
    {
        var written = at;
        return More(ref at, ref start, ref written);
    }

    /// <summary>Brings in more of the file, moving the record being read to the front.</summary>
    private bool More(ref int at, ref int start, ref int written)
    {
        if (_ended)
        {
            return false;
        }

        if (_from > 0)
        {
            var moved = _from;
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            for (var value = 0; value < Count; value++)
            {
                _values[value] = _values[value] with { From = _values[value].From - moved };
            }

            (at, start, written, _to, _from) = (at - moved, start - moved, written - moved, _to - moved, 0);
        }

        if (_to == _buffer.Length)
        {
            if (_buffer.Length >= LongestRecord)
            {
                throw new UnreadableException(Line, $"the row that begins here is longer than {LongestRecord:N0} characters; a quotation mark that opens in it is probably never closed, or the file is no CSV");
            }

            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = _text.Read(_buffer, _to, _buffer.Length - _to);
        _ended = read == 0;
        _to += read;
        return read > 0;
    }

    private bool Fill()
    {
        var at = _from;
        return More(ref at);
    }

    private readonly record struct Value(int From, int Length, Damage Damage, bool IsQuoted);
}
