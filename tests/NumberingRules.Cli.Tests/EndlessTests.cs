using System.Text;

namespace NumberingRules.Cli.Tests;

/// <summary>Input without an end: each reader of the tool ends by itself, with a message, in a heap that is limited.</summary>
public class EndlessTests
{
    // Far less than what is written, and enough for a buffer that was doubled.
    private const string Heap = "10000000"; // 256 MB, in hexadecimal digits

    private const int Most = 1 << 30;

    public static TheoryData<string, string[], string> Endless => new()
    {
        { "x", ["run", "-"], "the line is longer than" },
        { "x", ["verify", "-"], "cut off" },
        { "No,Date\n\"", ["audit", "-", "--number", "No", "--date", "Date"], "never closed" },
        { "No,Date\n\"", ["import", "-", "--number", "No", "--date", "Date", "--company", "c"], "never closed" },
        { "No,Date\n,", ["audit", "-", "--number", "No", "--date", "Date"], "more than" },
        { "PK\u0003\u0004", ["audit", "-", "--number", "No", "--date", "Date"], "name its file" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public void An_input_without_an_end_is_refused_in_bounded_memory(string beginning, string[] arguments, string problem)
    {
        var run = Tool.Run(Endlessly(beginning), arguments, Heap);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("OutOfMemory", run.Error, StringComparison.Ordinal);
        Assert.True(run.Status is 1 or 2, $"{run.Status}: {run.Error}");
    }

    [Fact]
    public void An_export_of_long_lines_is_verified_in_bounded_memory()
    {
        var line = Encoding.ASCII.GetBytes("{\"body\":{" + new string('x', 1 << 20) + "},\"hash\":\"" + new string('0', 64) + "\"}\n");
        var run = Tool.Run(Enumerable.Repeat(line, 600).Prepend("{\"journal\":1,\"book\":\"main\"}\n"u8.ToArray()), ["verify", "-"], Heap);
        Assert.Equal(1, run.Status);
        Assert.Contains("entry 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_is_a_device_is_not_read_into_memory()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var run = Tool.Run(["No,Date\nA1,2026-01-05\n"u8.ToArray()], ["import", "-", "--number", "No", "--date", "Date", "--company", "c", "--policy", "/dev/zero"], Heap);
        Assert.Equal(2, run.Status);
        Assert.Contains("longer than 1048576 bytes", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<byte[]> Endlessly(string beginning)
    {
        yield return Encoding.UTF8.GetBytes(beginning);
        var more = Encoding.UTF8.GetBytes(new string(beginning[^1] is '\u0004' or '"' ? 'x' : beginning[^1], 1 << 16));
        for (var poured = 0; poured < Most; poured += more.Length)
        {
            yield return more;
        }
    }
}
