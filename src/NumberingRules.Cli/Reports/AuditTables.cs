using System.Globalization;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>An audit as tables for people: the verdict, the counters, the widest gaps first.</summary>
internal static class AuditTables
{
    private const int Most = 20;

    internal static void Print(Tables tables, AuditReport report, CountryRule? country)
    {
        tables.Line(Verdict(report));
        tables.Line(Totals(report.Totals));
        if (report.Counters.Count > 0)
        {
            Counters(tables, report);
            Gaps(tables, report);
        }

        if (report.Unplaced > 0)
        {
            tables.Line($"{N(report.Unplaced)} {(report.Unplaced == 1 ? "document fits" : "documents fit")} no counter: {string.Join(", ", report.UnplacedExamples.Take(Most))}{(report.Unplaced > Most ? ", …" : "")}");
        }

        Few(tables, "Numbers that several documents have", ["*Number", "*Lines"], report.Duplicates, duplicate => [Of(report, duplicate.Company, duplicate.Number), Lines(duplicate.Lines)]);
        Few(tables, "Keys in conflict: the same key with another number, date or status", ["*Key", "*Lines"], report.Conflicts, conflict => [Of(report, conflict.Company, conflict.Key), Lines(conflict.Lines)]);
        Few(tables, "Findings", ["*Finding", "*Line", "What"], report.Findings, finding => [finding.Name, finding.Line is { } line ? N(line) : "", finding.Detail]);
        if (country is not null)
        {
            tables.Line($"{country.Country}: {country.Name} ({country.Source}; {CountryRule.Notice}).");
            foreach (var judged in CountryJudgement.Of(report, country))
            {
                tables.Line($"    {judged.What}, {N(judged.Count)}: {(judged.Judgement == Judgement.Explain ? "to be explained" : Word(judged.Judgement))}");
            }
        }

        foreach (var suggestion in report.Suggestions.Where(suggestion => suggestion.Series.Count > 0))
        {
            tables.Line($"A book that goes on from here{(suggestion.Company is { } company ? $" for {company}" : "")} opens {(suggestion.Series.Count == 1 ? "one series" : $"{N(suggestion.Series.Count)} series")}, and advances {(suggestion.Advances.Count == 1 ? "it once" : $"them {N(suggestion.Advances.Count)} times")}; --json prints both as commands have them.");
        }
    }

    /// <summary>A judgement in one word.</summary>
    internal static string Word(Judgement judgement) => judgement switch
    {
        Judgement.Error => "error",
        Judgement.Explain => "explain",
        _ => "fine",
    };

    /// <summary>What was found, in one sentence.</summary>
    internal static string Verdict(AuditReport report)
    {
        var file = report.File;
        if (report.Counters.Count == 0)
        {
            return $"{file} holds no number that belongs to a counter.";
        }

        List<string> troubles = [];
        Add(troubles, report.Missing, "number is missing", "numbers are missing");
        Add(troubles, report.Double, "number is double", "numbers are double");
        Add(troubles, report.Conflicts.Count, "key is in conflict", "keys are in conflict");
        Add(troubles, report.OutOfOrder, "document is out of order", "documents are out of order");
        return troubles.Count == 0
            ? $"{file} is whole: nothing is missing, double or out of order."
            : $"{file} is {(report.IsWhole ? "whole, but" : "not whole:")} {(troubles.Count == 1 ? troubles[0] : string.Join(", ", troubles.SkipLast(1)) + " and " + troubles[^1])}.";
    }

    private static void Add(List<string> troubles, long count, string one, string several)
    {
        if (count > 0)
        {
            troubles.Add($"{N(count)} {(count == 1 ? one : several)}");
        }
    }

    internal static string Totals(Totals totals) =>
        $"{N(totals.Rows)} rows: {N(totals.Documents)} documents ({N(totals.Draft)} draft, {N(totals.Void)} void), {N(totals.Merged)} further lines of them, {N(totals.Blank)} blank, {N(totals.Skipped)} skipped, {N(totals.Conflicts)} {(totals.Conflicts == 1 ? "key" : "keys")} in conflict.";

    private static void Counters(Tables tables, AuditReport report)
    {
        var rows = report.Counters.SelectMany((counter, at) => counter.Periods.Select(period => (Counter: counter, At: at, Period: period))).ToList();
        string[] company = report.HasCompanies ? ["*Company"] : [];
        tables.Table(
            "Counters: what counts, from where to where, and what is missing",
            [.. company, "*Counter", "*Forms", "*Scope", "*Period", "*First", "*Last", "*Documents", "*Missing", "*In runs", "*Double", "*Out of order"],
            rows.Take(Most * 5).Select(row => (string[])
            [
                .. report.HasCompanies ? [row.Counter.Company ?? ""] : (string[])[],
                N(row.At + 1),
                AuditHtml.Forms(row.Counter.Forms.Select(form => form.Format)),
                row.Period.Scope ?? "",
                row.Period.Period,
                Plain(row.Period.First),
                Plain(row.Period.Last),
                N(row.Period.Documents),
                N(row.Period.Missing),
                N(row.Period.Gaps.Count),
                N(row.Period.Duplicates),
                N(row.Period.OutOfOrder),
            ]));
        More(tables, rows.Count, Most * 5);
    }

    private static void Gaps(Tables tables, AuditReport report)
    {
        var gaps = report.Counters
            .SelectMany((counter, at) => counter.Periods.SelectMany(period => period.Gaps.Select(gap => (At: at, Period: period, Gap: gap))))
            .OrderByDescending(row => row.Gap.Last - row.Gap.First)
            .ToList();
        if (gaps.Count == 0)
        {
            return;
        }

        tables.Table("What is missing, the widest gaps first", ["*Counter", "*Scope", "*Period", "*From", "*To", "*Numbers"], gaps.Take(Most).Select(row => (string[])
        [
            N(row.At + 1), row.Period.Scope ?? "", row.Period.Period, Plain(row.Gap.First), Plain(row.Gap.Last), N(row.Gap.Last - row.Gap.First + 1),
        ]));
        More(tables, gaps.Count, Most);
    }

    private static void Few<T>(Tables tables, string heading, string[] headings, IReadOnlyList<T> items, Func<T, string[]> row)
    {
        if (items.Count > 0)
        {
            tables.Table(heading, headings, items.Take(Most).Select(row));
            More(tables, items.Count, Most);
        }
    }

    private static void More(Tables tables, int count, int shown)
    {
        if (count > shown)
        {
            tables.Line($"… and {N(count - shown)} more; --json lists them all.");
        }
    }

    private static string Of(AuditReport report, string? company, string text) => report.HasCompanies ? $"{company}: {text}" : text;

    internal static string Lines(IReadOnlyList<long> lines) => string.Join(", ", lines.Take(Most).Select(Plain)) + (lines.Count > Most ? ", …" : "");

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
