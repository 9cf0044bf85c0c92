using System.CommandLine;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary><c>numbering audit</c>.</summary>
internal static class AuditVerb
{
    internal static System.CommandLine.Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "a register another system wrote: CSV or .xlsx, or - for CSV on standard input", Arity = ArgumentArity.ZeroOrOne };
        var country = PreflightVerb.CountryOption();
        var html = new Option<string?>("--html") { Description = "write a report for people, one file without scripts; the file must not exist yet", HelpName = "FILE" };
        var strict = new Option<bool>("--strict") { Description = "exit with 1 when anything is missing, double or in conflict, or a book is damaged" };
        var json = new Option<bool>("--json") { Description = "print one JSON object and nothing else" };
        var verb = new System.CommandLine.Command("audit", """
            Says whether a register is whole: which counters its numbers come from, what is missing, double or out of order, and which series would go on from there.

            Example:
              numbering audit samples/registers/xero.csv
              numbering audit --book article.db --html article.html
            """) { file, country, html, strict, json };
        var register = new RegisterArguments(verb);
        var book = new BookOption(verb, required: false, "a book in place of a register: with --html its report for people");
        verb.Validators.Add(result =>
        {
            var hasBook = result.GetResult("--book") is not null;
            if (hasBook == result.GetResult(file) is { Tokens.Count: > 0 })
            {
                result.AddError("Name one thing to audit: a register, or a book with --book.");
            }
            else if (hasBook && (result.GetValue(html) is null || result.GetValue(json) || result.GetValue(country) is not null))
            {
                result.AddError("Of a book there is a report with --html; 'numbering series', 'verify' and 'pending' print its parts, also as --json.");
            }
        });
        verb.SetAction(async parsed =>
        {
            if (parsed.GetValue(file) is not { } path)
            {
                await using var opened = await book.ReadAsync(parsed);
                var isWhole = await SaveAsync(parsed.GetValue(html)!, output => BookHtml.WriteAsync(output, opened.Book, opened.Place.Shown, DateTimeOffset.Now));
                return parsed.GetValue(strict) && !isWhole ? ExitCode.Rejected : ExitCode.Done;
            }

            var options = register.In(parsed);
            var rule = PreflightVerb.CountryOf(parsed.GetValue(country));
            var report = RegisterArguments.Read(path, input => Audit.Of(input, path == "-" ? "standard input" : Path.GetFileName(path), options, RegisterArguments.Say, charts: parsed.GetValue(html) is not null));
            if (parsed.GetValue(html) is { } page)
            {
                await SaveAsync(page, output =>
                {
                    AuditHtml.Write(output, report, rule, DateTimeOffset.Now);
                    return Task.FromResult(report.IsWhole);
                });
            }

            Output.Show(
                parsed.GetValue(json),
                output => output.Write(fields => AuditJson.Write(fields, report, rule)),
                tables => AuditTables.Print(tables, report, rule));

            return parsed.GetValue(strict) && !report.IsWhole ? ExitCode.Rejected : ExitCode.Done;
        });
        return verb;
    }

    /// <exception cref="MalformedException">The file cannot be made, or is there already.</exception>
    private static async Task<bool> SaveAsync(string file, Func<TextWriter, Task<bool>> write)
    {
        try
        {
            await using var output = new StreamWriter(new FileStream(file, FileMode.CreateNew)) { NewLine = "\n" };
            return await write(output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MalformedException(file, e.Message);
        }
    }
}
