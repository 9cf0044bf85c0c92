namespace NumberingRules.Cli.Tests;

/// <summary>Two invoices that display one text now: where people meet it, and what they are told to do.</summary>
public sealed class SharedTextTests : IDisposable
{
    private readonly TemporaryBook _book = new("""
        {"do":"open","series":[{"id":"rl","format":"RL-{seq}"}]}
        {"do":"connect","company":"acme"}
        {"do":"create","invoice":"A1","date":"2026-01-05"}
        {"do":"import","invoice":"S1","erpKey":"501","erpNumber":"RL-1","date":"2026-01-05"}
        {"do":"import","invoice":"S2","erpKey":"502","erpNumber":"RL-1","date":"2026-01-05"}
        {"do":"void","invoice":"S2","by":"erp","reason":"entered twice"}
        """);

    public void Dispose() => _book.Dispose();

    [Theory]
    [InlineData("find", "RL-1")]
    [InlineData("show", "A1")]
    [InlineData("pending")]
    public void It_is_told_with_the_remedy(params string[] asked)
    {
        var told = _book.Ask(asked).Succeeded().Output;
        Assert.Contains(" display 'RL-1' now.", told, StringComparison.Ordinal);
        Assert.Contains("advance the home series past the ERP's numbers", told, StringComparison.Ordinal);
        Assert.DoesNotContain("S2 display", told, StringComparison.Ordinal);
        var first = _book.Ask([.. asked, "--json"]).Succeeded().Invoices.First(invoice => invoice.GetProperty("invoice").GetString() == "A1" || asked[0] == "pending");
        Assert.Single(first.GetProperty("displayedBy").EnumerateArray());
    }

    [Fact]
    public void When_one_of_them_displays_another_it_is_told_no_more()
    {
        _book.Do("""{"do":"void","invoice":"S1","by":"erp","reason":"wrong number"}""").Succeeded();
        foreach (string[] asked in (string[][])[["find", "RL-1"], ["show", "A1"], ["pending"]])
        {
            Assert.DoesNotContain("display 'RL-1' now", _book.Ask(asked).Succeeded().Output, StringComparison.Ordinal);
            Assert.DoesNotContain("displayedBy", _book.Ask([.. asked, "--json"]).Succeeded().Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_rejection_speaks_the_words_of_the_script_and_of_the_tool()
    {
        var told = Tool.RunScript("""{"do":"send","invoice":"A1"}""", "--json").Succeeded().Output;
        Assert.Contains("\"detail\":\"book 'main' has not been opened\"", told, StringComparison.Ordinal);
        Assert.Contains("\"remedy\":\"open it first, with at least one series. A script that goes on with a book that lasts needs --book FILE.\"", told, StringComparison.Ordinal);
    }
}
