using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>How the values of a field compare.</summary>
internal enum FieldKind
{
    Text,
    Number,
    Instant,
}

/// <summary>The query service: filters, their expression, order and a page.</summary>
internal sealed class Query
{
    internal const int LargestPage = 4000;
    private const int UsualPage = 100;
    private static readonly FrozenSet<string> s_parts = ["object", "fields", "filters", "filterExpression", "filterParameters", "orderBy", "start", "size"];
    private readonly IReadOnlyDictionary<string, FieldKind> _fields;
    private readonly List<string> _asked = [];
    private readonly List<(string Field, bool Descending)> _order = [];
    private readonly Func<JsonObject, bool> _holds;
    private readonly bool _caseSensitive = true;
    private readonly int _start, _size;

    internal Query(JsonObject body, IReadOnlyDictionary<string, FieldKind> fields)
    {
        _fields = fields;
        foreach (var (name, _) in body)
        {
            if (!s_parts.Contains(name))
            {
                throw Refusal.Schema($"{name} is no part of a query.");
            }
        }

        foreach (var (name, value) in Object(body["filterParameters"], "filterParameters") ?? [])
        {
            var flag = value?.GetValueKind() switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw Refusal.Schema($"{name} is neither true nor false."),
            };
            (IncludePrivate, _caseSensitive) = name switch
            {
                "includePrivate" => (flag, _caseSensitive),
                "caseSensitiveComparison" => (IncludePrivate, flag),
                _ => throw Refusal.Schema($"{name} is no filter parameter."),
            };
        }

        _asked.AddRange(Array(body["fields"], "fields").Select(field => Known(Text(field))));
        var filters = Array(body["filters"], "filters").Select(Filter).ToList();
        _holds = Draft.OptionalText(body, "filterExpression") is { } expression ? new Expression(expression, filters).Read()
            : row => filters.TrueForAll(filter => filter(row));
        _order.AddRange(Array(body["orderBy"], "orderBy").Select(order => Single(order, "orderBy"))
            .Select(order => (Known(order.Key), Text(order.Value) switch { "asc" => false, "desc" => true, var other => throw Refusal.Schema($"orderBy {other}: asc or desc.") })));
        (_start, _size) = (Whole(body["start"], "start", 1, int.MaxValue), Whole(body["size"], "size", UsualPage, LargestPage));
    }

    internal bool IncludePrivate { get; }

    /// <summary>The reply: the page of the rows that pass the filters, after <paramref name="check"/> has seen it.</summary>
    internal Reply Run(IEnumerable<JsonObject> rows, Func<string, JsonNode?, JsonNode?> shown, Action<IReadOnlyList<JsonObject>> check)
    {
        var found = rows.Where(_holds).ToList();
        var order = (_order.Count > 0 ? _order : [("key", false)]).ConvertAll(by => (Kind: _fields[by.Field], Path: Path(by.Field), Sign: by.Descending ? -1 : 1));
        found.Sort((one, other) => order.Select(by => by.Sign * Compare(by.Kind, At(one, by.Path), At(other, by.Path), true)).FirstOrDefault(compared => compared != 0));
        var page = found.Skip(_start - 1).Take(_size).ToList();
        check(page);
        return Reply.Json(200, new JsonObject
        {
            ["ia::result"] = new JsonArray([.. page.Select(row => new JsonObject(_asked.Distinct().Select(field => KeyValuePair.Create(field, shown(field, At(row, Path(field))?.DeepClone())))))]),
            ["ia::meta"] = new JsonObject
            {
                ["totalCount"] = found.Count,
                ["start"] = _start,
                ["pageSize"] = _size,
                ["next"] = found.Count > (long)_start - 1 + _size ? _start + _size : null,
                ["previous"] = _start > 1 ? Math.Max(1, _start - _size) : null,
            },
        });
    }

    private static string[] Path(string field) => field.StartsWith("nsp::", StringComparison.Ordinal) ? [field] : field.Split('.');

    private static JsonNode? At(JsonObject row, string[] path)
    {
        JsonNode? node = row;
        foreach (var part in path)
        {
            node = (node as JsonObject)?[part];
        }

        return node;
    }

    private Func<JsonObject, bool> Filter(JsonNode? filter)
    {
        var (op, operand) = Single(filter, "filters");
        var (field, value) = Single(operand, op);
        var (kind, path) = (_fields[Known(field)], Path(field));
        bool Each(Func<int, bool> holds, JsonObject row, string? other) =>
            At(row, path) is { } here && (other is null ? throw Refusal.Schema($"{op} cannot take null.") : holds(Compare(kind, here, other, _caseSensitive)));
        string Given(JsonObject row) => _caseSensitive ? TextOf(At(row, path)) : TextOf(At(row, path)).ToUpperInvariant();
        switch (op)
        {
            case "$eq" or "$ne" when value is null:
                return row => At(row, path) is null == (op == "$eq");
            case "$eq" or "$ne" or "$lt" or "$lte" or "$gt" or "$gte":
                var one = Checked(kind, value, field);
                Func<int, bool> holds = op switch
                {
                    "$eq" => compared => compared == 0,
                    "$ne" => compared => compared != 0,
                    "$lt" => compared => compared < 0,
                    "$lte" => compared => compared <= 0,
                    "$gt" => compared => compared > 0,
                    _ => compared => compared >= 0,
                };
                return row => Each(holds, row, one) || (op == "$ne" && At(row, path) is null);
            case "$in" or "$notIn":
                var several = Array(value, op).Select(item => Checked(kind, item, field)).ToList();
                return row => several.Exists(item => Each(compared => compared == 0, row, item)) == (op == "$in");
            case "$between" or "$notBetween":
                var bounds = Array(value, op).Select(item => Checked(kind, item, field)).ToList();
                return bounds.Count != 2 ? throw Refusal.Schema($"{op} takes two values.")
                    : row => (Each(compared => compared >= 0, row, bounds[0]) && Each(compared => compared <= 0, row, bounds[1])) == (op == "$between");
            case "$contains" or "$notContains" or "$startsWith" or "$notStartsWith" or "$endsWith" or "$notEndsWith":
                var text = _caseSensitive ? Text(value) : Text(value).ToUpperInvariant();
                var not = op.StartsWith("$not", StringComparison.Ordinal);
                return row => not != (op switch
                {
                    "$contains" or "$notContains" => Given(row).Contains(text, StringComparison.Ordinal),
                    "$startsWith" or "$notStartsWith" => Given(row).StartsWith(text, StringComparison.Ordinal),
                    _ => Given(row).EndsWith(text, StringComparison.Ordinal),
                });
            default:
                throw Refusal.Schema($"{op} is no operator that is made here.");
        }
    }

    private static int Compare(FieldKind kind, JsonNode? one, JsonNode? other, bool caseSensitive) =>
        one is null || other is null ? (one is null ? 0 : 1) - (other is null ? 0 : 1) : Compare(kind, one, TextOf(other), caseSensitive);

    private static int Compare(FieldKind kind, JsonNode one, string other, bool caseSensitive) => kind switch
    {
        FieldKind.Number => decimal.Parse(TextOf(one), CultureInfo.InvariantCulture).CompareTo(decimal.Parse(other, CultureInfo.InvariantCulture)),
        FieldKind.Instant => Instant(TextOf(one))!.Value.CompareTo(Instant(other)!.Value),
        _ => string.Compare(TextOf(one), other, caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase),
    };

    private static string Checked(FieldKind kind, JsonNode? value, string field)
    {
        var text = TextOf(value ?? throw Refusal.Schema($"{field} is compared with null."));
        return kind switch
        {
            FieldKind.Number when !decimal.TryParse(text, CultureInfo.InvariantCulture, out _) => throw Refusal.Schema($"{field}: {text} is no number."),
            FieldKind.Instant when Instant(text) is null => throw Refusal.Schema($"{field}: {text} is no time."),
            _ => text,
        };
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private string Known(string field) => _fields.ContainsKey(field) ? field : throw Refusal.Schema($"{field} is no field of the object.");

    private static string TextOf(JsonNode? node) => node?.ToString() ?? "";

    private static string Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : throw Refusal.Schema($"{node?.ToJsonString()} is no string.");

    private static JsonObject? Object(JsonNode? node, string name) => node is null ? null : node as JsonObject ?? throw Refusal.Schema($"{name} is no object.");

    private static JsonArray Array(JsonNode? node, string name) => node is null ? [] : node as JsonArray ?? throw Refusal.Schema($"{name} is no array.");

    private static KeyValuePair<string, JsonNode?> Single(JsonNode? node, string name) =>
        node is JsonObject { Count: 1 } one ? one.First() : throw Refusal.Schema($"{name}: an object with one name is expected, not {node?.ToJsonString() ?? "null"}.");

    private static int Whole(JsonNode? node, string name, int usual, int largest) => node is null ? usual
        : int.TryParse(node.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= 1 && whole <= largest
            ? whole : throw Refusal.Schema($"{name} {node} is not between 1 and {largest}.");

    /// <summary>Reads <c>1 and (2 or 3)</c>; "and" binds closer than "or".</summary>
    private sealed class Expression(string text, List<Func<JsonObject, bool>> filters)
    {
        private readonly Queue<string> _words = new(
            text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        internal Func<JsonObject, bool> Read()
        {
            var read = Or();
            return _words.Count == 0 ? read : throw Wrong();
        }

        private Func<JsonObject, bool> Or()
        {
            var one = And();
            while (Takes("or"))
            {
                var (left, right) = (one, And());
                one = row => left(row) || right(row);
            }

            return one;
        }

        private Func<JsonObject, bool> And()
        {
            var one = Term();
            while (Takes("and"))
            {
                var (left, right) = (one, Term());
                one = row => left(row) && right(row);
            }

            return one;
        }

        private Func<JsonObject, bool> Term()
        {
            if (Takes("("))
            {
                var inner = Or();
                return Takes(")") ? inner : throw Wrong();
            }

            return _words.TryDequeue(out var word) && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= filters.Count
                ? filters[number - 1] : throw Wrong();
        }

        private bool Takes(string word) => _words.TryPeek(out var next) && string.Equals(next, word, StringComparison.OrdinalIgnoreCase) && _words.TryDequeue(out _);

        private Refusal Wrong() => Refusal.Schema($"filterExpression {text} cannot be read: use the numbers 1 to {filters.Count}, and, or, brackets.");
    }
}
