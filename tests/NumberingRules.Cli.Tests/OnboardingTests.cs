using System.Globalization;
using System.Text;

namespace NumberingRules.Cli.Tests;

/// <summary>A host takes up NumberingRules with the invoices it has, and meets an ERP that knows many of them.</summary>
public sealed class OnboardingTests
{
    private const int HomeInvoices = 20_000;
    private const int ErpInvoices = 100_000;
    private const int TheSame = 15_000;

    [Fact]
    public void Nothing_is_renumbered_and_a_second_pass_of_the_feed_changes_nothing()
    {
        var script = new StringBuilder();
        Add(script, """{"do":"open","series":[{"id":"rl","format":"RL-{seq:00000}"}]}""");
        Add(script, $$"""{"do":"advance","series":"rl","date":"2026-01-01","next":{{HomeInvoices + 1}},"reason":"numbered by the old system"}""");
        for (var i = 1; i <= HomeInvoices; i++)
        {
            Add(script, $$"""{"do":"create","invoice":"home-{{i}}","date":"{{Date(i)}}","homeNumber":"RL-{{i:00000}}"}""");
            Add(script, $$"""{"do":"approve","invoice":"home-{{i}}"}""");
        }

        Add(script, """{"do":"connect","company":"acme"}""");
        for (var i = 1; i <= TheSame; i++)
        {
            Add(script, $$"""{"do":"confirm","invoice":"home-{{i}}","erpKey":"key-{{i}}","erpNumber":"SI-{{i}}"}""");
        }

        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 1; i <= ErpInvoices; i++)
            {
                Add(script, $$"""{"do":"import","invoice":"erp-{{i}}","erpKey":"key-{{i}}","erpNumber":"SI-{{i}}","date":"{{Date(i)}}"}""");
            }
        }

        Add(script, """{"do":"create","invoice":"next","date":"2026-12-01"}""");

        var run = Tool.RunScript(script.ToString(), "--json").Succeeded();
        var outcomes = run.Commands.Select(command => command.GetProperty("outcome").GetString()!).ToList();
        var feed = 2 + (2 * HomeInvoices) + 1 + TheSame;
        Assert.All(outcomes[..feed], outcome => Assert.Equal("accepted", outcome));
        Assert.All(outcomes[feed..(feed + TheSame)], outcome => Assert.Equal("unchanged", outcome));
        Assert.All(outcomes[(feed + TheSame)..(feed + ErpInvoices)], outcome => Assert.Equal("accepted", outcome));
        Assert.All(outcomes[(feed + ErpInvoices)..(feed + (2 * ErpInvoices))], outcome => Assert.Equal("unchanged", outcome));
        Assert.Equal("home-1", run.Commands[feed].GetProperty("holder").GetString());

        var numbers = run.Invoices.ToDictionary(invoice => invoice.GetProperty("invoice").GetString()!);
        Assert.Equal(HomeInvoices + ErpInvoices - TheSame + 1, numbers.Count);
        Assert.Equal("RL-20001", numbers["next"].GetProperty("number").GetString());
        for (var i = 1; i <= HomeInvoices; i++)
        {
            var invoice = numbers[$"home-{i}"];
            var home = $"RL-{i:00000}";
            Assert.Equal(i <= TheSame ? $"SI-{i}" : home, invoice.GetProperty("number").GetString());
            Assert.Equal(i <= TheSame ? home : null, invoice.GetProperty("references").EnumerateArray().Select(reference => reference.GetProperty("number").GetString()).SingleOrDefault());
        }
    }

    private static void Add(StringBuilder script, string line) => script.Append(line).Append('\n');

    private static string Date(int i) => new DateOnly(2026, 1, 1).AddDays(i % 365).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
