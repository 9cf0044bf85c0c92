namespace NumberingRules.Storage;

/// <summary>What an invoice's own state says about work to do; what the book's header adds is decided when a list is read.</summary>
internal enum WorkKind
{
    /// <summary>Submitted or approved at home and never sent.</summary>
    Unsent,

    /// <summary>Sent, no answer stored.</summary>
    Sent,

    /// <summary>The outcome of its attempt is unknown.</summary>
    Uncertain,

    /// <summary>Its attempt failed.</summary>
    Failed,

    /// <summary>Created at home, not void, without a home number.</summary>
    UnnumberedHome,

    /// <summary>Created in the ERP, not void, without a home number.</summary>
    UnnumberedErp,
}

/// <summary>The kinds of work an invoice stands for: none, one of sending, and perhaps one of numbering.</summary>
internal readonly record struct WorkKinds(WorkKind? Sending, WorkKind? Numbering)
{
    internal static WorkKinds Of(Invoice? invoice) => invoice is null ? default : new(
        invoice.IsLinked ? null : invoice.StoredSync switch
        {
            Sync.Sent => WorkKind.Sent,
            Sync.Uncertain => WorkKind.Uncertain,
            _ when invoice.Origin == Side.Erp || invoice.IsVoid || invoice.IsUnlinked || invoice.Approval == Approval.Draft => null,
            Sync.Failed => WorkKind.Failed,
            _ => WorkKind.Unsent,
        },
        invoice.HomeNumber is not null || invoice.IsVoid ? null
        : invoice.Origin == Side.Home ? WorkKind.UnnumberedHome : WorkKind.UnnumberedErp);

    internal bool Has(WorkKind kind) => Sending == kind || Numbering == kind;
}
