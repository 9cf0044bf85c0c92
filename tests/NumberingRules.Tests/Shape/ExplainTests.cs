namespace NumberingRules.Tests.Shape;

/// <summary>Whatever can be answered is explained, in sentences.</summary>
public sealed class ExplainTests
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
    public void A_remedy_names_commands_that_exist(Rejection rejection) => NamesWhatExists(say => Explain.Of(rejection, say), Explain.Of(rejection));

    [Theory]
    [MemberData(nameof(Findings))]
    public void A_remedy_for_a_finding_names_commands_that_exist(Finding finding) => NamesWhatExists(say => Explain.Of(finding, say), Explain.Of(finding));

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
    public void A_remedy_names_commands_in_the_words_of_who_speaks()
    {
        Assert.Contains(": <advance> the home series", Explain.Of(Finding.SameText, static command => $"<{command}>").Remedy, StringComparison.Ordinal);
        Assert.Contains(": `Command.Advance` the home series", Explain.Of(Finding.SameText).Remedy, StringComparison.Ordinal);
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

    /// <summary>Each speaker says a command in words of his own; with none he names its type.</summary>
    private static void NamesWhatExists(Func<Func<string, string>, (string Meaning, string Remedy)> explained, (string Meaning, string Remedy) inTypes)
    {
        List<Command> named = [];
        var (_, said) = explained(name =>
        {
            named.Add(Samples.Commands.First(command => command.Name == name));
            return $"`Command.{named[^1].GetType().Name}`";
        });
        Assert.DoesNotContain(said, static letter => letter is '{' or '}');
        Assert.Equal(said, inTypes.Remedy);
    }
}
