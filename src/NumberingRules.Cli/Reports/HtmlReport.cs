using System.Globalization;
using System.Net;

namespace NumberingRules.Cli;

/// <summary>
/// A report for people: one HTML file, without scripts or outside resources. All text is escaped here, so that nothing from a
/// register or a book becomes markup.
/// </summary>
internal sealed class HtmlReport
{
    /// <summary>The most rows of a table; what is beyond is told.</summary>
    internal const int MostRows = 200;

    private const int PlotWidth = 720;
    private const int PlotHeight = 220;
    private const int StripHeight = 28;
    private const int Margin = 6;

    // Up to so many days are drawn with a broad pen.
    private const int Few = 60;
    private readonly TextWriter _output;
    private int _charts;
    private string _section = "";

    private HtmlReport(TextWriter output) => _output = output;

    /// <summary>Writes a report.</summary>
    /// <param name="output">Takes the file.</param>
    /// <param name="title">What the window is called.</param>
    /// <param name="kind">What the report is, in a few words.</param>
    /// <param name="verdict">What was found, in one sentence: the first of the report.</param>
    /// <param name="isGood">Whether nothing needs to be looked at.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="at">When it is made.</param>
    /// <param name="sections">Writes what follows.</param>
    /// <param name="ending">What the report does not say.</param>
    internal static void Write(TextWriter output, string title, string kind, string verdict, bool isGood, string about, DateTimeOffset at, Action<HtmlReport> sections, string ending)
    {
        output.Write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        output.Write($"<title>{E(title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n");
        output.Write($"<header>\n<h1 class=\"{(isGood ? "good" : "look")}\">{E(verdict)}</h1>\n<p class=\"kind\">{E(kind)}: {E(about)}. Looked at on <time datetime=\"{at:yyyy-MM-ddTHH:mmK}\">{at.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}</time>.</p>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n");
        sections(new(output));
        output.Write($"</main>\n<footer><p>{E(ending)}</p></footer>\n</body>\n</html>\n");
    }

    /// <summary>Writes a part with a heading.</summary>
    internal void Section(string id, string heading, Action content)
    {
        _section = heading;
        _output.Write($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{E(heading)}</h2>\n");
        content();
        _output.Write("</section>\n");
    }

    internal void Line(string text) => _output.Write($"<p>{E(text)}</p>\n");

    /// <summary>A command to type, on a line of its own.</summary>
    internal void Command(string command) => _output.Write($"<pre><code>{E(command)}</code></pre>\n");

    /// <summary>Counts beside one another, each with its name.</summary>
    internal void Counts(params ReadOnlySpan<(string Name, long Count)> counts)
    {
        _output.Write("<dl class=\"counts\">\n");
        foreach (var (name, count) in counts)
        {
            _output.Write($"<div><dt>{E(name)}</dt><dd>{Describe.N(count)}</dd></div>\n");
        }

        _output.Write("</dl>\n");
    }

    /// <summary>Writes a table, as many rows as are shown.</summary>
    /// <param name="caption">What it lists.</param>
    /// <param name="headings">The columns; those that begin with # hold counts.</param>
    /// <param name="rows">The rows; no more than <see cref="MostRows"/> are written.</param>
    /// <param name="all">How many rows there are.</param>
    /// <param name="rest">How to see them all.</param>
    internal void Table(string caption, string[] headings, IEnumerable<string[]> rows, long all, string rest)
    {
        _output.Write($"<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{E(caption == _section ? $"{caption}, table" : $"{_section}: {caption}")}\">\n<table>\n<caption>{E(caption)}</caption>\n<thead><tr>");
        foreach (var heading in headings)
        {
            _output.Write(heading is ['#', .. var count] ? $"<th scope=\"col\" class=\"n\">{E(count)}</th>" : $"<th scope=\"col\">{E(heading)}</th>");
        }

        _output.Write("</tr></thead>\n<tbody>\n");
        foreach (var row in rows.Take(MostRows))
        {
            _output.Write("<tr>");
            for (var at = 0; at < row.Length; at++)
            {
                _output.Write($"<td{(headings[at] is ['#', ..] ? " class=\"n\"" : ClassOf(row[at]))}>{E(row[at])}</td>");
            }

            _output.Write("</tr>\n");
        }

        _output.Write("</tbody>\n</table>\n</div>\n");
        if (all > MostRows)
        {
            _output.Write($"<p>… and {Describe.N(all - MostRows)} more; <code>{E(rest)}</code> lists them all.</p>\n");
        }
    }

    /// <summary>Numbers over time, and beneath them a strip from the least number to the greatest that is marked where they are not there.</summary>
    /// <param name="days">The least and the greatest number of each day.</param>
    /// <param name="gaps">Which are not there, and in how many periods they could be.</param>
    /// <param name="periods">How many scopes and periods share the strip.</param>
    /// <param name="missing">What the marks of the strip say, in words.</param>
    internal void Chart(IReadOnlyList<Registers.DayRange> days, IEnumerable<Registers.Gap> gaps, int periods, string missing)
    {
        if (days.Count == 0)
        {
            return;
        }

        var (firstDay, lastDay) = (days[0].Day, days[^1].Day);
        var (least, greatest) = (days.Min(day => day.Least), days.Max(day => day.Greatest));
        var (from, to) = (Describe.Date(DateOnly.FromDayNumber(firstDay)), Describe.Date(DateOnly.FromDayNumber(lastDay)));
        var id = $"chart-{++_charts}";
        _output.Write($"<figure>\n<div class=\"axis\" aria-hidden=\"true\"><span>↑ {Describe.Plain(greatest)}</span></div>\n");
        _output.Write($"<svg class=\"{(days.Count > Few ? "plot" : "plot few")}\" viewBox=\"0 0 {PlotWidth} {PlotHeight}\" preserveAspectRatio=\"none\" role=\"img\" aria-labelledby=\"{id}\">\n<path d=\"");
        foreach (var day in days)
        {
            var x = Scale(day.Day, firstDay, lastDay, PlotWidth - (2 * Margin)) + Margin;
            var top = PlotHeight - Margin - Scale(day.Greatest, least, greatest, PlotHeight - (2 * Margin));
            var bottom = PlotHeight - Margin - Scale(day.Least, least, greatest, PlotHeight - (2 * Margin));
            _output.Write(string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {bottom + 0.75:0.#}V{top - 0.75:0.#}"));
        }

        _output.Write($"\"/>\n</svg>\n<div class=\"axis\" aria-hidden=\"true\"><span>{from}</span><span>{to}</span></div>\n");
        _output.Write($"<svg class=\"strip\" viewBox=\"0 0 {PlotWidth} {StripHeight}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\n<path d=\"");
        foreach (var (at, share) in Shares(gaps, periods, least, greatest))
        {
            _output.Write(string.Create(CultureInfo.InvariantCulture, $"M{at} {StripHeight}v-{Math.Max(4, share * StripHeight):0.#}h1v{StripHeight}z"));
        }

        _output.Write($"\"/>\n</svg>\n<div class=\"axis\" aria-hidden=\"true\"><span>{Describe.Plain(least)}</span><span>{Describe.Plain(greatest)}</span></div>\n");
        _output.Write($"<figcaption id=\"{id}\">Numbers from {Describe.Plain(least)} to {Describe.Plain(greatest)} over the days from {from} to {to}. The strip beneath runs from the least number to the greatest; {E(missing)}.</figcaption>\n</figure>\n");
    }

    /// <summary>Short values stay on one line, and words too long for any column are broken.</summary>
    private static string ClassOf(string value)
    {
        const int Short = 24;
        const int Long = 40;
        return value.Length <= Short ? " class=\"s\"" : value.Split(' ').Any(word => word.Length > Long) ? " class=\"x\"" : "";
    }

    /// <summary>As text: markup is escaped, and what turns the direction of text or does not show is written as an escape.</summary>
    private static string E(string text) => WebUtility.HtmlEncode(Printable.Of(text));

    /// <summary>For each of so many parts of the range, which share of it is missing, over all periods.</summary>
    private static IEnumerable<(int At, double Missing)> Shares(IEnumerable<Registers.Gap> gaps, int periods, long least, long greatest)
    {
        var missing = new double[PlotWidth];
        var part = (greatest - least + 1) / (double)PlotWidth;
        foreach (var gap in gaps)
        {
            for (var at = (int)Math.Clamp((gap.First - least) / part, 0, PlotWidth - 1); at < PlotWidth && least + (at * part) < gap.Last + 1; at++)
            {
                var from = Math.Max(gap.First, least + (at * part));
                var to = Math.Min(gap.Last + 1, least + ((at + 1) * part));
                missing[at] += Math.Max(0, to - from) / part;
            }
        }

        return missing.Select((share, at) => (at, Math.Min(1, share / Math.Max(1, periods)))).Where(share => share.Item2 > 0);
    }

    private static double Scale(long value, long least, long greatest, double room) => greatest == least ? room / 2 : (value - least) / (double)(greatest - least) * room;

    private const string Style = """
        :root{--ink:#1b2430;--soft:#536070;--paper:#fff;--rule:#d5dbe3;--head:#f1f4f8;--have:#c3d8f0;--line:#1f5fa8;--gap:#a3341f;--good:#1e6b3a;--look:#a3341f}
        @media (prefers-color-scheme:dark){:root{--ink:#e7ecf2;--soft:#a9b5c2;--paper:#14181d;--rule:#3a4450;--head:#1d242c;--have:#2a4768;--line:#8dbcf0;--gap:#f0947f;--good:#7fcf9a;--look:#f0947f}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:64rem;padding:1rem clamp(1rem,4vw,2.5rem) 3rem;font:1rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
        h1{font-size:clamp(1.35rem,1.1rem + 1.4vw,1.9rem);line-height:1.3;margin:.5rem 0;padding-left:.75rem;border-left:.35rem solid var(--look)}
        h1.good{border-color:var(--good)}
        h2{font-size:1.15rem;line-height:1.35;margin:2.25rem 0 .5rem;border-top:1px solid var(--rule);padding-top:1.1rem}
        p{margin:.5rem 0;max-width:46rem}
        .kind,figcaption,footer,.axis{color:var(--soft);font-size:.875rem}
        footer{margin-top:2.5rem;border-top:1px solid var(--rule)}
        code{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.9em}
        pre{white-space:pre-wrap;background:var(--head);border:1px solid var(--rule);border-radius:.3rem;padding:.6rem .8rem;margin:.5rem 0}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;background:var(--paper);color:var(--ink);padding:.5rem}
        :focus-visible{outline:2px solid var(--line);outline-offset:2px}main:focus{outline:0}
        .counts{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.5rem;margin:.75rem 0}
        .counts div{border:1px solid var(--rule);border-radius:.3rem;padding:.45rem .65rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
        dt{color:var(--soft);font-size:.8125rem}dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
        figure{margin:.9rem 0}figcaption{margin-top:.5rem;max-width:46rem}
        svg{display:block;width:100%}.plot{height:13rem;background:var(--head);border:1px solid var(--rule)}.plot path{stroke:var(--line);stroke-width:2.5;stroke-linecap:round;vector-effect:non-scaling-stroke;fill:none}
        .few path{stroke-width:7}
        .strip{height:1.75rem;background:var(--have);margin-top:.6rem}.strip path{fill:var(--gap)}
        .axis{display:flex;justify-content:space-between;gap:1rem;font-variant-numeric:tabular-nums}
        .wide{overflow-x:auto;margin:.9rem 0;background:linear-gradient(90deg,var(--paper) 30%,transparent) 0 0/2.5rem 100% no-repeat local,linear-gradient(270deg,var(--paper) 30%,transparent) 100% 0/2.5rem 100% no-repeat local,linear-gradient(90deg,var(--rule),transparent) 0 0/.9rem 100% no-repeat scroll,linear-gradient(270deg,var(--rule),transparent) 100% 0/.9rem 100% no-repeat scroll}
        table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding:.25rem 0 .4rem}
        th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--rule);vertical-align:top}
        thead th{background:var(--head);font-weight:600;white-space:nowrap}
        td{overflow-wrap:break-word;min-width:9rem}.s{white-space:nowrap;min-width:0}.x{overflow-wrap:anywhere;min-width:14rem}.n{text-align:right;white-space:nowrap;min-width:0}
        @media print{@page{size:A4;margin:14mm}:root{--ink:#000;--paper:#fff;--soft:#333;--rule:#aaa;--head:#f2f2f2;--have:#ddd;--line:#000;--gap:#444;--good:#000;--look:#000}html{font-size:9.5pt}body{max-width:none;padding:0}.skip{display:none}tr,figure,.counts div{break-inside:avoid}h2,caption{break-after:avoid}thead{display:table-header-group}.wide{overflow:visible;background:none}table{font-size:8pt}th,td{padding:.2rem .35rem}td,.n{min-width:0}td{overflow-wrap:anywhere}.s{overflow-wrap:normal}svg,.strip,thead th{print-color-adjust:exact;-webkit-print-color-adjust:exact}.plot{height:7.5rem}}
        """;
}
