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
            tables.Line($"{Describe.N(report.Unplaced)} {(report.Unplaced == 1 ? "document fits" : "documents fit")} no counter: {string.Join(", ", report.UnplacedExamples.Take(Most))}{(report.Unplaced > Most ? ", …" : "")}");
        }

        Few(tables, "Numbers that several documents have", ["*Number", "*Lines"], report.Duplicates, duplicate => [Of(duplicate.Company, duplicate.Number), Lines(duplicate.Lines)]);
        Few(tables, "Keys in conflict: the same key with another number, date or status", ["*Key", "*Lines"], report.Conflicts, conflict => [Of(conflict.Company, conflict.Key), Lines(conflict.Lines)]);
        Few(tables, "Findings", ["*Finding", "*Line", "What"], report.Findings, finding => [finding.Name, finding.Line is { } line ? Describe.N(line) : "", finding.Detail]);
        if (country is not null)
        {
            tables.Line($"{country.Country}: {country.Name} ({country.Source}; {CountryRule.Notice}).");
            foreach (var judged in CountryJudgement.Of(report, country))
            {
                tables.Line($"    {judged.What}, {Describe.N(judged.Count)}: {InWords(judged.Judgement)}");
            }
        }

        foreach (var suggestion in report.Suggestions.Where(suggestion => suggestion.Series.Count > 0))
        {
            tables.Line($"A book that goes on from here{(suggestion.Company is { } company ? $" for {company}" : "")} opens {(suggestion.Series.Count == 1 ? "one series" : $"{Describe.N(suggestion.Series.Count)} series")}, and advances {(suggestion.Advances.Count == 1 ? "it once" : $"them {Describe.N(suggestion.Advances.Count)} times")}; --json prints both as commands have them.");
        }
    }

    /// <summary>A judgement in one word.</summary>
    internal static string Word(Judgement judgement) => judgement switch
    {
        Judgement.Error => "error",
        Judgement.Explain => "explain",
        _ => "fine",
    };

    /// <summary>A judgement for people.</summary>
    internal static string InWords(Judgement judgement) => judgement == Judgement.Explain ? "to be explained" : Word(judgement);

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
            troubles.Add($"{Describe.N(count)} {(count == 1 ? one : several)}");
        }
    }

    internal static string Totals(Totals totals) =>
        $"{Describe.N(totals.Rows)} rows: {Describe.N(totals.Documents)} documents ({Describe.N(totals.Draft)} draft, {Describe.N(totals.Void)} void), {Describe.N(totals.Merged)} further lines of them, {Describe.N(totals.Blank)} blank, {Describe.N(totals.Skipped)} skipped, {Describe.N(totals.Conflicts)} {(totals.Conflicts == 1 ? "key" : "keys")} in conflict.";

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
                Describe.N(row.At + 1),
                AuditHtml.Forms(row.Counter.Forms.Select(form => form.Format)),
                row.Period.Scope ?? "",
                row.Period.Period,
                Describe.Plain(row.Period.First),
                Describe.Plain(row.Period.Last),
                Describe.N(row.Period.Documents),
                Describe.N(row.Period.Missing),
                Describe.N(row.Period.Gaps.Count),
                Describe.N(row.Period.Duplicates),
                Describe.N(row.Period.OutOfOrder),
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
            Describe.N(row.At + 1), row.Period.Scope ?? "", row.Period.Period, Describe.Plain(row.Gap.First), Describe.Plain(row.Gap.Last), Describe.N(row.Gap.Last - row.Gap.First + 1),
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
            tables.Line($"… and {Describe.N(count - shown)} more; --json lists them all.");
        }
    }

    /// <summary>A number or a key, in a register of several companies with its company.</summary>
    internal static string Of(string? company, string text) => company is null ? text : $"{company}: {text}";

    internal static string Lines(IReadOnlyList<long> lines) => string.Join(", ", lines.Take(Most).Select(Describe.Plain)) + (lines.Count > Most ? ", …" : "");
}
