using System.Globalization;
using NumberingRules.Cli;

namespace NumberingRules.Proof.Enumeration;

/// <summary><c>enumerate [small|large] [SCOPE]</c>: a line of Markdown for each scope, and a script where a law is broken.</summary>
internal static class EnumerateVerb
{
    internal static int Run(string[] args)
    {
        Scope[] scopes = [.. (args is ["large", ..] ? Scopes.Large : Scopes.Small).Where(scope => args.Length < 2 || scope.Name == args[1])];
        string[] head = ["| scope | states | steps | accepted | unchanged | rejected | depth | to the end | seconds | rows of the view |", "|---|---:|---:|---:|---:|---:|---:|---|---:|---:|"];
        Console.WriteLine(string.Join('\n', head));
        var (states, steps, seconds, broken) = (0L, 0L, 0.0, 0);
        foreach (var scope in scopes)
        {
            var explored = new Exploration(Rules.Real, scope);
            var seen = explored.Run(Environment.ProcessorCount);
            var (rows, problem) = CurrentView.LookAsync(explored).GetAwaiter().GetResult();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {scope.Name} | {seen.States} | {seen.Steps} | {seen.Accepted} | {seen.Unchanged} | {seen.Rejected} | {seen.Depth} | {(seen.IsComplete ? "yes" : "no")} | {seen.Seconds:0.0} | {rows} |"));
            (states, steps, seconds) = (states + seen.States, steps + seen.Steps, seconds + seen.Seconds);
            if (problem is not null)
            {
                broken++;
                Console.WriteLine($"\n{problem}\n");
            }

            if (seen.Violation is { } violation)
            {
                broken++;
                Console.WriteLine($"\n{violation.Law}\n");
                Console.Write(ScriptWriter.Text(Counterexample.Of(explored, violation)));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| all | {states} | {steps} | | | | | | {seconds:0.0} | |"));
        Console.WriteLine();
        foreach (var scope in scopes)
        {
            Console.WriteLine($"- **{scope.Name}**: {scope.About}.");
        }

        return broken == 0 ? 0 : 1;
    }
}
