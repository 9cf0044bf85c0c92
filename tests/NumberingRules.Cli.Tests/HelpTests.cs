namespace NumberingRules.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("import")]
    [InlineData("audit")]
    [InlineData("preflight")]
    [InlineData("reconcile")]
    [InlineData("intacct")]
    [InlineData("why")]
    [InlineData("list")]
    [InlineData("find")]
    [InlineData("show")]
    [InlineData("pending")]
    [InlineData("series")]
    [InlineData("next")]
    [InlineData("check")]
    [InlineData("what-if")]
    [InlineData("verify")]
    [InlineData("head")]
    [InlineData("export")]
    [InlineData("rebuild")]
    [InlineData("copy")]
    [InlineData("schema")]
    [InlineData("diagram")]
    public void Everything_has_help_with_an_example(params string[] verb)
    {
        var run = Tool.Run([.. verb, "--help"]).Succeeded();
        Assert.Contains("Example:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"numbering {string.Concat(verb)}", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("run", "")]
    [InlineData("run", ".")]
    [InlineData("import", "", "--number", "n", "--date", "d", "--company", "c")]
    [InlineData("import", "samples/article.jsonl", "--number", "n", "--date", "d", "--company", "c", "--encoding", "utf-7")]
    [InlineData("import", "samples/article.jsonl", "--number", "n", "--date", "d", "--company", "c", "--delimiter", "::")]
    [InlineData("import", "samples/article.jsonl", "--number", "n", "--date", "d", "--company", "c", "--date-format", "%yMd%")]
    [InlineData("audit", "nothing.csv")]
    [InlineData("audit", "samples/article.jsonl", "--from", "sap")]
    [InlineData("audit", "samples/article.jsonl", "--where", "a")]
    [InlineData("audit", "samples/article.jsonl", "--country", "XX")]
    [InlineData("preflight", "--series", "samples/article.jsonl", "--erp", "sap")]
    [InlineData("preflight", "--series", "samples/article.jsonl", "--erp", "xero", "--on", "today")]
    [InlineData("import", "samples/article.jsonl", "--number", "n", "--date", "d", "--company", "", "--series", "")]
    public void Arguments_that_cannot_be_used_are_said_without_a_stack_trace(params string[] arguments)
    {
        var run = Tool.Run(arguments);
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.StartsWith("numbering: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_may_begin_with_an_at_sign()
    {
        var run = Tool.Run("why", "samples/article.jsonl", "@A1");
        Assert.Equal(1, run.Status);
        Assert.Contains("'@A1'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("fly")]
    [InlineData("run")]
    [InlineData("run", "a", "b")]
    [InlineData("run", "a", "--fast")]
    [InlineData("import", "register.csv")]
    [InlineData("import", "register.csv", "--as", "home", "--company", "c")]
    [InlineData("preflight", "--erp", "xero")]
    [InlineData("intacct", "check", "--write")]
    [InlineData("reconcile", "erp.csv")]
    [InlineData("reconcile", "home.csv", "erp.csv")]
    [InlineData("reconcile", "--book", "a.db", "home.csv", "erp.csv")]
    public void Arguments_that_make_no_sense_are_said_on_standard_error(params string[] arguments)
    {
        var run = Tool.Run(arguments);
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains("--help' shows", run.Error, StringComparison.Ordinal);
    }
}
