using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary><c>numbering find</c>.</summary>
internal static class FindVerb
{
    internal static System.CommandLine.Command Create()
    {
        var wanted = new Argument<string>("NUMBER|KEY") { Description = "any number or ERP key an invoice ever held, or its id" };
        var json = Options.Json("one object per invoice");
        var verb = new System.CommandLine.Command("find", """
            Finds the invoices that hold or ever held a number or an ERP key, by an index.

            Example:
              numbering find SI-1001 --book article.db
            """) { wanted, json };
        var book = new BookOption(verb);
        verb.SetAction(parsed =>
        {
            using var file = book.Read(parsed);
            var text = parsed.GetRequiredValue(wanted);
            var found = file.Book.Find(text).Select(ShownInvoice.Of).ToList();
            if (found.Count == 0)
            {
                throw WhyVerb.Nobody(text);
            }

            if (parsed.GetValue(json))
            {
                Output.AsJson(report => found.ForEach(invoice => report.Write(invoice)));
                return ExitCode.Done;
            }

            Output.ForPeople(tables =>
            {
                tables.Table(
                    found.Count == 1 ? $"One invoice has or had '{text}'" : $"{found.Count} invoices have or had '{text}'",
                    ["*Invoice", "It is", "*Number", "*By which rule", "References"],
                    found.Select(shown => new[]
                    {
                        shown.Invoice.Id.Text,
                        string.Join(" and ", Life.Matches(shown.Invoice, text)),
                        shown.Authority.Number?.Text ?? "none",
                        Name.Of(shown.Authority.Rule),
                        tables.References(shown),
                    }));
                tables.Rules(found, static shown => shown.Authority.Rule);
            });
            return ExitCode.Done;
        });
        return verb;
    }
}
