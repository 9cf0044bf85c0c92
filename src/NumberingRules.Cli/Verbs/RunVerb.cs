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
            Applies a script of commands to a book, in memory or kept in a file, and prints the register: which number of each invoice counts, and why.

            Example:
              numbering run samples/article.jsonl
              numbering run samples/article.jsonl --book article.db
            """) { script, json, strict };
        var book = new BookOption(verb, required: false, "apply it to the book kept in this file, which is made when it is not there (default: a book in memory)");
        verb.SetAction(async parsed =>
        {
            var lines = Script.Read(parsed.GetRequiredValue(script));
            var summary = book.PlaceIn(parsed) is null
                ? await Run.ApplyAsync(lines, parsed.GetValue(json))
                : await Run.ApplyAsync([.. lines], () => book.WriteAsync(parsed), parsed.GetValue(json));
            return parsed.GetValue(strict) && summary.Count(Outcome.Rejected) > 0 ? ExitCode.Rejected : ExitCode.Done;
        });
        return verb;
    }
}
