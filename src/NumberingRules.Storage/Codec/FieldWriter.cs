using System.Globalization;
using System.Text;

namespace NumberingRules.Storage;

/// <summary>Writes canonical JSON field by field: no white space, each value in one spelling. Reuse it; not for several threads at once.</summary>
internal sealed class FieldWriter
{
    internal const int InstantWidth = 28;

    private byte[] _bytes = new byte[512];
    private int _length;
    private bool _first = true;

    /// <summary>What was written; it stays valid until more is.</summary>
    internal ReadOnlySpan<byte> Written => WrittenMemory.Span;

    /// <summary>The same for who waits while it is used.</summary>
    internal ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    internal void Clear() => (_length, _first) = (0, true);

    /// <summary>Begins a field: its value must follow.</summary>
    internal void Field(ReadOnlySpan<byte> name)
    {
        Item();
        var room = Room(name.Length + 3);
        room[0] = (byte)'"';
        name.CopyTo(room[1..]);
        room[name.Length + 1] = (byte)'"';
        room[name.Length + 2] = (byte)':';
        _length += name.Length + 3;
    }

    /// <summary>Sets the next item apart from the one before it.</summary>
    internal void Item()
    {
        if (!_first)
        {
            Sign((byte)',');
        }

        _first = false;
    }

    internal void Begin() => Open((byte)'{');

    internal void End() => Close((byte)'}');

    internal void BeginList() => Open((byte)'[');

    internal void EndList() => Close((byte)']');

    internal long Whole(long value)
    {
        value.TryFormat(Room(20), out var width, default, CultureInfo.InvariantCulture);
        _length += width;
        return value;
    }

    internal DateOnly Date(DateOnly date)
    {
        Sign((byte)'"');
        date.TryFormat(Room(InstantWidth), out var width, "O", CultureInfo.InvariantCulture);
        _length += width;
        Sign((byte)'"');
        return date;
    }

    internal DateTimeOffset Instant(DateTimeOffset at)
    {
        Sign((byte)'"');
        at.UtcDateTime.TryFormat(Room(InstantWidth), out var width, "O", CultureInfo.InvariantCulture);
        _length += width;
        Sign((byte)'"');
        return at;
    }

    internal EntryHash Hash(EntryHash hash)
    {
        Sign((byte)'"');
        hash.FormatTo(Room(EntryHash.Digits)[..EntryHash.Digits]);
        _length += EntryHash.Digits;
        Sign((byte)'"');
        return hash;
    }

    internal string Text(string text)
    {
        Sign((byte)'"');
        var rest = text.AsSpan();
        for (int plain; (plain = rest.IndexOfAny(CanonicalText.Special)) >= 0; rest = rest[(plain + 1)..])
        {
            Plain(rest[..plain]);
            Raw(CanonicalText.Escaped(rest[plain]));
        }

        Plain(rest);
        Sign((byte)'"');
        return text;
    }

    /// <summary>Bytes as they are: JSON that was written before.</summary>
    internal void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        _length += json.Length;
    }

    private void Plain(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, Room(3 * text.Length));

    private void Open(byte sign)
    {
        Sign(sign);
        _first = true;
    }

    private void Close(byte sign)
    {
        Sign(sign);
        _first = false;
    }

    private void Sign(byte sign)
    {
        Room(1)[0] = sign;
        _length++;
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - _length < size)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + size));
        }

        return _bytes.AsSpan(_length);
    }
}
