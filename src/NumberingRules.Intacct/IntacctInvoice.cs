using System.Text.Json.Nodes;

namespace NumberingRules.Intacct;

/// <summary>An invoice as it is to be made in Intacct: what the host maps an invoice of its own to.</summary>
/// <remarks>Map from what does not change while an attempt is uncertain: the same attempt must bring the same text again.</remarks>
public sealed class IntacctInvoice
{
    /// <summary>The id of the customer in Intacct.</summary>
    public required string Customer { get; init; }

    /// <summary>The lines, at least one.</summary>
    public required IReadOnlyList<IntacctLine> Lines { get; init; }

    /// <summary>When it is due; on its document date by default.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>
    /// The number it is to have there; none by default, and then Intacct makes one. To be given where the home number
    /// prevails, with document sequencing off for AR invoices: with it on, Intacct ignores the number.
    /// </summary>
    public InvoiceNumber? Number { get; init; }

    /// <summary>The reference number (the customer's order), if any.</summary>
    public string? Reference { get; init; }

    /// <summary>A description, if any.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is to be a draft there. By default it is one as long as it is not approved at home.</summary>
    public bool? IsDraft { get; init; }

    /// <summary>Further fields of the invoice, by Intacct's names; none by default. They take the place of those made here.</summary>
    public JsonObject? More { get; init; }

    internal Reason? Refusal { get; private init; }

    /// <summary>Says that an invoice cannot be mapped, because its customer is not known in Intacct, say: it is refused for that reason, and nothing is sent.</summary>
    /// <param name="reason">What is missing, for the person who mends it.</param>
    public static IntacctInvoice Refuse(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new() { Customer = "", Lines = [], Refusal = reason };
    }
}

/// <summary>A line of an invoice.</summary>
/// <param name="Account">The id of the general ledger account.</param>
/// <param name="Amount">The amount, in the currency of the invoice. Intacct rounds to two decimals.</param>
public sealed record IntacctLine(string Account, decimal Amount)
{
    /// <summary>A memo, if any.</summary>
    public string? Memo { get; init; }

    /// <summary>The id of each dimension: <c>location</c>, <c>department</c>, <c>class</c>, a dimension of the company's own. Companies with several entities need a location.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <summary>Further fields of the line, by Intacct's names; none by default.</summary>
    public JsonObject? More { get; init; }
}
