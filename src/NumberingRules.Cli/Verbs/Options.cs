using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary>Options that several verbs have.</summary>
internal static class Options
{
    internal static Option<bool> Json() => new("--json") { Description = "print JSON Lines and nothing else: one object per command, then one per invoice" };
}
