using System.CommandLine;
using System.Globalization;

namespace NumberingRules.Cli;

/// <summary><c>numbering list</c>.</summary>
internal static class ListVerb
{
    internal static System.CommandLine.Command Create()
    {
        var after = new Option<long>("--after") { Description = "begin behind the invoice that appeared with this entry: where the page before ended", HelpName = "ENTRY" };
        var count = new Option<int?>("--count") { Description = $"the most invoices (default: {Tables.MostRows}; all with --json)", HelpName = "N" };
        var json = Options.Json("one object per invoice");
        var verb = new System.CommandLine.Command("list", """
            Lists the invoices of a book in order of appearance: which number of each counts, and why.

            Example:
              numbering list --book article.db
            """) { after, count, json };
        var book = new BookOption(verb);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(after) is { Implicit: false } && result.GetValue(after) < 0)
            {
                result.AddError("--after must be an entry's number, or 0 for the beginning.");
            }
            else if (result.GetResult(count) is not null && result.GetValue(count) < 1)
            {
                result.AddError("--count must be at least 1.");
            }
        });
        verb.SetAction(parsed =>
        {
            using var file = book.Read(parsed);
            var most = parsed.GetValue(count) ?? (parsed.GetValue(json) ? int.MaxValue : Tables.MostRows);
            var invoices = file.Invoices(parsed.GetValue(after), most);
            if (parsed.GetValue(json))
            {
                Output.AsJson(report =>
                {
                    foreach (var invoice in invoices)
                    {
                        report.Write(invoice);
                    }
                });
                return ExitCode.Done;
            }

            var shown = invoices.ToList();
            var isMore = shown.Count == most && file.Invoices(shown[^1].Invoice.Appeared, 1).Any();
            Output.ForPeople(tables =>
            {
                tables.Register(shown, file.Book.Header().Connection, null);
                if (shown.Count == 0)
                {
                    tables.Line("There are no invoices.");
                }
                else if (isMore)
                {
                    tables.Line(string.Create(CultureInfo.InvariantCulture, $"There are more: --after {shown[^1].Invoice.Appeared} goes on from here."));
                }
            });
            return ExitCode.Done;
        });
        return verb;
    }
}
