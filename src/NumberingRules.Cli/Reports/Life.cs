using System.Globalization;
using System.Text.Json;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>A step in an invoice's life: a line of a script, or an entry of a journal.</summary>
/// <param name="Place">The line or the entry.</param>
/// <param name="At">When the entry was written; none for a line.</param>
/// <param name="Actor">Who did it, if that was said.</param>
/// <param name="Command">The line's command; none for an entry.</param>
/// <param name="What">What happened.</param>
/// <param name="After">Which number counted from then on.</param>
internal sealed record LifeRow(long Place, DateTimeOffset? At, string? Actor, string? Command, string What, Authority After)
{
    internal static LifeRow Of(InvoiceId invoice, LifeStep step)
    {
        var entry = step.Entry;
        var findings = entry.Findings.Where(noted => noted.Invoice == invoice).Select(noted => $"finding: {Name.Of(noted.Finding)}");
        return new(
            entry.Number, entry.At, entry.Actor, null,
            string.Join("; ", findings.Prepend(Describe.Event(entry.Event) + (entry.IsErased ? " (its text was erased)" : ""))),
            step.After);
    }
}

/// <summary>An invoice and its life.</summary>
internal sealed record Life(ShownInvoice Shown, IReadOnlyCollection<LifeRow> Rows)
{
    internal static async Task<Life> OfAsync(BookHandle book, InvoiceView invoice) =>
        new(ShownInvoice.Of(invoice), [.. (await book.LifeOfAsync(invoice.Id)).Select(step => LifeRow.Of(invoice.Id, step))]);

    /// <summary>In which ways a text stands for an invoice.</summary>
    internal static IEnumerable<string> Matches(Invoice invoice, string text)
    {
        if (invoice.Id.Text == text)
        {
            yield return "its id";
        }

        for (var at = 0; at < invoice.Claims.Count; at++)
        {
            if (invoice.Claims[at] is var claim && claim.Number.Text == text)
            {
                yield return claim.System == Side.Home ? "its home number" : "an ERP number it has or had";
            }
        }

        if (invoice.Records.Any(record => record.Key.Text == text))
        {
            yield return "its ERP key";
        }

        if (invoice.Released.Any(record => record.Key.Text == text))
        {
            yield return "an ERP key it gave up";
        }
    }

    internal void Print(Tables tables, string heading, string now = "Now")
    {
        tables.Life(heading, Rows);
        tables.Line($"{now}: {Shown.Authority.Why}");
        if (Shown.References.Count > 0)
        {
            tables.Line($"Kept for reference: {Describe.References(Shown.References)} (C8).");
        }
    }

    internal void Write(JsonReport report, Action<Utf8JsonWriter>? more = null) => report.Write(Shown, after: json =>
    {
        more?.Invoke(json);
        json.WriteObjects("life", Rows, row =>
        {
            json.WriteNumber(row.At is null ? "line" : "entry", row.Place);
            json.WriteOptional("at", row.At?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteOptional("who", row.Actor);
            json.WriteOptional("command", row.Command);
            json.WriteString("what", row.What);
            JsonReport.WriteNumber(json, row.After);
            json.WriteString("rule", Name.Of(row.After.Rule));
        });
    });
}
