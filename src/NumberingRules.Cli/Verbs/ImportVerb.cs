using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary><c>numbering import</c>.</summary>
internal static class ImportVerb
{
    private const string DefaultFormat = "RL-{seq:00000}";
    private const int FirstFew = 20;

    internal static System.CommandLine.Command Create()
    {
        var register = new Argument<string>("REGISTER") { Description = "the ERP's invoice register, a CSV file with a header line, or - for standard input" };
        var number = new Option<string>("--number") { Description = "the column of the invoice numbers", Required = true, HelpName = "COL" };
        var date = new Option<string>("--date") { Description = "the column of the document dates; a time behind a date is ignored", Required = true, HelpName = "COL" };
        var key = new Option<string?>("--key") { Description = "the column of the records' keys; without it the number is key and id", HelpName = "COL" };
        var company = new Option<string>("--company") { Description = "the ERP company", Required = true, HelpName = "NAME" };
        var dateFormat = new Option<string?>("--date-format") { Description = "how dates are written, e.g. dd/MM/yyyy (default: yyyy-MM-dd)", HelpName = "F" };
        var delimiter = new Option<string>("--delimiter") { Description = "what stands between values; tab for a tabulator", HelpName = "C", DefaultValueFactory = _ => "," };
        var encoding = new Option<string>("--encoding") { Description = "the file's encoding, e.g. windows-1252", HelpName = "E", DefaultValueFactory = _ => "utf-8" };
        var series = new Option<string?>("--series") { Description = $"a JSON file with the series, one object or a list (default: one series {DefaultFormat})", HelpName = "FILE" };
        var policy = new Option<string?>("--policy") { Description = "a JSON file with the policy", HelpName = "FILE" };
        var skipBad = new Option<bool>("--skip-bad") { Description = "list unreadable rows and import the rest" };
        var disconnect = new Option<bool>("--disconnect") { Description = "disconnect afterwards, so that every invoice shows a home number" };
        var script = new Option<string?>("--script") { Description = "write the commands as a script, for run and why; the file must not exist yet", HelpName = "FILE" };
        var json = Options.Json();
        var verb = new System.CommandLine.Command("import", """
            Takes over an ERP's real invoice register: opens a book, connects, and imports each row.

            Example:
              numbering import register.csv --number InvoiceNo --date InvoiceDate --company wholesaler --book wholesaler.db
            """) { register, number, date, key, company, dateFormat, delimiter, encoding, series, policy, skipBad, disconnect, script, json };
        var book = new BookOption(verb, required: false, "take it over into the book kept in this file, which is made when it is not there (default: a book in memory)");
        verb.SetAction(parsed =>
        {
            var rows = CsvRegister.Read(new(
                parsed.GetRequiredValue(register),
                parsed.GetRequiredValue(number).Trim(),
                parsed.GetRequiredValue(date).Trim(),
                parsed.GetValue(key)?.Trim(),
                DateFormatOf(parsed.GetValue(dateFormat)),
                DelimiterOf(parsed.GetValue(delimiter)!),
                EncodingOf(parsed.GetValue(encoding)!)));
            List<ScriptLine> commands =
            [
                new(0, Open(parsed.GetValue(series), parsed.GetValue(policy))),
                new(0, new Command.Connect(CompanyOf(parsed.GetRequiredValue(company)))),
                .. rows.Rows.Select(row => new ScriptLine(row.Line, new Command.Import(row.Key.Text, row.Key, row.Number, row.Date))),
            ];
            if (parsed.GetValue(disconnect))
            {
                commands.Add(new(0, new Command.Disconnect()));
            }

            ListBadRows(parsed.GetRequiredValue(register), rows, parsed.GetValue(skipBad));
            if (rows.BadRows.Count > 0 && !parsed.GetValue(skipBad))
            {
                return ExitCode.Malformed;
            }

            if (parsed.GetValue(script) is { } file)
            {
                Save(file, commands);
            }

            _ = book.FileIn(parsed) is null
                ? Run.Apply(commands, parsed.GetValue(json), RowsOf(commands))
                : Run.Apply(commands, () => book.Write(parsed), parsed.GetValue(json), RowsOf(commands));
            if (parsed.GetValue(script) is { } written)
            {
                Console.Error.WriteLine($"{commands.Count} commands are written to {written}; 'numbering why {written} NUMBER' tells an invoice's life.");
            }

            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>The row an invoice came from, for findings of the disconnect.</summary>
    private static Func<InvoiceId, long> RowsOf(List<ScriptLine> commands) =>
        invoice => commands.Find(line => line.Command is Command.Import import && import.Invoice == invoice).Line;

    private static void ListBadRows(string file, CsvRegister register, bool skipped)
    {
        var bad = register.BadRows;
        if (bad.Count == 0)
        {
            return;
        }

        var hopeless = register.Rows.Count == 0 && bad.Count > 1 && bad.TrueForAll(row => row.Column == bad[0].Column);
        foreach (var row in hopeless ? bad.Take(1) : skipped ? bad : bad.Take(FirstFew))
        {
            Console.Error.WriteLine($"{file}, line {row.Line}, column '{row.Column}': {row.Problem}");
        }

        var rows = bad.Count == 1 ? "1 unreadable row" : $"{bad.Count} unreadable rows";
        Console.Error.WriteLine(
            hopeless ? $"None of the {bad.Count} rows can be read. Is '{bad[0].Column}' the right column?"
            : skipped ? $"{rows} skipped, {register.Rows.Count} imported."
            : $"{rows}; nothing was imported. --skip-bad lists all and imports the other {register.Rows.Count}.");
    }

    private static Command.Open Open(string? seriesFile, string? policyFile)
    {
        var open = new Command.Open(
            seriesFile is null ? [new SeriesDefinition("home", DefaultFormat)] : FromFile<ValueList<SeriesDefinition>>(seriesFile, json => json.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8)
                ? [.. Fields.ReadList<SeriesDefinition>(json, "series", CommandTable.Series)]
                : [Fields.Of(json, "series").Read<SeriesDefinition>(CommandTable.Series)]),
            policyFile is null ? null : FromFile(policyFile, json => Fields.Of(json, "policy").Read<PolicyChange>(CommandTable.Policy)));
        var decision = Numbering.Decide(new Register(), open);
        if (decision.Rejection is not { } rejection)
        {
            return open;
        }

        var (meaning, remedy) = Explain.Of(rejection);
        throw new MalformedException(
            rejection == Rejection.PolicyInvalid ? policyFile! : seriesFile!,
            $"{(decision.Detail is { } detail ? detail + ". " : "")}{meaning} {remedy}");
    }

    private static T FromFile<T>(string file, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            var json = File.ReadAllBytes(file).AsMemory();
            return read(json.Span.StartsWith("\uFEFF"u8) ? json["\uFEFF"u8.Length..] : json);
        }
        catch (JsonException e)
        {
            throw MalformedException.InLine(file, (e.LineNumber ?? 0) + 1, $"not JSON: {Script.FirstSentence(e)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or FieldException)
        {
            throw new MalformedException(file, e.Message);
        }
    }

    private static Company CompanyOf(string name) =>
        Identifier.Problem(name) is { } problem ? throw new MalformedException("--company", problem) : name;

    private static char DelimiterOf(string text) => text switch
    {
        "tab" or "\\t" or "\t" => '\t',
        [> ' ' and <= '~' and not '"' and var delimiter] => delimiter,
        _ => throw new MalformedException("--delimiter", "must be one ASCII character, or tab"),
    };

    private static string? DateFormatOf(string? format) =>
        format is not null && RegisterDate.Problem(format) is { } problem ? throw new MalformedException("--date-format", problem) : format;

    private static Encoding EncodingOf(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new MalformedException("--encoding", $"'{name}' is not an encoding this machine knows; try utf-8, utf-16, iso-8859-1, windows-1252");
        }
    }

    private static void Save(string file, IEnumerable<ScriptLine> commands)
    {
        try
        {
            using var output = new BufferedStream(new FileStream(file, FileMode.CreateNew), 1 << 16);
            ScriptWriter.Write(output, commands.Select(line => line.Command));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MalformedException(file, e.Message);
        }
    }
}
