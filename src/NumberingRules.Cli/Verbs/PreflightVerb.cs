using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary><c>numbering preflight</c>.</summary>
internal static class PreflightVerb
{
    internal static System.CommandLine.Command Create()
    {
        var erp = new Option<string[]>("--erp") { Description = $"the system to connect, may be repeated: {ErpLimits.Names}", HelpName = "NAME", Required = true };
        var series = new Option<string?>("--series") { Description = "a JSON file with the series, one object or a list, where there is no book yet", HelpName = "FILE" };
        var policy = new Option<string?>("--policy") { Description = "a JSON file with the policy", HelpName = "FILE" };
        var country = CountryOption();
        var register = new Option<string?>("--register") { Description = "the ERP's register, to see whether numbers can meet", HelpName = "FILE" };
        var on = new Option<string?>("--on") { Description = "the day it is looked at (default: today)", HelpName = "DATE" };
        var json = Options.Json("one object per line");
        var verb = new System.CommandLine.Command("preflight", """
            Says before a connection is switched on what would fail and what has to be set. Exits with 1 if something would fail.

            Example:
              numbering preflight --book article.db --erp intacct
            """) { erp, series, policy, country, register, on, json };
        var arguments = new RegisterArguments(verb);
        var book = new BookOption(verb, required: false, "the file of the book that is to be connected");
        verb.Validators.Add(result =>
        {
            if (result.GetResult(series) is null && result.GetValue<string?>("--book") is null)
            {
                result.AddError("Name the book with --book, or the series with --series.");
            }
            else if (result.GetResult(series) is not null && result.GetValue<string?>("--book") is not null)
            {
                result.AddError("Choose one of --book and --series.");
            }
        });
        verb.SetAction(async parsed =>
        {
            List<ErpLimits> erps = [.. parsed.GetRequiredValue(erp).Select(ErpOf)];
            var day = DayOf(parsed.GetValue(on));
            PreflightSubject subject;
            if (book.PlaceIn(parsed) is null)
            {
                subject = PreflightFacts.Of(ImportVerb.Open(parsed.GetValue(series), parsed.GetValue(policy)), day);
            }
            else
            {
                await using var file = await book.ReadAsync(parsed);
                subject = await PreflightFacts.OfAsync(file, day);
            }

            var options = arguments.In(parsed);
            subject = subject with
            {
                Country = CountryOf(parsed.GetValue(country)),
                Register = parsed.GetValue(register) is { } path
                    ? RegisterArguments.Read(path, input => Audit.Of(input, Path.GetFileName(path), options, RegisterArguments.Say))
                    : null,
            };
            var lines = Preflight.Lines(subject, erps);
            Output.Show(parsed.GetValue(json), report => report.WriteEach(lines, Write), tables => Print(tables, lines));

            return lines.Any(line => line.Gravity == Gravity.Failure) ? ExitCode.Rejected : ExitCode.Done;
        });
        return verb;
    }

    internal static Option<string?> CountryOption() =>
        new("--country") { Description = $"judge by this country's rule: {CountryRule.Codes} ({CountryRule.Notice})", HelpName = "CC" };

    /// <exception cref="MalformedException">Its rule is not known.</exception>
    internal static CountryRule? CountryOf(string? code) =>
        code is null ? null
        : CountryRule.Of(code) ?? throw new MalformedException("--country", $"no rule of '{Printable.Short(code)}' is known; there are {CountryRule.Codes}");

    private static void Write(Utf8JsonWriter json, PreflightLine line)
    {
        json.WriteString("check", line.Check);
        json.WriteString("level", LevelOf(line.Gravity));
        json.WriteString("erp", line.Erp);
        json.WriteString("series", line.Series);
        json.WriteString("where", line.Where);
        json.WriteString("what", line.What);
        json.WriteString("why", line.Why);
        json.WriteString("remedy", line.Remedy);
    }

    private static void Print(Tables tables, IReadOnlyList<PreflightLine> lines)
    {
        var failures = lines.Count(line => line.Gravity == Gravity.Failure);
        tables.Line(failures == 0 ? "Nothing would fail." : $"{Describe.Count(failures, "thing", "things")} would fail.");
        tables.Table("Before the connection is switched on", ["*Level", "*Where", "What", "Why it matters", "What to do"], lines.OrderByDescending(line => line.Gravity).Select(line => new[]
        {
            LevelOf(line.Gravity), line.Where, line.What, line.Why, line.Remedy,
        }));
    }

    private static string LevelOf(Gravity gravity) => gravity switch
    {
        Gravity.Failure => "fails",
        Gravity.Warning => "warning",
        _ => "note",
    };

    private static ErpLimits ErpOf(string name) =>
        ErpLimits.All.FirstOrDefault(erp => erp.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || erp.Title.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new MalformedException("--erp", $"the limits of '{Printable.Short(name)}' are not known; there are {ErpLimits.Names}");

    private static DateOnly DayOf(string? text) =>
        text is null ? DateOnly.FromDateTime(DateTime.Today)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && DocumentDate.Problem(day) is null ? day
        : throw new MalformedException("--on", $"'{Printable.Short(text)}' is not a document date written as yyyy-MM-dd");
}
