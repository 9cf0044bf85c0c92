using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary><c>numbering import</c>.</summary>
internal static class ImportVerb
{
    private const string DefaultFormat = "RL-{seq:00000}";
    private const int FirstFew = 20;

    internal static System.CommandLine.Command Create()
    {
        var register = new Argument<string>("REGISTER") { Description = "the invoice register: CSV or .xlsx, or - for CSV on standard input" };
        var company = new Option<string?>("--company") { Description = "the ERP company", HelpName = "NAME" };
        var whose = new Option<string>("--as") { Description = "whose register it is: erp, or home for the home system's own", HelpName = "erp|home", DefaultValueFactory = _ => "erp" };
        whose.AcceptOnlyFromAmong("erp", "home");
        var series = new Option<string?>("--series") { Description = $"a JSON file with the series, one object or a list (default: one series {DefaultFormat}; with --as home those that go on where the register ends)", HelpName = "FILE" };
        var policy = new Option<string?>("--policy") { Description = "a JSON file with the policy", HelpName = "FILE" };
        var reconnect = new Option<bool>("--reconnect") { Description = "connect a book again that is disconnected" };
        var disconnect = new Option<bool>("--disconnect") { Description = "disconnect afterwards, so that every invoice shows a home number" };
        var script = new Option<string?>("--script") { Description = "write the commands as a script, for run and why; the file must not exist yet", HelpName = "FILE" };
        var json = Options.Json("one object per command, then one per invoice, at the end the control totals");
        var verb = new System.CommandLine.Command("import", """
            Takes over a real invoice register: opens a book, connects, and imports each document.

            Example:
              numbering import register.csv --number InvoiceNo --date InvoiceDate --company wholesaler --book wholesaler.db
            """) { register, company, whose, series, policy, reconnect, disconnect, script, json };
        var arguments = new RegisterArguments(verb);
        var book = new BookOption(verb, required: false, "take it over into the book kept in this file, which is made when it is not there (default: a book in memory)");
        verb.Validators.Add(result =>
        {
            var isHome = result.GetValue(whose) == "home";
            if (!isHome && result.GetValue(company) is null)
            {
                result.AddError("Option '--company' is required, unless the register is the home system's own (--as home).");
            }
            else if (isHome && (result.GetResult(company) is not null || result.GetValue(reconnect) || result.GetValue(disconnect)))
            {
                result.AddError("--as home takes over the home system's own register and connects nothing: --company, --reconnect and --disconnect have no place there.");
            }
        });
        verb.SetAction(async parsed =>
        {
            var path = parsed.GetRequiredValue(register);
            var options = arguments.In(parsed);
            var isHome = parsed.GetValue(whose) == "home";
            var connect = isHome ? null : new Command.Connect(CompanyOf(parsed.GetValue(company)!));
            var given = Open(parsed.GetValue(series), parsed.GetValue(policy));
            var read = RegisterArguments.Read<(List<ScriptLine> Commands, int Head, Totals Totals)?>(path, input =>
            {
                using var reader = RegisterReader.Open(input, options);
                var table = new DocumentTable(reader);
                table.ReadAll();
                Audit.ThrowIfMisread(table);
                if (!MayImport(path, table, options.SkipBad))
                {
                    return null;
                }

                var name = path == "-" ? "standard input" : Path.GetFileName(path);
                var open = isHome && parsed.GetValue(series) is null && SeriesThatGoOn(path, Audit.Of(table, name)) is { Count: > 0 } found
                    ? new Command.Open([.. found], given.Policy)
                    : given;
                List<ScriptLine> head = [new(0, open), .. connect is null ? [] : (ScriptLine[])[new(0, connect)]];
                List<ScriptLine> commands =
                [
                    .. head,
                    .. (isHome ? RegisterImport.OfHome(table, [.. open.Series], name) : RegisterImport.OfErp(table)).Select(one => new ScriptLine(one.Line, one.Command)),
                    .. parsed.GetValue(disconnect) ? [new ScriptLine(0, new Command.Disconnect())] : (ScriptLine[])[],
                ];
                Tell(table, commands);
                return (commands, head.Count, table.Totals());
            });
            return read is var (commands, head, totals)
                ? await ApplyAsync(commands, head, connect, totals, book, parsed, parsed.GetValue(json), parsed.GetValue(reconnect), parsed.GetValue(script))
                : ExitCode.Malformed;
        });
        return verb;
    }

    /// <summary>The series that go on where the register ends; none when it has no counter.</summary>
    /// <exception cref="MalformedException">A person has to say which they are.</exception>
    private static IReadOnlyList<SeriesDefinition> SeriesThatGoOn(string file, AuditReport report)
    {
        if (report.Suggestions.Count > 1)
        {
            throw new MalformedException(file, $"the numbers are those of {report.Suggestions.Count} companies, {string.Join(", ", report.Suggestions.Take(FirstFew).Select(one => $"'{Printable.Short(one.Company ?? "")}'"))}; a book is one company's: choose one with --where, or give the series with --series. Nothing was imported");
        }

        var stuck = report.Findings.Where(finding => finding.Name == SuggestionMaker.CannotContinue).ToList();
        foreach (var finding in stuck.Take(FirstFew))
        {
            RegisterArguments.Say($"{finding.Name}: {Printable.Of(finding.Detail)}");
        }

        return stuck.Count > 0
            ? throw new MalformedException(file, "not every counter can go on as a series; give the series with --series. Nothing was imported")
            : report.Suggestions is [var suggestion] ? suggestion.Series : [];
    }

    private static async Task<int> ApplyAsync(List<ScriptLine> commands, int head, Command.Connect? connect, Totals totals, BookOption book, ParseResult parsed, bool json, bool reconnect, string? script)
    {
        var ending = new Ending(report => report.Write(fields =>
        {
            fields.WritePropertyName("totals");
            AuditJson.Write(fields, totals);
        }), AuditTables.Totals(totals));
        Summary summary;
        if (book.PlaceIn(parsed) is null)
        {
            Save(script, commands);
            summary = await Run.ApplyAsync(commands, json, RowsOf(commands), head, ending);
        }
        else
        {
            await using var file = await book.WriteAsync(parsed);
            if (connect is not null && !reconnect && (await file.Book.HeaderAsync()).Connection == Connection.Disconnected)
            {
                var changes = (await file.Book.WhatIfAsync(connect)).Changes.Count;
                Console.Error.WriteLine($"numbering: the book is disconnected; connecting it again would change the number of {Describe.Count(changes, "invoice", "invoices")}. Nothing was imported; --reconnect connects it and imports.");
                return ExitCode.Rejected;
            }

            Save(script, commands);
            summary = await Run.ApplyAsync(commands, () => Task.FromResult(file), json, RowsOf(commands), head, ending);
        }

        if (script is not null)
        {
            Console.Error.WriteLine($"{commands.Count} commands are written to {script}; 'numbering why {script} NUMBER' tells an invoice's life.");
        }

        if (summary.Stopped is { } stopped)
        {
            var rejection = stopped.Decision.Rejection!.Value;
            var (meaning, remedy) = Describe.Explained(rejection);
            Console.Error.WriteLine($"numbering: {Describe.Command(stopped.Command)} was rejected, {Name.Of(rejection)}: {stopped.Detail}. {meaning} {remedy} Nothing was imported.");
            return ExitCode.Rejected;
        }

        return ExitCode.Done;
    }

    /// <summary>The row an invoice came from, for findings of the disconnect.</summary>
    private static Func<InvoiceId, long> RowsOf(List<ScriptLine> commands) =>
        invoice => commands.Find(line => line.Command is Command.Import import && import.Invoice == invoice).Line;

    /// <summary>What is left out, and which numbers are taken over: on standard error, for both are easily overlooked.</summary>
    private static void Tell(DocumentTable table, List<ScriptLine> commands)
    {
        foreach (var note in table.Reader.Notes)
        {
            RegisterArguments.Say(note);
        }

        if (table.Reader.UnjudgedStatuses() is { } statuses)
        {
            RegisterArguments.Say(statuses);
        }

        if (table.Reader.WhatIsLeftOut() is { } leftOut)
        {
            RegisterArguments.Say(leftOut);
        }

        if (RegisterImport.Undated(table) is > 0 and var undated)
        {
            RegisterArguments.Say($"{Describe.Count(undated, "draft", "drafts")} with neither number nor date left out");
        }

        var advances = commands.Select(line => line.Command).OfType<Command.Advance>().ToList();
        foreach (var advance in advances.Take(FirstFew))
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"numbering: series '{advance.Series}'{(advance.Scope is { } scope ? $", scope {scope}" : "")} goes on at {advance.Next} in the period of {advance.Date:yyyy-MM-dd}."));
        }

        if (advances.Count > FirstFew)
        {
            Console.Error.WriteLine($"numbering: … and {advances.Count - FirstFew} more periods; --script lists them all.");
        }
    }

    /// <summary>Names what cannot be imported; says whether the rest may be.</summary>
    private static bool MayImport(string file, DocumentTable table, bool skipped)
    {
        var conflicts = table.Conflicts();
        var companies = table.SharedKeys();
        foreach (var conflict in skipped ? conflicts : conflicts.Take(FirstFew))
        {
            RegisterArguments.Say(file, conflict, "--key names the columns that tell them apart");
        }

        foreach (var (key, line, other) in companies.Take(FirstFew))
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}, lines {line}, {other}: key '{Printable.Short(key)}' stands there for two companies; a book is one company's: choose one with --where, or take the company into --key"));
        }

        ListBadRows(file, table, skipped);
        return companies.Count == 0 && (skipped || (conflicts.Count == 0 && table.BadCount == 0 && table.Unnumbered.Count == 0));
    }

    private static void ListBadRows(string file, DocumentTable table, bool skipped)
    {
        List<BadRow> bad = [.. table.Bad.Concat(table.Unnumbered).OrderBy(row => row.Line)];
        var count = table.BadCount + table.Unnumbered.Count;
        if (bad.Count == 0)
        {
            return;
        }

        var hopeless = table.Count == 0 && bad.Count > 1 && bad.TrueForAll(row => row.Column == bad[0].Column);
        foreach (var row in hopeless ? bad.Take(1) : skipped ? bad : bad.Take(FirstFew))
        {
            RegisterArguments.Say(file, row);
        }

        var rows = count == 1 ? "1 unreadable row" : $"{count} unreadable rows";
        var documents = table.Totals().Documents;
        Console.Error.WriteLine(
            hopeless ? $"None of the {count} rows can be read. Is '{bad[0].Column}' the right column?"
            : skipped ? $"{rows} skipped, {documents} imported."
            : $"{rows}; nothing was imported. --skip-bad lists all and imports the other {documents}.");
    }

    /// <summary>The series and the policy of files, tried on a book.</summary>
    internal static Command.Open Open(string? seriesFile, string? policyFile)
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

        var (meaning, remedy) = Describe.Explained(rejection);
        throw new MalformedException(
            rejection == Rejection.PolicyInvalid ? policyFile! : seriesFile!,
            $"{Explain.Detail(open, decision)}. {meaning} {remedy}");
    }

    /// <summary>The bytes of a file that somebody wrote by hand. Anything else, a device or a register, is told and not read into memory.</summary>
    private static ReadOnlyMemory<byte> ReadSmall(string file)
    {
        const int Most = 1 << 20;
        using var input = File.OpenRead(file);
        var bytes = new byte[Most + 1];
        var length = input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= Most ? bytes.AsMemory(0, length) : throw new IOException($"it is longer than {Most} bytes; a series or a policy is a few lines");
    }

    private static T FromFile<T>(string file, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            var json = ReadSmall(file);
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

    private static void Save(string? file, IEnumerable<ScriptLine> commands)
    {
        if (file is not null)
        {
            Output.Save(file, output => ScriptWriter.Write(output, commands.Select(line => line.Command)));
        }
    }
}
