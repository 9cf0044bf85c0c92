using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary><c>numbering find</c>.</summary>
internal static class FindVerb
{
    internal static System.CommandLine.Command Create()
    {
        var wanted = new Argument<string>("NUMBER|KEY") { Description = "any number or ERP key an invoice ever held, or its id" };
        var json = Options.Json("one object per invoice");
        var verb = new System.CommandLine.Command("find", """
            Finds the invoices that hold or ever held a number or an ERP key, by an index; a number that was taken over is told with its reason.

            Example:
              numbering find SI-1001 --book article.db
            """) { wanted, json };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            await using var file = await book.ReadAsync(parsed);
            var text = parsed.GetRequiredValue(wanted);
            var views = await file.Book.FindAsync(text);
            var found = views.Select(ShownInvoice.Of).ToList();
            var taken = Identifier.Problem(text) is null ? await file.Book.TakenOverAsync(text) : null;
            var place = taken is null ? null : (await file.Book.CheckAsync(text)).Place;
            if (found.Count == 0 && taken is null)
            {
                throw WhyVerb.Nobody(text);
            }

            if (parsed.GetValue(json))
            {
                Output.AsJson(report =>
                {
                    foreach (var view in views)
                    {
                        report.Write(ShownInvoice.Of(view), after: SharedText.Among(views, view).Write);
                    }

                    if (taken is { } numbers)
                    {
                        report.Write(fields => Write(fields, text, place!, numbers));
                    }
                });
                return ExitCode.Done;
            }

            Output.ForPeople(tables =>
            {
                if (taken is { } numbers)
                {
                    tables.Line(TakenOver(text, place!, numbers));
                }

                if (found.Count == 0)
                {
                    return;
                }

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
                foreach (var shared in views.Select(view => SharedText.Among(views, view)).DistinctBy(static shared => shared.Number))
                {
                    shared.Print(tables);
                }
            });
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>That a number was used elsewhere, and where.</summary>
    internal static string TakenOver(string text, NumberPlace place, TakenOverNumbers numbers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{text} was taken over with numbers {numbers.From} to {numbers.Next - 1} of series {place.Series}{(place.Place.Scope is null ? "" : $", scope {place.Place.Scope}")}, period {place.Place.Period} (entry {numbers.Entry}): {SeriesPage.ReasonOf(numbers)}");

    internal static void Write(Utf8JsonWriter json, string text, NumberPlace place, TakenOverNumbers numbers)
    {
        json.WriteString("takenOver", text);
        JsonReport.WritePlace(json, place.Series, place.Place.Scope, place.Place.Form, place.Place.Period, place.Place.SequenceNumber);
        json.WriteNumber("from", numbers.From);
        json.WriteNumber("next", numbers.Next);
        json.WriteString("reason", numbers.Reason?.Text);
        json.WriteNumber("entry", numbers.Entry);
    }
}
