using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary><c>numbering run</c>.</summary>
internal static class RunVerb
{
    internal static System.CommandLine.Command Create()
    {
        var script = new Argument<string>("SCRIPT") { Description = "the script (JSON Lines), or - for standard input" };
        var json = Options.Json();
        var strict = new Option<bool>("--strict") { Description = "exit with 1 when any command was rejected" };
        var verb = new System.CommandLine.Command("run", """
            Applies a script of commands to a book in memory and prints the register: which number of each invoice counts, and why.

            Example:
              numbering run samples/article.jsonl
            """) { script, json, strict };
        verb.SetAction(parsed =>
        {
            var summary = Run.Apply(Script.Read(parsed.GetRequiredValue(script)), parsed.GetValue(json));
            return parsed.GetValue(strict) && summary.Count(Outcome.Rejected) > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return verb;
    }
}
