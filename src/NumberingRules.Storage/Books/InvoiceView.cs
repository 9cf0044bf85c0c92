using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>An invoice as it is shown: its state flat, the number that counts and why, the other numbers, and its sync. Equality is by value.</summary>
public sealed record InvoiceView
{
    private readonly BookIdentity _identity;

    internal InvoiceView(BookHeader book, BookIdentity identity, Invoice invoice)
    {
        (_identity, Invoice) = (identity, invoice);
        Authority = Numbering.Authority(book, invoice);
        References = Numbering.References(book, invoice);
        Sync = Numbering.ShownSync(book, invoice);
    }

    /// <summary>Its whole state, for those who need more than is shown here. Not part of the view as JSON.</summary>
    [JsonIgnore]
    public Invoice Invoice { get; }

    /// <summary>Which number counts, whose it is, and by which rule.</summary>
    public Authority Authority { get; }

    /// <summary>Every other number it ever held, oldest first (C8).</summary>
    public ValueList<Reference> References { get; }

    /// <summary>Where it stands between home and ERP, as shown.</summary>
    public Sync Sync { get; }

    /// <summary>Its id.</summary>
    public InvoiceId Id => Invoice.Id;

    /// <summary>Where it was created.</summary>
    public Side Origin => Invoice.Origin;

    /// <summary>Its document date.</summary>
    public DateOnly Date => Invoice.Date;

    /// <summary>How final it is.</summary>
    public Approval Approval => Invoice.Approval;

    /// <summary>Whether it is void on either side.</summary>
    public bool IsVoid => Invoice.IsVoid;

    /// <summary>Its home number, whether it counts or not; null if it has none.</summary>
    public InvoiceNumber? HomeNumber => Invoice.HomeNumber;

    /// <summary>The number of its current record in the ERP, whether it counts or not; null if there is none.</summary>
    public InvoiceNumber? ErpNumber => Invoice.ErpNumber;

    /// <summary>The key of its current record in the ERP; null if it has none.</summary>
    public ErpKey? ErpKey => Invoice.Records is [var current, ..] ? current.Key : null;

    /// <summary>How many sends were begun; 0 before the first.</summary>
    public long Attempt => Invoice.Attempt;

    /// <summary>The key of the last attempt, as the ERP was given it; null before the first. Costs a SHA-256.</summary>
    public Guid? AttemptKey => Attempt > 0 ? _identity.KeyOf(Id, Attempt, Invoice.AttemptSince) : null;

    /// <summary>The authoritative number, if there is one.</summary>
    public InvoiceNumber? Number => Authority.Number;

    /// <summary>Whose number it is.</summary>
    public Side? System => Authority.System;

    /// <summary>Why it counts, in words.</summary>
    public string Why => Authority.Why;
}

/// <summary>A page of a list, and where the next one begins.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page, whatever changes in between; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Checks what comes back from a client as the place of a page.</summary>
public static class Page
{
    /// <summary>What keeps a text from being what a page said in <see cref="Page{T}.Next"/>, in words for its author; null when nothing does, and for null, which is the first page. Throws nothing.</summary>
    public static string? Problem(string? after) => Lists.ProblemOf(after);
}

/// <summary>One step of an invoice's life: an entry about it, or about its book, and what counted from then on.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="After">Which number of the invoice counted after it.</param>
public sealed record LifeStep(JournalEntry Entry, Authority After);

/// <summary>A finding that still holds.</summary>
/// <param name="Finding">What was found; <see cref="Explain"/> says what to do about it.</param>
/// <param name="Invoice">The invoice it is about.</param>
/// <param name="Entry">The entry it was first found with.</param>
public sealed record HeldFinding(Finding Finding, InvoiceView Invoice, long Entry);

/// <summary>The lists a host works from.</summary>
[JsonConverter(typeof(NameJsonConverter<WorkList>))]
public enum WorkList
{
    /// <summary>What may be sent: submitted or approved, never sent or its record released since, dated on or after sync-from. Empty unless connected.</summary>
    ToSend,

    /// <summary>What was sent and nobody knows the outcome of: look it up in the ERP, then <c>confirm</c> or <c>refuse</c>.</summary>
    ToLookUp,

    /// <summary>What the ERP refused.</summary>
    Failed,

    /// <summary>What was sent in this epoch and waits for its answer. If nobody waits for it any more, <c>recover</c> puts it among what is to be looked up.</summary>
    InFlight,

    /// <summary>What should hold a home number and does not: give its series a successor or more room, then <see cref="Command.Number"/> it.</summary>
    OwesNumber,
}
