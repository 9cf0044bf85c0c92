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

    /// <summary>Every kind of work, a void number, numbers taken over, one that is owed; 17 entries or more, connected.</summary>
    internal const string Year = """
        {"do":"open","series":[{"id":"rl","format":"RL-{seq:00000}"}]}
        {"do":"addSeries","series":{"id":"small","format":"S-{seq}","max":1}}
        {"do":"advance","series":"rl","date":"2026-01-01","next":101,"reason":"numbered by the old system"}
        {"do":"create","invoice":"A1","date":"2026-01-05"}
        {"do":"create","invoice":"A2","date":"2026-01-05"}
        {"do":"create","invoice":"A3","date":"2026-01-05"}
        {"do":"create","invoice":"A4","date":"2026-01-05"}
        {"do":"create","invoice":"A5","date":"2026-01-05"}
        {"do":"connect","company":"acme","syncFrom":"2025-01-01"}
        {"do":"approve","invoice":"A1"}
        {"do":"send","invoice":"A1"}
        {"do":"confirm","invoice":"A1","erpKey":"501","erpNumber":"SI-1001"}
        {"do":"import","invoice":"S7","erpKey":"502","erpNumber":"SI-1002","date":"2026-01-06","series":"small"}
        {"do":"import","invoice":"S8","erpKey":"503","erpNumber":"SI-1003","date":"2026-01-06","series":"small"}
        {"do":"void","invoice":"A2","by":"home","reason":"entered, \"twice\""}
        {"do":"approve","invoice":"A3"}
        {"do":"approve","invoice":"A4"}
        {"do":"send","invoice":"A4"}
        {"do":"lose","invoice":"A4"}
        {"do":"approve","invoice":"A5"}
        {"do":"send","invoice":"A5"}
        {"do":"refuse","invoice":"A5","reason":"no such customer"}
        {"do":"confirm","invoice":"A1","erpKey":"504","erpNumber":"SI-1004"}
        """;
}
