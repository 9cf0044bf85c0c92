namespace NumberingRules.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("import")]
    [InlineData("why")]
    [InlineData("diagram")]
    public void Everything_has_help_with_an_example(params string[] verb)
    {
        var run = Tool.Run([.. verb, "--help"]).Succeeded();
        Assert.Contains("Example:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"numbering {string.Concat(verb)}", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("fly")]
    [InlineData("run")]
    [InlineData("run", "a", "b")]
    [InlineData("run", "a", "--fast")]
    [InlineData("import", "register.csv")]
    public void Arguments_that_make_no_sense_are_said_on_standard_error(params string[] arguments)
    {
        var run = Tool.Run(arguments);
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains("--help' shows", run.Error, StringComparison.Ordinal);
    }
}
