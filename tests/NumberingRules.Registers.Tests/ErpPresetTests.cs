using System.Globalization;
using NumberingRules.Tests;

namespace NumberingRules.Registers.Tests;

/// <summary>The presets are the profiles that <c>preflight</c> uses, and the page tells them.</summary>
public sealed class ErpPresetTests
{
    [Fact]
    public void The_page_has_each_preset_as_it_is()
    {
        var rows = File.ReadLines(Checkout.PathOf("docs", "erps.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        Assert.Equal(
            ErpPreset.All.Select(preset => string.Create(
                CultureInfo.InvariantCulture,
                $"| {preset.Title} | {Name.Of(preset.SetPolicy.Policy.Authority!.Value)} | {preset.WhenErpNumbers} | {preset.WhenHomeNumbers} | {preset.LongestNumber} | {preset.Settles.TotalMinutes} min | {preset.LookUpKey} |")),
            rows);
    }

    [Fact]
    public void Intacct_may_go_on_for_longer_than_its_connection()
    {
        // The vendor: a connection may time out after 15 minutes while the request is still being processed.
        Assert.Equal(TimeSpan.FromMinutes(20), ErpPreset.Intacct.Settles);
        Assert.All(ErpPreset.All, preset => Assert.True(preset.Settles >= TimeSpan.FromMinutes(5), preset.Title));
    }

    [Fact]
    public void A_preset_is_one_command_on_a_book()
    {
        var book = new Register();
        book.Do(new Command.Open([new("rl", "RL-{seq}")], new(Authority: Side.Home)));
        Assert.Equal(Outcome.Accepted, book.Do(ErpPreset.Intacct.SetPolicy).Outcome);
        Assert.Equal((Side.Erp, HomeNumberPolicy.OnCreate), (book.Header.Policy!.Authority, book.Header.Policy.HomeNumber));
    }
}
