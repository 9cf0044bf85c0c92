using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NumberingRules.Cli;

/// <summary><c>numbering list</c>.</summary>
internal static class ListVerb
{
    internal static System.CommandLine.Command Create()
    {
        var after = new Option<long>("--after") { Description = "begin behind the invoice that appeared with this entry: where the page before ended", HelpName = "ENTRY" };
        var count = new Option<int?>("--count") { Description = $"the most invoices (default: {Tables.MostRows}; all with --json)", HelpName = "N" };
        after.CustomParser = value => Whole(value, 0, "--after must be an entry's number, or 0 for the beginning.");
        count.CustomParser = value => (int)Math.Min(Whole(value, 1, "--count must be a whole number, at least 1."), int.MaxValue);
        var json = Options.Json("one object per invoice");
        var verb = new System.CommandLine.Command("list", """
            Lists the invoices of a book in order of appearance: which number of each counts, and why.

            Example:
              numbering list --book article.db
            """) { after, count, json };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            await using var file = await book.ReadAsync(parsed);
            var most = parsed.GetValue(count) ?? (parsed.GetValue(json) ? int.MaxValue : Tables.MostRows);
            var invoices = file.InvoicesAsync(parsed.GetValue(after), most);
            if (parsed.GetValue(json))
            {
                await Output.AsJsonAsync(async report =>
                {
                    await foreach (var invoice in invoices)
                    {
                        report.Write(invoice);
                    }
                });
                return ExitCode.Done;
            }

            var shown = await invoices.ToListAsync();
            var isMore = shown.Count == most && await file.InvoicesAsync(shown[^1].Invoice.Appeared, 1).AnyAsync();
            var connection = (await file.Book.HeaderAsync()).Connection;
            Output.ForPeople(tables =>
            {
                tables.Register(shown, connection, null);
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

    private static long Whole(ArgumentResult value, long least, string otherwise)
    {
        if (value.Tokens is [var token] && long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        value.AddError(otherwise);
        return least;
    }
}
