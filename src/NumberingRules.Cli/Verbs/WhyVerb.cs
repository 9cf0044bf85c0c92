using System.CommandLine;
using System.Globalization;

namespace NumberingRules.Cli;

/// <summary><c>numbering why</c>.</summary>
internal static class WhyVerb
{
    internal static System.CommandLine.Command Create()
    {
        var script = new Argument<string>("SCRIPT") { Description = "the script (JSON Lines), or - for standard input; left out with --book" };
        var wanted = new Argument<string?>("INVOICE|NUMBER|KEY") { Description = "an invoice's id, or any number or ERP key it ever held", Arity = ArgumentArity.ZeroOrOne };
        var json = Options.Json("one object per invoice, with its life");
        var verb = new System.CommandLine.Command("why", """
            Tells the life of an invoice: every number and key it ever held, from which command, and which counted when and by which rule.

            Example:
              numbering why samples/article.jsonl SI-1001
              numbering why --book article.db SI-1001
            """) { script, wanted, json };
        var book = new BookOption(verb, required: false, "the file the book is kept in, in place of SCRIPT");
        verb.Validators.Add(result =>
        {
            if (result.GetResult("--book") is null == result.GetResult(wanted) is not { Tokens.Count: > 0 })
            {
                result.AddError(result.GetResult("--book") is null
                    ? "Name a script and what to look for in it, or with --book only what to look for."
                    : "With --book there is no SCRIPT: name only what to look for.");
            }
        });
        verb.SetAction(async parsed =>
        {
            var text = (parsed.GetValue(wanted) ?? parsed.GetValue(script))!;
            var lives = book.PlaceIn(parsed) is null ? FromScript(parsed.GetRequiredValue(script), text) : await FromBookAsync(book, parsed, text);
            if (parsed.GetValue(json))
            {
                Output.AsJson(report => lives.ForEach(life => life.Write(report)));
                return ExitCode.Done;
            }

            Output.ForPeople(tables =>
            {
                if (lives.Count > 1)
                {
                    tables.Line(string.Create(CultureInfo.InvariantCulture, $"{lives.Count} invoices have or had '{text}'."));
                }

                foreach (var life in lives)
                {
                    life.Print(tables, $"Invoice {life.Shown.Invoice.Id}: '{text}' is {string.Join(" and ", Life.Matches(life.Shown.Invoice, text))}");
                    tables.Line("");
                }
            });
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>Nobody has what was looked for.</summary>
    internal static MissingException Nobody(string text) => new($"No invoice has, or ever had, '{Printable.Of(text)}' as its id, number or ERP key.");

    private static List<Life> FromScript(string script, string text)
    {
        var commands = Script.Read(script).ToList();
        var book = new Register();
        foreach (var (_, command) in commands)
        {
            book.Do(command);
        }

        var found = book.Appeared.Where(invoice => Life.Matches(invoice, text).Any()).Select(invoice => invoice.Id).ToArray();
        return found.Length == 0 ? throw Nobody(text) : [.. Timeline.Of(commands, found).Select(timeline => timeline.In(book))];
    }

    private static async Task<List<Life>> FromBookAsync(BookOption option, ParseResult parsed, string text)
    {
        await using var file = await option.ReadAsync(parsed);
        var found = await file.Book.FindAsync(text);
        List<Life> lives = [];
        foreach (var invoice in found)
        {
            lives.Add(await Life.OfAsync(file.Book, invoice));
        }

        return lives.Count == 0 ? throw Nobody(text) : lives;
    }
}
