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
            Description = "which series run low: those with so many numbers left or fewer, or so large a share of them, in one of the last two periods of a scope",
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

    /// <summary>Open series that have an end, in the last two periods of each scope: the year before may still be billed, and one before that is over.</summary>
    private static async Task<IReadOnlyList<Room>> LowAsync(BookHandle book, LowMark mark)
    {
        var header = await book.HeaderAsync();
        var begun = (await book.SeriesAsync()).ToLookup(line => line.Series);
        return
        [
            .. from owned in header.Series.All
               where !owned.Closed
               let all = owned.Series.LeftFrom(owned.Series.First)
               where all is not null
               from room in RoomOf(owned.Series, all.Value, begun[owned.Series.Id].Where(line => line.Left is not null))
               where mark.IsLow(room.Left, all.Value)
               select room,
        ];
    }

    private static IEnumerable<Room> RoomOf(Series series, long all, IEnumerable<SeriesPeriod> begun) =>
        !begun.Any() && series.ScopeWidth == 0 ? [new(series.Id, null, series.Definition.Reset == Reset.Never ? default(Period) : null, all)]
        : begun.GroupBy(line => line.Scope).SelectMany(of => of.OrderBy(line => line.Period.Value).TakeLast(2)).Select(line => new Room(line.Series, line.Scope, line.Period, line.Left!.Value));

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
            json.WriteString("period", line.Period?.ToString());
            json.WriteNumber("left", line.Left);
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
                    line.Series.Text, line.Scope?.Text ?? "", line.Period?.ToString() ?? "each", line.Left == 0 ? "used up" : Describe.N(line.Left),
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

    /// <summary>How many numbers are left where; in each period alike if none has begun.</summary>
    private sealed record Room(SeriesId Series, Scope? Scope, Period? Period, long Left);

    private sealed record Section(string Heading, string ToDo, IReadOnlyList<string[]> Rows, List<string> Notes);
}
