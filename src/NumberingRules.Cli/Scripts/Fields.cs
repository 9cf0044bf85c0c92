using System.Globalization;
using System.Text.Json;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>
/// The fields of one JSON object, in one of two directions. Writing, each method writes the value it is given and gives
/// it back; reading, it is given nothing and takes the field, once and by type. SPEC §9, Values.
/// </summary>
internal sealed class Fields
{
    // No command has so many, so among the first of them one is repeated or unknown.
    private const int Enough = 33;

    private readonly Utf8JsonWriter? _json;
    private readonly string _path;
    private readonly List<Field> _left = new(6);

    private Fields(string path, Utf8JsonWriter? json = null) => (_path, _json) = (path, json);

    /// <summary>Fields that are written.</summary>
    internal static Fields Writing(Utf8JsonWriter json) => new("", json);

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

    internal InvoiceId Invoice(Command.OnInvoice? command) => Name("invoice", command?.Invoice, InvoiceId.FromString);

    internal string Text(string name, string? value) => IsWritten(name, value) ? value! : OptionalText(name) ?? throw Missing(name);

    internal T Name<T>(string name, T? value, Func<string, T> make) where T : Identifier => OptionalName(name, value, make) ?? throw Missing(name);

    internal T? OptionalName<T>(string name, T? value, Func<string, T> make) where T : Identifier =>
        IsWritten(name, value?.Text) ? value
        : Checked(name, Identifier.Problem) is { } text ? make(text)
        : null;

    internal Reason Reason(string name, Reason? value) => OptionalReason(name, value) ?? throw Missing(name);

    internal Reason? OptionalReason(string name, Reason? value) =>
        IsWritten(name, value?.Text) ? value
        : Checked(name, NumberingRules.Reason.Problem) is { } text ? new(text)
        : null;

    internal DateOnly Date(string name, DateOnly? value) => OptionalDate(name, value) ?? throw Missing(name);

    internal DateOnly? OptionalDate(string name, DateOnly? value) =>
        IsWritten(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) ? value
        : Take(name) is { } field ? Date(name, field)
        : null;

    internal SyncFrom SyncFrom(string name, SyncFrom? value)
    {
        if (value is { IsGiven: true, Date: null })
        {
            _json?.WriteNull(name);
        }

        return IsWritten(name, value?.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) ? value.GetValueOrDefault() : Take(name) switch
        {
            null => default,
            { Type: JsonTokenType.Null } => NumberingRules.SyncFrom.None,
            { } field => Date(name, field),
        };
    }

    /// <summary>A form by name, or null for the default form; nothing when it is left out.</summary>
    internal FormChoice FormChoice(string name, FormChoice? value)
    {
        if (value is { IsGiven: true, Name: null })
        {
            _json?.WriteNull(name);
        }

        if (IsWritten(name, value?.Name?.Text))
        {
            return value.GetValueOrDefault();
        }

        var isNull = IndexOf(name) is >= 0 and var at && _left[at].Type == JsonTokenType.Null;
        return isNull && Take(name) is not null ? NumberingRules.FormChoice.DefaultForm : OptionalName(name, null, FormName.FromString);
    }

    /// <summary>Formats by name: an object, left out when there are none.</summary>
    internal ValueList<SeriesForm> OptionalForms(string name, ValueList<SeriesForm> forms)
    {
        if (_json is null)
        {
            return Take(name) is { } field ? ReadForms(name, field) : default;
        }

        if (forms.Count > 0)
        {
            _json.WriteStartObject(name);
            foreach (var form in forms)
            {
                _json.WriteString(form.Name.Text, form.Format);
            }

            _json.WriteEndObject();
        }

        return forms;
    }

    internal long Integer(string name, long? value) => OptionalInteger(name, value) ?? throw Missing(name);

    internal long? OptionalInteger(string name, long? value)
    {
        if (value is { } written)
        {
            _json?.WriteNumber(name, written);
        }

        return _json is not null || Take(name) is not { } field ? value
            : long.TryParse(field.Json.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw Refused(name, $"must be a whole number from 0 to {long.MaxValue} in plain digits, not {field.Kind}");
    }

    /// <summary>What is true or, as it is when it is left out, false.</summary>
    internal bool Flag(string name, bool? value)
    {
        if (value is true)
        {
            _json?.WriteBoolean(name, true);
        }

        return _json is not null ? value is true : Take(name) switch
        {
            null or { Type: JsonTokenType.False } => false,
            { Type: JsonTokenType.True } => true,
            { } field => throw Refused(name, $"must be true or false, not {field.Kind}"),
        };
    }

    internal T Choice<T>(string name, T? value) where T : struct, Enum => OptionalChoice(name, value) ?? throw Missing(name);

    internal T? OptionalChoice<T>(string name, T? value) where T : struct, Enum =>
        IsWritten(name, value is { } written ? NumberingRules.Name.Of(written) : null) || OptionalText(name) is not { } text ? value
        : NumberingRules.Name.TryParse<T>(text, out var read) ? read
        : throw Refused(name, $"must be one of {string.Join(", ", NumberingRules.Name.All<T>().ToArray())}, not '{Printable.Short(text)}'");

    internal T Object<T>(string name, T? value, CommandShape<T> shape) where T : class => OptionalObject(name, value, shape) ?? throw Missing(name);

    internal T? OptionalObject<T>(string name, T? value, CommandShape<T> shape) where T : class
    {
        if (_json is not null && value is not null)
        {
            _json.WritePropertyName(name);
            Write(value, shape);
        }

        return _json is null && Take(name) is { } field ? Of(field.Json, Path(name)).Read(shape) : value;
    }

    internal IReadOnlyList<T> List<T>(string name, ValueList<T>? items, CommandShape<T> shape)
    {
        if (_json is not null)
        {
            _json.WriteStartArray(name);
            foreach (var item in items.GetValueOrDefault())
            {
                Write(item, shape);
            }

            _json.WriteEndArray();
            return items.GetValueOrDefault();
        }

        var field = Take(name) ?? throw Missing(name);
        return field.Type == JsonTokenType.StartArray ? ReadList(field.Json, Path(name), shape) : throw Refused(name, $"must be a list, not {field.Kind}");
    }

    /// <summary>Writes an object.</summary>
    internal void Write<T>(T value, CommandShape<T> shape)
    {
        _json!.WriteStartObject();
        shape(this, value);
        _json.WriteEndObject();
    }

    /// <summary>Makes a value of these fields; one that is left then is unknown.</summary>
    internal T Read<T>(CommandShape<T> shape)
    {
        var value = shape(this, default);
        return _left.Count == 0 ? value : throw Refused(_left[0].Name, "is not one this command has");
    }

    /// <summary>Says that a field cannot be.</summary>
    internal FieldException Refused(string name, string problem) => new(Path(name), problem);

    /// <summary>Reads a list of objects.</summary>
    internal static List<T> ReadList<T>(ReadOnlyMemory<byte> json, string path, CommandShape<T> shape)
    {
        var items = new List<T>();
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(Of(json[start..(int)reader.BytesConsumed], string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]")).Read(shape));
        }

        Skip(ref reader);
        return items;
    }

    /// <summary>Whether this object stands in another.</summary>
    internal bool IsInside => _path.Length > 0;

    private ValueList<SeriesForm> ReadForms(string name, Field field)
    {
        if (field.Type != JsonTokenType.StartObject)
        {
            throw Refused(name, $"must be an object of formats by name, not {field.Kind}");
        }

        var path = Path(name);
        var forms = new Dictionary<string, SeriesForm>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(field.Json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var form = NameOf(ref reader, path);
            var at = $"{path}.{Printable.Short(form)}";
            reader.Read();
            var format = new Fields(path).Text(form, new Field(form, reader.TokenType, field.Json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]));
            if (Identifier.Problem(form) is { } problem)
            {
                throw new FieldException(at, $"as a name {problem}");
            }

            if (!forms.TryAdd(form, new(form, format)))
            {
                throw new FieldException(at, "is given twice");
            }
        }

        return [.. forms.Values];
    }

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

    /// <summary>Whether fields are written; this one is if it has a value.</summary>
    private bool IsWritten(string name, string? value)
    {
        if (value is not null)
        {
            _json?.WriteString(name, value);
        }

        return _json is not null;
    }

    private string? OptionalText(string name) => Take(name) is { } value ? Text(name, value) : null;

    private string? Checked(string name, Func<string?, string?> problem) =>
        OptionalText(name) is not { } text ? null
        : problem(text) is { } said ? throw Refused(name, said)
        : text;

    private string Text(string name, Field value)
    {
        if (value.Type != JsonTokenType.String)
        {
            throw Refused(name, $"must be a text, not {value.Kind}");
        }

        try
        {
            var reader = new Utf8JsonReader(value.Json.Span);
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refused(name, "is not well-formed text: damaged UTF-8, or half of a surrogate pair");
        }
    }

    private DateOnly Date(string name, Field value)
    {
        var text = Text(name, value);
        return !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? throw Refused(name, $"must be a date that exists, as yyyy-MM-dd, not '{Printable.Short(text)}'")
            : DocumentDate.Problem(date) is { } problem ? throw Refused(name, problem)
            : date;
    }
}
