using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using NumberingRules.Tests.Laws;
using NumberingRules.Tests.Tables;

namespace NumberingRules.Tests.Docs;

/// <summary>The rules on one page, written from the tables and laws that the tests hold the library to.</summary>
internal static class RulesPage
{
    internal static string Text()
    {
        var text = new StringBuilder("""
            # The rules

            Made from the tables and laws in `tests/NumberingRules.Tests`, which were written from the specification and not from
            the code; a test keeps this page current. *H* is an invoice's home number, *E* the number of its current record in the
            ERP. *Live* means connected or interrupted. Where the code cites the specification: SPEC §5 is
            [which number counts](#which-number-counts), §6 [what becomes of a command](#what-becomes-of-a-command), §8
            [the laws](#the-laws), and §4 (policy), §7 (series) and §9 (scripts) are in [scripts.md](scripts.md).

            ## The clauses

            | clause | in short |
            |---|---|
            | C1 | Created at home: a home number first. |
            | C2 | Approved and synced: the ERP gives it a number. |
            | C3 | That number comes back. |
            | C4 | From then on the ERP number is displayed. |
            | C5 | Created in the ERP: an ERP number from the start, |
            | C6 | kept when it comes home. |
            | C7 | Disconnected: all invoices switch back to home numbering, new ones follow it. |
            | C8 | ERP numbers are kept for reference; every invoice stays traceable. |

            ## Which number counts

            The first row that fits.

            | rule | when | answer | because |
            |---|---|---|---|

            """);
        foreach (var rule in Enum.GetValues<AuthorityRule>())
        {
            var (when, answer) = When(rule);
            text.Append(CultureInfo.InvariantCulture, $"| `{Name.Of(rule)}` | {when} | {answer} | {Explain.Because(rule)} |\n");
        }

        text.Append("""

            References are every other number the invoice ever held, oldest first.

            ## What becomes of a command

            The first row that fits. Before `open` everything else is rejected `book-not-open`. What each reason means and what to do
            about it: [rejections.md](rejections.md); the findings: [findings.md](findings.md).

            """);
        var commands = Cells.Possible.Select(cell => cell.Row).ToHashSet();
        Write(text, SpecTables.All.Where(table => commands.Contains(table.Name)));

        text.Append("""

            ### together

            The commands in order, each seeing those before; one rejected, all rejected with its reason and its index from 0;
            otherwise accepted if any was, else unchanged. Findings are united.

            ## Taking a number

            To issue, the first row that fits; of the findings, every one that fits.

            """);
        Write(text, SpecTables.All.Where(table => !commands.Contains(table.Name) && table.Name[0] != '§'));
        text.Append("""

            ## The laws

            Properties of any script of commands under any policy, each checked over generated scripts.

            | law | says |
            |---|---|

            """);
        foreach (var law in Laws())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {law[..2].TrimStart('0')} | {law[3..].Replace('_', ' ')} |\n");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, IEnumerable<ITable> tables)
    {
        foreach (var table in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {table.Name}\n\n| when | becomes |\n|---|---|\n");
            foreach (var (condition, becomes) in table.Described)
            {
                var (outcome, effect) = becomes.Split(": ", 2) is [var first, var second] ? (first, ": " + second) : (becomes, "");
                text.Append(CultureInfo.InvariantCulture, $"| {condition} | {(outcome.Contains('*', StringComparison.Ordinal) ? outcome : $"`{outcome}`")}{effect} |\n");
            }
        }
    }

    private static IEnumerable<string> Laws() => typeof(LawAttribute).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<LawAttribute>() is not null)
        .Where(method => method.Name.StartsWith("Law_", StringComparison.Ordinal))
        .Select(method => method.Name["Law_".Length..])
        .Order(StringComparer.Ordinal);

    /// <summary>When a rule of SPEC §5 applies, in the words of its table.</summary>
    private static (string When, string Answer) When(AuthorityRule rule) => rule switch
    {
        AuthorityRule.HomeAlways => ("policy `home`, origin home, holds H", "H"),
        AuthorityRule.ErpFromTheStart => ("live, origin erp, holds E", "E (C5, C6)"),
        AuthorityRule.ErpAfterSync => ("live, origin home, approved, holds E", "E (C2–C4)"),
        AuthorityRule.HomeUntilSynced => ("never or live, origin home, holds H", "H (C1)"),
        AuthorityRule.HomeAfterDisconnect => ("disconnected, holds H", "H (C7)"),
        AuthorityRule.OnlyNumberHeld => ("disconnected, holds E, origin erp or approved", "E (C8)"),
        AuthorityRule.NoNumberYet => ("otherwise", "none"),
        _ => throw new UnreachableException(),
    };
}
