using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary>Options that several verbs have.</summary>
internal static class Options
{
    /// <summary>Of the verbs that apply commands.</summary>
    internal static Option<bool> Json() => Json("one object per command, then one per invoice");

    internal static Option<bool> Json(string what) => new("--json") { Description = $"print JSON Lines and nothing else: {what}" };
}
