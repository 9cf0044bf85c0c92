using System.Text;
using NumberingRules.Tests.Laws;

namespace NumberingRules.Tests.Docs;

/// <summary>What each rejection and finding means, what to do about it, and which commands answer with it.</summary>
internal static class AnswerPages
{
    internal static string Rejections()
    {
        var text = new StringBuilder("""
            # Rejections

            A wish may be rejected: nothing has changed, and the reason is data. A fact from the ERP about an invoice of
            the book is rejected only for naming what does not exist, was released, belongs to another invoice, or precedes the
            first connect (law 12).

            | reason | what it means | what to do | commands |
            |---|---|---|---|

            """);
        foreach (var rejection in Enum.GetValues<Rejection>().OrderBy(Name.Of, StringComparer.Ordinal))
        {
            var (meaning, remedy) = Explain.Of(rejection, static command => $"`{command}`");
            Row(text, Name.Of(rejection), meaning, remedy);
        }

        return text.ToString();
    }

    internal static string Findings()
    {
        var text = new StringBuilder("""
            # Findings

            Trouble that was recorded rather than refused: the command was accepted, and somebody should look.

            | finding | what it means | what to do | commands |
            |---|---|---|---|

            """);
        foreach (var finding in Enum.GetValues<Finding>())
        {
            var (meaning, remedy) = Explain.Of(finding, static command => $"`{command}`");
            Row(text, Name.Of(finding), meaning, remedy);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, string meaning, string remedy)
    {
        var commands = Cells.Possible.Where(cell => cell.Becomes == name).Select(cell => $"`{cell.Row}`").ToList();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{name}` | {meaning} | {remedy} | {(commands.Count > 20 ? "every command but `open`" : string.Join(", ", commands))} |\n");
    }
}
