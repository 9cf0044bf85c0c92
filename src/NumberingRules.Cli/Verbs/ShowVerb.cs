using System.CommandLine;
using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary><c>numbering show</c>.</summary>
internal static class ShowVerb
{
    internal static System.CommandLine.Command Create()
    {
        var wanted = new Argument<string>("INVOICE") { Description = "the invoice's id" };
        var at = new Option<string?>("--at")
        {
            Description = "how it stood then: an entry's number, a date (the end of that day in UTC), or an instant such as 2026-03-03T16:30:00+01:00 (UTC when it names no zone)",
            HelpName = "INSTANT|ENTRY",
        };
        var json = Options.Json("the invoice as one object, with its life");
        var verb = new System.CommandLine.Command("show", """
            Shows an invoice and its life, as it stands now or as it stood then: which number did the PDF of 3 March carry?

            Example:
              numbering show rent-january --book article.db
              numbering show rent-january --book article.db --at 2026-03-03
            """) { wanted, at, json };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            var moment = parsed.GetValue(at) is { } text ? Moment.Of(text) : (Moment?)null;
            await using var file = await book.ReadAsync(parsed);
            var (life, shared) = await LifeOfAsync(file.Book, parsed.GetRequiredValue(wanted), moment);
            Output.Show(
                parsed.GetValue(json),
                report => life.Write(report, json =>
                {
                    shared?.Write(json);
                    json.WriteOptional("entry", moment is null ? null : life.Rows.Last().Place);
                }),
                tables =>
                {
                    Print(tables, life, moment);
                    shared?.Print(tables);
                });
            return ExitCode.Done;
        });
        return verb;
    }

    private static async Task<(Life Life, SharedText? Shared)> LifeOfAsync(BookHandle book, string text, Moment? moment)
    {
        if (Identifier.Problem(text) is not null || await book.InvoiceAsync(text) is not { } now)
        {
            throw new MissingException($"The book has no invoice '{Printable.Of(text)}'; 'numbering find' looks for numbers and keys.");
        }

        if (moment is not { } then)
        {
            return (await Life.OfAsync(book, now), await SharedText.OfAsync(book, now));
        }

        if (then.Entry is not null && await book.HeadAsync() is var (entries, _) && then.Entry > entries)
        {
            throw new MissingException(string.Create(CultureInfo.InvariantCulture, $"The book has no entry {then.Entry}; its last is {entries}."));
        }

        var stood = then.Entry is { } entry ? await book.InvoiceAtEntryAsync(text, entry) : await book.InvoiceAtAsync(text, then.Instant);
        var whole = (await Life.OfAsync(book, now)).Rows;
        return stood is not null
            ? (new(ShownInvoice.Of(stood), [.. whole.Where(row => then.Entry is { } last ? row.Place <= last : row.At <= then.Instant)]), null)
            : throw new MissingException($"Invoice '{Printable.Of(text)}' did not exist yet {then}; it appeared with entry {whole.First().Place.ToString(CultureInfo.InvariantCulture)}, on {Describe.Instant(whole.First().At!.Value)}.");
    }

    private static void Print(Tables tables, Life life, Moment? moment)
    {
        var (invoice, origin) = (life.Shown.Invoice, life.Shown.Invoice.Origin == Side.Home ? "created at home" : "created in the ERP");
        tables.Line($"Invoice {invoice.Id}{(moment is { } then ? $" as it stood {then}" : "")}: {Describe.Number(life.Shown.Authority)}");
        tables.Line($"    {origin}, dated {Describe.Date(invoice.Date)}{Describe.Asked(invoice.Series, invoice.Scope, invoice.Form)}; {Describe.State(life.Shown, withOrigin: false)}");
        foreach (var record in invoice.Records)
        {
            tables.Line($"    {Describe.Record(record)}");
        }

        foreach (var record in invoice.Released)
        {
            tables.Line($"    {Describe.Record(record)}, given up");
        }

        life.Print(tables, "Its life", moment is null ? "Now" : "Then");
    }
}
