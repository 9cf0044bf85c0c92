using System.Globalization;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>An audit as a report for people.</summary>
internal static class AuditHtml
{
    private const int MostForms = 12;
    private const string Rest = "numbering audit --json";

    internal static void Write(TextWriter output, AuditReport report, CountryRule? country, DateTimeOffset at) => HtmlReport.Write(
        output,
        $"{report.File}: is this register whole?",
        "Audit of a register",
        AuditTables.Verdict(report),
        report.IsWhole && report.OutOfOrder == 0 && report.Findings.Count == 0,
        $"{report.File}{(report.Preset is { } preset ? $", read as an export of {preset.Title}" : "")}",
        at,
        page => Sections(page, report, country),
        "Made by numbering audit. It says what the register shows; why a number is missing only the people who numbered can say.");

    private static void Sections(HtmlReport page, AuditReport report, CountryRule? country)
    {
        var totals = report.Totals;
        page.Section("totals", "Control totals", () => page.Counts(
            ("rows", totals.Rows), ("documents", totals.Documents), ("of them draft", totals.Draft), ("of them void", totals.Void),
            ("further lines", totals.Merged), ("blank", totals.Blank), ("skipped", totals.Skipped), ("keys in conflict", totals.Conflicts)));
        foreach (var (counter, number) in report.Counters.Take(HtmlReport.MostRows).Select((counter, at) => (counter, at + 1)))
        {
            page.Section(
                $"counter-{Describe.Plain(number)}",
                $"Counter {Describe.N(number)}: {Forms(counter.Forms.Select(form => form.Format))}{(counter.Company is { } company ? $", {company}" : "")}",
                () => Counter(page, counter));
        }

        if (report.Counters.Count > HtmlReport.MostRows)
        {
            page.Line($"… and {Describe.N(report.Counters.Count - HtmlReport.MostRows)} more counters; {Rest} lists them all.");
        }

        if (report.Unplaced > 0)
        {
            page.Section("unplaced", "Documents that fit no counter", () => page.Line($"{Describe.N(report.Unplaced)}, for example {string.Join(", ", report.UnplacedExamples)}."));
        }

        Section(page, "duplicates", "Numbers that several documents have", ["Number", "Lines"], report.Duplicates, duplicate => [AuditTables.Of(duplicate.Company, duplicate.Number), AuditTables.Lines(duplicate.Lines)]);
        Section(page, "conflicts", "Keys in conflict: the same key with another number, date or status", ["Key", "Lines"], report.Conflicts, conflict => [AuditTables.Of(conflict.Company, conflict.Key), AuditTables.Lines(conflict.Lines)]);
        Section(page, "findings", "Findings", ["Finding", "#Line", "What"], report.Findings, finding => [finding.Name, finding.Line is { } line ? Describe.N(line) : "", finding.Detail]);
        if (country is not null)
        {
            page.Section("country", country.Country, () => Country(page, report, country));
        }
    }

    /// <summary>Formats in a line, as many as can be read.</summary>
    internal static string Forms(IEnumerable<string> formats)
    {
        var all = formats.ToList();
        return string.Join(", ", all.Take(MostForms)) + (all.Count > MostForms ? $" and {Describe.N(all.Count - MostForms)} more" : "");
    }

    private static void Counter(HtmlReport page, AuditCounter counter)
    {
        page.Line($"{Forms(counter.Forms.Select(form => $"{Describe.N(form.Documents)} as {form.Format}"))}. {InWords(counter.Reset, counter.FiscalYearStartMonth)}");
        var missing = counter.Periods.Sum(period => period.Missing);
        page.Chart(counter.Days, counter.Periods.SelectMany(period => period.Gaps), counter.Periods.Count, missing switch
        {
            0 => "nothing is missing",
            1 => "it is marked where 1 number is missing",
            _ => $"it is marked where {Describe.N(missing)} numbers are missing",
        });
        var scoped = counter.Periods.Any(period => period.Scope is not null);
        string[] scope = scoped ? ["Scope"] : [];
        page.Table(
            scoped ? "Scopes and periods" : "Periods",
            [.. scope, "Period", "#First", "#Last", "#Documents", "#Void", "#Missing", "#In runs", "#Double", "#Out of order"],
            counter.Periods.Select(period => (string[])
            [
                .. scoped ? [period.Scope ?? ""] : (string[])[], period.Period, Describe.Plain(period.First), Describe.Plain(period.Last), Describe.N(period.Documents), Describe.N(period.Void),
                Describe.N(period.Missing), Describe.N(period.Gaps.Count), Describe.N(period.Duplicates), Describe.N(period.OutOfOrder),
            ]),
            counter.Periods.Count,
            Rest);
        var gaps = counter.Periods.SelectMany(period => period.Gaps.Select(gap => (Period: period, Gap: gap))).OrderByDescending(row => row.Gap.Last - row.Gap.First).ToList();
        if (gaps.Count > 0)
        {
            page.Table(
                "What is missing, the widest gaps first",
                [.. scope, "Period", "#From", "#To", "#Numbers"],
                gaps.Select(row => (string[])
                [
                    .. scoped ? [row.Period.Scope ?? ""] : (string[])[], row.Period.Period, Describe.Plain(row.Gap.First), Describe.Plain(row.Gap.Last), Describe.N(row.Gap.Last - row.Gap.First + 1),
                ]),
                gaps.Count,
                Rest);
        }
    }

    /// <summary>When a counter starts anew.</summary>
    internal static string InWords(Reset reset, int fiscalYearStartMonth) => reset switch
    {
        Reset.Never => "It counts in one run.",
        Reset.Yearly => "It starts anew each year.",
        Reset.Monthly => "It starts anew each month.",
        _ => $"It starts anew with each fiscal year, in {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(fiscalYearStartMonth)}.",
    };

    private static void Country(HtmlReport page, AuditReport report, CountryRule country)
    {
        page.Line($"{country.Name} ({country.Source}). This is {CountryRule.Notice}.");
        var judged = CountryJudgement.Of(report, country).ToList();
        page.Table("What the rule says of what was found", ["What", "#How many", "Judgement"], judged.Select(one => (string[])
        [
            one.What, Describe.N(one.Count), AuditTables.InWords(one.Judgement),
        ]), judged.Count, Rest);
    }

    private static void Section<T>(HtmlReport page, string id, string heading, string[] headings, IReadOnlyList<T> items, Func<T, string[]> row)
    {
        if (items.Count > 0)
        {
            page.Section(id, heading, () => page.Table(heading, headings, items.Select(row), items.Count, Rest));
        }
    }
}
