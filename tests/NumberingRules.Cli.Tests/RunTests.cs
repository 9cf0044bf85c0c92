using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary><c>numbering run</c> as SPEC §9 has it.</summary>
public sealed class RunTests
{
    private const string Article = """
        {"do":"open","series":[{"id":"rl","format":"RL-{seq:00000}"}],"policy":{"homeNumber":"on-create"}}
        {"do":"create","invoice":"A1","date":"2026-01-05"}
        {"do":"connect","company":"acme","syncFrom":"2025-01-01"}
        {"do":"approve","invoice":"A1"}
        {"do":"send","invoice":"A1"}
        {"do":"confirm","invoice":"A1","erpKey":"501","erpNumber":"SI-1001"}
        {"do":"import","invoice":"S7","erpKey":"502","erpNumber":"SI-1002","date":"2026-01-06"}
        {"do":"disconnect","reason":"contract ended"}
        """;

    [Fact]
    public void The_specification_s_script_gives_its_answers()
    {
        var run = Tool.RunScript(Article, "--json").Succeeded();
        Assert.Equal("", run.Error);
        Assert.Equal("""{"line":2,"outcome":"accepted","number":"RL-00001","system":"home"}""", run.Lines[1]);
        Assert.Equal("""{"line":5,"outcome":"accepted","number":"RL-00001","system":"home","attempt":1}""", run.Lines[4]);
        Assert.Equal("""{"line":8,"outcome":"accepted"}""", run.Lines[7]);
        Assert.StartsWith(
            """{"invoice":"A1","origin":"home","approval":"approved","void":false,"sync":"synced","number":"RL-00001","system":"home","rule":"home-after-disconnect","references":[{"system":"erp","number":"SI-1001"}]""",
            run.Lines[8],
            StringComparison.Ordinal);
        Assert.StartsWith(
            """{"invoice":"S7","origin":"erp","approval":"approved","void":false,"sync":"synced","number":"RL-00002","system":"home","rule":"home-after-disconnect","references":[{"system":"erp","number":"SI-1002"}]""",
            run.Lines[9],
            StringComparison.Ordinal);
        Assert.Equal(10, run.Lines.Count);
    }

    [Fact]
    public void The_sample_tells_the_whole_story_to_people()
    {
        var run = Tool.Run("run", Checkout.PathOf("samples", "article.jsonl")).Succeeded();
        Approved.Text("article.approved.txt", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void The_sample_of_branches_tells_its_story_to_people()
    {
        var run = Tool.Run("run", Checkout.PathOf("samples", "branches.jsonl")).Succeeded();
        Approved.Text("branches.approved.txt", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Notes_are_told_in_memory_and_on_a_book_that_lasts()
    {
        const string Script = """
            {"do":"open","series":[{"id":"rl","format":"RL-{seq}"}]}
            {"do":"addSeries","series":{"id":"inv","format":"INV-{date:yyyy}-{seq}"}}
            {"do":"connect","company":"acme"}
            {"do":"create","invoice":"A1","date":"2026-01-05"}
            {"do":"confirm","invoice":"A1","erpKey":"501","erpNumber":"RL-7"}
            {"do":"confirm","invoice":"A1","erpKey":"501","erpNumber":"RL-7"}
            """;
        const string OfSeries = "series 'inv' prints a year and counts on from year to year; with a reset each year would begin at 1";
        const string OfNumber = "the ERP's number RL-7 is one that series 'rl' could still issue: advance the series past the ERP's numbers, or use a series with a prefix the ERP does not use";
        using var book = new TemporaryBook();
        foreach (var run in new[] { Tool.RunScript(Script, "--json"), book.Do(Script, "--json") })
        {
            Assert.Equal(
                [(2, OfSeries), (5, OfNumber)],
                run.Succeeded().Commands.Where(answer => answer.TryGetProperty("notes", out _))
                    .Select(answer => (answer.GetProperty("line").GetInt32(), Assert.Single(answer.GetProperty("notes").EnumerateArray()).GetString()!)));
        }

        var people = Tool.RunScript(Script).Succeeded().Output;
        Assert.Contains($"Note on line 2: {OfSeries}.\nNote on line 5: {OfNumber}.\n", people, StringComparison.Ordinal);
        Assert.Equal(2, people.Split("Note on line ").Length - 1);
    }

    [Fact]
    public void Rejections_are_answers_and_strict_makes_them_failures()
    {
        const string Script = """{"do":"create","invoice":"A1","date":"2026-01-05"}""";
        var run = Tool.RunScript(Script, "--json").Succeeded();
        Assert.StartsWith("""{"line":1,"outcome":"rejected","reason":"book-not-open",""", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal(1, Tool.RunScript(Script, "--json", "--strict").Status);
        Assert.Equal(0, Tool.RunScript(Article, "--strict").Status);
    }

    [Fact]
    public void Marks_blank_lines_remarks_and_other_line_ends_are_tolerated_and_counted()
    {
        var script = "\uFEFF# remark\r\n\r\n   \t\r\n  # another\n" + Article.Split('\n')[0] + "\r\n{\"do\":\"recover\"}";
        Assert.Equal(
            ["""{"line":5,"outcome":"accepted"}""", """{"line":6,"outcome":"unchanged"}"""],
            Tool.RunScript(script, "--json").Succeeded().Lines);
    }

    [Fact]
    public void Findings_are_sorted_and_holders_and_indexes_are_named()
    {
        var run = Tool.RunScript(
            """
            {"do":"open","series":[{"id":"rl","format":"{seq}"}],"policy":{"authority":"home"}}
            {"do":"connect","company":"acme"}
            {"do":"import","invoice":"S1","erpKey":"k1","erpNumber":"1","date":"2026-01-05"}
            {"do":"create","invoice":"A1","date":"2026-01-05"}
            {"do":"create","invoice":"A2","date":"2026-01-05"}
            {"do":"confirm","invoice":"A2","erpKey":"k2"}
            {"do":"confirm","invoice":"A2","erpKey":"k3","erpNumber":"1"}
            {"do":"import","invoice":"S2","erpKey":"k1","date":"2026-01-05"}
            {"do":"confirm","invoice":"A1","erpKey":"k1"}
            {"do":"together","commands":[{"do":"submit","invoice":"A1"},{"do":"confirm","invoice":"A1","erpKey":"k1"}]}
            {"do":"together","commands":[{"do":"submit","invoice":"A1"},{"do":"approve","invoice":"A1"}]}
            """,
            "--json").Succeeded();
        Assert.Equal("""{"line":4,"outcome":"accepted","number":"1","system":"home","findings":["same-text"]}""", run.Lines[3]);
        Assert.Equal(
            """{"line":7,"outcome":"accepted","number":"2","system":"home","findings":["duplicate-in-erp","erp-number-differs","erp-number-shared","same-text"]}""",
            run.Lines[6]);
        Assert.Equal("""{"line":8,"outcome":"unchanged","holder":"S1"}""", run.Lines[7]);
        Assert.StartsWith("""{"line":9,"outcome":"rejected","reason":"erp-key-taken","holder":"S1",""", run.Lines[8], StringComparison.Ordinal);
        Assert.StartsWith("""{"line":10,"outcome":"rejected","reason":"erp-key-taken","holder":"S1","at":1,""", run.Lines[9], StringComparison.Ordinal);
        Assert.Equal("""{"line":11,"outcome":"accepted"}""", run.Lines[10]);
    }

    [Fact]
    public void What_a_terminal_would_obey_is_shown_as_an_escape()
    {
        var run = Tool.RunScript(Article + "\n" + """{"do":"void","invoice":"A1","by":"erp","reason":"\u001b[31mred\u202Eder"}""").Succeeded();
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202E', run.Output);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var run = Tool.Run("run", "no-such-file.jsonl");
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains("no-such-file.jsonl", run.Error, StringComparison.Ordinal);
    }
}
