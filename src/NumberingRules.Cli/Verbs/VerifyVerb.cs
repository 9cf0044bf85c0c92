using System.CommandLine;
using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary><c>numbering verify</c>.</summary>
internal static class VerifyVerb
{
    internal static System.CommandLine.Command Create()
    {
        var export = new Argument<string?>("EXPORT") { Description = "an exported journal, or - for standard input, in place of --book", Arity = ArgumentArity.ZeroOrOne };
        var head = new Option<string?>("--head") { Description = "a hash that 'numbering head' printed and that was kept elsewhere: finds a journal that was cut off", HelpName = "HASH" };
        var json = Options.Json("one object");
        var verb = new System.CommandLine.Command("verify", """
            Proves that a journal is whole: its chain, its laws, and with --book that the look-up tables say what it says. Exits with 1 and names the first fault.

            Example:
              numbering verify --book article.db
              numbering verify article-export.jsonl
            """) { export, head, json };
        var book = new BookOption(verb, required: false, "the file the book is kept in");
        verb.Validators.Add(result =>
        {
            if (result.GetResult("--book") is null == result.GetResult(export) is not { Tokens.Count: > 0 })
            {
                result.AddError("Name one thing to verify: a book with --book, or an exported journal.");
            }
        });
        verb.SetAction(async parsed =>
        {
            var kept = parsed.GetValue(head) is { } text ? HashOf(text) : (EntryHash?)null;
            VerifyReport report;
            if (parsed.GetValue(export) is { } exported)
            {
                await using var input = exported == "-" ? Console.OpenStandardInput() : File.OpenRead(exported);
                report = await JournalExport.VerifyAsync(input, kept);
            }
            else
            {
                await using var file = await book.ReadAsync(parsed);
                report = await file.Book.VerifyAsync(kept);
            }

            if (parsed.GetValue(json))
            {
                Output.AsJson(lines => Write(lines, report));
            }
            else if (report.IsSound)
            {
                Output.ForPeople(tables => tables.Line(InWords(report, book.PlaceIn(parsed) is not null)));
            }

            if (report.Fault is not { } fault)
            {
                return ExitCode.Done;
            }

            var sound = report.Entries > 0 ? $" {Describe.Count(report.Entries, "entry", "entries")} before it are sound." : "";
            Console.Error.WriteLine($"numbering: {parsed.GetValue(export) ?? book.PlaceIn(parsed)!.Shown}: {Printable.Of(fault.What)}.{(fault.Entry is null ? "" : sound)}");
            return ExitCode.Rejected;
        });
        return verb;
    }

    private static string InWords(VerifyReport report, bool withTables) => string.Create(
        CultureInfo.InvariantCulture,
        $"Book '{report.Book}': {Describe.Count(report.Entries, "entry", "entries")}, {Describe.Count(report.Invoices, "invoice", "invoices")}, chain whole, {(withTables ? "look-up tables agree, " : "")}{Describe.Count(report.Erased, "text", "texts")} erased; head {report.Head}");

    private static void Write(JsonReport lines, VerifyReport report) => lines.Write(json =>
    {
        json.WriteBoolean("sound", report.IsSound);
        json.WriteString("book", report.Book);
        json.WriteNumber("entries", report.Entries);
        json.WriteNumber("invoices", report.Invoices);
        json.WriteNumber("erased", report.Erased);
        json.WriteString("head", report.Head.ToString());
        if (report.Fault is { } fault)
        {
            json.WriteStartObject("fault");
            json.WriteOptional("entry", fault.Entry);
            json.WriteString("what", fault.What);
            json.WriteEndObject();
        }
    });

    private static EntryHash HashOf(string text) =>
        EntryHash.TryParse(text, out var hash) ? hash : throw new MalformedException("--head", $"must be {EntryHash.Digits} lower-case hexadecimal digits, as 'numbering head' prints them");
}
