using System.Text;
using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

public sealed class DiagramTests
{
    private static readonly (string Axis, string Title)[] Parts =
    [
        ("connection", "Connection of the book"),
        ("approval", "Approval of a home-created invoice"),
        ("sync", "Sync of a home-created invoice"),
        ("unlinked", "Taken out of sync, and put back"),
        ("void", "Void of a home-created invoice"),
        ("imported", "An ERP-created invoice"),
        ("authority", "Which number of a home-created invoice counts"),
        ("importedAuthority", "Which number of an ERP-created invoice counts"),
    ];

    [Fact]
    public void The_diagram_in_the_docs_is_current()
    {
        var page = new StringBuilder("""
            # The state machine

            Printed by `numbering diagram`, which tries every command in every reachable state of a book with one invoice; a test
            keeps this page current. An arrow says that some such state leads there, not that every one does:
            [rules.md](rules.md) has the conditions.

            """);
        foreach (var (axis, title) in Parts)
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n## {title}\n\n```mermaid\n{Tool.Run("diagram", axis).Succeeded().Output}```\n");
        }

        Approved.File(Checkout.PathOf("docs", "diagram.md"), page.ToString());
    }

    [Fact]
    public void The_whole_diagram_holds_every_part()
    {
        var whole = Tool.Run("diagram").Succeeded().Output;
        Assert.StartsWith("stateDiagram-v2\n", whole, StringComparison.Ordinal);
        Assert.All(Parts, part => Assert.Contains($"state \"{part.Title}\" as {part.Axis} {{", whole, StringComparison.Ordinal));
    }
}
