using System.Text.RegularExpressions;

namespace NumberingRules.Tests.Shape;

/// <summary>Whatever can be answered is explained, in sentences.</summary>
public sealed partial class ExplainTests
{
    public static TheoryData<Rejection> Rejections => [.. Enum.GetValues<Rejection>()];

    public static TheoryData<Finding> Findings => [.. Enum.GetValues<Finding>()];

    public static TheoryData<AuthorityRule> Rules => [.. Enum.GetValues<AuthorityRule>()];

    [Theory]
    [MemberData(nameof(Rejections))]
    public void A_rejection_has_a_meaning_and_a_remedy(Rejection rejection) => AreSentences(Explain.Of(rejection));

    [Theory]
    [MemberData(nameof(Findings))]
    public void A_finding_has_a_meaning_and_a_remedy(Finding finding) => AreSentences(Explain.Of(finding));

    [Theory]
    [MemberData(nameof(Rejections))]
    public void A_remedy_names_commands_that_exist(Rejection rejection) => NamesWhatExists(Explain.Of(rejection).Remedy);

    [Theory]
    [MemberData(nameof(Findings))]
    public void A_remedy_for_a_finding_names_commands_that_exist(Finding finding) => NamesWhatExists(Explain.Of(finding).Remedy);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_says_why_and_cites_the_article(AuthorityRule rule)
    {
        var counts = rule != AuthorityRule.NoNumberYet;
        var why = new Authority(rule, counts ? Side.Home : null, counts ? new InvoiceNumber("RL-1") : null).Why;
        IsASentence(why);
        Assert.Matches(@"\([^()]*\bC[1-8](, C[1-8])*\)\.$", why);
        Assert.EndsWith($": {Explain.Because(rule)}.", why, StringComparison.Ordinal);
        Assert.Equal(counts, why.StartsWith("RL-1 counts: ", StringComparison.Ordinal));
    }

    [Fact]
    public void No_two_explanations_are_the_same()
    {
        string[] meanings =
        [
            .. Enum.GetValues<Rejection>().Select(rejection => Explain.Of(rejection).Meaning),
            .. Enum.GetValues<Finding>().Select(finding => Explain.Of(finding).Meaning),
            .. Enum.GetValues<AuthorityRule>().Select(rule => new Authority(rule, null, null).Why),
        ];
        Assert.Distinct(meanings);
    }

    [Theory]
    [InlineData(AuthorityRule.HomeAlways, "policy `home`, origin home, holds H", "H")]
    [InlineData(AuthorityRule.ErpFromTheStart, "live, origin erp, holds E", "E (C5, C6)")]
    [InlineData(AuthorityRule.ErpAfterSync, "live, origin home, approved, holds E", "E (C2–C4)")]
    [InlineData(AuthorityRule.HomeUntilSynced, "never or live, origin home, holds H", "H (C1)")]
    [InlineData(AuthorityRule.HomeAfterDisconnect, "disconnected, holds H", "H (C7)")]
    [InlineData(AuthorityRule.OnlyNumberHeld, "disconnected, holds E, origin erp or approved", "E (C8)")]
    [InlineData(AuthorityRule.NoNumberYet, "otherwise", "none")]
    public void A_rule_is_told_in_the_words_of_its_table(AuthorityRule rule, string when, string answer) =>
        Assert.Equal((when, answer), Explain.Rule(rule));

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Quoted { get; }

    private static void AreSentences((string Meaning, string Remedy) text)
    {
        IsASentence(text.Meaning);
        IsASentence(text.Remedy);
    }

    private static void IsASentence(string text)
    {
        Assert.EndsWith(".", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 10, 250);
        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
    }

    private static void NamesWhatExists(string remedy)
    {
        string[] fields = ["null", "syncFrom", "next", "reclaim", "authority", "erp", "why"];
        Assert.All(
            Quoted.Matches(remedy).Select(match => match.Groups[1].Value),
            word => Assert.Contains(word, Samples.Commands.Select(command => command.Name).Concat(fields)));
    }
}
