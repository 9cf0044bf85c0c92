using System.Diagnostics;
using NumberingRules.Cli;
using NumberingRules.Proof.Enumeration;
using Xunit.Abstractions;

namespace NumberingRules.Proof.Tests.Enumeration;

/// <summary>A planted fault is found, and the way to it is the shortest there is, printed as a script that the tool reads.</summary>
public class PlantedTests(ITestOutputHelper output)
{
    [Fact]
    public void A_blind_send_is_found() => Finds(Planted.SendsBlindly, "records", "law 10", 7);

    [Fact]
    public void Old_news_believed_is_found() => Finds(Planted.BelievesOldNews, "records", "law 9", 4);

    [Fact]
    public void An_attempt_that_stays_open_is_found() => Finds(Planted.LeavesUnlinkedInFlight, "records", "law 12", 6);

    [Fact]
    public void A_disconnect_that_forgets_imports_is_found() => Finds(Planted.ForgetsImportsOnDisconnect, "imports", "law 12", 3);

    [Fact]
    public void A_decision_that_minds_the_order_of_look_ups_is_found() => Finds(Planted.MindsTheOrderOfLookUps, "pair", "frame", 5);

    [Fact]
    public void A_fact_refused_for_being_inconvenient_is_found() => Finds(Planted.RefusesNewsOfVoidInvoices, "records", "law 12", 4);

    [Fact]
    public void An_answer_that_minds_an_interruption_is_found() => Finds(Planted.SwitchesBackWhenInterrupted, "policies", "law 8", 4);

    [Fact]
    public void A_position_that_does_not_move_on_is_found() => Finds(Planted.StaysBehind, "pair", "law 4", 3);

    [Fact]
    public void A_state_that_forgets_a_number_is_found() => Finds(Planted.ForgetsTheNumber, "records", "law 9", 4);

    [Fact]
    public void A_state_that_never_disconnects_is_found() => Finds(Planted.NeverDisconnects, "records", "law 12", 2);

    private void Finds(Rules rules, string scope, string law, int commands)
    {
        var explored = new Exploration(rules, Array.Find(Scopes.Small, one => one.Name == scope)!);
        var violation = explored.Run(Environment.ProcessorCount).Violation;
        Assert.NotNull(violation);
        var script = Counterexample.Of(explored, violation);
        var text = ScriptWriter.Text(script);
        output.WriteLine(violation.Law);
        output.WriteLine(text);
        Assert.StartsWith(law, violation.Law, StringComparison.Ordinal);
        Assert.Equal(commands, script.Count);
        Reads(text, script.Count);
    }

    /// <summary>The tool reads each line: it answers once for each command.</summary>
    private static void Reads(string script, int commands)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "numbering.dll"), "run", "-", "--json"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var tool = Process.Start(start)!;
        tool.StandardInput.Write(script);
        tool.StandardInput.Close();
        var answers = tool.StandardOutput.ReadToEnd().Split('\n').Count(line => line.Contains("\"outcome\"", StringComparison.Ordinal));
        tool.WaitForExit();
        Assert.Equal((0, commands), (tool.ExitCode, answers));
    }
}
