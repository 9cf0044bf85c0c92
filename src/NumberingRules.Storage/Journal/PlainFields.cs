using System.Text.Json;

namespace NumberingRules.Storage;

/// <summary>
/// The fields of an event in the order in which they are written. Knows only what is plainly right: at anything else it
/// stops being <see cref="IsPlain"/>, and the serializer, which says what is wrong, has its turn.
/// </summary>
internal ref struct PlainFields
{
    private Utf8JsonReader _reader;

    internal PlainFields(Utf8JsonReader reader)
    {
        _reader = reader;
        IsPlain = reader.TokenType == JsonTokenType.StartObject;
        Step();
    }

    /// <summary>Whether all was as it is written so far. If not, what was read means nothing.</summary>
    internal bool IsPlain { get; private set; }

    internal T Name<T>(string field, Func<string, T> make) where T : Identifier => OptionalName(field, make) ?? Not<T>();

    internal T? OptionalName<T>(string field, Func<string, T> make) where T : Identifier =>
        OptionalText(field) is not { } text ? null
        : Identifier.Problem(text) is null ? make(text)
        : Not<T>();

    internal string Text(string field) => OptionalText(field) ?? Not<string>();

    internal long Whole(string field) => OptionalWhole(field) ?? Not<long>();

    internal long? OptionalWhole(string field)
    {
        if (!Is(field))
        {
            return null;
        }

        var value = _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var whole) ? whole : Not<long>();
        Step();
        return value;
    }

    internal Period Period(string field) => Whole(field) is >= int.MinValue and <= int.MaxValue and var value ? new((int)value) : Not<Period>();

    internal DateOnly Date(string field) => OptionalDate(field) ?? Not<DateOnly>();

    internal DateOnly? OptionalDate(string field)
    {
        if (!Is(field))
        {
            return null;
        }

        var value = _reader.TokenType == JsonTokenType.String && DateConverter.TryParse(_reader.ValueSpan, out var date) && DocumentDate.Problem(date) is null
            ? date
            : Not<DateOnly>();
        Step();
        return value;
    }

    internal T Choice<T>(string field) where T : struct, Enum
    {
        if (!Is(field))
        {
            return Not<T>();
        }

        var value = NamedConverter<T>.ReadName(ref _reader);
        Step();
        return value;
    }

    /// <summary>Steps into a field that holds fields of its own.</summary>
    internal void Begin(string field)
    {
        IsPlain &= Is(field);
        Begin();
    }

    /// <summary>Steps into an object.</summary>
    internal void Begin()
    {
        IsPlain &= _reader.TokenType == JsonTokenType.StartObject;
        Step();
    }

    /// <summary>Steps out of an object.</summary>
    internal void End()
    {
        IsPlain &= _reader.TokenType == JsonTokenType.EndObject;
        Step();
    }

    /// <summary>Steps into a list.</summary>
    internal void BeginList(string field)
    {
        IsPlain &= Is(field) && _reader.TokenType == JsonTokenType.StartArray;
        Step();
    }

    /// <summary>Whether the list has another item; steps out of it if not.</summary>
    internal bool HasItem()
    {
        if (IsPlain && _reader.TokenType != JsonTokenType.EndArray)
        {
            return true;
        }

        Step();
        return false;
    }

    /// <summary>Whether nothing is left; the reader then stands on the object's end.</summary>
    internal readonly bool IsOver(ref Utf8JsonReader reader)
    {
        if (!IsPlain || _reader.TokenType != JsonTokenType.EndObject)
        {
            return false;
        }

        reader = _reader;
        return true;
    }

    private string? OptionalText(string field)
    {
        if (!Is(field))
        {
            return null;
        }

        var value = _reader.TokenType == JsonTokenType.String ? _reader.GetString() : Not<string>();
        Step();
        return value;
    }

    /// <summary>Whether this field comes now; steps onto its value if so.</summary>
    private bool Is(string field) => IsPlain && _reader.TokenType == JsonTokenType.PropertyName && _reader.ValueTextEquals(field) && _reader.Read();

    private void Step() => IsPlain = IsPlain && _reader.Read();

    private T Not<T>()
    {
        IsPlain = false;
        return default!;
    }
}
