using System.Text;
using System.Text.Json;

namespace NumberingRules.Cli.Tests;

/// <summary><c>numbering audit</c>, <c>preflight</c> and <c>reconcile</c>, as a user meets them.</summary>
public sealed class AuditTests
{
    private const string BookWithOneConfirmedAndOneSent = """
        {"do":"open","series":[{"id":"rl","format":"RL-{seq}"}]}
        {"do":"connect","company":"acme"}
        {"do":"create","invoice":"a1","date":"2026-01-05"}
        {"do":"approve","invoice":"a1"}
        {"do":"send","invoice":"a1"}
        {"do":"confirm","invoice":"a1","erpKey":"501","erpNumber":"SI-1"}
        {"do":"create","invoice":"a2","date":"2026-01-05"}
        {"do":"approve","invoice":"a2"}
        {"do":"send","invoice":"a2"}

        """;

    [Fact]
    public void An_audit_is_one_JSON_object_as_REGISTERS_has_it()
    {
        var run = Audit("No,Date,Key\nA-7,2026-01-05,k1\nA-7,2026-01-06,k2\nA-9,2026-01-07,k3\nletter,2026-01-08,k4\nx,2026-01-08,k5\nx,2026-01-09,k5\n", "--number", "No", "--date", "Date", "--key", "Key", "--json").Succeeded();
        Assert.Equal(
            """{"file":"register.csv","preset":null,"totals":{"rows":6,"documents":4,"merged":0,"blank":0,"draft":0,"void":0,"skipped":0,"conflicts":1}"""
            + ""","counters":[{"reset":"never","fiscalYearStartMonth":1,"forms":[{"format":"A-{seq}","documents":3}],"periods":[{"scope":null,"period":"all","first":7,"last":9,"documents":3,"void":0,"missing":1,"missingRuns":1,"longestRun":1,"gaps":[[8,8]],"duplicates":1,"outOfOrder":0}]}]"""
            + ""","unplaced":{"documents":1,"examples":["letter"]},"duplicates":[{"number":"A-7","lines":[2,3]}],"conflicts":[{"key":"k5","lines":[6,7]}],"findings":[]"""
            + ""","suggestion":{"series":[{"id":"main","format":"A-{seq}","start":7}],"advance":[{"series":"main","date":"2026-01-07","next":10,"reason":"found in register.csv"}]}}""",
            run.Output.TrimEnd());
    }

    [Theory]
    [InlineData("No,Date\nA-1,2026-01-05\nA-2,2026-01-06\n", 0, "is whole")]
    [InlineData("No,Date\nA-1,2026-01-05\nA-3,2026-01-06\n", 1, "1 number is missing")]
    [InlineData("No,Date\nA-1,2026-01-05\nA-2,2026-01-06\nA-2,2026-01-07\n", 1, "1 key is in conflict")]
    [InlineData("No,Date\nA-1,2026-01-06\nA-2,2026-01-05\n", 0, "is whole, but 1 document is out of order")]
    public void Strict_says_by_its_status_what_the_first_sentence_says(string register, int status, string verdict)
    {
        var run = Audit(register, "--number", "No", "--date", "Date", "--strict");
        Assert.Equal(status, run.Status);
        Assert.Contains(verdict, run.Lines[0], StringComparison.Ordinal);
        Audit(register, "--number", "No", "--date", "Date").Succeeded();
    }

    [Fact]
    public void A_countrys_rule_judges_with_its_source()
    {
        var run = Audit("No,Date\nA-1,2026-01-05\nA-3,2026-01-06\n", "--number", "No", "--date", "Date", "--country", "fr", "--json").Succeeded();
        var country = JsonElement.Parse(run.Output).GetProperty("country");
        Assert.Equal("error", country.GetProperty("judgements")[0].GetProperty("judgement").GetString());
        Assert.Equal("information, not advice", country.GetProperty("note").GetString());
        Assert.NotEqual("", country.GetProperty("source").GetString());
    }

    [Fact]
    public void A_report_for_people_is_one_file_without_scripts_that_shows_hostile_values_as_text()
    {
        using var html = new TemporaryFile("html");
        var hostile = "<script>alert('1')</script>&";
        Audit($"No,Date,Key\nA-1,2026-01-05,k1\nA-3,2026-01-07,k2\n{hostile},2026-01-08,k3\n{new string('x', 255)},2026-01-08,k4\nA\u202E5,2026-01-08,k5\n", "--number", "No", "--date", "Date", "--key", "Key", "--country", "FR", "--html", html.Path).Succeeded();
        var report = File.ReadAllText(html.Path);
        Assert.Contains("<h1 class=\"look\">register.csv is not whole: 1 number is missing.</h1>", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", report, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202E", report, StringComparison.Ordinal);
        Assert.DoesNotContain("http", report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", report, StringComparison.Ordinal);
        Assert.Contains("information, not advice", report, StringComparison.Ordinal);
        Assert.Contains("role=\"img\"", report, StringComparison.Ordinal);
    }

    [RegisterFact]
    public void The_report_of_the_real_register_is_small_and_its_first_sentence_is_the_verdict()
    {
        using var html = new TemporaryFile("html");
        Tool.Run("audit", RegisterFactAttribute.Register, "--number", "InvoiceNo", "--date", "InvoiceDate", "--html", html.Path).Succeeded();
        Assert.InRange(new FileInfo(html.Path).Length, 1, 1 << 20);
        Assert.Contains("<h1 class=\"look\">online-retail-invoices.csv is not whole: 19,323 numbers are missing.</h1>", File.ReadAllText(html.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_known_is_said()
    {
        var run = Tool.Run("audit", "samples/registers/stripe.csv", "--json").Succeeded();
        Assert.Contains("--from stripe", run.Error, StringComparison.Ordinal);
        Assert.Equal("stripe", JsonElement.Parse(run.Output).GetProperty("preset").GetString());
    }

    [Fact]
    public void Standard_input_is_read_as_CSV() =>
        Assert.Contains("standard input is whole", Tool.Run(Encoding.UTF8.GetBytes("No;Date\nA-1;2026-01-05\n"), ["audit", "-", "--number", "No", "--date", "Date"]).Succeeded().Output, StringComparison.Ordinal);

    [RegisterFact]
    public void The_real_register_is_one_counter_with_three_forms_and_its_suggestion_goes_on_in_each()
    {
        var report = JsonElement.Parse(Tool.Run("audit", RegisterFactAttribute.Register, "--number", "InvoiceNo", "--date", "InvoiceDate", "--json").Succeeded().Output);
        var counter = Assert.Single(report.GetProperty("counters").EnumerateArray());
        Assert.Equal(
            [("{seq}", 22_061), ("C{seq}", 3_836), ("A{seq}", 3)],
            counter.GetProperty("forms").EnumerateArray().Select(form => (form.GetProperty("format").GetString(), form.GetProperty("documents").GetInt32())));
        var period = Assert.Single(counter.GetProperty("periods").EnumerateArray());
        Assert.Equal(
            [536_365, 581_587, 25_900, 19_323, 2_409, 75],
            ((string[])["first", "last", "documents", "missing", "missingRuns", "longestRun"]).Select(name => period.GetProperty(name).GetInt32()));
        Assert.Equal(2_409, period.GetProperty("gaps").GetArrayLength());
        var advance = Assert.Single(report.GetProperty("suggestion").GetProperty("advance").EnumerateArray());
        Assert.Equal((581_588, "2011-12-09"), (advance.GetProperty("next").GetInt32(), advance.GetProperty("date").GetString()));

        using var book = new TemporaryBook();
        var commands = $$"""
            {"do":"open","series":{{report.GetProperty("suggestion").GetProperty("series").GetRawText()}}}
            {"do":"advance",{{advance.GetRawText()[1..]}}

            """;
        using var script = TemporaryFile.Of("jsonl", commands);
        Assert.All(Tool.Run("run", script.Path, "--book", book.Path, "--json").Succeeded().Commands, command => Assert.Equal("accepted", command.GetProperty("outcome").GetString()));
        foreach (var (form, number) in new[] { ("", "581588"), ("C", "C581588"), ("A", "A581588") })
        {
            string[] asked = ["next", "--book", book.Path, "--date", "2011-12-10", "--json", .. form.Length == 0 ? (string[])[] : ["--form", form]];
            Assert.Equal(number, JsonElement.Parse(Tool.Run(asked).Succeeded().Output).GetProperty("number").GetString());
        }
    }

    [Fact]
    public void A_preflight_fails_where_a_number_would_be_refused()
    {
        using var series = TemporaryFile.Of("json", """{"id":"rl","format":"RL-{seq:00000}"}""");
        Tool.Run("preflight", "--series", series.Path, "--erp", "intacct", "--erp", "xero", "--on", "2026-06-01").Succeeded();
        var run = Tool.Run("preflight", "--series", series.Path, "--erp", "winbooks", "--on", "2026-06-01", "--json");
        Assert.Equal(1, run.Status);
        Assert.Contains(run.Lines, line => line.Contains("\"check\":\"characters\",\"level\":\"fails\",\"erp\":\"winbooks\",\"series\":\"rl\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_preflight_looks_into_a_book()
    {
        using var book = new TemporaryBook();
        using var script = TemporaryFile.Of("jsonl", """
            {"do":"open","series":[{"id":"s","format":"S{seq}","max":5}]}
            {"do":"create","invoice":"a","date":"2026-01-05"}
            {"do":"create","invoice":"b","date":"2026-01-05"}
            {"do":"create","invoice":"c","date":"2026-01-05"}

            """);
        Tool.Run("run", script.Path, "--book", book.Path).Succeeded();
        var run = Tool.Run("preflight", "--book", book.Path, "--erp", "xero", "--on", "2026-06-01", "--json");
        Assert.Equal(1, run.Status);
        Assert.Contains("2 numbers are left, and 3 were used", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_mends_a_book_and_is_needed_once()
    {
        using var book = new TemporaryBook();
        using var script = TemporaryFile.Of("jsonl", """
            {"do":"open","series":[{"id":"rl","format":"RL-{seq}"}]}
            {"do":"connect","company":"acme"}
            {"do":"create","invoice":"a1","date":"2026-01-05"}
            {"do":"approve","invoice":"a1"}
            {"do":"send","invoice":"a1"}
            {"do":"import","invoice":"s7","erpKey":"502","erpNumber":"SI-2","date":"2026-01-06"}

            """);
        Tool.Run("run", script.Path, "--book", book.Path).Succeeded();
        using var erp = TemporaryFile.Of("csv", "Key,No,Date,State,Home id\n501,SI-1,2026-01-05,open,a1\n502,SI-2,2026-01-06,void,\n503,SI-3,2026-01-07,open,\n");
        string[] asked = ["reconcile", "--book", book.Path, erp.Path, "--key", "Key", "--number", "No", "--date", "Date", "--status", "State", "--void", "void", "--external-id", "Home id", "--json"];
        using var plan = new TemporaryFile("jsonl");
        var run = Tool.Run([.. asked, "--plan", plan.Path]).Succeeded();
        Assert.EndsWith("""{"totals":{"missing-at-home":1,"unknown-outcome":1,"status-differs":1}}""", run.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(3, File.ReadLines(plan.Path).Count(line => line.StartsWith('#')));

        Assert.All(Tool.Run("run", plan.Path, "--book", book.Path, "--json").Succeeded().Commands, command => Assert.Equal("accepted", command.GetProperty("outcome").GetString()));
        Assert.Equal("""{"totals":{"agrees":3}}""", Tool.Run(asked).Succeeded().Lines[^1]);
        Assert.All(Tool.Run("run", plan.Path, "--book", book.Path, "--json").Succeeded().Commands, command => Assert.Equal("unchanged", command.GetProperty("outcome").GetString()));
    }

    [Theory]
    [InlineData("Key,No,Date\n501,SI-1,2026-01-05\n501,SI-2,2026-01-05\n", 2, "--number", "No", "--date", "Date", "--key", "Key")]
    [InlineData("No,Date,Home\n,2026-01-05,a1\n,2026-01-05,a2\n", 2, "--number", "No", "--date", "Date", "--external-id", "Home")]
    [InlineData("No,Date,Home\nSI-1,bad,a1\nSI-2,bad,a2\n", 2, "--number", "No", "--date", "Date", "--external-id", "Home", "--skip-bad")]
    [InlineData("Internal ID,Document Number,Date,Type\n501,SI-1,1/5/2026,Rechnung\n", 1)]
    public void What_a_row_that_was_not_taken_may_be_is_not_planned_as_missing(string register, long notTaken, params string[] options)
    {
        using var book = new TemporaryBook(BookWithOneConfirmedAndOneSent);
        using var erp = TemporaryFile.Of("csv", register);
        var plan = book.Beside("mend.jsonl");
        var run = book.Ask(["reconcile", erp.Path, .. options, "--plan", plan, "--json"]).Succeeded();
        Assert.Equal("", File.ReadAllText(plan));
        Assert.Equal($$$"""{"totals":{"unknown-outcome":1,"missing-in-erp":1},"notTaken":{{{notTaken}}}}""", run.Lines[^1]);
        Assert.Contains("no release and no refuse is planned", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_from_a_register_that_was_taken_whole_is_released_and_refused()
    {
        using var book = new TemporaryBook(BookWithOneConfirmedAndOneSent);
        using var erp = TemporaryFile.Of("csv", "Key,No,Date\n");
        var plan = book.Beside("mend.jsonl");
        var run = book.Ask("reconcile", erp.Path, "--number", "No", "--date", "Date", "--key", "Key", "--plan", plan, "--json").Succeeded();
        Assert.Equal(["release", "refuse"], File.ReadLines(plan).Where(line => line[0] != '#').Select(line => JsonElement.Parse(line).GetProperty("do").GetString()));
        Assert.Equal("""{"totals":{"unknown-outcome":1,"missing-in-erp":1}}""", run.Lines[^1]);
    }

    private static ToolRun Audit(string register, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "register.csv");
            File.WriteAllText(path, register);
            return Tool.Run(["audit", path, .. options]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
