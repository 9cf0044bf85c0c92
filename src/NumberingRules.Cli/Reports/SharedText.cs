using System.Text.Json;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>That several invoices which are not void display one text now, and what to do about it.</summary>
/// <param name="Number">The text.</param>
/// <param name="Invoices">The invoices; the one it is told of first, alone if no other displays the text.</param>
/// <param name="IsHome">Whether it is the home number of one of them.</param>
internal sealed record SharedText(InvoiceNumber? Number, IReadOnlyList<InvoiceId> Invoices, bool IsHome)
{
    /// <summary>Who displays the text that an invoice displays. Found by an index.</summary>
    internal static async Task<SharedText> OfAsync(BookHandle book, InvoiceView invoice) =>
        invoice is { IsVoid: false, Number: { } number } ? Among(await book.FindAsync(number.Text), invoice) : new(null, [invoice.Id], false);

    /// <summary>Who of some invoices displays the text that one of them displays.</summary>
    internal static SharedText Among(IEnumerable<InvoiceView> invoices, InvoiceView one)
    {
        List<InvoiceView> displaying = [.. invoices.Where(other => !one.IsVoid && one.Number is not null && !other.IsVoid && other.Number == one.Number && other.Id != one.Id)];
        return new(one.Number, [one.Id, .. displaying.Select(static other => other.Id)], displaying.Append(one).Any(static other => other.System == Side.Home));
    }

    /// <summary>Whether there are others beside the one it is told of.</summary>
    internal bool IsShared => Invoices.Count > 1;

    public override string ToString() => $"{Invoices[0]} and {string.Join(", ", Invoices.Skip(1))} display '{Number}' now.";

    /// <summary>For people: nothing if it is not shared.</summary>
    internal void Print(Tables tables)
    {
        if (IsShared)
        {
            tables.Line(ToString());
            tables.Line($"    What to do: {Describe.Explained(IsHome ? Finding.SameText : Finding.ErpNumberShared).Remedy}");
        }
    }

    internal void Write(Utf8JsonWriter json)
    {
        if (IsShared)
        {
            json.WriteStrings("displayedBy", Invoices.Skip(1).Select(static other => other.Text));
        }
    }
}
