namespace NumberingRules.Cli.Tests;

/// <summary><c>numbering next</c> and <c>numbering check</c>: SPEC §7a on a book in a file.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly TemporaryBook _book = new("""
        {"do":"open","series":[{"id":"rl","format":"RL-{seq:000}","forms":{"credit":"CN-{seq:000}"},"max":9},{"id":"br","format":"{scope:A}-{date:yyyy}-{seq}","reset":"yearly"},{"id":"old","format":"OLD-{seq}"}]}
        {"do":"advance","series":"rl","date":"2026-01-05","next":3,"reason":"used on paper"}
        {"do":"create","invoice":"A","date":"2026-01-05","form":"credit"}
        {"do":"closeSeries","series":"old","successor":"rl"}
        {"do":"connect","company":"acme"}
        {"do":"import","invoice":"S","erpKey":"501","erpNumber":"SI-1","erpVersion":1,"date":"2026-01-05"}
        {"do":"import","invoice":"S","erpKey":"501","erpNumber":"SI-2","erpVersion":2,"date":"2026-01-05"}
        """);

    public void Dispose() => _book.Dispose();

    [Theory]
    [InlineData("CN-003", """{"answer":"held","invoices":[{"invoice":"A","system":"home","now":true}],"series":"rl","scope":null,"form":"credit","period":"all","sequence":3}""", "CN-003 is held.\n    A: has it as its home number\n")]
    [InlineData("SI-1", """{"answer":"held","invoices":[{"invoice":"S","system":"erp","now":false}]}""", "SI-1 is held.\n    S: had it as its erp number\n")]
    [InlineData("RL-003", """{"answer":"used","series":"rl","scope":null,"form":null,"period":"all","sequence":3,"invoice":"A","number":"CN-003"}""", "RL-003 is used: series rl, period all, no. 3, was issued to A as CN-003.\n")]
    [InlineData("CN-002", """{"answer":"taken-over","series":"rl","scope":null,"form":"credit","period":"all","sequence":2,"reason":"used on paper","entry":2}""", "CN-002 was taken over with numbers 1 to 2 of series rl, period all (entry 2): used on paper\n")]
    [InlineData("CN-004", """{"answer":"ahead","series":"rl","scope":null,"form":"credit","period":"all","sequence":4}""", "CN-004 is still to be issued: series rl, form credit, period all, no. 4.\n")]
    [InlineData("N-2030-7", """{"answer":"ahead","series":"br","scope":"N","form":null,"period":"2030","sequence":7}""", "N-2030-7 is still to be issued: series br, scope N, period 2030, no. 7.\n")]
    [InlineData("OLD-5", """{"answer":"free","series":"old","scope":null,"form":null,"period":"all","sequence":5}""", "OLD-5 is free: its series is closed (series old, period all, no. 5).\n")]
    [InlineData("RL-010", """{"answer":"free"}""", "RL-010 is free: no series can print it.\n")]
    public void Check_tells_whether_a_number_is_free(string text, string json, string people)
    {
        Assert.Equal([json], _book.Ask("check", text, "--json").Succeeded().Lines);
        Assert.Equal(people, _book.Ask("check", text).Succeeded().Output);
    }

    [Theory]
    [InlineData("""{"number":"RL-004","series":"rl","scope":null,"form":null,"period":"all","sequence":4,"left":6}""", "RL-004\n    series rl, period all, no. 4; 6 left\n")]
    [InlineData("""{"number":"CN-004","series":"rl","scope":null,"form":"credit","period":"all","sequence":4,"left":6}""", "CN-004\n    series rl, form credit, period all, no. 4; 6 left\n", "--form", "credit")]
    [InlineData("""{"number":"RL-004","series":"rl","scope":null,"form":null,"period":"all","sequence":4,"left":6}""", "RL-004\n    series rl, period all, no. 4; 6 left\n", "--series", "old")]
    [InlineData("""{"number":"N-2026-1","series":"br","scope":"N","form":null,"period":"2026","sequence":1,"left":null}""", "N-2026-1\n    series br, scope N, period 2026, no. 1; without an end\n", "--series", "br", "--scope", "N")]
    public void Next_tells_which_number_would_be_issued(string json, string people, params string[] asked)
    {
        Assert.Equal([json], _book.Ask(["next", "--date", "2026-03-01", .. asked, "--json"]).Succeeded().Lines);
        Assert.Equal(people, _book.Ask(["next", "--date", "2026-03-01", .. asked]).Succeeded().Output);
    }

    [Fact]
    public void Next_tells_the_rejection_that_issuing_would_meet()
    {
        _book.Do("""{"do":"advance","series":"rl","date":"2026-01-05","next":10,"reason":"used on paper"}""").Succeeded();
        foreach (var (reason, detail, asked) in new (string, string, string[])[]
        {
            ("series-exhausted", "series 'rl', period all, has used its last number, 9", []),
            ("series-unknown", "book 'main' has no series 'none'; it has 'rl', 'br', 'old'", ["--series", "none"]),
            ("scope-mismatch", "series 'br' needs a scope of 1 characters of A–Z and 0–9", ["--series", "br"]),
            ("form-unknown", "series 'rl' has no form 'debit'; it has 'credit'", ["--form", "debit"]),
        })
        {
            var rejected = Assert.Single(_book.Ask(["next", "--date", "2026-03-01", .. asked, "--json"]).Succeeded().Commands);
            Assert.Equal(
                ["rejected", reason, detail],
                new[] { "outcome", "reason", "detail" }.Select(field => rejected.GetProperty(field).GetString()));
            Assert.False(rejected.TryGetProperty("number", out _));
            var people = _book.Ask(["next", "--date", "2026-03-01", .. asked]).Succeeded().Output;
            Assert.StartsWith($"No number: {reason}. {rejected.GetProperty("meaning").GetString()}\n    {detail}.\n    What to do: {rejected.GetProperty("remedy").GetString()}", people, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Both_change_nothing()
    {
        var head = _book.Ask("head").Succeeded().Output;
        _book.Ask("next", "--date", "2026-03-01").Succeeded();
        _book.Ask("check", "RL-004").Succeeded();
        Assert.Equal(head, _book.Ask("head").Succeeded().Output);
    }

    [Theory]
    [InlineData("--date", "next", "--date", "2026-02-30")]
    [InlineData("--scope", "next", "--date", "2026-03-01", "--scope", "")]
    [InlineData("TEXT", "check", " RL-1")]
    public void What_is_no_question_names_the_argument(string named, params string[] asked)
    {
        var refused = _book.Ask(asked);
        Assert.Equal((2, ""), (refused.Status, refused.Output));
        Assert.Contains(named, refused.Error, StringComparison.Ordinal);
    }
}
