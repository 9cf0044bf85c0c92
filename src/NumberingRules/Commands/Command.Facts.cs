namespace NumberingRules;

/// <content>Facts from the ERP: SPEC §6, fourth table (<see cref="Void"/> by the ERP is the other one).</content>
public abstract partial record Command
{
    /// <summary>The ERP has an invoice that was created there (C5, C6), or news of it.</summary>
    /// <param name="Invoice">The id it has, or is to have, at home.</param>
    /// <param name="ErpKey">The key of its record.</param>
    /// <param name="ErpNumber">Its number, once the ERP has given one.</param>
    /// <param name="Date">Its document date.</param>
    /// <param name="Draft">Whether it is not final yet.</param>
    /// <param name="Series">The series its home number is to come from; the import series if none is named.</param>
    /// <param name="ErpVersion">The version of the record, from 0; a higher one is newer.</param>
    /// <param name="Scope">The scope its home number is to be counted in.</param>
    /// <param name="Form">The form its home number is to be printed in.</param>
    public sealed record Import(
        InvoiceId Invoice,
        ErpKey ErpKey,
        InvoiceNumber? ErpNumber,
        DateOnly Date,
        bool Draft = false,
        SeriesId? Series = null,
        long? ErpVersion = null,
        Scope? Scope = null,
        FormName? Form = null)
        : OnInvoice(Invoice)
    {
        /// <summary>The key of its record.</summary>
        public ErpKey ErpKey { get; } = Given(ErpKey, nameof(ErpKey));

        /// <summary>Its document date.</summary>
        public DateOnly Date { get; } = DocumentDate.Checked(Date);

        /// <summary>The version of the record, from 0; a higher one is newer.</summary>
        public long? ErpVersion { get; } = NotNegative(ErpVersion);

        internal override string StoredName => "import";
    }

    /// <summary>"Record <paramref name="ErpKey"/> is this invoice, its number is <paramref name="ErpNumber"/>" (C2, C3).</summary>
    /// <param name="Invoice">The invoice.</param>
    /// <param name="ErpKey">The key of the record.</param>
    /// <param name="ErpNumber">Its number, once the ERP has given one.</param>
    /// <param name="ErpVersion">The version of the record, from 0; a higher one is newer.</param>
    /// <param name="Replaces">The key it had before the ERP recreated it.</param>
    /// <param name="Reclaim">Whether a record that was released is this invoice's after all.</param>
    public sealed record Confirm(
        InvoiceId Invoice,
        ErpKey ErpKey,
        InvoiceNumber? ErpNumber = null,
        long? ErpVersion = null,
        ErpKey? Replaces = null,
        bool Reclaim = false)
        : OnInvoice(Invoice)
    {
        /// <summary>The key of the record.</summary>
        public ErpKey ErpKey { get; } = Given(ErpKey, nameof(ErpKey));

        /// <summary>The version of the record, from 0; a higher one is newer.</summary>
        public long? ErpVersion { get; } = NotNegative(ErpVersion);

        internal override string StoredName => "confirm";
    }

    /// <summary>"The ERP made it valid again": a cancelled document was set back and posted anew.</summary>
    /// <param name="Invoice">The invoice.</param>
    /// <param name="Reason">What happened.</param>
    public sealed record Reinstate(InvoiceId Invoice, Reason Reason) : OnInvoice(Invoice)
    {
        /// <summary>What happened.</summary>
        public Reason Reason { get; } = Given(Reason, nameof(Reason));

        internal override string StoredName => "reinstate";
    }

    /// <summary>"That record is gone, or was never this invoice." Its numbers remain as references, its key is free.</summary>
    /// <param name="Invoice">The invoice.</param>
    /// <param name="Reason">What happened.</param>
    /// <param name="ErpKey">The record; the current one if none is named.</param>
    public sealed record Release(InvoiceId Invoice, Reason Reason, ErpKey? ErpKey = null) : OnInvoice(Invoice)
    {
        /// <summary>What happened.</summary>
        public Reason Reason { get; } = Given(Reason, nameof(Reason));

        internal override string StoredName => "release";
    }
}
