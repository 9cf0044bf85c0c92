using System.Diagnostics;
using FakeIntacct;
using NumberingRules.Tests;

namespace NumberingRules.Intacct.Tests;

/// <summary><c>numbering intacct check</c> against a server that answers like Intacct: it sees what holds, and what does not.</summary>
public sealed class CheckTests
{
    private static readonly string[] Draft = ["--write", "--customer", "C-77", "--account", "4000"];

    [Fact]
    public async Task It_reads_only_unless_asked()
    {
        await using var server = await StartAsync(new() { Sequence = true });
        var run = Check(server);
        Assert.True(run.Status == 0, run.Output + run.Error);
        Assert.Contains("3 hold, 0 do not, 6 cannot be told", run.Output, StringComparison.Ordinal);
        Assert.Contains("not tried: --write", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, server.Truth()["invoices"]!.AsArray().Count);
        Assert.DoesNotContain("fake-secret", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_leave_to_write_it_makes_one_draft_and_deletes_it()
    {
        await using var server = await StartAsync(new() { Sequence = true });
        var run = Check(server, Draft);
        Assert.True(run.Status == 0, run.Output + run.Error);
        Assert.Contains(", 0 do not", run.Output, StringComparison.Ordinal);
        Assert.Contains("told as stored", run.Output, StringComparison.Ordinal);
        Assert.Equal(4, server.Truth()["invoices"]!.AsArray().Count);
        Assert.True(server.Truth()["invoices"]!.AsArray()[^1]!["deleted"]!.GetValue<bool>());
    }

    private static readonly Dictionary<string, FakeSettings> Odd = new()
    {
        ["HOME_INVOICE_ID"] = new() { Sequence = true, CustomFields = [] },
        ["403"] = new() { Sequence = true, AuditPermitted = false },
        ["401"] = new() { Sequence = true, ClientSecret = "another" },
    };

    public static TheoryData<string> OddNames => [.. Odd.Keys];

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task What_does_not_hold_is_said(string what)
    {
        await using var server = await StartAsync(Odd[what]);
        var run = Check(server);
        Assert.Equal(1, run.Status);
        Assert.Contains(run.Output.Split('\n'), line => line.Contains("│ NO ", StringComparison.Ordinal) && line.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_that_is_none_is_said()
    {
        var run = Run("", "--address", "api.intacct.com");
        Assert.Equal(2, run.Status);
        Assert.Contains("api.intacct.com", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_names_and_secret_it_says_where_they_come_from()
    {
        var run = Run("");
        Assert.Equal(2, run.Status);
        Assert.Contains("INTACCT_CLIENT_SECRET", run.Error, StringComparison.Ordinal);
    }

    private static async Task<FakeIntacctServer> StartAsync(FakeSettings settings)
    {
        var server = await FakeIntacctServer.StartAsync(settings);
        using var screen = new HttpClient { BaseAddress = server.Address };
        for (var at = 0; at < 3; at++)
        {
            using var body = new StringContent("""{"customer":{"id":"C-9"},"invoiceDate":"2026-01-06","dueDate":"2026-02-06","lines":[{"txnAmount":"10.00","glAccount":{"id":"4000"}}]}""", System.Text.Encoding.UTF8, "application/json");
            using var made = await screen.PostAsync(new Uri("_fake/invoices", UriKind.Relative), body);
            made.EnsureSuccessStatusCode();
        }

        return server;
    }

    private static (int Status, string Output, string Error) Check(FakeIntacctServer server, params string[] more) => Run("fake-secret", ["--address", server.Api.ToString(), .. more]);

    private static (int Status, string Output, string Error) Run(string secret, params string[] arguments)
    {
        // Where it is built: beside the tests it would lack what ASP.NET Core brings along for them.
        var built = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach([Checkout.PathOf("src", "NumberingRules.Cli", "bin", built, "net10.0", "numbering.dll"), "intacct", "check", .. arguments], start.ArgumentList.Add);
        (start.Environment["INTACCT_CLIENT_ID"], start.Environment["INTACCT_CLIENT_SECRET"], start.Environment["INTACCT_USER"]) = ("fake-client", secret, "ws@fakeco");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }
}
