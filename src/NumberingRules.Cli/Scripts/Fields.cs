using System.Globalization;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>
/// The fields of one JSON object, each taken once and by type; whatever is left when <see cref="End"/> is called is
/// unknown. SPEC §9, Values.
/// </summary>
internal sealed class Fields
{
    // No command has so many, so among the first of them one is repeated or unknown.
    private const int Enough = 33;

    private readonly string _path;
    private readonly List<Field> _left = new(6);

    private Fields(string path) => _path = path;

    /// <summary>Reads an object; its values stay where they are until they are taken.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="FieldException">Not an object, or a field is given twice.</exception>
    internal static Fields Of(ReadOnlyMemory<byte> json, string path = "")
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var kind = new Field("", reader.TokenType, json).Kind;
            Skip(ref reader);
            throw path.Length == 0
                ? new FieldException("do", $"is missing: there is {kind}, not an object")
                : new FieldException(path, $"must be an object, not {kind}");
        }

        var fields = new Fields(path);
        FieldException? first = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader, path);
            reader.Read();
            var (type, start) = (reader.TokenType, (int)reader.TokenStartIndex);
            reader.Skip();
            if (first is null && fields.IndexOf(name) >= 0)
            {
                first = new FieldException(fields.Path(name), "is given twice");
            }

            if (fields._left.Count < Enough)
            {
                fields._left.Add(new(name, type, json[start..(int)reader.BytesConsumed]));
            }
        }

        Skip(ref reader);
        return first is null ? fields : throw first;
    }

    internal void End()
    {
        if (_left.Count > 0)
        {
            throw new FieldException(Path(_left[0].Name), "is not one this command has");
        }
    }

    private int IndexOf(string name)
    {
        for (var at = 0; at < _left.Count; at++)
        {
            if (string.Equals(_left[at].Name, name, StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }

    internal string Text(string name) => OptionalText(name) ?? throw Missing(name);

    internal T Name<T>(string name, Func<string, T> make) where T : Identifier => OptionalName(name, make) ?? throw Missing(name);

    internal T? OptionalName<T>(string name, Func<string, T> make) where T : Identifier =>
        Checked(name, Identifier.Problem) is { } text ? make(text) : null;

    internal Reason Reason(string name) => OptionalReason(name) ?? throw Missing(name);

    internal Reason? OptionalReason(string name) =>
        Checked(name, NumberingRules.Reason.Problem) is { } text ? new(text) : null;

    internal DateOnly Date(string name) => OptionalDate(name) ?? throw Missing(name);

    internal DateOnly? OptionalDate(string name) => Take(name) is { } value ? Date(name, value) : null;

    internal SyncFrom SyncFrom(string name) => Take(name) switch
    {
        null => default,
        { Type: JsonTokenType.Null } => NumberingRules.SyncFrom.None,
        { } value => Date(name, value),
    };

    internal long Integer(string name) => OptionalInteger(name) ?? throw Missing(name);

    internal long? OptionalInteger(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        return long.TryParse(value.Json.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FieldException(Path(name), $"must be a whole number from 0 to {long.MaxValue} in plain digits, not {value.Kind}");
    }

    internal bool Flag(string name) => Take(name) switch
    {
        null or { Type: JsonTokenType.False } => false,
        { Type: JsonTokenType.True } => true,
        { } value => throw new FieldException(Path(name), $"must be true or false, not {value.Kind}"),
    };

    internal T Choice<T>(string name) where T : struct, Enum => OptionalChoice<T>(name) ?? throw Missing(name);

    internal T? OptionalChoice<T>(string name) where T : struct, Enum
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        return NumberingRules.Name.TryParse<T>(text, out var value)
            ? value
            : throw new FieldException(Path(name), $"must be one of {string.Join(", ", NumberingRules.Name.All<T>().ToArray())}, not '{Printable.Short(text)}'");
    }

    internal Fields Object(string name) => OptionalObject(name) ?? throw Missing(name);

    internal Fields? OptionalObject(string name) => Take(name) is { } value ? Of(value.Json, Path(name)) : null;

    internal List<T> List<T>(string name, Func<Fields, T> read)
    {
        var value = Take(name) ?? throw Missing(name);
        return value.Type == JsonTokenType.StartArray
            ? ReadList(value.Json, Path(name), read)
            : throw new FieldException(Path(name), $"must be a list, not {value.Kind}");
    }

    /// <summary>Reads a list of objects.</summary>
    internal static List<T> ReadList<T>(ReadOnlyMemory<byte> json, string path, Func<Fields, T> read)
    {
        var items = new List<T>();
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(read(Of(json[start..(int)reader.BytesConsumed], string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"))));
        }

        Skip(ref reader);
        return items;
    }

    /// <summary>The path of this object inside the line; empty for the line itself.</summary>
    internal string At => _path;

    private static string NameOf(ref Utf8JsonReader reader, string path)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FieldException(path.Length == 0 ? "?" : path + ".?", "has a name that is not well-formed text");
        }
    }

    /// <summary>Reads on to the end, so that whatever is wrong behind a value is found.</summary>
    private static void Skip(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }

    private string Path(string name) => _path.Length == 0 ? Printable.Short(name) : $"{_path}.{Printable.Short(name)}";

    private FieldException Missing(string name) => new(
        Path(name),
        _left.Find(field => Spelling.IsClose(field.Name, name)) is { Name: { } near } ? $"is missing; was '{Printable.Short(near)}' meant to be it?" : "is missing");

    private Field? Take(string name)
    {
        var at = IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        var value = _left[at];
        _left.RemoveAt(at);
        return value;
    }

    private string? OptionalText(string name) => Take(name) is { } value ? Text(name, value) : null;

    private string? Checked(string name, Func<string?, string?> problem) =>
        OptionalText(name) is not { } text ? null
        : problem(text) is { } said ? throw new FieldException(Path(name), said)
        : text;

    private string Text(string name, Field value)
    {
        if (value.Type != JsonTokenType.String)
        {
            throw new FieldException(Path(name), $"must be a text, not {value.Kind}");
        }

        try
        {
            var reader = new Utf8JsonReader(value.Json.Span);
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FieldException(Path(name), "is not well-formed text: damaged UTF-8, or half of a surrogate pair");
        }
    }

    private DateOnly Date(string name, Field value)
    {
        var text = Text(name, value);
        return !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? throw new FieldException(Path(name), $"must be a date that exists, as yyyy-MM-dd, not '{Printable.Short(text)}'")
            : DocumentDate.Problem(date) is { } problem ? throw new FieldException(Path(name), problem)
            : date;
    }
}
