using System.Text.Json;
using CsvHelper;

namespace NumberingRules.Cli.Tests;

/// <summary>The verbs that look at a book in a file, for people and for programs.</summary>
public sealed class BookReadTests : IDisposable
{
    private readonly TemporaryBook _book = new(BookScripts.Busy);

    public void Dispose() => _book.Dispose();

    [Fact]
    public void List_prints_the_register_of_run_in_order_of_appearance()
    {
        var register = Tool.RunScript(BookScripts.Busy, "--json").Succeeded().Lines.Where(line => line.StartsWith("{\"invoice\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(register, _book.Ask("list", "--json").Succeeded().Lines);
        Assert.Equal(register[..2], _book.Ask("list", "--json", "--count", "2").Succeeded().Lines);
        Assert.Equal(register, _book.Ask("list", "--json", "--count", "99999999999").Succeeded().Lines);
        foreach (string[] wrong in (string[][])[["--count", "0"], ["--count", "two"], ["--after", "-1"], ["--after", "A1"], ["--after", "99999999999999999999"]])
        {
            var refused = _book.Ask(["list", .. wrong]);
            Assert.Equal(2, refused.Status);
            Assert.StartsWith($"numbering: {wrong[0]} must be ", refused.Error, StringComparison.Ordinal);
        }

        var page = _book.Ask("list", "--count", "2").Succeeded().Output;
        Assert.Contains("A2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A3", page, StringComparison.Ordinal);
        var after = System.Text.RegularExpressions.Regex.Match(page, @"--after (\d+) goes on").Groups[1].Value;
        Assert.Equal(register[2..], _book.Ask("list", "--json", "--after", after).Succeeded().Lines);
        Assert.DoesNotContain("goes on", _book.Ask("list").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void People_get_a_page_and_where_it_goes_on_from_run_and_from_list()
    {
        using var book = new TemporaryBook("""{"do":"open","series":[{"id":"h","format":"{seq}"}],"policy":{"authority":"home"}}""");
        var run = book.Do(string.Join('\n', Enumerable.Range(1, 60).Select(invoice => $$"""{"do":"create","invoice":"I{{invoice}}","date":"2026-01-05"}""")));

        var after = System.Text.RegularExpressions.Regex.Match(run.Output, @"--after (\d+)' goes on").Groups[1].Value;
        Assert.Contains($"--after {after} goes on", book.Ask("list").Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(60, book.Ask("list", "--json").Succeeded().Lines.Count);
        Assert.Equal(
            Enumerable.Range(51, 10).Select(invoice => $"I{invoice}"),
            book.Ask("list", "--json", "--after", after).Succeeded().Invoices.Select(invoice => invoice.GetProperty("invoice").GetString()));
        Assert.Contains("│ I60 ", book.Ask("list", "--count", "60").Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A1", "its id")]
    [InlineData("RL-00101", "its home number")]
    [InlineData("SI-1001", "an ERP number it has or had")]
    [InlineData("504", "its ERP key")]
    public void An_invoice_is_found_and_explained_by_anything_it_ever_held(string wanted, string by)
    {
        Assert.Equal("A1", Assert.Single(_book.Ask("find", wanted, "--json").Succeeded().Invoices).GetProperty("invoice").GetString());
        Assert.Contains(by, _book.Ask("find", wanted).Succeeded().Output, StringComparison.Ordinal);
        var why = _book.Ask("why", wanted).Succeeded().Output;
        foreach (var part in new[] { $"'{wanted}' is {by}", "erp-after-sync", "finding: duplicate-in-erp", "Kept for reference: home RL-00101" })
        {
            Assert.Contains(part, why, StringComparison.Ordinal);
        }

        var life = Assert.Single(_book.Ask("why", wanted, "--json").Succeeded().Invoices).GetProperty("life").EnumerateArray().ToList();
        Assert.Equal("created at home", life[0].GetProperty("what").GetString());
        Assert.Equal("SI-1001", life[^1].GetProperty("number").GetString());
    }

    [Theory]
    [InlineData("find", "SI-9999")]
    [InlineData("why", "SI-9999")]
    [InlineData("show", "SI-1001")]
    [InlineData("show", " A1")]
    [InlineData("show", "A1", "--at", "1")]
    [InlineData("show", "A1", "--at", "0")]
    [InlineData("show", "A1", "--at", "1000")]
    [InlineData("show", "A1", "--at", "2001-01-01")]
    public void What_is_not_there_is_said(params string[] arguments)
    {
        var run = _book.Ask(arguments);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.StartsWith("numbering: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_tells_an_invoice_and_how_it_stood()
    {
        var now = Assert.Single(_book.Ask("show", "A1", "--json").Succeeded().Invoices);
        Assert.Equal("SI-1001", now.GetProperty("number").GetString());
        Assert.Equal(_book.Ask("list", "--json", "--count", "1").Succeeded().Lines[0].TrimEnd('}'), _book.Ask("show", "A1", "--json").Succeeded().Lines[0].Split(",\"life\"")[0]);

        var life = now.GetProperty("life").EnumerateArray().ToList();
        foreach (var step in life)
        {
            var then = Assert.Single(_book.Ask("show", "A1", "--json", "--at", step.GetProperty("entry").ToString()).Succeeded().Invoices);
            Assert.Equal(step.GetProperty("number").GetString(), then.GetProperty("number").GetString());
            Assert.Equal(step.GetProperty("rule").GetString(), then.GetProperty("rule").GetString());
            Assert.Equal(step.GetProperty("entry").GetInt64(), then.GetProperty("entry").GetInt64());
        }

        var last = life[^1].GetProperty("at").GetString()!;
        foreach (var at in new[] { last, last[..10], "2199-12-31 23:59", "2199-12-31T23:59:00+01:00" })
        {
            Assert.Equal("SI-1001", Assert.Single(_book.Ask("show", "A1", "--json", "--at", at).Succeeded().Invoices).GetProperty("number").GetString());
        }

        var shown = _book.Ask("show", "A1", "--at", life[1].GetProperty("entry").ToString()).Succeeded().Output;
        Assert.Contains("Invoice A1 as it stood after entry ", shown, StringComparison.Ordinal);
        Assert.Contains("Then: RL-00101 counts", shown, StringComparison.Ordinal);
        var malformed = _book.Ask("show", "A1", "--at", "yesterday");
        Assert.Equal(2, malformed.Status);
        Assert.Contains("--at", malformed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_says_once_that_an_invoice_was_created_in_the_ERP()
    {
        var shown = _book.Ask("show", "S7").Succeeded().Output;
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(shown, "created in the ERP"));
        Assert.Contains("came with ERP record 502, number SI-1002", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_was_taken_over_is_found_with_the_reason()
    {
        const string Told = "RL-00042 was taken over with numbers 1 to 100 of series rl, period all (entry 3): numbered by the old system\n";
        const string Json = """{"takenOver":"RL-00042","series":"rl","scope":null,"form":null,"period":"all","sequence":42,"from":1,"next":101,"reason":"numbered by the old system","entry":3}""";
        Assert.Equal(Told, _book.Ask("find", "RL-00042").Succeeded().Output);
        Assert.Equal([Json], _book.Ask("find", "RL-00042", "--json").Succeeded().Lines);

        _book.Do("""{"do":"confirm","invoice":"A3","erpKey":"505","erpNumber":"RL-00042"}""").Succeeded();
        var both = _book.Ask("find", "RL-00042").Succeeded().Output;
        Assert.StartsWith(Told, both, StringComparison.Ordinal);
        Assert.Contains("One invoice has or had 'RL-00042'", both, StringComparison.Ordinal);
        Assert.Equal(Json, _book.Ask("find", "RL-00042", "--json").Succeeded().Lines[^1]);
    }

    [Fact]
    public void Pending_lists_the_work_and_what_to_do()
    {
        var lines = _book.Ask("pending", "--json").Succeeded().Invoices;
        Assert.Equal(
            ["to-send A3", "to-look-up A4", "failed A5", "findings A1"],
            lines.Select(line => $"{line.GetProperty("list")} {line.GetProperty("invoice")}"));
        Assert.Equal(36, lines[1].GetProperty("attemptKey").GetString()!.Length);
        var shown = _book.Ask("pending").Succeeded().Output;
        foreach (var part in new[] { "To send", "To look up", "Failed", "Finding duplicate-in-erp", "What to do: " })
        {
            Assert.Contains(part, shown, StringComparison.Ordinal);
        }

        _book.Do("""{"do":"disconnect"}""").Succeeded();
        Assert.Contains("Owes a number", _book.Ask("pending").Succeeded().Output, StringComparison.Ordinal);
        using var empty = new TemporaryBook("""{"do":"open","series":[{"id":"rl","format":"{seq}"}]}""");
        Assert.Equal("Nothing is pending.\n", empty.Ask("pending").Succeeded().Output);
        Assert.Equal("", empty.Ask("pending", "--json").Succeeded().Output);
        Assert.Equal("There are no invoices.\n", empty.Ask("list").Succeeded().Output);
    }

    [Fact]
    public void The_auditor_s_page_adds_up()
    {
        _book.Do("""{"do":"disconnect"}""").Succeeded();
        var page = _book.Ask("series").Succeeded().Output;
        foreach (var part in new[] { "numbers 1 to 105 = 105 used = 5 issued + 100 taken over.", "It adds up", "entered, \"twice\"", "│ S8", "numbered by the old system" })
        {
            Assert.Contains(part, page, StringComparison.Ordinal);
        }

        var lines = _book.Ask("series", "--json").Succeeded().Lines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["rl", "small"], lines.Select(line => line.GetProperty("series").GetString()));
        Assert.All(lines, line => Assert.Equal(
            line.GetProperty("last").GetInt64() - line.GetProperty("first").GetInt64() + 1,
            line.GetProperty("issued").GetInt64() + line.GetProperty("takenOver").GetInt64()));
        Assert.Equal("S8", Assert.Single(lines[1].GetProperty("owed").EnumerateArray()).GetString());

        var csv = _book.Ask("series", "--csv").Succeeded().Output;
        Assert.Equal(3, csv.Split("\r\n").Length - 1);
        Assert.Equal(
            ["rl", "all", "1", "105", "RL-00101", "RL-00105", "5", "1", "100", "0", "yes", "RL-00102 (A2): entered, \"twice\"", "", "", "", "1-100: numbered by the old system"],
            Parsed(csv)[1]);
        Assert.Equal("S8", Parsed(csv)[2][12]);
        Assert.Equal("numbered by the old system", Assert.Single(lines[0].GetProperty("advances").EnumerateArray()).GetProperty("reason").GetString());
        Assert.Equal(2, _book.Ask("series", "--csv", "--json").Status);
    }

    [Fact]
    public void A_void_number_has_the_reason_that_still_holds()
    {
        using var book = new TemporaryBook();
        book.Do(
            """
            {"do":"open","series":[{"id":"rl","format":"RL-{seq}"}]}
            {"do":"create","invoice":"A","date":"2026-01-05"}
            {"do":"create","invoice":"B","date":"2026-01-05"}
            {"do":"connect","company":"acme"}
            {"do":"void","invoice":"A","by":"home","reason":"mistake"}
            {"do":"void","invoice":"A","by":"erp","reason":"cancelled"}
            {"do":"reinstate","invoice":"A","reason":"posted anew"}
            {"do":"void","invoice":"B","by":"home","reason":"twice"}
            {"do":"confirm","invoice":"B","erpKey":"1"}
            {"do":"release","invoice":"B","erpKey":"1","reason":"deleted there"}
            """).Succeeded();
        var page = book.Ask("series", "--csv").Succeeded().Output;
        Assert.Contains("RL-1 (A): mistake", page, StringComparison.Ordinal);
        Assert.Contains("RL-2 (B): twice", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_if_changes_nothing()
    {
        var head = _book.Ask("head").Succeeded().Output;
        var lines = _book.Ask("what-if", "disconnect", "--json").Succeeded().Lines;
        Assert.Equal("""{"outcome":"accepted","findings":["home-number-owed"]}""", lines[0]);
        Assert.Equal("""{"invoice":"A1","before":{"number":"SI-1001","system":"erp","rule":"erp-after-sync"},"after":{"number":"RL-00101","system":"home","rule":"home-after-disconnect"}}""", lines[1]);
        Assert.StartsWith("""{"invoice":"S7","before":{"number":"SI-1002",""", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("""{"finding":"home-number-owed","invoice":"S8",""", lines[3], StringComparison.Ordinal);
        Assert.Equal(4, lines.Count);
        Assert.Contains("2 invoices would show another number. Nothing was changed.", _book.Ask("what-if", "disconnect").Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(head, _book.Ask("head").Succeeded().Output);
        Assert.Equal(2, _book.Ask("what-if", "approve").Status);

        _book.Do("""{"do":"disconnect"}""").Succeeded();
        Assert.Equal("""{"outcome":"unchanged"}""" + "\n", _book.Ask("what-if", "disconnect", "--json").Succeeded().Output);
        using var never = new TemporaryBook("""{"do":"open","series":[{"id":"rl","format":"{seq}"}]}""");
        Assert.Contains("not-connected", never.Ask("what-if", "disconnect").Succeeded().Output, StringComparison.Ordinal);
    }

    private static List<string[]> Parsed(string csv)
    {
        using var text = new StringReader(csv);
        using var reader = CsvReader.Create(text, new CsvReaderOptions { HasHeader = false });
        List<string[]> rows = [];
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(at => reader.GetString(at))]);
        }

        return rows;
    }
}
