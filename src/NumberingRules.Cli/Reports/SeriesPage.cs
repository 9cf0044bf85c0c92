using System.Globalization;
using System.Text.Json;
using CsvHelper;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>The auditor's page as a table, as CSV and as JSON Lines.</summary>
internal static class SeriesPage
{
    internal static void Print(Tables tables, IReadOnlyList<SeriesPeriod> page)
    {
        if (page.Count == 0)
        {
            tables.Line("No series has issued or taken over a number.");
            return;
        }

        tables.Table(
            "What each series did in each scope and period",
            ["*Series", "*Scope", "*Period", "*First", "*Last", "*Issued", "*Void", "*Taken\nover", "*Owed", "*Left"],
            page.Select(line => new[]
            {
                line.Series.Text,
                line.Scope?.Text ?? "",
                line.Period.ToString(),
                line.FirstNumber?.Text ?? "",
                line.LastNumber?.Text ?? "",
                Describe.N(line.Issued),
                Describe.N(line.Void.Count),
                Describe.N(line.TakenOver),
                Describe.N(line.Owed.Count),
                line.Left is { } left ? Describe.N(left) : "no end",
            }));
        if (page.Any(line => line.Void.Count > 0))
        {
            tables.Table("Void numbers: they stay used for ever", ["*Number", "*Invoice", "Reason"], page.SelectMany(line => line.Void)
                .Select(number => new[] { number.Number.Text, number.Invoice.Text, ReasonOf(number) }));
        }

        if (page.Any(line => line.Advances.Count > 0))
        {
            tables.Table("Numbers taken over: they were used elsewhere", ["*Series", "*Scope", "*Period", "*From", "*To", "Reason"], page
                .SelectMany(line => line.Advances.AsEnumerable(), (line, taken) => new[]
                {
                    line.Series.Text, line.Scope?.Text ?? "", line.Period.ToString(), Describe.N(taken.From), Describe.N(taken.Next - 1), ReasonOf(taken),
                }));
        }

        if (page.Any(line => line.Owed.Count > 0))
        {
            tables.Table("Owed numbers: these invoices should have one and could not take it", ["*Series", "*Scope", "*Period", "*Invoice"], page
                .SelectMany(line => line.Owed, (line, invoice) => new[] { line.Series.Text, line.Scope?.Text ?? "", line.Period.ToString(), invoice.Text }));
        }

        foreach (var line in page)
        {
            tables.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{Place(line)}: numbers {line.First} to {line.Last} = {SeriesVerb.Numbers(line):N0} used = {line.Issued:N0} issued + {line.TakenOver:N0} taken over{(line.AddsUp ? "." : ": IT DOES NOT ADD UP.")}"));
        }

        if (page.All(line => line.AddsUp))
        {
            tables.Line("It adds up: no gap, no duplicate.");
        }
    }

    internal static void Csv(IReadOnlyList<SeriesPeriod> page)
    {
        using var output = Output.Open();
        using var text = Output.Text(output);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\r\n" }, leaveOpen: true);
        csv.WriteHeader(["series", "period", "first", "last", "firstNumber", "lastNumber", "issued", "void", "takenOver", "owed", "addsUp", "voidNumbers", "owedInvoices", "scope", "left", "takenOverNumbers"]);
        foreach (var line in page)
        {
            csv.WriteRecord(
                Safe([
                    line.Series.Text, line.Period.ToString(), Describe.Plain(line.First), Describe.Plain(line.Last), line.FirstNumber?.Text ?? "", line.LastNumber?.Text ?? "",
                    Describe.Plain(line.Issued), Describe.Plain(line.Void.Count), Describe.Plain(line.TakenOver), Describe.Plain(line.Owed.Count), line.AddsUp ? "yes" : "no",
                    string.Join("; ", line.Void.Select(number => $"{number.Number} ({number.Invoice}): {number.Reason?.Text ?? "record gone"}")),
                    string.Join("; ", line.Owed.Select(invoice => invoice.Text)),
                    line.Scope?.Text ?? "",
                    line.Left is { } left ? Describe.Plain(left) : "",
                    string.Join("; ", line.Advances.Select(taken => $"{Describe.Plain(taken.From)}-{Describe.Plain(taken.Next - 1)}: {ReasonOf(taken)}")),
                ]));
        }

        csv.Flush();
    }

    internal static void Write(Utf8JsonWriter json, SeriesPeriod line)
    {
        json.WriteString("series", line.Series.Text);
        json.WriteString("scope", line.Scope?.Text);
        json.WriteString("period", line.Period.ToString());
        json.WriteNumber("first", line.First);
        json.WriteNumber("last", line.Last);
        json.WriteString("firstNumber", line.FirstNumber?.Text);
        json.WriteString("lastNumber", line.LastNumber?.Text);
        json.WriteNumber("issued", line.Issued);
        json.WriteNumber("takenOver", line.TakenOver);
        json.WriteNumberOrNull("left", line.Left);
        json.WriteBoolean("addsUp", line.AddsUp);
        json.WriteObjects("advances", line.Advances.AsEnumerable(), taken =>
        {
            json.WriteNumber("from", taken.From);
            json.WriteNumber("next", taken.Next);
            json.WriteString("reason", taken.Reason?.Text);
            json.WriteNumber("entry", taken.Entry);
        });
        json.WriteObjects("void", line.Void.AsEnumerable(), number =>
        {
            json.WriteString("number", number.Number.Text);
            json.WriteString("invoice", number.Invoice.Text);
            json.WriteString("reason", number.Reason?.Text);
        });
        json.WriteStrings("owed", line.Owed.Select(invoice => invoice.Text));
    }

    /// <summary>The series, and where in it.</summary>
    internal static string Place(SeriesPeriod line) => $"{line.Series}{(line.Scope is null ? "" : $", scope {line.Scope}")}, period {line.Period}";

    internal static string ReasonOf(VoidNumber number) => number.Reason?.Text ?? "its record in the ERP is gone";

    internal static string ReasonOf(TakenOverNumbers taken) => taken.Reason?.Text ?? "the text was erased";

    /// <summary>A spreadsheet takes a cell that begins like a formula for one, whoever wrote it; with an apostrophe before it is a text.</summary>
    private static string[] Safe(string[] cells) => [.. cells.Select(static cell => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell)];
}
