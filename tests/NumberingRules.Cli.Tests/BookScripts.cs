using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary>Small books to look at.</summary>
internal static class BookScripts
{
    /// <summary>Every kind of answer: findings, holders, commands that hold together, rejections.</summary>
    internal const string Findings = """
        {"do":"open","series":[{"id":"rl","format":"{seq}"}],"policy":{"authority":"home"}}
        {"do":"connect","company":"acme"}
        {"do":"import","invoice":"S1","erpKey":"k1","erpNumber":"1","date":"2026-01-05"}
        {"do":"create","invoice":"A1","date":"2026-01-05"}

        # a remark is counted
        {"do":"create","invoice":"A2","date":"2026-01-05"}
        {"do":"confirm","invoice":"A2","erpKey":"k2"}
        {"do":"confirm","invoice":"A2","erpKey":"k3","erpNumber":"1"}
        {"do":"import","invoice":"S2","erpKey":"k1","date":"2026-01-05"}
        {"do":"confirm","invoice":"A1","erpKey":"k1"}
        {"do":"together","commands":[{"do":"submit","invoice":"A1"},{"do":"confirm","invoice":"A1","erpKey":"k1"}]}
        {"do":"together","commands":[{"do":"submit","invoice":"A1"},{"do":"approve","invoice":"A1"}]}
        {"do":"send","invoice":"A1"}
        {"do":"send","invoice":"A1"}
        {"do":"lose","invoice":"A1"}
        {"do":"resend","invoice":"A1"}
        {"do":"addSeries","series":{"id":"bad","format":"no number"}}
        {"do":"approve","invoice":"nobody"}
        """;

    /// <summary>Every kind of work, a void number, numbers taken over, and one that will be owed; connected.</summary>
    internal static string Busy { get; } = File.ReadAllText(Checkout.PathOf("samples", "busy.jsonl"));
}
