using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace NumberingRules.Storage;

/// <summary>
/// Reads canonical JSON field by field, in the order in which it is written. Whatever <see cref="FieldWriter"/> would
/// spell otherwise is refused with the name of the field, what must stand there and what does.
/// </summary>
/// <param name="json">The bytes to read.</param>
/// <param name="names">Given: nothing is read, and the names of all fields that are asked for go here.</param>
internal ref struct FieldReader(ReadOnlySpan<byte> json, List<string>? names = null)
{
    private const int DateWidth = 10;

    private const int MostShown = 40;

    private readonly ReadOnlySpan<byte> _json = json;

    // The fields whose values are read, one in another; no deeper than this, a series of an opening among them.
    private ReadOnlySpan<byte> _outer;
    private ReadOnlySpan<byte> _inner;
    private ReadOnlySpan<byte> _innermost;
    private int _depth;

    private ReadOnlySpan<byte> _field;
    private int _at;
    private bool _first = true;

    /// <summary>Whether only names are collected.</summary>
    internal readonly bool IsListing => names is not null;

    private readonly string Here => Encoding.UTF8.GetString(_depth switch
    {
        0 => "it"u8,
        1 => _outer,
        2 => [.. _outer, (byte)'.', .. _inner],
        _ => [.. _outer, (byte)'.', .. _inner, (byte)'.', .. _innermost],
    });

    /// <summary>Whether this field comes now; steps onto its value if so.</summary>
    internal bool Is(ReadOnlySpan<byte> field)
    {
        // The name with its quotation marks, the colon behind them, and the comma before them unless it is the first.
        var name = _first ? _at : _at + 1;
        var end = name + field.Length + 3;
        if (end <= _json.Length && (_first || _json[_at] == ',')
            && _json[name] == '"' && _json[(name + 1)..(end - 2)].SequenceEqual(field) && _json[end - 2] == '"' && _json[end - 1] == ':')
        {
            (_at, _first) = (end, false);
            _field = field;
            return true;
        }

        names?.Add(Path(field));
        return false;
    }

    /// <summary>Refuses what stands where this field must.</summary>
    internal readonly void Lacks(scoped ReadOnlySpan<byte> field)
    {
        if (!IsListing)
        {
            throw Instead(Path(field));
        }
    }

    /// <summary>Names what is read after the field that holds it, until <see cref="Leave"/>.</summary>
    internal void Enter(ReadOnlySpan<byte> field)
    {
        switch (_depth++)
        {
            case 0:
                _outer = field;
                break;
            case 1:
                _inner = field;
                break;
            default:
                _innermost = field;
                break;
        }
    }

    internal void Leave() => _depth--;

    internal void Begin() => Open((byte)'{', "an object");

    internal void End()
    {
        if (!Steps((byte)'}') && !IsListing)
        {
            throw Instead(null);
        }

        _first = false;
    }

    internal void BeginList() => Open((byte)'[', "a list");

    /// <summary>Whether the list has another item; steps out of it if not.</summary>
    internal bool HasItem()
    {
        var another = IsListing ? _first : !Steps((byte)']');
        if (another && !_first && !Steps((byte)','))
        {
            throw new FieldException($"{Here} must go on with , or ], not {Shown(_at)}");
        }

        _first = false;
        return another;
    }

    internal void EndList(int count)
    {
        if (count == 0)
        {
            throw new FieldException(Here + " is empty");
        }

        Leave();
    }

    /// <summary>Refuses what stands behind the end.</summary>
    internal readonly void Over()
    {
        if (_at < _json.Length)
        {
            throw new FieldException("it must be over at its last }, and goes on with " + Shown(_at));
        }
    }

    internal string Text()
    {
        var start = _at;
        var text = Bytes();
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw Wrong("must be UTF-8", start);
    }

    /// <summary>A text in UTF-8, which may be damaged.</summary>
    internal ReadOnlySpan<byte> Bytes()
    {
        var start = _at;
        if (!Steps((byte)'"'))
        {
            throw Wrong("must be a text", start);
        }

        var rest = _json[_at..];
        var length = rest.IndexOfAny(CanonicalText.SpecialBytes);
        if (length < 0 || rest[length] != '"')
        {
            return WithEscapes(start);
        }

        _at += length + 1;
        return rest[..length];
    }

    internal T Name<T>(Func<string, T> make) where T : Identifier
    {
        var text = Text();
        return Identifier.Problem(text) is { } problem ? throw Refused(problem) : make(text);
    }

    internal SeriesId Series()
    {
        var start = _at;
        if (RecentSeries.Of(Bytes()) is { } series)
        {
            return series;
        }

        _at = start;
        return Name(SeriesId.FromString);
    }

    internal long Whole(long least = long.MinValue, long most = long.MaxValue)
    {
        var start = _at;
        var rest = _json[_at..];

        // One zero, and none before another digit or behind a minus sign.
        var isPlain = Utf8Parser.TryParse(rest, out long number, out var width)
            && rest[..width] is [(byte)'0'] or [>= (byte)'1' and <= (byte)'9', ..] or [(byte)'-', >= (byte)'1' and <= (byte)'9', ..]
            && width < rest.Length && rest[width] is (byte)',' or (byte)'}';
        _at += isPlain ? width : 0;
        return !isPlain ? throw Wrong("must be a whole number", start)
            : number < least || number > most ? throw Wrong(string.Create(CultureInfo.InvariantCulture, $"must lie between {least} and {most}"), start)
            : number;
    }

    internal DateOnly Date()
    {
        var start = _at;
        return !TryDate(Word(), out var date) ? throw Wrong("must be a date as yyyy-MM-dd", start)
            : DocumentDate.Problem(date) is { } problem ? throw Refused(problem)
            : date;
    }

    internal DateTimeOffset Instant()
    {
        var start = _at;
        var text = Word();
        return text.Length == FieldWriter.InstantWidth && text[^1] == 'Z' && Utf8Parser.TryParse(text, out DateTimeOffset at, out var read, 'O') && read == text.Length
            ? at
            : throw Wrong("must be an instant in UTC as yyyy-MM-ddTHH:mm:ss.fffffffZ", start);
    }

    internal EntryHash Hash()
    {
        var start = _at;
        return EntryHash.TryParse(Word(), out var hash) ? hash : throw Wrong("must be 64 lower-case hexadecimal digits", start);
    }

    internal byte[] Salt()
    {
        var text = Text();
        var salt = text.Length == 2 * FreeText.SaltSize && !text.AsSpan().ContainsAnyExcept(EntryHash.Hexadecimal) ? Convert.FromHexString(text) : null;
        return salt ?? throw Refused("must be 32 lower-case hexadecimal digits");
    }

    /// <summary>Which of these names stands there.</summary>
    internal int Choice(scoped ReadOnlySpan<string> names)
    {
        var text = Bytes();
        for (var at = 0; at < names.Length; at++)
        {
            if (Ascii.Equals(text, names[at]))
            {
                return at;
            }
        }

        throw new FieldException($"has in {Path(_field)} a '{Encoding.UTF8.GetString(text)}', {JournalException.UnknownToThisVersion}");
    }

    /// <summary>Says that the field just read cannot be.</summary>
    internal readonly FieldException Refused(string problem) => new($"{Path(_field)} {problem}");

    /// <summary>Whether these are the ten bytes of a date.</summary>
    internal static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != DateWidth || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new(year, month, day);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number) =>
        Utf8Parser.TryParse(text, out number, out var read) && read == text.Length && text[0] is >= (byte)'0' and <= (byte)'9';

    /// <summary>A text whose reader says what is wrong, whatever it is; nothing when it is no text.</summary>
    private ReadOnlySpan<byte> Word() => _json[_at..] is [(byte)'"', ..] ? Bytes() : default;

    private ReadOnlySpan<byte> WithEscapes(int start)
    {
        var text = new ArrayBufferWriter<byte>();
        while (true)
        {
            var rest = _json[_at..];
            var plain = rest.IndexOfAny(CanonicalText.SpecialBytes);
            if (plain < 0)
            {
                throw Wrong("must end with a quotation mark", start);
            }

            text.Write(rest[..plain]);
            rest = rest[plain..];
            _at += plain + 1;
            if (rest[0] == '"')
            {
                return text.WrittenSpan;
            }

            if (!CanonicalText.TryUnescape(rest, out var unit, out var width))
            {
                throw Wrong("must have its escapes in the shortest way, and no others", start);
            }

            text.Write([unit]);
            _at += width - 1;
        }
    }

    private void Open(byte sign, string what)
    {
        if (!Steps(sign) && !IsListing)
        {
            throw new FieldException($"{Here} must be {what}, not {Shown(_at)}");
        }

        _first = true;
    }

    private bool Steps(byte sign)
    {
        var does = _at < _json.Length && _json[_at] == sign;
        _at += does ? 1 : 0;
        return does;
    }

    private readonly string Path(scoped ReadOnlySpan<byte> field) => (_depth == 0 ? "" : Here + ".") + Encoding.UTF8.GetString(field);

    private readonly FieldException Wrong(string must, int start) => Refused($"{must}, not {Shown(start)}");

    private readonly FieldException Instead(string? expected)
    {
        var rest = _json[_at..];
        if (expected is not null && rest is [(byte)'}', ..])
        {
            return FieldException.InsteadOf(expected, null);
        }

        var name = _first ? rest : rest is [(byte)',', ..] ? rest[1..] : default;
        var end = name is [(byte)'"', ..] ? name[1..].IndexOf((byte)'"') : -1;
        return end >= 0
            ? FieldException.InsteadOf(expected, Path(name.Slice(1, end)))
            : new($"{Here} must go on with {(expected is null ? "}" : $"the field '{expected}'")}, not {Shown(_at)}");
    }

    /// <summary>What stands at a place, as far as it is worth showing.</summary>
    private readonly string Shown(int at)
    {
        if (at == _json.Length)
        {
            return "its end";
        }

        var rest = _json[at..];
        var isText = rest[0] == '"';
        var end = isText ? rest[1..].IndexOf((byte)'"') : rest[1..].IndexOfAny(",}]"u8);
        var shown = Encoding.UTF8.GetString(rest[..Math.Min(MostShown, end < 0 ? rest.Length : end + (isText ? 2 : 1))]);
        return string.Create(CultureInfo.InvariantCulture, $"{string.Concat(shown.Select(unit => char.IsControl(unit) ? '\uFFFD' : unit))} (byte {at + 1})");
    }
}
