using System.CommandLine;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary><c>numbering audit</c>.</summary>
internal static class AuditVerb
{
    internal static System.CommandLine.Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "a register another system wrote: CSV or .xlsx, or - for CSV on standard input" };
        var country = PreflightVerb.CountryOption();
        var html = new Option<string?>("--html") { Description = "write a report for people, one file without scripts; the file must not exist yet", HelpName = "FILE" };
        var strict = new Option<bool>("--strict") { Description = "exit with 1 when anything is missing, double or in conflict" };
        var json = new Option<bool>("--json") { Description = "print one JSON object and nothing else" };
        var verb = new System.CommandLine.Command("audit", """
            Says whether a register is whole: which counters its numbers come from, what is missing, double or out of order, and which series would go on from there.

            Example:
              numbering audit samples/registers/xero.csv
            """) { file, country, html, strict, json };
        var register = new RegisterArguments(verb);
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var options = register.In(parsed);
            var rule = PreflightVerb.CountryOf(parsed.GetValue(country));
            var report = RegisterArguments.Read(path, input => Audit.Of(input, path == "-" ? "standard input" : Path.GetFileName(path), options, Say, charts: parsed.GetValue(html) is not null));
            if (parsed.GetValue(html) is { } page)
            {
                Save(page, report, rule);
            }

            if (parsed.GetValue(json))
            {
                Output.AsJson(output => output.Write(fields => AuditJson.Write(fields, report, rule)));
            }
            else
            {
                Output.ForPeople(tables => AuditTables.Print(tables, report, rule));
            }

            return parsed.GetValue(strict) && !report.IsWhole ? ExitCode.Rejected : ExitCode.Done;
        });
        return verb;
    }

    private static void Save(string file, AuditReport report, CountryRule? rule)
    {
        try
        {
            using var output = new StreamWriter(new FileStream(file, FileMode.CreateNew)) { NewLine = "\n" };
            AuditHtml.Write(output, report, rule, DateTimeOffset.Now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MalformedException(file, e.Message);
        }
    }

    private static void Say(string note) => Console.Error.WriteLine($"numbering: {note}.");
}
