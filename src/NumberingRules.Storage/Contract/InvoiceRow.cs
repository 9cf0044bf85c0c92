using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>How far an invoice has come, as billing screens filter it: a void counts before the approval.</summary>
[JsonConverter(typeof(NameJsonConverter<InvoiceStage>))]
public enum InvoiceStage
{
    /// <summary>A draft.</summary>
    Draft,

    /// <summary>Submitted, awaiting approval.</summary>
    AwaitingApproval,

    /// <summary>Approved.</summary>
    Approved,

    /// <summary>Void on either side.</summary>
    Void,
}

/// <summary>What an invoice's own state says of sending; what the book's header adds is decided when a list is read.</summary>
public enum SendWork
{
    /// <summary>Nothing to do.</summary>
    None,

    /// <summary>Submitted or approved at home, and never sent or its record released since.</summary>
    Unsent,

    /// <summary>Sent, and no answer stored.</summary>
    Sent,

    /// <summary>The outcome of its attempt is unknown.</summary>
    Uncertain,

    /// <summary>Its attempt failed.</summary>
    Failed,
}

/// <summary>The row of an invoice: its whole state as bytes, and beside it the columns that hosts join with and lists look for.</summary>
/// <remarks>Every column follows from the invoice; equality is by the invoice.</remarks>
/// <param name="Invoice">The invoice.</param>
public sealed record InvoiceRow(Invoice Invoice)
{
    /// <summary>The journal entry with which it appeared: its key in the tables.</summary>
    public long Appeared => Invoice.Appeared;

    /// <summary>Its id. Unique by (book, id).</summary>
    public string Id => Invoice.Id.Text;

    /// <summary>Its document date.</summary>
    public DateOnly Date => Invoice.Date;

    /// <summary>Where it was created.</summary>
    public Side Origin => Invoice.Origin;

    /// <summary>How final it is.</summary>
    public Approval Approval => Invoice.Approval;

    /// <summary>How far it has come.</summary>
    public InvoiceStage Stage => Invoice.IsVoid ? InvoiceStage.Void : (InvoiceStage)Invoice.Approval;

    /// <summary>Its sync as stored.</summary>
    public Sync Sync => Invoice.StoredSync;

    /// <summary>The epoch in which it was last sent; 0 if it never was.</summary>
    public long SentEpoch => Invoice.SentEpoch;

    /// <summary>Whether it is taken out of sync.</summary>
    public bool IsUnlinked => Invoice.IsUnlinked;

    /// <summary>Its home number, if it has one.</summary>
    public string? HomeNumber => Invoice.HomeNumber?.Text;

    /// <summary>The key of its current record, if it has one.</summary>
    public string? ErpKey => Invoice.Records.Count > 0 ? Invoice.Records[0].Key.Text : null;

    /// <summary>The number of its current record, if it has one.</summary>
    public string? ErpNumber => Invoice.ErpNumber?.Text;

    /// <summary>Whether <see cref="ErpNumber"/> counts when others ask who shows it: the invoice is not void.</summary>
    public bool ShowsErpNumber => Invoice is { IsVoid: false, ErpNumber: not null };

    /// <summary>What is to be done about sending it. A list of work is an index over this column.</summary>
    public SendWork Work =>
        Invoice.IsLinked ? SendWork.None : Invoice.StoredSync switch
        {
            Sync.Sent => SendWork.Sent,
            Sync.Uncertain => SendWork.Uncertain,
            _ when Invoice.Origin == Side.Erp || Invoice.IsVoid || Invoice.IsUnlinked || Invoice.Approval == Approval.Draft => SendWork.None,
            Sync.Failed => SendWork.Failed,
            _ => SendWork.Unsent,
        };

    /// <summary>Whose invoice it is that is not void and holds no home number: 0 none, 1 home-created, 2 ERP-created.</summary>
    public int Unnumbered => Invoice.HomeNumber is not null || Invoice.IsVoid ? 0 : 1 + (int)Invoice.Origin;

    /// <summary>The whole state as bytes. Costs a walk of the invoice's few numbers.</summary>
    public byte[] State() => InvoiceState.Spell(Invoice).ToArray();

    /// <summary>The invoice whose state was written.</summary>
    /// <exception cref="JournalException">It is damaged, or a newer version wrote it: the tables must be rebuilt from the journal.</exception>
    public static Invoice Read(ReadOnlySpan<byte> state) => InvoiceState.Read(state);
}
