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
    private readonly List<(string Name, JsonElement Value)> _left = [];

    private Fields(string path) => _path = path;

    internal static Fields Of(JsonElement element, string path = "")
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw path.Length == 0
                ? new FieldException("do", $"is missing: the line holds {Kind(element)}, not an object")
                : new FieldException(path, $"must be an object, not {Kind(element)}");
        }

        var fields = new Fields(path);
        foreach (var property in element.EnumerateObject().Take(Enough))
        {
            var name = NameOf(property, path);
            if (fields._left.Exists(field => field.Name == name))
            {
                throw new FieldException(fields.Path(name), "is given twice");
            }

            fields._left.Add((name, property.Value));
        }

        return fields;
    }

    internal void End()
    {
        if (_left.Count > 0)
        {
            throw new FieldException(Path(_left[0].Name), "is not one this command has");
        }
    }

    internal bool Has(string name) => _left.Exists(field => field.Name == name);

    internal string Text(string name) => Optional(name, Text) ?? throw Missing(name);

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
        { ValueKind: JsonValueKind.Null } => NumberingRules.SyncFrom.None,
        { } value => Date(name, value),
    };

    internal long Integer(string name) => OptionalInteger(name) ?? throw Missing(name);

    internal long? OptionalInteger(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        var raw = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "";
        return raw.Length > 0 && raw.All(char.IsAsciiDigit) && long.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FieldException(Path(name), $"must be a whole number from 0 to {long.MaxValue} in plain digits, not {Kind(value)}");
    }

    internal bool Flag(string name) => Take(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        { } value => throw new FieldException(Path(name), $"must be true or false, not {Kind(value)}"),
    };

    internal T Choice<T>(string name) where T : struct, Enum => OptionalChoice<T>(name) ?? throw Missing(name);

    internal T? OptionalChoice<T>(string name) where T : struct, Enum
    {
        if (Optional(name, Text) is not { } text)
        {
            return null;
        }

        return NumberingRules.Name.TryParse<T>(text, out var value)
            ? value
            : throw new FieldException(Path(name), $"must be one of {string.Join(", ", NumberingRules.Name.All<T>().ToArray())}, not '{Quoted(text)}'");
    }

    internal Fields Object(string name) => OptionalObject(name) ?? throw Missing(name);

    internal Fields? OptionalObject(string name) => Take(name) is { } value ? Of(value, Path(name)) : null;

    internal T[] List<T>(string name, Func<JsonElement, string, T> read)
    {
        var value = Take(name) ?? throw Missing(name);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((item, at) => read(item, string.Create(CultureInfo.InvariantCulture, $"{Path(name)}[{at}]")))]
            : throw new FieldException(Path(name), $"must be a list, not {Kind(value)}");
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Number => Quoted(value.GetRawText()),
        JsonValueKind.String => "a text",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };

    private static string Quoted(string text) => Printable.Of(text.Length <= 40 ? text : text[..40] + "…");

    private static string NameOf(JsonProperty property, string path)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw new FieldException(path, "has a field whose name is not well-formed text");
        }
    }

    private string Path(string name) => _path.Length == 0 ? Quoted(name) : $"{_path}.{Quoted(name)}";

    private FieldException Missing(string name) => new(Path(name), "is missing");

    private JsonElement? Take(string name)
    {
        var at = _left.FindIndex(field => field.Name == name);
        if (at < 0)
        {
            return null;
        }

        var value = _left[at].Value;
        _left.RemoveAt(at);
        return value;
    }

    private T? Optional<T>(string name, Func<string, JsonElement, T> read) where T : class => Take(name) is { } value ? read(name, value) : null;

    private string? Checked(string name, Func<string?, string?> problem) =>
        Optional(name, Text) is not { } text ? null
        : problem(text) is { } said ? throw new FieldException(Path(name), said)
        : text;

    private string Text(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw new FieldException(Path(name), $"must be a text, not {Kind(value)}");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FieldException(Path(name), "is not well-formed text: damaged UTF-8, or half of a surrogate pair");
        }
    }

    private DateOnly Date(string name, JsonElement value)
    {
        var text = Text(name, value);
        return !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? throw new FieldException(Path(name), $"must be a date that exists, as yyyy-MM-dd, not '{Quoted(text)}'")
            : DocumentDate.Problem(date) is { } problem ? throw new FieldException(Path(name), problem)
            : date;
    }
}
