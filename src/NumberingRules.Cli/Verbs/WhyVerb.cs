using System.CommandLine;
using System.Globalization;

namespace NumberingRules.Cli;

/// <summary><c>numbering why</c>.</summary>
internal static class WhyVerb
{
    internal static System.CommandLine.Command Create()
    {
        var script = new Argument<string>("SCRIPT") { Description = "the script (JSON Lines), or - for standard input" };
        var wanted = new Argument<string>("INVOICE|NUMBER|KEY") { Description = "an invoice's id, or any number or ERP key it ever held" };
        var verb = new System.CommandLine.Command("why", """
            Tells the life of an invoice: every number and key it ever held, from which command, and which counted when and by which rule.

            Example:
              numbering why samples/article.jsonl SI-1001
            """) { script, wanted };
        verb.SetAction(parsed =>
        {
            var commands = Script.Read(parsed.GetRequiredValue(script)).ToList();
            var text = parsed.GetRequiredValue(wanted);
            var book = new Register();
            foreach (var (_, command) in commands)
            {
                book.Do(command);
            }

            var found = book.Appeared.Where(invoice => Timeline.Matches(invoice, text).Any()).ToList();
            if (found.Count == 0)
            {
                Console.Error.WriteLine($"No invoice has, or ever had, '{Printable.Of(text)}' as its id, number or ERP key.");
                return ExitCode.Rejected;
            }

            using var output = Output.Open();
            using var writer = Output.Text(output);
            var tables = new Tables(writer);
            if (found.Count > 1)
            {
                tables.Line(string.Create(CultureInfo.InvariantCulture, $"{found.Count} invoices have or had '{text}'."));
            }

            foreach (var timeline in Timeline.Of(commands, [.. found.Select(invoice => invoice.Id)]))
            {
                timeline.Print(tables, book, text);
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
