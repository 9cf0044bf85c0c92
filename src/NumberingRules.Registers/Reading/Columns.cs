using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>Where the columns of a register stand.</summary>
internal sealed class Columns
{
    private const int Nowhere = -1;
    private const int MostNamed = 50;

    private readonly string[] _header;

    private Columns(string[] header, long line, Preset? preset) =>
        (_header, Preset, Line) = (header, preset, line);

    internal long Line { get; }

    internal Preset? Preset { get; }

    internal int Number { get; private set; }

    internal int Date { get; private set; }

    /// <summary>Empty when the number is the key.</summary>
    internal int[] Key { get; private set; } = [];

    internal int? Status { get; private set; }

    internal int? Company { get; private set; }

    internal int[] Extra { get; private set; } = [];

    /// <summary>For each column that is filtered by the values that are wanted.</summary>
    internal (int Column, string[] Values)[] Where { get; private set; } = [];

    /// <summary>How many columns the header has; none where there is no header.</summary>
    internal int? Width => _header.Length == 0 ? null : _header.Length;

    /// <summary>How a column is named in messages.</summary>
    internal string NameOf(int column) => column < _header.Length ? Printable.Short(_header[column]) : string.Create(CultureInfo.InvariantCulture, $"#{column + 1}");

    /// <summary>Whether a row repeats the header.</summary>
    internal bool IsHeaderAgain(IRecords row) =>
        _header.Length > 0 && row[Number].SequenceEqual(_header[Number]) && row[Date].SequenceEqual(_header[Date]);

    /// <summary>The columns of a file without a header.</summary>
    internal static Columns WithoutHeader(RegisterOptions options, Preset? preset) => Resolve([], 0, options, preset);

    /// <summary>The columns, when this row is the header.</summary>
    internal static Columns? InHeader(IRecords row, RegisterOptions options)
    {
        var header = TextsOf(row);
        var isNamed = options is { Number: not null, Date: not null };
        var preset = options.From ?? (isNamed ? null : Preset.All.FirstOrDefault(one => one.Marks.Count > 0 && one.Marks.All(mark => Find(header, [mark], loose: true) != Nowhere)));
        if (preset is null && !isNamed)
        {
            return null;
        }

        return Missing(header, options, preset) is null ? Resolve(header, row.Line, options, preset) : null;
    }

    /// <summary>The column a row lacks to be the header, and what may have been meant, in words.</summary>
    internal static string Missed(IRecords row, RegisterOptions options, char? delimiter)
    {
        var header = TextsOf(row);
        var columns = string.Join(", ", header.Take(MostNamed).Select(column => $"'{Printable.Short(column)}'"));
        if (Missing(header, options, options.From) is not { } name)
        {
            return $"no header of a known system is found ({Preset.Names}); name the columns with --number and --date: there are {columns}";
        }

        var other = ";,\t|".FirstOrDefault(one => one != delimiter && header is [var only] && only.Contains(one, StringComparison.Ordinal));
        var hint = other != default ? $"the header holds '{(other == '\t' ? "tab" : other)}': try --delimiter '{(other == '\t' ? "tab" : other)}'"
            : Spelling.Nearest(name, header) is { } near ? $"was '{Printable.Short(near)}' meant?"
            : $"there are {columns}";
        return $"column '{Printable.Short(name)}' is missing; {hint}";
    }

    private static string[] TextsOf(IRecords row) => [.. Enumerable.Range(0, row.Count).Select(column => row[column].ToString())];

    private static string? Missing(string[] header, RegisterOptions options, Preset? preset)
    {
        if (Find(header, options.Number, preset?.Number) == Nowhere)
        {
            return options.Number ?? preset?.Number[0];
        }

        if (Find(header, options.Date, preset?.Date) == Nowhere)
        {
            return options.Date ?? preset?.Date[0];
        }

        return Named(options).FirstOrDefault(name => Find(header, [name], loose: false) == Nowhere);
    }

    private static IEnumerable<string> Named(RegisterOptions options)
    {
        IEnumerable<string?> named = [.. options.Key, options.Status, options.CompanyColumn, .. options.Where.Select(where => where.Column), .. options.Extra];
        return named.OfType<string>();
    }

    private static Columns Resolve(string[] header, long line, RegisterOptions options, Preset? preset)
    {
        var columns = new Columns(header, line, preset)
        {
            Number = Find(header, options.Number, preset?.Number),
            Date = Find(header, options.Date, preset?.Date),
        };
        if (columns.Number == Nowhere || columns.Date == Nowhere)
        {
            throw new UnreadableException("without a header line, columns are named by their number: --number '#1' --date '#2'");
        }

        columns.Key = options.Key.Count > 0
            ? [.. options.Key.Select(name => columns.Needed(name))]
            : preset is not null && preset.Key.All(name => Find(header, [name], loose: true) != Nowhere)
                ? [.. preset.Key.Select(name => Find(header, [name], loose: true))]
                : [];
        if (columns.Key is [var only] && only == columns.Number)
        {
            columns.Key = [];
        }

        columns.Status = options.Status is { } status ? columns.Needed(status) : columns.Optional(preset?.Status);
        columns.Company = options.CompanyColumn is { } company ? columns.Needed(company) : columns.Optional(preset?.Company);
        columns.Extra = [.. options.Extra.Select(columns.Needed)];
        IEnumerable<(int Column, string Value)> wanted = options.Where.Count > 0
            ? options.Where.Select(pair => (columns.Needed(pair.Column), pair.Value))
            : (preset?.Where ?? []).Select(pair => (Find(header, [pair.Column], loose: true), pair.Value)).Where(pair => pair.Item1 != Nowhere);
        columns.Where = [.. wanted.GroupBy(pair => pair.Column, pair => pair.Value).Select(values => (values.Key, values.ToArray()))];
        columns.CheckUnique();
        return columns;
    }

    private int Needed(string name)
    {
        var at = Find(_header, [name], loose: false);
        return at != Nowhere ? at : throw new UnreadableException($"column '{Printable.Short(name)}' is not there; without a header line, columns are named by their number, such as #1");
    }

    private int? Optional(IReadOnlyList<string>? names)
    {
        var at = names is null ? Nowhere : Find(_header, names, loose: true);
        return at == Nowhere ? null : at;
    }

    private void CheckUnique()
    {
        foreach (var at in (IEnumerable<int>)[Number, Date, .. Key, Status ?? Number, Company ?? Number, .. Where.Select(where => where.Column)])
        {
            if (at < _header.Length && _header[at].Length > 0 && Array.LastIndexOf(_header, _header[at]) != Array.IndexOf(_header, _header[at]))
            {
                throw new UnreadableException(Line, $"column '{Printable.Short(_header[at])}' stands in the header more than once; name it by its number, such as #{at + 1}");
            }
        }
    }

    private static int Find(string[] header, string? named, IReadOnlyList<string>? preset) =>
        named is not null ? Find(header, [named], loose: false) : preset is not null ? Find(header, preset, loose: true) : Nowhere;

    /// <summary>A preset's names are compared loosely: in any case, and with the asterisk that a template puts before what it needs.</summary>
    private static int Find(string[] header, IReadOnlyList<string> names, bool loose)
    {
        foreach (var name in names)
        {
            var at = loose
                ? Array.FindIndex(header, one => one.AsSpan().TrimStart('*').Equals(name, StringComparison.OrdinalIgnoreCase))
                : Array.IndexOf(header, name);
            if (at >= 0)
            {
                return at;
            }

            if (name is ['#', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= CsvRecords.MostValues)
            {
                return number - 1;
            }
        }

        return Nowhere;
    }
}
