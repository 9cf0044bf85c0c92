using System.Text;
using NumberingRules.Registers;

namespace NumberingRules.Cli.Tests;

/// <summary>What fuzzing found in the readers of the tool, each by its name.</summary>
public sealed class FoundByFuzzingTests
{
    private const string Hostile = "\u001b[2J\u202E";
    private static readonly string Long = new('x', 50_000);

    [Fact]
    public void A_header_that_a_terminal_would_obey_is_shown_as_escapes_where_it_may_have_been_meant() =>
        Assert.Contains(@"was 'No\u001B' meant?", ErrorOf("No\u001b,Date\n1,2026-01-05\n"), StringComparison.Ordinal);

    [Fact]
    public void A_header_that_a_terminal_would_obey_is_shown_as_escapes_where_a_row_has_more_values() =>
        Assert.Contains(@"column '\u001B[2J\u202E'", ErrorOf($"No,Date,{Hostile}\n1,2026-01-05,x,y\n"), StringComparison.Ordinal);

    [Fact]
    public void A_header_of_any_length_is_named_by_its_beginning() =>
        Assert.InRange(ErrorOf($"No,Date,{Long}\n1,2026-01-05,x,y\n").Length, 1, 1000);

    [Fact]
    public void Columns_of_any_length_are_listed_by_their_beginnings() =>
        Assert.InRange(ErrorOf($"{Long},{Long}\n1,2026-01-05\n").Length, 1, 1000);

    [Fact]
    public void A_date_of_any_length_is_quoted_by_its_beginning() =>
        Assert.InRange(ErrorOf($"No,Date\n1,{Long}\n").Length, 1, 1000);

    [Theory]
    [InlineData(' ')]
    [InlineData('T')]
    public void A_date_of_any_length_is_read_without_copies_of_it(char filling)
    {
        var value = "x" + new string(filling, 50_000) + "x";
        var format = new DateFormat("yyyy-MM-dd");
        format.TryRead(value, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(format.TryRead(value, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_word_that_is_not_JSON_is_refused_in_one_short_line_however_long_the_line_it_stands_in()
    {
        var run = Tool.Run(Encoding.UTF8.GetBytes($"nul{Long}\n"), ["run", "-"]);
        Assert.Equal(2, run.Status);
        Assert.Contains("standard input, line 1: not JSON at byte 4", run.Error, StringComparison.Ordinal);
        Assert.Contains("xxx…", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.Length, 1, 1000);
    }

    private static string ErrorOf(string register)
    {
        using var file = TemporaryFile.Of("csv", register);
        var run = Tool.Run("import", file.Path, "--number", "No", "--date", "Date", "--company", "wholesaler");
        Assert.Equal(2, run.Status);
        Assert.DoesNotContain('\u001b', run.Error);
        Assert.DoesNotContain('\u202E', run.Error);
        return run.Error;
    }
}
