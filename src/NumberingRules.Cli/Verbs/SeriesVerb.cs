using System.CommandLine;
using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary><c>numbering series</c>.</summary>
internal static class SeriesVerb
{
    internal static System.CommandLine.Command Create()
    {
        var csv = new Option<bool>("--csv") { Description = "print it as CSV (RFC 4180), one row per series, scope and period; an apostrophe goes before what a spreadsheet would take for a formula" };
        var json = Options.Json("one object per series, scope and period");
        var verb = new System.CommandLine.Command("series", """
            Prints the auditor's page: what each series issued in each scope and period, what was voided and why, what was taken over from elsewhere and why, what is owed, and how many numbers are left. Exits with 1 when it does not add up.

            Example:
              numbering series --book article.db --csv > series.csv
            """) { csv, json };
        var book = new BookOption(verb);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(json))
            {
                result.AddError("Choose one of --csv and --json.");
            }
        });
        verb.SetAction(async parsed =>
        {
            await using var file = await book.ReadAsync(parsed);
            var page = await file.Book.SeriesAsync();
            if (parsed.GetValue(csv))
            {
                SeriesPage.Csv(page);
            }
            else
            {
                Output.Show(parsed.GetValue(json), report => report.WriteEach(page, SeriesPage.Write), tables => SeriesPage.Print(tables, page));
            }

            var wrong = page.Where(line => !line.AddsUp).ToList();
            foreach (var line in wrong)
            {
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"numbering: IT DOES NOT ADD UP: series {SeriesPage.Place(line)}: {Numbers(line)} numbers are used, {line.Issued} issued and {line.TakenOver} taken over; run 'numbering verify'"));
            }

            return wrong.Count > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return verb;
    }

    internal static long Numbers(SeriesPeriod line) => line.Last - line.First + 1;
}
