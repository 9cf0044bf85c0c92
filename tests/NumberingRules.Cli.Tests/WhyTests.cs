using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary><c>numbering why</c>.</summary>
public sealed class WhyTests
{
    private static readonly string Article = Checkout.PathOf("samples", "article.jsonl");

    [Theory]
    [InlineData("rent-january", "its id")]
    [InlineData("RL-00001", "its home number")]
    [InlineData("SI-1001", "an ERP number it has or had")]
    [InlineData("501", "its ERP key")]
    public void An_invoice_is_found_by_anything_it_ever_held(string wanted, string by)
    {
        var run = Tool.Run("why", Article, wanted).Succeeded();
        Assert.Contains("Invoice rent-january", run.Output, StringComparison.Ordinal);
        Assert.Contains(by, run.Output, StringComparison.Ordinal);
        foreach (var part in new[] { "home-until-synced", "erp-after-sync", "home-after-disconnect", "SI-1001-A", "Kept for reference: erp SI-1001, erp SI-1001-A" })
        {
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_number_that_several_hold_shows_them_all()
    {
        using var script = TemporaryFile.Of("jsonl", """
            {"do":"open","series":[{"id":"rl","format":"{seq}"}]}
            {"do":"connect","company":"acme"}
            {"do":"create","invoice":"A1","date":"2026-01-05"}
            {"do":"import","invoice":"S1","erpKey":"k1","erpNumber":"1","date":"2026-01-05"}
            {"do":"import","invoice":"S2","erpKey":"1","erpNumber":"7","date":"2026-01-05"}
            {"do":"release","invoice":"S2","reason":"deleted"}
            """);
        var run = Tool.Run("why", script.Path, "1").Succeeded();
        Assert.Contains("3 invoices have or had '1'.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Invoice A1: '1' is its home number", run.Output, StringComparison.Ordinal);
        Assert.Contains("Invoice S1: '1' is an ERP number it has or had", run.Output, StringComparison.Ordinal);
        Assert.Contains("Invoice S2: '1' is an ERP key it gave up", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_ever_held_is_said()
    {
        var run = Tool.Run("why", Article, "SI-9999");
        Assert.Equal(1, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains("SI-9999", run.Error, StringComparison.Ordinal);
    }
}
