namespace NumberingRules.Registers;

/// <summary>How a document stands between home and ERP; the first that fits is its kind.</summary>
internal enum ReconcileKind
{
    /// <summary>Several documents of the ERP are this one.</summary>
    DuplicateInErp,

    /// <summary>Another document has its number too.</summary>
    NumberShared,

    /// <summary>The ERP has it, home does not.</summary>
    MissingAtHome,

    /// <summary>It was sent, and nobody knows whether it arrived.</summary>
    UnknownOutcome,

    /// <summary>It was confirmed, and is not there.</summary>
    MissingInErp,

    /// <summary>It was never sent.</summary>
    NeverSent,

    /// <summary>One side has it void or a draft, the other has not.</summary>
    StatusDiffers,

    /// <summary>Home has another number for the record than the ERP, or none.</summary>
    NumberDiffers,

    /// <summary>The dates differ.</summary>
    DateDiffers,

    /// <summary>It has the number of a document that has no counterpart: a person must say whether they are one.</summary>
    Candidate,

    /// <summary>Both sides say the same.</summary>
    Agrees,
}

/// <summary>A document as one side has it.</summary>
internal sealed record SideOfDocument(string? Number, DateOnly? Date, string Status, long? Line = null)
{
    /// <summary>As a register has it.</summary>
    internal static SideOfDocument Of(DocumentTable table, int document) => new(
        table.NumberTextOf(document) is { Length: > 0 } number ? number : null,
        table.DayOf(document) >= 0 ? table.DateOf(document) : null,
        table.StateOf(document) switch { DocumentState.Void => "void", DocumentState.Draft => "draft", _ => "valid" },
        table.LineOf(document));
}

/// <summary>A document, and how it stands.</summary>
internal sealed record Reconciled(
    ReconcileKind Kind,
    IReadOnlyList<ReconcileKind> Also,
    string? Invoice,
    string? Key,
    SideOfDocument? Home,
    SideOfDocument? Erp,
    string Remedy)
{
    internal static string Word(ReconcileKind kind) => kind switch
    {
        ReconcileKind.DuplicateInErp => "duplicate-in-erp",
        ReconcileKind.NumberShared => "number-shared",
        ReconcileKind.MissingAtHome => "missing-at-home",
        ReconcileKind.UnknownOutcome => "unknown-outcome",
        ReconcileKind.MissingInErp => "missing-in-erp",
        ReconcileKind.NeverSent => "never-sent",
        ReconcileKind.StatusDiffers => "status-differs",
        ReconcileKind.NumberDiffers => "number-differs",
        ReconcileKind.DateDiffers => "date-differs",
        ReconcileKind.Candidate => "candidate",
        _ => "agrees",
    };
}

/// <summary>A command of a plan, and why it is there.</summary>
internal sealed record PlannedCommand(Command Command, string Why);

/// <summary>All documents of both sides, and a plan that mends what needs no person.</summary>
/// <param name="Documents">The documents.</param>
/// <param name="Plan">What mends them.</param>
/// <param name="NotTaken">How many rows of the ERP were not taken, so that no absence is sure and none is mended.</param>
internal sealed record Reconciliation(IReadOnlyList<Reconciled> Documents, IReadOnlyList<PlannedCommand> Plan, long NotTaken = 0)
{
    /// <summary>How many documents are of each kind, kinds that none is of left out.</summary>
    internal IEnumerable<(ReconcileKind Kind, int Count)> Totals =>
        Documents.GroupBy(document => document.Kind).OrderBy(kind => kind.Key).Select(kind => (kind.Key, kind.Count()));
}
