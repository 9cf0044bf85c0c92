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

    private const string MakeRoom = "Add a series with more room, then close this one with the new one as successor.";

    internal static System.CommandLine.Command Create()
    {
        var json = Options.Json("one object per piece of work, its list in 'list'");
        var low = new Option<string>("--low")
        {
            Description = "which series run low: those with so many numbers left in their latest period or fewer, or so large a share of them",
            HelpName = "COUNT|SHARE%",
            DefaultValueFactory = _ => "10%",
        };
        var verb = new System.CommandLine.Command("pending", """
            Lists what waits to be done: to send, to look up, failed, owing a number, findings that still hold, and series that run low; and what to do about each.

            Example:
              numbering pending --book article.db
              numbering pending --book article.db --low 500
            """) { json, low };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            var least = LowMark.Of(parsed.GetValue(low)!);
            await using var file = await book.ReadAsync(parsed);
            if (parsed.GetValue(json))
            {
                await Output.AsJsonAsync(report => WriteAsync(report, file.Book, least));
            }
            else
            {
                await PrintAsync(file.Book, least);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static IAsyncEnumerable<InvoiceView> OfAsync(BookHandle book, WorkList list) => OpenedBook.AllAsync((after, count) => book.WorkAsync(list, after, count));

    private static IAsyncEnumerable<HeldFinding> FindingsAsync(BookHandle book) => OpenedBook.AllAsync((after, count) => book.FindingsAsync(after, count));

    /// <summary>Open series that have an end, in the latest period of each scope.</summary>
    private static async Task<IReadOnlyList<SeriesPeriod>> LowAsync(BookHandle book, LowMark mark)
    {
        var header = await book.HeaderAsync();
        return
        [
            .. (await book.SeriesAsync())
                .GroupBy(line => (line.Series, line.Scope)).Select(of => of.MaxBy(line => line.Period.Value)!)
                .Where(line => line.Left is { } left && header.Series.Find(line.Series) is { Closed: false } && mark.IsLow(left, left + SeriesVerb.Numbers(line))),
        ];
    }

    private static async Task WriteAsync(JsonReport report, BookHandle book, LowMark mark)
    {
        foreach (var (list, name, _, toDo) in Lists)
        {
            await foreach (var view in OfAsync(book, list))
            {
                report.Write(
                    ShownInvoice.Of(view),
                    json => json.WriteString("list", name),
                    json =>
                    {
                        if (view.AttemptKey is { } key)
                        {
                            json.WriteNumber("attempt", view.Attempt);
                            json.WriteString("attemptKey", key);
                        }

                        json.WriteString("remedy", toDo);
                    });
            }
        }

        await foreach (var held in FindingsAsync(book))
        {
            var (meaning, remedy) = Describe.Explained(held.Finding);
            var shared = held.Finding == Finding.SameText ? await SharedText.OfAsync(book, held.Invoice) : null;
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
                    shared?.Write(json);
                });
        }

        report.WriteEach(await LowAsync(book, mark), static (json, line) =>
        {
            json.WriteString("list", line.Left == 0 ? "used-up" : "runs-low");
            json.WriteString("series", line.Series.Text);
            json.WriteString("scope", line.Scope?.Text);
            json.WriteString("period", line.Period.ToString());
            json.WriteNumber("left", line.Left!.Value);
            json.WriteString("remedy", MakeRoom);
        });
    }

    private static async Task PrintAsync(BookHandle book, LowMark mark)
    {
        List<Section> sections = [];
        foreach (var (list, _, heading, toDo) in Lists)
        {
            sections.Add(new(heading, toDo, await OfAsync(book, list).Select(Row).ToListAsync(), []));
        }

        var findings = await FindingsAsync(book).ToListAsync();
        foreach (var found in findings.GroupBy(held => held.Finding))
        {
            var (meaning, remedy) = Describe.Explained(found.Key);
            List<string> notes = [];
            foreach (var held in found)
            {
                if (held.Finding == Finding.SameText && await SharedText.OfAsync(book, held.Invoice) is { IsShared: true } shared)
                {
                    notes.Add(shared.ToString());
                }
            }

            sections.Add(new($"Finding {Name.Of(found.Key)}: {meaning}", remedy, [.. found.Select(held => Row(held.Invoice))], notes));
        }

        sections.RemoveAll(static section => section.Rows.Count == 0);
        var low = await LowAsync(book, mark);
        Output.ForPeople(tables =>
        {
            foreach (var (heading, toDo, rows, notes) in sections)
            {
                tables.Table(heading, ["*Invoice", "*Number", "*Dated", "State", "Attempt"], rows);
                notes.ForEach(tables.Line);
                tables.Line($"What to do: {toDo}");
                tables.Line("");
            }

            if (low.Count > 0)
            {
                tables.Table("Series that run low or are used up", ["*Series", "*Scope", "*Period", "*Left"], low.Select(line => new[]
                {
                    line.Series.Text, line.Scope?.Text ?? "", line.Period.ToString(), line.Left == 0 ? "used up" : line.Left!.Value.ToString("N0", CultureInfo.InvariantCulture),
                }));
                tables.Line($"What to do: {MakeRoom}");
            }
            else if (sections.Count == 0)
            {
                tables.Line("Nothing is pending.");
            }
        });
    }

    private static string[] Row(InvoiceView view) =>
    [
        view.Id.Text, Describe.Number(view.Authority), Describe.Date(view.Date), Describe.State(ShownInvoice.Of(view)),
        view.Attempt == 0 ? "" : view.Attempt.ToString(CultureInfo.InvariantCulture),
    ];

    private sealed record Section(string Heading, string ToDo, IReadOnlyList<string[]> Rows, List<string> Notes);
}
