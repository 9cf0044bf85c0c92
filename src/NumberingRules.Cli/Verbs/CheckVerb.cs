using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary><c>numbering check</c>.</summary>
internal static class CheckVerb
{
    internal static System.CommandLine.Command Create()
    {
        var wanted = new Argument<string>("TEXT") { Description = "the number to ask about" };
        var json = Options.Json("the answer with what belongs to it");
        var verb = new System.CommandLine.Command("check", """
            Tells whether a number is free: held by an invoice, used otherwise, taken over, still to be issued, or free. Changes nothing.

            Example:
              numbering check --book article.db RL-00007
            """) { wanted, json };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            var text = parsed.GetRequiredValue(wanted);
            if (Identifier.Problem(text) is { } problem)
            {
                throw new MalformedException("TEXT", problem);
            }

            await using var file = await book.ReadAsync(parsed);
            var check = await file.Book.CheckAsync(text);
            var taken = check.Use == NumberUse.TakenOver ? await file.Book.TakenOverAsync(text) : null;
            var issued = check is { Use: NumberUse.Used, Place.IssuedTo: { } invoice } ? (await file.Book.InvoiceAsync(invoice))?.HomeNumber : null;
            Output.Show(
                parsed.GetValue(json),
                report => report.Write(fields => Write(fields, check, issued, taken)),
                tables => Print(tables, text, check, issued, taken));
            return ExitCode.Done;
        });
        return verb;
    }

    private static void Print(Tables tables, string text, NumberCheck check, InvoiceNumber? issued, TakenOverNumbers? taken)
    {
        var place = check.Place is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"series {at.Series}{Describe.Asked(null, at.Place.Scope, at.Place.Form)}, period {at.Place.Period}, no. {at.Place.SequenceNumber}")
            : "";
        switch (check.Use)
        {
            case NumberUse.Held:
                tables.Line($"{text} is held.");
                foreach (var holder in check.Holders)
                {
                    tables.Line($"    {holder.Invoice}: {(holder.IsNow ? "has it" : "had it")} as its {Name.Of(holder.System)} number");
                }

                break;
            case NumberUse.Used:
                tables.Line($"{text} is used: {place}, was issued to {check.Place!.IssuedTo} as {issued}.");
                break;
            case NumberUse.TakenOver:
                tables.Line(taken is { } numbers ? FindVerb.TakenOver(text, check.Place!, numbers) : $"{text} was taken over: {place}.");
                break;
            case NumberUse.Ahead:
                tables.Line($"{text} is still to be issued: {place}.");
                break;
            default:
                tables.Line($"{text} is free: {(check.Place is null ? "no series can print it" : $"its series is closed ({place})")}.");
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, NumberCheck check, InvoiceNumber? issued, TakenOverNumbers? taken)
    {
        json.WriteString("answer", Name.Of(check.Use));
        if (check.Holders.Count > 0)
        {
            json.WriteObjects("invoices", check.Holders, holder =>
            {
                json.WriteString("invoice", holder.Invoice.Text);
                json.WriteString("system", Name.Of(holder.System));
                json.WriteBoolean("now", holder.IsNow);
            });
        }

        if (check.Place is { } at)
        {
            JsonReport.WritePlace(json, at.Series, at.Place.Scope, at.Place.Form, at.Place.Period, at.Place.SequenceNumber);
        }

        if (issued is not null)
        {
            json.WriteString("invoice", check.Place!.IssuedTo!.Text);
            json.WriteString("number", issued.Text);
        }

        if (taken is { } numbers)
        {
            json.WriteString("reason", numbers.Reason?.Text);
            json.WriteNumber("entry", numbers.Entry);
        }
    }
}
