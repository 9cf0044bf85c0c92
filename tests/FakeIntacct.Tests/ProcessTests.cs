using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FakeIntacct.Tests;

/// <summary>The server as a process of its own.</summary>
public sealed class ProcessTests
{
    private static readonly string s_program = typeof(FakeIntacctServer).Assembly.Location;

    [Fact]
    public async Task It_says_where_it_listens_and_its_clock_can_be_moved_from_outside()
    {
        using var process = Start("--port", "0");
        try
        {
            string? line;
            while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith("FakeIntacct: API ", StringComparison.Ordinal))
            {
            }

            var api = new Uri(line!.Split(' ', ',')[2]);
            using var http = new HttpClient { BaseAddress = new(api, "/_fake/") };
            using var move = new StringContent("""{"at":"2050-01-01T00:00:00Z","advanceSeconds":3600}""");
            using var moved = await http.PostAsync("clock", move);
            Assert.StartsWith("2050-01-01T01:00:00", JsonNode.Parse(await http.GetStringAsync("clock"))!["now"]!.GetValue<string>(), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData("--port", "seven")]
    [InlineData("--prot", "7")]
    [InlineData("--settings", "not-there.json")]
    public async Task It_says_how_to_start_it_to_those_who_start_it_wrongly(string option, string value)
    {
        using var process = Start(option, value);
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("Usage: FakeIntacct [--port N]", said, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [s_program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
