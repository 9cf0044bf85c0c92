namespace NumberingRules.Cli;

/// <summary><c>numbering diagram</c>.</summary>
internal static class DiagramVerb
{
    internal static System.CommandLine.Command Create()
    {
        var verb = new System.CommandLine.Command("diagram", """
            Prints the state machine as a Mermaid diagram, found by trying every command in every reachable state.

            Example:
              numbering diagram > docs/diagram.mmd
            """);
        verb.SetAction(_ =>
        {
            using var output = Output.Open();
            using var text = Output.Text(output);
            text.Write(Diagram.Mermaid());
            return ExitCode.Done;
        });
        return verb;
    }
}
