using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NumberingRules.Cli.Tests;

/// <summary>The reports for people, of a register and of a book: what they say, and that hostile values are text in them.</summary>
public sealed partial class ReportTests
{
    private const string Hostile = "<script>alert('1')</script>&\"";

    [Fact]
    public void The_report_of_a_book_begins_with_the_verdict_and_tells_rules_series_voids_findings_and_the_head()
    {
        using var book = new TemporaryBook();
        Tool.RunScript("""
            {"do":"open","series":[{"id":"main","format":"RL-{seq:0000}"}]}
            {"do":"advance","series":"main","date":"2026-01-01","next":8,"reason":"<b>paper</b> book"}
            {"do":"create","invoice":"A1","date":"2026-01-05"}
            {"do":"create","invoice":"A2","date":"2026-01-06"}
            {"do":"void","invoice":"A1","by":"home","reason":"<script>alert(1)</script>"}
            {"do":"connect","company":"acme & \"sons\""}
            {"do":"approve","invoice":"A2"}
            {"do":"confirm","invoice":"A2","erpKey":"1","erpNumber":"<i>SI-1"}
            {"do":"import","invoice":"S1","erpKey":"2","erpNumber":"<i>SI-1","date":"2026-01-07"}
            """, "--book", book.Path).Succeeded();
        var report = ReportOf(book.Path);
        Assert.Equal("Book 'main' is whole: 2 numbers were issued without a gap or a duplicate, and 1 finding waits for somebody.", FirstSentence(report));
        var head = Tool.Run("head", "--book", book.Path).Succeeded().Output.Trim();
        Assert.All(
            [
                $"--head {head}", "erp-after-sync", "erp-from-the-start", "home-until-synced", "RL-0008", "connected to acme &amp; &quot;sons&quot;",
                "&lt;b&gt;paper&lt;/b&gt; book", "&lt;script&gt;alert(1)", "erp-number-shared", "What to do", "role=\"img\"", "7 numbers were used elsewhere",
            ],
            said => Assert.Contains(said, report, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", report, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", report, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Command.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_of_a_damaged_book_begins_with_the_damage_and_strict_says_it_by_the_status()
    {
        using var book = new TemporaryBook();
        Tool.RunScript("""{"do":"open","series":[{"id":"main","format":"RL-{seq:0000}"}]}""" + "\n" + """{"do":"create","invoice":"A1","date":"2026-01-05"}""", "--book", book.Path).Succeeded();
        book.Tamper("UPDATE numbering_journal SET body = CAST(replace(CAST(body AS TEXT), 'A1', 'A9') AS BLOB) WHERE entry = 2");
        using var html = new TemporaryFile("html");
        Assert.Equal(1, Tool.Run("audit", "--book", book.Path, "--html", html.Path, "--strict").Status);
        Assert.Contains("is damaged", FirstSentence(File.ReadAllText(html.Path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData]
    public void A_book_is_audited_by_a_report_only_and_the_message_names_what_prints_its_parts(params string[] options)
    {
        var run = Tool.Run(["audit", "--book", "any.db", .. options]);
        Assert.Equal(2, run.Status);
        Assert.Contains("'numbering series'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_thing_is_audited() => Assert.Contains("Name one thing", Tool.Run("audit", "r.csv", "--book", "b.db", "--html", "x.html").Error, StringComparison.Ordinal);

    [BrowserFact]
    public void An_accessibility_check_finds_nothing_serious_in_either_report()
    {
        using var book = new TemporaryBook();
        Tool.Run("run", "samples/branches.jsonl", "--book", book.Path).Succeeded();
        Assert.Empty(ViolationsOf(ReportOf(book.Path)));

        using var register = TemporaryFile.Of("csv", $"No,Date,Key\n{Rows(30)}\"{Hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\",2026-01-08,a\n{new string('x', 255)},2026-01-08,b\n7,2026-01-09,c\n8,2026-01-09,c\n");
        using var html = new TemporaryFile("html");
        Tool.Run("audit", register.Path, "--number", "No", "--date", "Date", "--key", "Key", "--country", "FR", "--html", html.Path).Succeeded();
        Assert.Empty(ViolationsOf(File.ReadAllText(html.Path)));
    }

    private static string Rows(int count)
    {
        var rows = new StringBuilder();
        for (var at = 0; at < count; at++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"A-{at + (at / 7)},2026-01-{1 + (at % 28):00},k{at}\n");
        }

        return rows.ToString();
    }

    private static string ReportOf(string book)
    {
        using var html = new TemporaryFile("html");
        Tool.Run("audit", "--book", book, "--html", html.Path).Succeeded();
        return File.ReadAllText(html.Path);
    }

    private static string FirstSentence(string report) => WebUtility.HtmlDecode(Heading().Match(report).Groups[1].Value);

    /// <summary>What axe-core, run in Chromium, calls serious or critical, each with the element.</summary>
    private static List<string> ViolationsOf(string report)
    {
        const string Ask = "axe.run().then(r => document.title = 'axe ' + JSON.stringify(r.violations.map(v => v.impact + ' ' + v.id + ' ' + v.nodes[0].html)))";
        using var page = TemporaryFile.Of("html", report.Replace("</body>", $"<script>{File.ReadAllText(BrowserFactAttribute.Axe)}</script><script>{Ask}</script></body>", StringComparison.Ordinal));
        var start = new ProcessStartInfo(BrowserFactAttribute.Chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom", new Uri(page.Path).AbsoluteUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var chromium = Process.Start(start)!;
        var errors = chromium.StandardError.ReadToEndAsync();
        var title = Title().Match(chromium.StandardOutput.ReadToEnd());
        chromium.WaitForExit();
        Assert.True(title.Success, $"axe-core gave no answer: {errors.Result}");
        return [.. JsonSerializer.Deserialize<List<string>>(WebUtility.HtmlDecode(title.Groups[1].Value))!.Where(one => one.StartsWith("serious", StringComparison.Ordinal) || one.StartsWith("critical", StringComparison.Ordinal))];
    }

    [GeneratedRegex("<h1[^>]*>([^<]*)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("<title>axe ([^<]*)</title>")]
    private static partial Regex Title();
}
