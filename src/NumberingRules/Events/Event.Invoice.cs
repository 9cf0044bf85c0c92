namespace NumberingRules;

/// <content>What happens to an invoice.</content>
public abstract partial record Event
{
    /// <summary>An invoice was created at home.</summary>
    /// <param name="Invoice">Its id.</param>
    /// <param name="Date">Its document date.</param>
    /// <param name="Series">Its series.</param>
    /// <param name="HomeNumber">The number it was given, when it brought one along.</param>
    /// <param name="Scope">Its scope, if the series counts by scope.</param>
    /// <param name="Form">The form its number is printed in; none for the default form.</param>
    public sealed record Created(InvoiceId Invoice, DateOnly Date, SeriesId Series, InvoiceNumber? HomeNumber, Scope? Scope = null, FormName? Form = null)
        : OnInvoice(Invoice)
    {
        internal override string StoredName => "created";
    }

    /// <summary>An invoice created in the ERP arrived.</summary>
    /// <param name="Invoice">Its id.</param>
    /// <param name="Date">Its document date.</param>
    /// <param name="Series">The series its home number is to come from, if one was named.</param>
    /// <param name="Approval">Whether it is final.</param>
    /// <param name="Record">Its record.</param>
    /// <param name="Scope">The scope its home number is to be counted in, if one was named.</param>
    /// <param name="Form">The form its home number is to be printed in, if one was named.</param>
    public sealed record Imported(
        InvoiceId Invoice,
        DateOnly Date,
        SeriesId? Series,
        Approval Approval,
        ErpRecord Record,
        Scope? Scope = null,
        FormName? Form = null)
        : OnInvoice(Invoice)
    {
        internal override string StoredName => "imported";
    }

    /// <summary>Its document date, series, scope and form are now these.</summary>
    public sealed record Redated(InvoiceId Invoice, DateOnly Date, SeriesId? Series, Scope? Scope = null, FormName? Form = null) : OnInvoice(Invoice)
    {
        internal override string StoredName => "redated";
    }

    /// <summary>It awaits approval.</summary>
    public sealed record Submitted(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "submitted";
    }

    /// <summary>It is a draft again.</summary>
    public sealed record Withdrawn(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "withdrawn";
    }

    /// <summary>It is approved.</summary>
    public sealed record Approved(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "approved";
    }

    /// <summary>It was voided by one side.</summary>
    public sealed record Voided(InvoiceId Invoice, Side By, Reason Reason) : OnInvoice(Invoice)
    {
        internal override string StoredName => "voided";
    }

    /// <summary>The ERP made it valid again; a void by the home side stays.</summary>
    public sealed record Reinstated(InvoiceId Invoice, Reason Reason) : OnInvoice(Invoice)
    {
        internal override string StoredName => "reinstated";
    }

    /// <summary>A home number was issued to it, for ever.</summary>
    /// <param name="Invoice">The invoice.</param>
    /// <param name="Series">The series that issued it: the end of the chain of successors.</param>
    /// <param name="Period">The period it counts in.</param>
    /// <param name="SequenceNumber">Its place in the period.</param>
    /// <param name="Number">The number as printed.</param>
    /// <param name="Date">The document date it was issued for.</param>
    /// <param name="Scope">The scope it counts in, if the series counts by scope.</param>
    /// <param name="Form">The form it is printed in; none for the default form.</param>
    public sealed record Issued(
        InvoiceId Invoice,
        SeriesId Series,
        Period Period,
        long SequenceNumber,
        InvoiceNumber Number,
        DateOnly Date,
        Scope? Scope = null,
        FormName? Form = null)
        : OnInvoice(Invoice)
    {
        internal override string StoredName => "issued";
    }

    /// <summary>An attempt to send it began, or began again (<c>resend</c>), in this epoch.</summary>
    public sealed record Sent(InvoiceId Invoice, long Attempt, long Epoch) : OnInvoice(Invoice)
    {
        internal override string StoredName => "sent";
    }

    /// <summary>The outcome of the attempt is unknown.</summary>
    public sealed record Lost(InvoiceId Invoice, long Attempt) : OnInvoice(Invoice)
    {
        internal override string StoredName => "lost";
    }

    /// <summary>The attempt failed for certain.</summary>
    public sealed record Refused(InvoiceId Invoice, long Attempt, Reason Reason) : OnInvoice(Invoice)
    {
        internal override string StoredName => "refused";
    }

    /// <summary>It was taken out of sync.</summary>
    public sealed record Unlinked(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "unlinked";
    }

    /// <summary>It was put back.</summary>
    public sealed record Relinked(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "relinked";
    }

    /// <summary>The ERP has this record of it, behind those known; a released one comes back.</summary>
    public sealed record RecordAdded(InvoiceId Invoice, ErpRecord Record) : OnInvoice(Invoice)
    {
        internal override string StoredName => "recordAdded";
    }

    /// <summary>The record with this key now has this number and version.</summary>
    public sealed record RecordChanged(InvoiceId Invoice, ErpRecord Record) : OnInvoice(Invoice)
    {
        internal override string StoredName => "recordChanged";
    }

    /// <summary>The ERP recreated a record under another key; the old key is released.</summary>
    public sealed record RecordReplaced(InvoiceId Invoice, ErpKey Replaced, ErpRecord Record) : OnInvoice(Invoice)
    {
        internal override string StoredName => "recordReplaced";
    }

    /// <summary>A record is gone, or was never this invoice; its key is free.</summary>
    public sealed record RecordReleased(InvoiceId Invoice, ErpKey ErpKey, Reason Reason) : OnInvoice(Invoice)
    {
        internal override string StoredName => "recordReleased";
    }
}
