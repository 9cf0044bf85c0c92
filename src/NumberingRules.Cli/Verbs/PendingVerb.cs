using System.CommandLine;
using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary><c>numbering pending</c>.</summary>
internal static class PendingVerb
{
    private static readonly (WorkList List, string Name, string Heading, string ToDo)[] Lists =
    [
        (WorkList.ToSend, "to-send", "To send", "Send each to the ERP."),
        (WorkList.ToLookUp, "to-look-up", "To look up: sent, and nobody knows whether the ERP has it", "Look each up in the ERP, then confirm or refuse; never send blindly."),
        (WorkList.Failed, "failed", "Failed: the ERP refused it", "Mend what the ERP did not like, then send again; or unlink."),
        (WorkList.OwesNumber, "owes-number", "Owes a number", "Number each; where that is refused, give the series a successor or more room first."),
    ];

    internal static System.CommandLine.Command Create()
    {
        var json = Options.Json("one object per piece of work, its list in 'list'");
        var verb = new System.CommandLine.Command("pending", """
            Lists what waits to be done: to send, to look up, failed, owing a number, and findings that still hold; and what to do about each.

            Example:
              numbering pending --book article.db
            """) { json };
        var book = new BookOption(verb);
        verb.SetAction(parsed =>
        {
            using var file = book.Read(parsed);
            if (parsed.GetValue(json))
            {
                Output.AsJson(report => Write(report, file.Book));
            }
            else
            {
                Output.ForPeople(tables => Print(tables, file.Book));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static IEnumerable<KeptInvoice> Of(KeptBook book, WorkList list) => BookFile.All((after, count) => book.Work(list, after, count));

    private static void Write(JsonReport report, KeptBook book)
    {
        foreach (var (list, name, _, toDo) in Lists)
        {
            foreach (var kept in Of(book, list))
            {
                report.Write(
                    ShownInvoice.Of(kept),
                    json => json.WriteString("list", name),
                    json =>
                    {
                        if (kept.Invoice.Attempt > 0)
                        {
                            json.WriteNumber("attempt", kept.Invoice.Attempt);
                            json.WriteString("attemptKey", AttemptKey.Of(book.Name, kept.Invoice.Id, kept.Invoice.Attempt));
                        }

                        json.WriteString("remedy", toDo);
                    });
            }
        }

        foreach (var held in BookFile.All(book.Findings))
        {
            var (meaning, remedy) = Explain.Of(held.Finding);
            report.Write(
                ShownInvoice.Of(held.Invoice),
                json =>
                {
                    json.WriteString("list", "findings");
                    json.WriteString("finding", Name.Of(held.Finding));
                    json.WriteNumber("entry", held.Entry);
                },
                json =>
                {
                    json.WriteString("meaning", meaning);
                    json.WriteString("remedy", remedy);
                });
        }
    }

    private static void Print(Tables tables, KeptBook book)
    {
        var any = false;
        foreach (var (list, _, heading, toDo) in Lists)
        {
            any |= Print(tables, heading, toDo, Of(book, list), kept =>
                (string[])[kept.Invoice.Id.Text, Describe.Number(kept.Authority), Describe.Date(kept.Invoice.Date), Describe.State(ShownInvoice.Of(kept)), Attempt(kept)]);
        }

        foreach (var found in BookFile.All(book.Findings).GroupBy(held => held.Finding))
        {
            var (meaning, remedy) = Explain.Of(found.Key);
            any |= Print(tables, $"Finding {Name.Of(found.Key)}: {meaning}", remedy, found, held =>
                [held.Invoice.Invoice.Id.Text, Describe.Number(held.Invoice.Authority), Describe.Date(held.Invoice.Invoice.Date), Describe.State(ShownInvoice.Of(held.Invoice)), Attempt(held.Invoice)]);
        }

        if (!any)
        {
            tables.Line("Nothing is pending.");
        }
    }

    private static bool Print<T>(Tables tables, string heading, string toDo, IEnumerable<T> items, Func<T, string[]> row)
    {
        var rows = items.Select(row).ToList();
        if (rows.Count == 0)
        {
            return false;
        }

        tables.Table(heading, ["*Invoice", "*Number", "*Dated", "State", "Attempt"], rows);
        tables.Line($"What to do: {toDo.Replace("`", "", StringComparison.Ordinal)}");
        tables.Line("");
        return true;
    }

    private static string Attempt(KeptInvoice kept) => kept.Invoice.Attempt == 0 ? "" : kept.Invoice.Attempt.ToString(CultureInfo.InvariantCulture);
}
