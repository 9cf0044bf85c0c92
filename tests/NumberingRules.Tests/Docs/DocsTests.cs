namespace NumberingRules.Tests.Docs;

/// <summary>The pages under <c>docs/</c> that are made from the rules themselves; <c>NUMBERINGRULES_APPROVE=1</c> writes them anew.</summary>
public sealed class DocsTests
{
    [Fact]
    public void The_rules_are_current() => IsCurrent("rules.md", RulesPage.Text());

    [Fact]
    public void The_rejections_are_current() => IsCurrent("rejections.md", AnswerPages.Rejections());

    [Fact]
    public void The_findings_are_current() => IsCurrent("findings.md", AnswerPages.Findings());

    [Fact]
    public void The_scripts_are_current() => IsCurrent("scripts.md", ScriptsPage.Scripts());

    [Fact]
    public void The_events_are_current() => IsCurrent("events.md", ScriptsPage.Events());

    [Fact]
    public void Rejections_and_findings_mean_in_the_code_what_they_mean_in_words()
    {
        Assert.All(Enum.GetValues<Rejection>(), rejection => Assert.Equal(Explain.Of(rejection).Meaning, Summaries.Of(rejection)));
        Assert.All(Enum.GetValues<Finding>(), finding => Assert.Equal(Explain.Of(finding).Meaning, Summaries.Of(finding)));
    }

    private static void IsCurrent(string page, string text)
    {
        var path = Checkout.PathOf("docs", page);
        if (Environment.GetEnvironmentVariable("NUMBERINGRULES_APPROVE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path), ignoreLineEndingDifferences: true);
    }
}
