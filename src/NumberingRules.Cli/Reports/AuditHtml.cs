using System.Globalization;
using System.Net;
using System.Text;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>An audit as a report for people: one file, without scripts or outside resources. Everything from the register is escaped.</summary>
internal static class AuditHtml
{
    private const int MostRows = 200;
    private const int Width = 720;
    private const int Height = 220;
    private const int Strip = 28;

    internal static void Write(TextWriter output, AuditReport report, CountryRule? country, DateTimeOffset at)
    {
        output.Write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        output.Write($"<title>{E(report.File)}: is this register whole?</title>\n<style>{Style}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n<header>\n<p class=\"kind\">Audit of a register</p>\n");
        output.Write($"<h1>{E(AuditTables.Verdict(report))}</h1>\n<p>{E(report.File)}{(report.Preset is { } preset ? $", read as an export of {E(preset.Title)}" : "")}; looked at on <time datetime=\"{at:yyyy-MM-ddTHH:mmK}\">{at.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}</time>.</p>\n</header>\n<main id=\"main\">\n");
        Totals(output, report.Totals);
        for (var counter = 0; counter < report.Counters.Count; counter++)
        {
            Counter(output, report, counter);
        }

        if (report.Unplaced > 0)
        {
            output.Write($"<section aria-labelledby=\"unplaced\">\n<h2 id=\"unplaced\">Documents that fit no counter</h2>\n<p>{N(report.Unplaced)}, for example {E(string.Join(", ", report.UnplacedExamples))}.</p>\n</section>\n");
        }

        Section(output, "duplicates", "Numbers that several documents have", ["Number", "Lines"], report.Duplicates, duplicate => [Of(duplicate.Company, duplicate.Number), Lines(duplicate.Lines)]);
        Section(output, "conflicts", "Keys in conflict: the same key with another number, date or status", ["Key", "Lines"], report.Conflicts, conflict => [Of(conflict.Company, conflict.Key), Lines(conflict.Lines)]);
        Section(output, "findings", "Findings", ["Finding", "Line", "What"], report.Findings, finding => [finding.Name, finding.Line is { } line ? N(line) : "", finding.Detail]);
        if (country is not null)
        {
            Country(output, report, country);
        }

        output.Write("</main>\n<footer><p>Made by <i>numbering audit</i>. It says what the register shows; why a number is missing only the people who numbered can say.</p></footer>\n</body>\n</html>\n");
    }

    private static void Totals(TextWriter output, Totals totals)
    {
        output.Write("<section aria-labelledby=\"totals\">\n<h2 id=\"totals\">Control totals</h2>\n<dl class=\"totals\">\n");
        foreach (var (name, count) in new[]
        {
            ("rows", totals.Rows), ("documents", totals.Documents), ("of them draft", totals.Draft), ("of them void", totals.Void),
            ("further lines", totals.Merged), ("blank", totals.Blank), ("skipped", totals.Skipped), ("keys in conflict", totals.Conflicts),
        })
        {
            output.Write($"<div><dt>{name}</dt><dd>{N(count)}</dd></div>\n");
        }

        output.Write("</dl>\n</section>\n");
    }

    private static void Counter(TextWriter output, AuditReport report, int at)
    {
        var counter = report.Counters[at];
        var id = $"counter-{at + 1}";
        output.Write($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">Counter {N(at + 1)}: {E(string.Join(", ", counter.Forms.Select(form => form.Format)))}{(counter.Company is { } company ? $" <small>{E(company)}</small>" : "")}</h2>\n");
        output.Write($"<p>{E(string.Join(", ", counter.Forms.Select(form => $"{N(form.Documents)} as {form.Format}")))}. {ResetInWords(counter)}</p>\n");
        Chart(output, counter, at);
        var periods = counter.Periods.Take(MostRows).ToList();
        Table(output, "Scopes and periods", ["Scope", "Period", "First", "Last", "Documents", "Void", "Missing", "In runs", "Double", "Out of order"], periods.Select(period => (string[])
        [
            period.Scope ?? "", period.Period, P(period.First), P(period.Last), N(period.Documents), N(period.Void), N(period.Missing), N(period.Gaps.Count), N(period.Duplicates), N(period.OutOfOrder),
        ]), counter.Periods.Count);
        var gaps = counter.Periods.SelectMany(period => period.Gaps.Select(gap => (Period: period, Gap: gap))).OrderByDescending(row => row.Gap.Last - row.Gap.First).ToList();
        if (gaps.Count > 0)
        {
            Table(output, "What is missing, the widest gaps first", ["Scope", "Period", "From", "To", "Numbers"], gaps.Take(MostRows).Select(row => (string[])
            [
                row.Period.Scope ?? "", row.Period.Period, P(row.Gap.First), P(row.Gap.Last), N(row.Gap.Last - row.Gap.First + 1),
            ]), gaps.Count);
        }

        output.Write("</section>\n");
    }

    private static string ResetInWords(AuditCounter counter) => counter.Reset switch
    {
        Reset.Never => "It counts in one run.",
        Reset.Yearly => "It starts anew each year.",
        Reset.Monthly => "It starts anew each month.",
        _ => $"It starts anew with each fiscal year, in {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(counter.FiscalYearStartMonth)}.",
    };

    /// <summary>Ordinals over time, and beneath it a strip that is dark where numbers are missing.</summary>
    private static void Chart(TextWriter output, AuditCounter counter, int at)
    {
        var days = counter.Days;
        if (days.Count == 0)
        {
            return;
        }

        var (firstDay, lastDay) = (days[0].Day, days[^1].Day);
        var (least, greatest) = (days.Min(day => day.Least), days.Max(day => day.Greatest));
        var first = DateOnly.FromDayNumber(firstDay);
        var last = DateOnly.FromDayNumber(lastDay);
        var missing = counter.Periods.Sum(period => period.Missing);
        output.Write($"<figure>\n<svg viewBox=\"0 0 {Width} {Height + Strip + 8}\" role=\"img\" aria-labelledby=\"chart-{at + 1}\">\n");
        output.Write($"<rect class=\"plot\" x=\"0\" y=\"0\" width=\"{Width}\" height=\"{Height}\"/>\n<path class=\"line\" d=\"");
        foreach (var day in days)
        {
            var x = Scale(day.Day, firstDay, lastDay, Width - 4) + 2;
            var top = Height - 3 - Scale(day.Greatest, least, greatest, Height - 6);
            var bottom = Height - 3 - Scale(day.Least, least, greatest, Height - 6);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {bottom + 0.75:0.#}V{top - 0.75:0.#}"));
        }

        output.Write("\"/>\n");
        output.Write($"<rect class=\"have\" x=\"0\" y=\"{Height + 8}\" width=\"{Width}\" height=\"{Strip}\"/>\n<path class=\"gap\" d=\"");
        foreach (var share in Shares(counter, least, greatest))
        {
            var height = Math.Max(2, share.Missing * Strip);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"M{share.At} {Height + 8 + Strip}v-{height:0.#}h1v{height:0.#}z"));
        }

        output.Write("\"/>\n</svg>\n");
        output.Write($"<figcaption id=\"chart-{at + 1}\">Numbers from {P(least)} to {P(greatest)} over the days from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}; the strip beneath shows from left to right where {N(missing)} {(missing == 1 ? "number is" : "numbers are")} missing.</figcaption>\n</figure>\n");
    }

    /// <summary>For each of so many parts of the range, which share of it is missing, over all periods.</summary>
    private static IEnumerable<(int At, double Missing)> Shares(AuditCounter counter, long least, long greatest)
    {
        var missing = new double[Width];
        var part = (greatest - least + 1) / (double)Width;
        foreach (var gap in counter.Periods.SelectMany(period => period.Gaps))
        {
            for (var at = (int)Math.Min(Width - 1, (gap.First - least) / part); at < Width && least + (at * part) <= gap.Last; at++)
            {
                var from = Math.Max(gap.First, least + (at * part));
                var to = Math.Min(gap.Last + 1, least + ((at + 1) * part));
                missing[at] += Math.Max(0, to - from) / part;
            }
        }

        return missing.Select((share, at) => (at, Math.Min(1, share / Math.Max(1, counter.Periods.Count)))).Where(share => share.Item2 > 0);
    }

    private static double Scale(long value, long least, long greatest, double room) => greatest == least ? room / 2 : (value - least) / (double)(greatest - least) * room;

    private static void Country(TextWriter output, AuditReport report, CountryRule country)
    {
        output.Write($"<section aria-labelledby=\"country\">\n<h2 id=\"country\">{E(country.Country)}</h2>\n<p>{E(country.Name)} ({E(country.Source)}). This is {CountryRule.Notice}.</p>\n");
        Table(output, "What the rule says of what was found", ["What", "How many", "Judgement"], CountryJudgement.Of(report, country).Select(judged => (string[])
        [
            judged.What, N(judged.Count), judged.Judgement == Judgement.Explain ? "to be explained" : AuditTables.Word(judged.Judgement),
        ]), 0);
        output.Write("</section>\n");
    }

    private static void Section<T>(TextWriter output, string id, string heading, string[] headings, IReadOnlyList<T> items, Func<T, string[]> row)
    {
        if (items.Count > 0)
        {
            output.Write($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n");
            Table(output, heading, headings, items.Take(MostRows).Select(row), items.Count);
            output.Write("</section>\n");
        }
    }

    private static void Table(TextWriter output, string caption, string[] headings, IEnumerable<string[]> rows, int all)
    {
        output.Write($"<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{E(caption)}\">\n<table>\n<caption>{E(caption)}</caption>\n<thead><tr>");
        foreach (var heading in headings)
        {
            output.Write($"<th scope=\"col\">{E(heading)}</th>");
        }

        output.Write("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            output.Write("<tr>");
            foreach (var cell in row)
            {
                output.Write($"<td>{E(cell)}</td>");
            }

            output.Write("</tr>\n");
        }

        output.Write("</tbody>\n</table>\n</div>\n");
        if (all > MostRows)
        {
            output.Write($"<p>… and {N(all - MostRows)} more; <code>numbering audit --json</code> lists them all.</p>\n");
        }
    }

    private static string Of(string? company, string text) => company is null ? text : $"{company}: {text}";

    private static string Lines(IReadOnlyList<long> lines) => string.Join(", ", lines.Take(20).Select(P)) + (lines.Count > 20 ? ", …" : "");

    /// <summary>As text: markup is escaped, and what turns the direction of text or does not show is written as an escape.</summary>
    private static string E(string text) => WebUtility.HtmlEncode(Printable.Of(text));

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string P(long number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Style = """
        :root{--ink:#1b2430;--soft:#5a6675;--paper:#fff;--rule:#d5dbe3;--have:#c7dbf2;--line:#1f5fa8;--gap:#a3341f;--plot:#f4f7fa}
        @media (prefers-color-scheme:dark){:root{--ink:#e7ecf2;--soft:#a5b1bf;--paper:#14181d;--rule:#37414d;--have:#2a4768;--line:#8dbcf0;--gap:#f0947f;--plot:#1b2128}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
        h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0}
        h2{font-size:1.15rem;margin:2rem 0 .4rem;border-top:1px solid var(--rule);padding-top:1rem}
        .kind,small,figcaption,footer{color:var(--soft);font-size:.875rem}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;background:var(--paper);padding:.5rem}
        .totals{display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr));gap:.5rem;margin:0}
        .totals div{border:1px solid var(--rule);border-radius:.3rem;padding:.4rem .6rem}
        dt{color:var(--soft);font-size:.8125rem}dd{margin:0;font-size:1.15rem;font-variant-numeric:tabular-nums}
        figure{margin:.5rem 0}svg{width:100%;height:auto;display:block}
        .plot{fill:var(--plot)}.have{fill:var(--have)}.gap{fill:var(--gap)}.line{stroke:var(--line);stroke-width:2.5;stroke-linecap:round;fill:none}
        .wide{overflow-x:auto;margin:.75rem 0}
        table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding:.25rem 0}
        th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
        th{white-space:nowrap}td{overflow-wrap:break-word;max-width:40rem}
        @media print{@page{size:A4;margin:15mm}:root{--ink:#000;--paper:#fff;--soft:#333;--rule:#bbb;--have:#ddd;--line:#000;--gap:#555;--plot:#fff}body{max-width:none;padding:0;font-size:10pt}.skip{display:none}tr,figure{break-inside:avoid}h2{break-after:avoid}.wide{overflow:visible}}
        """;
}
