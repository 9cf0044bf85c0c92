namespace NumberingRules.Cli.Tests;

public sealed class DiagramTests
{
    [Fact]
    public void The_diagram_in_the_docs_is_current() =>
        Approved.File(
            Repository.PathOf("docs", "diagram.md"),
            $"""
            # The state machine

            Printed by `numbering diagram`, which tries every command in every reachable state; a test keeps this page current.
            An arrow says that some such state leads there, not that every one does: [rules.md](rules.md) has the conditions.

            ```mermaid
            {Tool.Run("diagram").Succeeded().Output.TrimEnd()}
            ```

            """);
}
