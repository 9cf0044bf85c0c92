namespace NumberingRules.Storage;

/// <summary>An invoice as it is shown: its state, the number that counts and why, the other numbers, and its sync. Equality is by value.</summary>
/// <param name="Invoice">Its state.</param>
/// <param name="Authority">Which number counts, whose it is, and by which rule.</param>
/// <param name="References">Every other number it ever held, oldest first (C8).</param>
/// <param name="Sync">Where it stands between home and ERP, as shown (SPEC §3).</param>
public sealed record KeptInvoice(Invoice Invoice, Authority Authority, ValueList<Reference> References, Sync Sync)
{
    /// <summary>The authoritative number, if there is one.</summary>
    public InvoiceNumber? Number => Authority.Number;

    /// <summary>Why it counts.</summary>
    public string Why => Authority.Why;

    internal static KeptInvoice Of(BookHeader book, Invoice invoice) =>
        new(invoice, Numbering.Authority(book, invoice), Numbering.References(book, invoice), Numbering.ShownSync(book, invoice));
}

/// <summary>A stretch of a list, and where the next one begins.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page; none on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long? Next);

/// <summary>One step of an invoice's life: an entry about it, or about its book, and what counted from then on.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="After">Which number of the invoice counted after it.</param>
public sealed record LifeStep(JournalEntry Entry, Authority After);

/// <summary>A finding that still holds.</summary>
/// <param name="Finding">What was found; <see cref="Explain"/> says what to do about it.</param>
/// <param name="Invoice">The invoice it is about.</param>
/// <param name="Entry">The entry it stands with.</param>
public sealed record HeldFinding(Finding Finding, KeptInvoice Invoice, long Entry);

/// <summary>The lists a host works from.</summary>
public enum WorkList
{
    /// <summary>What may be sent: submitted or approved, never sent or its record released since, dated on or after sync-from. Empty unless connected.</summary>
    ToSend,

    /// <summary>What was sent and nobody knows the outcome of: look it up in the ERP, then <c>confirm</c> or <c>refuse</c>.</summary>
    ToLookUp,

    /// <summary>What the ERP refused.</summary>
    Failed,

    /// <summary>What should hold a home number and does not: see to its series, then <c>number</c>.</summary>
    OwesNumber,
}
