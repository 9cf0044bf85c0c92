using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary><c>numbering reconcile</c>.</summary>
internal static class ReconcileVerb
{
    internal static System.CommandLine.Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "the ERP's register; without --book the home system's register before it", Arity = new(1, 2) };
        var external = new Option<string?>("--external-id") { Description = "the column in which the ERP keeps the home invoice's id", HelpName = "COL" };
        var match = new Option<string?>("--match") { Description = "of two registers, the columns whose values are the same for one document", HelpName = "COL=COL" };
        var plan = new Option<string?>("--plan") { Description = "write a script that mends what needs no person; the file must not exist yet", HelpName = "SCRIPT" };
        var json = Options.Json("one object per document, at the end the totals");
        var verb = new System.CommandLine.Command("reconcile", """
            Compares a book with the ERP's register, document by document, and says what to do where they differ.

            Example:
              numbering reconcile --book article.db erp.csv --external-id "Home id" --plan mend.jsonl
            """) { files, external, match, plan, json };
        var arguments = new RegisterArguments(verb);
        var book = new BookOption(verb, required: false, "the file of the book");
        verb.Validators.Add(result =>
        {
            var count = result.GetValue(files)?.Length ?? 0;
            var hasBook = result.GetValue<string?>("--book") is not null;
            if (hasBook ? count != 1 : count != 2)
            {
                result.AddError("Name a book with --book and one register, or two registers: the home system's, then the ERP's.");
            }
            else if (!hasBook && result.GetValue(match) is null)
            {
                result.AddError("--match COL=COL says which columns of the two registers have the same values.");
            }
            else if (hasBook ? result.GetValue(match) is not null : result.GetValue(external) is not null || result.GetValue(plan) is not null)
            {
                result.AddError("--external-id and --plan belong to a book, --match to two registers.");
            }
        });
        verb.SetAction(async parsed =>
        {
            var paths = parsed.GetRequiredValue(files);
            var options = arguments.In(parsed);
            Reconciliation found;
            if (book.PlaceIn(parsed) is null)
            {
                var (home, erp) = Columns(parsed.GetValue(match)!);
                found = Read(paths[0], Fitting(paths[0], options) with { Extra = [home] }, mine => Read(paths[1], Fitting(paths[1], options) with { Extra = [erp] }, theirs => RegisterReconciler.Of(mine, theirs)));
            }
            else
            {
                await using var file = await book.ReadAsync(parsed);
                var register = await file.Book.ReplayAsync();
                found = Read(paths[0], options with { Extra = parsed.GetValue(external) is { } column ? [column] : [] }, erp => BookReconciler.Of(register, erp));
                if (found.NotTaken > 0)
                {
                    RegisterArguments.Say($"{Describe.Count(found.NotTaken, "row", "rows")} of the register not taken: a document that seems to be missing may be there, so that no release and no refuse is planned");
                }
            }

            if (parsed.GetValue(plan) is { } script)
            {
                Output.Save(script, output => Write(output, found.Plan));
            }

            Output.Show(parsed.GetValue(json), report => Write(report, found), tables => Print(tables, found));
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>
    /// Two registers seldom have the same columns: one without the columns that are named, whose header is that of a known
    /// system, is read as that system's export.
    /// </summary>
    private static RegisterOptions Fitting(string path, RegisterOptions options)
    {
        var recognised = options with { From = null, Number = null, Date = null, Key = [], Status = null, Void = [], Draft = [], CompanyColumn = null, Where = [], DateFormat = null };
        return path == "-" || Opens(path, options) || !Opens(path, recognised) ? options : recognised;
    }

    private static bool Opens(string path, RegisterOptions options)
    {
        using var input = RegisterArguments.Open(path);
        try
        {
            RegisterReader.Open(input, options).Dispose();
            return true;
        }
        catch (UnreadableException)
        {
            return false;
        }
    }

    private static T Read<T>(string path, RegisterOptions options, Func<DocumentTable, T> use) => RegisterArguments.Read(path, input =>
    {
        using var reader = RegisterReader.Open(input, options);
        foreach (var note in reader.Notes)
        {
            RegisterArguments.Say(note);
        }

        var table = new DocumentTable(reader);
        table.ReadAll();
        Audit.ThrowIfMisread(table);
        if (reader.WhatIsLeftOut() is { } leftOut)
        {
            RegisterArguments.Say(leftOut);
        }

        foreach (var conflict in table.Conflicts())
        {
            RegisterArguments.Say(path, conflict, "it is left out");
        }

        foreach (var bad in table.Bad.Concat(table.Unnumbered))
        {
            RegisterArguments.Say(path, bad);
        }

        return table.BadCount > 0 && !options.SkipBad
            ? throw new MalformedException(path, $"{Describe.Count(table.BadCount, "row", "rows")} cannot be read, so that their documents would seem to be missing; --skip-bad leaves them out")
            : use(table);
    });

    private static (string Home, string Erp) Columns(string match) =>
        match.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && at + 1 < match.Length
            ? (match[..at].Trim(), match[(at + 1)..].Trim())
            : throw new MalformedException("--match", $"'{Printable.Short(match)}' must be written COLUMN=COLUMN");

    private static void Write(Stream output, IReadOnlyList<PlannedCommand> plan)
    {
        using var text = Output.Text(output);
        foreach (var planned in plan)
        {
            text.WriteLine($"# {Printable.Of(planned.Why)}");
            text.Write(ScriptWriter.Text([planned.Command]));
        }
    }

    private static void Write(JsonReport report, Reconciliation found)
    {
        report.WriteEach(found.Documents, static (json, document) =>
        {
            json.WriteString("kind", Reconciled.Word(document.Kind));
            json.WriteString("invoice", document.Invoice);
            json.WriteString("key", document.Key);
            Write(json, "home", document.Home);
            Write(json, "erp", document.Erp);
            if (document.Also.Count > 0)
            {
                json.WriteStrings("also", document.Also.Select(Reconciled.Word));
            }

            json.WriteString("remedy", document.Remedy);
        });
        report.Write(json =>
        {
            json.WriteStartObject("totals");
            foreach (var (kind, count) in found.Totals)
            {
                json.WriteNumber(Reconciled.Word(kind), count);
            }

            json.WriteEndObject();
            if (found.NotTaken > 0)
            {
                json.WriteNumber("notTaken", found.NotTaken);
            }
        });
    }

    private static void Write(Utf8JsonWriter json, string name, SideOfDocument? side)
    {
        if (side is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("number", side.Number);
        json.WriteString("date", side.Date is { } date ? Describe.Date(date) : null);
        json.WriteString("status", side.Status);
        json.WriteOptional("line", side.Line);
        json.WriteEndObject();
    }

    private static void Print(Tables tables, Reconciliation found)
    {
        tables.Line(string.Join(", ", found.Totals.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count:N0} {Reconciled.Word(kind.Kind)}"))) is { Length: > 0 } totals ? totals + "." : "Neither side has a document.");
        var differing = found.Documents.Where(document => document.Kind != ReconcileKind.Agrees).ToList();
        if (differing.Count == 0)
        {
            return;
        }

        tables.Table("Where they differ", ["*Kind", "*Invoice", "*Key", "At home", "In the ERP", "What to do"], differing.Take(Tables.MostRows).Select(document => new[]
        {
            string.Join(", ", document.Also.Prepend(document.Kind).Select(Reconciled.Word)), document.Invoice ?? "", document.Key ?? "", Told(document.Home), Told(document.Erp), document.Remedy,
        }));
        if (differing.Count > Tables.MostRows)
        {
            tables.Line($"… and {differing.Count - Tables.MostRows} more; --json lists them all.");
        }
    }

    private static string Told(SideOfDocument? side) =>
        side is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{side.Number ?? "no number"}, {side.Date:yyyy-MM-dd}, {side.Status}");
}
