using System.CommandLine;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary><c>numbering what-if</c>.</summary>
internal static class WhatIfVerb
{
    internal static System.CommandLine.Command Create()
    {
        var what = new Argument<string>("COMMAND") { Description = "disconnect: the connection to the ERP ends" };
        what.AcceptOnlyFromAmong("disconnect");
        var json = Options.Json("the outcome, then one object per invoice whose number would change, then one per finding");
        var verb = new System.CommandLine.Command("what-if", """
            Lists each invoice whose number would change, and changes nothing.

            Example:
              numbering what-if disconnect --book article.db
            """) { what, json };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            await using var file = await book.ReadAsync(parsed);
            var command = new Command.Disconnect();
            var (decision, changes) = await file.Book.WhatIfAsync(command);
            var shown = new ShownAnswer(0, command, decision, null, 0, Explain.Detail(command, decision, file.Book.Name));
            Output.Show(parsed.GetValue(json), report => Write(report, shown, changes), tables => Print(tables, shown, changes));
            return ExitCode.Done;
        });
        return verb;
    }

    private static void Print(Tables tables, ShownAnswer shown, IReadOnlyList<NumberChange> changes)
    {
        var decision = shown.Decision;
        if (decision.Rejection is { } rejection)
        {
            tables.Line($"Nothing would change; it would be rejected: {Name.Of(rejection)}.");
            tables.Line($"    {shown.Detail}. {Describe.Explained(rejection).Meaning}");
            return;
        }

        if (changes.Count > 0)
        {
            tables.Table("Numbers that would change", ["*Invoice", "*Now", "*Then", "*By which rule"], changes.Select(change => new[]
            {
                change.Invoice.Text, Describe.Number(change.Before), Describe.Number(change.After), Name.Of(change.After.Rule),
            }));
            tables.Rules(changes, static change => change.After.Rule);
        }

        foreach (var found in decision.Findings.GroupBy(noted => noted.Finding))
        {
            tables.Line($"Finding {Name.Of(found.Key)}: {string.Join(", ", found.Select(noted => noted.Invoice))}");
            tables.Line($"    {Describe.Explained(found.Key).Meaning}");
        }

        tables.Line(decision.Outcome == Outcome.Unchanged
            ? "Nothing would change: the book is disconnected already."
            : $"{Describe.Count(changes.Count, "invoice", "invoices")} would show another number. Nothing was changed.");
    }

    private static void Write(JsonReport report, ShownAnswer shown, IReadOnlyList<NumberChange> changes)
    {
        report.Write(shown, numbered: false);
        report.WriteEach(changes, static (json, change) =>
        {
            json.WriteString("invoice", change.Invoice.Text);
            Write(json, "before", change.Before);
            Write(json, "after", change.After);
        });
        report.WriteEach(shown.Decision.Findings, static (json, noted) =>
        {
            json.WriteString("finding", Name.Of(noted.Finding));
            json.WriteString("invoice", noted.Invoice.Text);
            json.WriteString("meaning", Describe.Explained(noted.Finding).Meaning);
            json.WriteString("remedy", Describe.Explained(noted.Finding).Remedy);
        });
    }

    private static void Write(Utf8JsonWriter json, string name, Authority? authority)
    {
        json.WriteStartObject(name);
        JsonReport.WriteNumber(json, authority);
        json.WriteString("rule", authority is { } answer ? Name.Of(answer.Rule) : null);
        json.WriteEndObject();
    }
}
