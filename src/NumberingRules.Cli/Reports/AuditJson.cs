using System.Text.Json;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>An audit as one JSON object.</summary>
internal static class AuditJson
{
    internal static void Write(Utf8JsonWriter json, AuditReport report, CountryRule? country)
    {
        json.WriteString("file", report.File);
        json.WriteString("preset", report.Preset?.Name);
        json.WritePropertyName("totals");
        Write(json, report.Totals);
        json.WriteObjects("counters", report.Counters, counter => Write(json, counter));
        json.WriteStartObject("unplaced");
        json.WriteNumber("documents", report.Unplaced);
        json.WriteStrings("examples", report.UnplacedExamples);
        json.WriteEndObject();
        json.WriteObjects("duplicates", report.Duplicates, duplicate =>
        {
            json.WriteOptional("company", duplicate.Company);
            json.WriteString("number", duplicate.Number);
            Lines(json, duplicate.Lines);
        });
        json.WriteObjects("conflicts", report.Conflicts, conflict =>
        {
            json.WriteOptional("company", conflict.Company);
            json.WriteString("key", conflict.Key);
            Lines(json, conflict.Lines);
        });
        json.WriteObjects("findings", report.Findings, finding =>
        {
            json.WriteString("finding", finding.Name);
            json.WriteOptional("line", finding.Line);
            json.WriteString("detail", finding.Detail);
        });
        if (country is not null)
        {
            Judge(json, report, country);
        }

        if (report.HasCompanies)
        {
            // A book is one company's, so each has a suggestion of its own.
            json.WriteObjects("suggestion", report.Suggestions, suggestion => Write(json, suggestion));
            return;
        }

        json.WriteStartObject("suggestion");
        Write(json, report.Suggestions[0]);
        json.WriteEndObject();
    }

    /// <summary>The control totals.</summary>
    internal static void Write(Utf8JsonWriter json, Totals totals)
    {
        json.WriteStartObject();
        json.WriteNumber("rows", totals.Rows);
        json.WriteNumber("documents", totals.Documents);
        json.WriteNumber("merged", totals.Merged);
        json.WriteNumber("blank", totals.Blank);
        json.WriteNumber("draft", totals.Draft);
        json.WriteNumber("void", totals.Void);
        json.WriteNumber("skipped", totals.Skipped);
        json.WriteNumber("conflicts", totals.Conflicts);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuditCounter counter)
    {
        json.WriteOptional("company", counter.Company);
        json.WriteString("reset", Name.Of(counter.Reset));
        json.WriteNumber("fiscalYearStartMonth", counter.FiscalYearStartMonth);
        json.WriteObjects("forms", counter.Forms, form =>
        {
            json.WriteString("format", form.Format);
            json.WriteNumber("documents", form.Documents);
        });
        json.WriteObjects("periods", counter.Periods, period =>
        {
            json.WriteString("scope", period.Scope);
            json.WriteString("period", period.Period);
            json.WriteNumber("first", period.First);
            json.WriteNumber("last", period.Last);
            json.WriteNumber("documents", period.Documents);
            json.WriteNumber("void", period.Void);
            json.WriteNumber("missing", period.Missing);
            json.WriteNumber("missingRuns", period.Gaps.Count);
            json.WriteNumber("longestRun", period.LongestRun);
            json.WriteStartArray("gaps");
            foreach (var gap in period.Gaps)
            {
                json.WriteStartArray();
                json.WriteNumberValue(gap.First);
                json.WriteNumberValue(gap.Last);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteNumber("duplicates", period.Duplicates);
            json.WriteNumber("outOfOrder", period.OutOfOrder);
        });
    }

    private static void Write(Utf8JsonWriter json, Suggestion suggestion)
    {
        json.WriteOptional("company", suggestion.Company);
        json.WriteObjects("series", suggestion.Series, series =>
        {
            json.WriteString("id", series.Id.Text);
            json.WriteString("format", series.Format);
            if (series.Forms.Count > 0)
            {
                json.WriteStartObject("forms");
                foreach (var form in series.Forms)
                {
                    json.WriteString(form.Name.Text, form.Format);
                }

                json.WriteEndObject();
            }

            json.WriteNumber("start", series.Start);
            if (series.Reset != Reset.Never)
            {
                json.WriteString("reset", Name.Of(series.Reset));
            }

            if (series.FiscalYearStartMonth != 1)
            {
                json.WriteNumber("fiscalYearStartMonth", series.FiscalYearStartMonth);
            }
        });
        json.WriteObjects("advance", suggestion.Advances, advance =>
        {
            json.WriteString("series", advance.Series.Text);
            json.WriteString("date", Describe.Date(advance.Date));
            json.WriteOptional("scope", advance.Scope?.Text);
            json.WriteNumber("next", advance.Next);
            json.WriteString("reason", advance.Reason.Text);
        });
    }

    private static void Judge(Utf8JsonWriter json, AuditReport report, CountryRule country)
    {
        json.WriteStartObject("country");
        json.WriteString("code", country.Code);
        json.WriteString("rule", country.Name);
        json.WriteString("source", country.Source);
        json.WriteString("note", CountryRule.Notice);
        json.WriteObjects("judgements", CountryJudgement.Of(report, country), judged =>
        {
            json.WriteString("what", judged.What);
            json.WriteNumber("count", judged.Count);
            json.WriteString("judgement", AuditTables.Word(judged.Judgement));
            json.WriteString("rule", country.Name);
            json.WriteString("source", country.Source);
        });
        json.WriteEndObject();
    }

    private static void Lines(Utf8JsonWriter json, IReadOnlyList<long> lines)
    {
        json.WriteStartArray("lines");
        foreach (var line in lines)
        {
            json.WriteNumberValue(line);
        }

        json.WriteEndArray();
    }
}
