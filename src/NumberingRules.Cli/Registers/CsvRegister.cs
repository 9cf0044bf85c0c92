using System.Globalization;
using System.Text;
using CsvHelper;

namespace NumberingRules.Cli;

/// <summary>How to read a register: which columns, and how its values are written.</summary>
internal sealed record RegisterOptions(string File, string NumberColumn, string DateColumn, string? KeyColumn, string? DateFormat, char Delimiter, Encoding Encoding);

/// <summary>A row that can be taken over.</summary>
internal readonly record struct RegisterRow(long Line, ErpKey Key, InvoiceNumber Number, DateOnly Date);

/// <summary>A row that cannot be read, and why.</summary>
internal readonly record struct BadRow(long Line, string Column, string Problem);

/// <summary>An ERP's invoice register as a CSV file with a header line.</summary>
internal sealed class CsvRegister
{
    private readonly RegisterOptions _options;

    private CsvRegister(RegisterOptions options) => _options = options;

    internal List<RegisterRow> Rows { get; } = [];

    internal List<BadRow> BadRows { get; } = [];

    /// <exception cref="MalformedException">The file cannot be read, or lacks a column.</exception>
    internal static CsvRegister Read(RegisterOptions options)
    {
        try
        {
            using var input = options.File == "-" ? Console.OpenStandardInput() : File.OpenRead(options.File);
            return Read(input, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MalformedException(options.File, e.Message);
        }
    }

    /// <exception cref="MalformedException">It lacks a column, or cannot be read as CSV.</exception>
    internal static CsvRegister Read(Stream input, RegisterOptions options)
    {
        var register = new CsvRegister(options);
        try
        {
            using var text = new StreamReader(input, options.Encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
            register.Read(text);
        }
        catch (CsvFormatException e)
        {
            throw new MalformedException(options.File, e.Message);
        }

        return register;
    }

    private void Read(StreamReader text)
    {
        CsvMalformedReason? damage = null;
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = _options.Delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => damage = record.Reason,
        });

        if (!csv.Read())
        {
            throw MalformedException.InLine(_options.File, 1, "the file is empty; a header line is expected");
        }

        var header = Values(csv);
        var columns = new Columns(Column(header, _options.NumberColumn), Column(header, _options.DateColumn), _options.KeyColumn is { } key ? Column(header, key) : null);
        for (damage = null; csv.Read(); damage = null)
        {
            ReadRow(csv.LineNumber, Values(csv), header, columns, damage);
        }
    }

    private static string[] Values(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(at => csv.GetString(at).Trim())];

    private void ReadRow(long line, string[] record, string[] header, Columns columns, CsvMalformedReason? damage)
    {
        if (damage is not null)
        {
            Bad(line, _options.NumberColumn, damage == CsvMalformedReason.UnterminatedQuote
                ? "a quotation mark that opens in this row is never closed, so all that follows in the file is inside it"
                : "a quotation mark stands inside a value; double it and put the value in quotes");
        }
        else if (record.Length < header.Length || record.Skip(header.Length).Any(extra => extra.Length > 0))
        {
            Bad(line, Printable.Short(header[Math.Min(record.Length, header.Length - 1)]), string.Create(CultureInfo.InvariantCulture, $"the row has {record.Length} values, the header {header.Length}"));
        }
        else if (Problem(record[columns.Number]) is { } numberProblem)
        {
            Bad(line, _options.NumberColumn, numberProblem);
        }
        else if (columns.Key is { } keyColumn && Problem(record[keyColumn]) is { } keyProblem)
        {
            Bad(line, _options.KeyColumn!, keyProblem);
        }
        else if (!RegisterDate.TryParse(record[columns.Date], _options.DateFormat, out var date))
        {
            Bad(line, _options.DateColumn, $"'{Printable.Short(record[columns.Date])}' is not a date written as {_options.DateFormat ?? "yyyy-MM-dd"}; --date-format tells another way");
        }
        else if (DocumentDate.Problem(date) is { } dateProblem)
        {
            Bad(line, _options.DateColumn, dateProblem);
        }
        else
        {
            Rows.Add(new(line, record[columns.Key ?? columns.Number], record[columns.Number], date));
        }
    }

    private static string? Problem(string value) => value.Contains('\uFFFD', StringComparison.Ordinal)
        ? "holds bytes that are not text in this encoding; --encoding tells another one"
        : Identifier.Problem(value);

    private void Bad(long line, string column, string problem) => BadRows.Add(new(line, column, problem));

    private int Column(string[] header, string name)
    {
        var at = Array.IndexOf(header, name);
        return at < 0 ? throw MalformedException.InLine(_options.File, 1, $"column '{name}' is missing; {Hint(header, name)}")
            : Array.LastIndexOf(header, name) != at ? throw MalformedException.InLine(_options.File, 1, $"column '{name}' stands in the header more than once")
            : at;
    }

    private string Hint(string[] header, string name)
    {
        var other = ";,\t|".FirstOrDefault(delimiter => delimiter != _options.Delimiter && header is [var only] && only.Contains(delimiter, StringComparison.Ordinal));
        return other != default ? $"the header holds '{(other == '\t' ? "tab" : other)}': try --delimiter '{(other == '\t' ? "tab" : other)}'"
            : Spelling.Nearest(name, header) is { } near ? $"was '{Printable.Of(near)}' meant?"
            : $"there are {string.Join(", ", header.Take(50).Select(column => $"'{Printable.Short(column)}'"))}";
    }

    private readonly record struct Columns(int Number, int Date, int? Key);
}
