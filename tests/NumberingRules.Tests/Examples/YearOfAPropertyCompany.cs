namespace NumberingRules.Tests.Examples;

/// <summary>One year told from end to end; the text beside this file was read and approved by people.</summary>
public sealed class YearOfAPropertyCompany
{
    [Fact]
    public void The_year_reads_as_approved() => Approved.Verify(nameof(YearOfAPropertyCompany), YearText.Of(YearScript.Chapters));
}
