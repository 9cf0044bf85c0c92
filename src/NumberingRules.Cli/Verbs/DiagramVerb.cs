using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary><c>numbering diagram</c>.</summary>
internal static class DiagramVerb
{
    internal static System.CommandLine.Command Create()
    {
        var axis = new Argument<string?>("AXIS") { Description = "only this part of it", Arity = ArgumentArity.ZeroOrOne };
        axis.AcceptOnlyFromAmong([.. Diagram.Names]);
        var verb = new System.CommandLine.Command("diagram", """
            Prints the state machine as a Mermaid diagram, found by trying every command in every reachable state.

            Example:
              numbering diagram sync > sync.mmd
            """) { axis };
        verb.SetAction(parsed =>
        {
            using var output = Output.Open();
            using var text = Output.Text(output);
            text.Write(Diagram.Mermaid(parsed.GetValue(axis)));
            return ExitCode.Done;
        });
        return verb;
    }
}
