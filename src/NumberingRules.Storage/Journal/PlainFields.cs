using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NumberingRules.Storage;

/// <summary>
/// The fields of an entry in the order and the spelling in which they are written, byte for byte. Knows only what is
/// plainly right: at anything else it stops being <see cref="IsPlain"/>, and the serializer, which says what is wrong,
/// has its turn.
/// </summary>
internal ref struct PlainFields(ReadOnlySpan<byte> json)
{
    // More digits than these may not fit 64 bits: what comes behind them is no field, so the serializer has its turn.
    private const int MostDigits = 18;

    // What ends a text, begins an escape or is no text.
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create("\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"u8);

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;
    private bool _first;

    /// <summary>Whether all was as it is written so far. If not, what was read means nothing.</summary>
    internal bool IsPlain { get; private set; } = true;

    /// <summary>Whether nothing is left.</summary>
    internal readonly bool IsOver => IsPlain && _at == _json.Length;

    /// <summary>Leaves it to the serializer.</summary>
    internal void Refuse() => IsPlain = false;

    internal T Name<T>(ReadOnlySpan<byte> field, Func<string, T> make) where T : Identifier => OptionalName(field, make) ?? Not<T>();

    internal T? OptionalName<T>(ReadOnlySpan<byte> field, Func<string, T> make) where T : Identifier =>
        OptionalText(field) is not { } text ? null
        : Identifier.Problem(text) is null ? make(text)
        : Not<T>();

    internal SeriesId Series(ReadOnlySpan<byte> field) => OptionalSeries(field) ?? Not<SeriesId>();

    internal SeriesId? OptionalSeries(ReadOnlySpan<byte> field) => Is(field) ? RecentSeries.Of(Quoted()) ?? Not<SeriesId>() : null;

    internal string Text(ReadOnlySpan<byte> field) => OptionalText(field) ?? Not<string>();

    internal long Whole(ReadOnlySpan<byte> field) => OptionalWhole(field) ?? Not<long>();

    internal long? OptionalWhole(ReadOnlySpan<byte> field)
    {
        if (!Is(field))
        {
            return null;
        }

        var (minus, value) = (Steps((byte)'-'), 0L);
        var from = _at;
        for (; _at < _json.Length && _json[_at] is >= (byte)'0' and <= (byte)'9' && _at - from < MostDigits; _at++)
        {
            value = (value * 10) + _json[_at] - '0';
        }

        // One zero, and none before another digit or behind a minus sign.
        return _at == from || (_json[from] == '0' && (minus || _at - from > 1)) ? Not<long>() : minus ? -value : value;
    }

    internal Period Period(ReadOnlySpan<byte> field) => Whole(field) is >= int.MinValue and <= int.MaxValue and var value ? new((int)value) : Not<Period>();

    internal DateOnly Date(ReadOnlySpan<byte> field) => OptionalDate(field) ?? Not<DateOnly>();

    internal DateOnly? OptionalDate(ReadOnlySpan<byte> field) =>
        !Is(field) ? null
        : DateConverter.TryParse(Quoted(), out var date) && DocumentDate.Problem(date) is null ? date
        : Not<DateOnly>();

    internal DateTimeOffset Instant(ReadOnlySpan<byte> field) => Is(field) && EntryReader.TryInstant(Quoted(), out var at) ? at : Not<DateTimeOffset>();

    internal EntryHash? OptionalHash(ReadOnlySpan<byte> field) =>
        !Is(field) ? null
        : EntryHash.TryParse(Quoted(), out var hash) ? hash
        : Not<EntryHash>();

    internal T Choice<T>(ReadOnlySpan<byte> field) where T : struct, Enum
    {
        var text = Word(field);
        foreach (var name in NumberingRules.Name.All<T>())
        {
            if (Ascii.Equals(text, name) && NumberingRules.Name.TryParse<T>(name, out var value))
            {
                return value;
            }
        }

        return Not<T>();
    }

    /// <summary>The bytes of a text.</summary>
    internal ReadOnlySpan<byte> Word(ReadOnlySpan<byte> field)
    {
        IsPlain &= Is(field);
        return Quoted();
    }

    /// <summary>Steps into a field that holds fields of its own.</summary>
    internal void Begin(ReadOnlySpan<byte> field)
    {
        IsPlain &= Is(field);
        Begin();
    }

    /// <summary>Steps into an object.</summary>
    internal void Begin()
    {
        IsPlain &= Steps((byte)'{');
        _first = true;
    }

    /// <summary>Steps out of an object.</summary>
    internal void End()
    {
        IsPlain &= Steps((byte)'}');
        _first = false;
    }

    /// <summary>Steps into a list.</summary>
    internal void BeginList(ReadOnlySpan<byte> field)
    {
        if (!TryBeginList(field))
        {
            Refuse();
        }
    }

    /// <summary>Steps into a list, if there is one.</summary>
    internal bool TryBeginList(ReadOnlySpan<byte> field)
    {
        if (!Is(field))
        {
            return false;
        }

        IsPlain &= Steps((byte)'[');
        return _first = true;
    }

    /// <summary>Whether the list has another item; steps out of it if not.</summary>
    internal bool HasItem()
    {
        var another = IsPlain && !Steps((byte)']');
        IsPlain = IsPlain && (!another || _first || Steps((byte)','));
        _first = false;
        return another && IsPlain;
    }

    private string? OptionalText(ReadOnlySpan<byte> field)
    {
        if (!Is(field))
        {
            return null;
        }

        var text = Quoted();
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : Not<string>();
    }

    /// <summary>Whether this field comes now; steps onto its value if so.</summary>
    private bool Is(ReadOnlySpan<byte> field)
    {
        // The name with its quotation marks, the colon behind them, and the comma before them unless it is the first.
        var name = _first ? _at : _at + 1;
        var end = name + field.Length + 3;
        if (!IsPlain || end > _json.Length || !(_first || _json[_at] == ',')
            || _json[name] != '"' || !_json[(name + 1)..(end - 2)].SequenceEqual(field) || _json[end - 2] != '"' || _json[end - 1] != ':')
        {
            return false;
        }

        (_at, _first) = (end, false);
        return true;
    }

    /// <summary>Steps over a text without escapes.</summary>
    private ReadOnlySpan<byte> Quoted()
    {
        if (!Steps((byte)'"') || _json[_at..].IndexOfAny(NotPlain) is var length && (length < 0 || _json[_at + length] != '"'))
        {
            IsPlain = false;
            return default;
        }

        var text = _json.Slice(_at, length);
        _at += length + 1;
        return text;
    }

    private bool Steps(byte sign)
    {
        var does = IsPlain && _at < _json.Length && _json[_at] == sign;
        _at += does ? 1 : 0;
        return does;
    }

    private T Not<T>()
    {
        IsPlain = false;
        return default!;
    }
}
