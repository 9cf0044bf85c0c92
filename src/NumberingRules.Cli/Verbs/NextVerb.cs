using System.CommandLine;
using System.Globalization;

namespace NumberingRules.Cli;

/// <summary><c>numbering next</c>.</summary>
internal static class NextVerb
{
    internal static System.CommandLine.Command Create()
    {
        var date = new Option<string>("--date") { Description = "the document date, yyyy-MM-dd", HelpName = "DATE", Required = true };
        var series = new Option<string?>("--series") { Description = "the series; the first if none is named", HelpName = "ID" };
        var scope = new Option<string?>("--scope") { Description = "the scope, if the series counts by scope", HelpName = "SCOPE" };
        var form = new Option<string?>("--form") { Description = "the form; the default form if none is named", HelpName = "NAME" };
        var json = Options.Json("the number and its place, or the rejection");
        var verb = new System.CommandLine.Command("next", """
            Tells which number a series would issue now, and how many are left, or what stands in the way. Changes nothing.

            Example:
              numbering next --book article.db --date 2026-03-01
            """) { date, series, scope, form, json };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            var on = DateOf(parsed.GetRequiredValue(date));
            var (of, at, printed) = (
                Named(parsed.GetValue(series), "--series", SeriesId.FromString),
                Named(parsed.GetValue(scope), "--scope", Scope.FromString),
                Named(parsed.GetValue(form), "--form", FormName.FromString));
            await using var file = await book.ReadAsync(parsed);
            var answer = await file.Book.NextAsync(on, of, at, printed);
            Output.Show(parsed.GetValue(json), report => report.Write(fields => Write(fields, answer)), tables => Print(tables, answer));
            return ExitCode.Done;
        });
        return verb;
    }

    private static DateOnly DateOf(string text) =>
        !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? throw new MalformedException("--date", $"must be a date that exists, as yyyy-MM-dd, not '{Printable.Short(text)}'")
            : DocumentDate.Problem(date) is { } problem ? throw new MalformedException("--date", problem)
            : date;

    private static T? Named<T>(string? text, string option, Func<string, T> make) where T : Identifier =>
        text is null ? null
        : Identifier.Problem(text) is { } problem ? throw new MalformedException(option, problem)
        : make(text);

    private static void Print(Tables tables, NextAnswer answer)
    {
        if (answer.Number is { } next)
        {
            tables.Line(next.Number.Text);
            tables.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"    series {next.Series}{Describe.Asked(null, next.Scope, next.Form)}, period {next.Period}, no. {next.SequenceNumber}; {(next.Left is { } left ? $"{left:N0} left" : "without an end")}"));
        }
        else if (answer.Rejection is { } rejection)
        {
            var (meaning, remedy) = Describe.Explained(rejection);
            tables.Line($"No number: {Name.Of(rejection)}. {meaning}");
            tables.Line($"    {answer.Detail}.");
            tables.Line($"    What to do: {remedy}");
        }
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, NextAnswer answer)
    {
        if (answer.Number is { } next)
        {
            json.WriteString("number", next.Number.Text);
            JsonReport.WritePlace(json, next.Series, next.Scope, next.Form, next.Period, next.SequenceNumber);
            json.WriteNumberOrNull("left", next.Left);
        }
        else if (answer.Rejection is { } rejection)
        {
            json.WriteString("outcome", Name.Of(Outcome.Rejected));
            json.WriteString("reason", Name.Of(rejection));
            JsonReport.WriteWhy(json, rejection, answer.Detail);
        }
    }
}
