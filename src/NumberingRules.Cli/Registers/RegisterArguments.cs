using System.CommandLine;
using System.Text;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>The options that say how a register is read: the same for every verb that reads one.</summary>
internal sealed class RegisterArguments
{
    private readonly Option<string?> _from = new("--from") { Description = $"whose export it is: {Preset.Names} (default: recognised by its header)", HelpName = "NAME" };
    private readonly Option<string?> _number = new("--number") { Description = "the column of the invoice numbers, by name, or by number such as #1", HelpName = "COL" };
    private readonly Option<string?> _date = new("--date") { Description = "the column of the document dates; a time behind a date is ignored", HelpName = "COL" };
    private readonly Option<string?> _key = new("--key") { Description = "the columns that together make a document's key (default: the number)", HelpName = "COL,COL" };
    private readonly Option<string?> _status = new("--status") { Description = "the column of the statuses", HelpName = "COL" };
    private readonly Option<string?> _void = new("--void") { Description = "the statuses that mean voided, deleted, cancelled or reversed", HelpName = "A,B" };
    private readonly Option<string?> _draft = new("--draft") { Description = "the statuses that mean draft", HelpName = "A,B" };
    private readonly Option<string?> _companyColumn = new("--company-column") { Description = "the column of the company, where the file holds several; each has counters of its own", HelpName = "COL" };
    private readonly Option<string[]> _where = new("--where") { Description = "only rows with this value; repeated for one column: with any of them", HelpName = "COL=VALUE" };
    private readonly Option<long?> _headerLine = new("--header-line") { Description = "the line of the header (default: the first of 20 lines that holds the columns)", HelpName = "N" };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "there is no header; columns are named by number, such as #1" };
    private readonly Option<string?> _dateFormat = new("--date-format") { Description = "how dates are written, e.g. dd/MM/yyyy, or serial (default: yyyy-MM-dd)", HelpName = "F" };
    private readonly Option<int?> _year = new("--year") { Description = "the year of dates that have none", HelpName = "Y" };
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "what stands between values; tab for a tabulator (default: found out)", HelpName = "C" };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "the file's encoding, e.g. windows-1252 (default: utf-8)", HelpName = "E" };
    private readonly Option<string?> _sheet = new("--sheet") { Description = "the sheet of a workbook (default: the first)", HelpName = "NAME" };
    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "list unreadable rows and take the rest" };

    internal RegisterArguments(System.CommandLine.Command verb)
    {
        foreach (var option in (IEnumerable<Option>)[_from, _number, _date, _key, _status, _void, _draft, _companyColumn, _where, _headerLine, _noHeader, _dateFormat, _year, _delimiter, _encoding, _sheet, _skipBad])
        {
            verb.Add(option);
        }
    }

    /// <exception cref="MalformedException">An option cannot be used.</exception>
    internal RegisterOptions In(ParseResult parsed)
    {
        var year = parsed.GetValue(_year);
        return new()
        {
            From = PresetOf(parsed.GetValue(_from)),
            Number = parsed.GetValue(_number)?.Trim(),
            Date = parsed.GetValue(_date)?.Trim(),
            Key = List(parsed.GetValue(_key)),
            Status = parsed.GetValue(_status)?.Trim(),
            Void = List(parsed.GetValue(_void)),
            Draft = List(parsed.GetValue(_draft)),
            CompanyColumn = parsed.GetValue(_companyColumn)?.Trim(),
            Where = [.. (parsed.GetValue(_where) ?? []).Select(WhereOf)],
            HeaderLine = parsed.GetValue(_headerLine) is { } line ? line > 0 ? line : throw new MalformedException("--header-line", "counts lines from 1") : null,
            NoHeader = parsed.GetValue(_noHeader),
            DateFormat = DateFormatOf(parsed.GetValue(_dateFormat), year is not null),
            Year = year is null or >= 1900 and <= 2199 ? year : throw new MalformedException("--year", "document dates lie in 1900 to 2199"),
            Delimiter = DelimiterOf(parsed.GetValue(_delimiter)),
            Encoding = EncodingOf(parsed.GetValue(_encoding)),
            Sheet = parsed.GetValue(_sheet),
            SkipBad = parsed.GetValue(_skipBad),
        };
    }

    /// <summary>What somebody should know of how a register is read.</summary>
    internal static void Say(string note) => Console.Error.WriteLine($"numbering: {note}.");

    /// <summary>A row that cannot be read.</summary>
    internal static void Say(string file, BadRow row) => Console.Error.WriteLine($"{file}, line {row.Line}, column '{row.Column}': {row.Problem}");

    /// <summary>A key in conflict, and what comes of it.</summary>
    internal static void Say(string file, Conflict conflict, string then) => Console.Error.WriteLine(
        $"{file}, lines {string.Join(", ", conflict.Lines)}: key '{Printable.Short(conflict.Key)}' stands there with different numbers, dates or statuses; {then}");

    /// <summary>Opens the file of a register; <c>-</c> is standard input.</summary>
    /// <exception cref="MalformedException">It cannot be opened.</exception>
    internal static Stream Open(string file)
    {
        try
        {
            return file == "-" ? Console.OpenStandardInput() : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 17, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MalformedException(file, e.Message);
        }
    }

    /// <summary>Reads a register, with errors that name the file.</summary>
    /// <exception cref="MalformedException">It cannot be read.</exception>
    internal static T Read<T>(string file, Func<Stream, T> read)
    {
        using var input = Open(file);
        try
        {
            return read(input);
        }
        catch (UnreadableException e)
        {
            throw e.Line is { } line ? MalformedException.InLine(file, line, e.Message) : new MalformedException(file, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MalformedException(file, e.Message);
        }
    }

    private static Preset? PresetOf(string? name) =>
        name is null ? null
        : Preset.All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new MalformedException("--from", $"'{Printable.Short(name)}' is no system that is known; there are {Preset.Names}");

    private static string[] List(string? values) =>
        values?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static (string, string) WhereOf(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (text[..at].Trim(), text[(at + 1)..].Trim())
            : throw new MalformedException("--where", $"'{Printable.Short(text)}' must be written COLUMN=VALUE");

    private static char? DelimiterOf(string? text) => text switch
    {
        null => null,
        "tab" or "\\t" or "\t" => '\t',
        [not ('"' or '\r' or '\n') and var delimiter] => delimiter,
        _ => throw new MalformedException("--delimiter", "must be one character, or tab"),
    };

    private static string? DateFormatOf(string? format, bool hasYear) =>
        format is not null && DateFormat.Problem(format, hasYear) is { } problem ? throw new MalformedException("--date-format", problem) : format;

    private static Encoding? EncodingOf(string? name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return name is null ? null : Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new MalformedException("--encoding", $"'{name}' is not an encoding this machine knows; try utf-8, utf-16, iso-8859-1, windows-1252");
        }
    }
}
