namespace NumberingRules.Registers;

/// <summary>The shape of one system's own export. Columns are tried in the order given; only number and date must be there.</summary>
internal sealed record Preset(string Name, string Title)
{
    /// <summary>The columns that make the header this system's.</summary>
    internal IReadOnlyList<string> Marks { get; init; } = [];

    internal IReadOnlyList<string> Number { get; init; } = [];

    internal IReadOnlyList<string> Date { get; init; } = [];

    internal IReadOnlyList<string> Key { get; init; } = [];

    internal IReadOnlyList<string> Status { get; init; } = [];

    internal IReadOnlyList<string> Void { get; init; } = [];

    internal IReadOnlyList<string> Draft { get; init; } = [];

    /// <summary>Statuses of rows that are no documents of their own.</summary>
    internal IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>What stands for a number that a draft does not have yet.</summary>
    internal IReadOnlyList<string> NoNumber { get; init; } = [];

    internal IReadOnlyList<string> Company { get; init; } = [];

    internal IReadOnlyList<(string Column, string Value)> Where { get; init; } = [];

    /// <summary>The formats its dates come in, the usual one first; they never fit the same text.</summary>
    internal IReadOnlyList<string> DateFormats { get; init; } = ["yyyy-MM-dd"];

    internal bool NoHeader { get; init; }

    /// <summary>All presets, in the order in which a header is compared with them.</summary>
    internal static IReadOnlyList<Preset> All { get; } =
    [
        new("xero", "Xero, invoices")
        {
            Marks = ["InvoiceNumber", "InvoiceDate", "ContactName"],
            Number = ["InvoiceNumber"],
            Date = ["InvoiceDate"],
            Key = ["Type", "InvoiceNumber"],
            Status = ["Status"],
            Void = ["Voided", "Deleted"],
            Draft = ["Draft", "Submitted", "Awaiting Approval"],
            Where = [("Type", "Sales invoice"), ("Type", "Sales credit note")],
            DateFormats = ["d/M/yyyy", "d MMM yyyy", "yyyy-MM-dd"],
        },
        new("quickbooks", "QuickBooks Online, transaction list")
        {
            Marks = ["Date", "Transaction type", "Num"],
            Number = ["Num"],
            Date = ["Date"],
            Key = ["Transaction type", "Num"],
            Where = [("Transaction type", "Invoice"), ("Transaction type", "Credit Memo")],
            DateFormats = ["M/d/yyyy", "yyyy-MM-dd"],
        },
        new("netsuite", "NetSuite, saved search")
        {
            Marks = ["Internal ID", "Document Number", "Date"],
            Number = ["Document Number"],
            Date = ["Date"],
            Key = ["Internal ID"],
            Status = ["Status"],
            Void = ["Voided", "Invoice : Voided", "Credit Memo : Voided"],
            Draft = ["Pending Approval", "Invoice : Pending Approval"],
            Company = ["Subsidiary"],
            Where = [("Type", "Invoice"), ("Type", "Credit Memo")],
            DateFormats = ["M/d/yyyy", "yyyy-MM-dd"],
        },
        new("intacct", "Sage Intacct, AR invoices")
        {
            Marks = ["RECORDNO", "RECORDID", "WHENCREATED"],
            Number = ["RECORDID"],
            Date = ["WHENCREATED"],
            Key = ["RECORDNO"],
            Status = ["STATE"],
            Void = ["Reversed", "Voided"],
            Draft = ["Draft"],
            Ignored = ["Reversal"],
            Company = ["MEGAENTITYID"],
            DateFormats = ["M/d/yyyy", "yyyy-MM-dd"],
        },
        new("odoo", "Odoo, account.move")
        {
            Marks = ["name", "invoice_date"],
            Number = ["name"],
            Date = ["invoice_date", "date"],
            Key = ["id"],
            Status = ["state"],
            Void = ["Cancelled", "cancel"],
            Draft = ["Draft"],
            NoNumber = ["/"],
            Where = [("move_type", "out_invoice"), ("move_type", "out_refund"), ("move_type", "Customer Invoice"), ("move_type", "Customer Credit Note")],
        },
        new("zoho", "Zoho Books, invoices")
        {
            Marks = ["Invoice Date", "Invoice ID", "Invoice Number"],
            Number = ["Invoice Number"],
            Date = ["Invoice Date"],
            Key = ["Invoice ID"],
            Status = ["Invoice Status"],
            Void = ["Void"],
            Draft = ["Draft"],
            DateFormats = ["yyyy-MM-dd", "d/M/yyyy"],
        },
        new("stripe", "Stripe, invoices")
        {
            Marks = ["id", "Date (UTC)", "Number"],
            Number = ["Number"],
            Date = ["Date (UTC)"],
            Key = ["id"],
            Status = ["Status"],
            Void = ["void", "deleted"],
            Draft = ["draft"],
        },
        new("datev", "DATEV, booking batch (EXTF)")
        {
            Marks = ["Belegdatum", "Belegfeld 1"],
            Number = ["Belegfeld 1"],
            Date = ["Belegdatum"],
            DateFormats = ["ddMM", "dMM", "ddMMyyyy", "dd.MM.yyyy"],
        },
        new("business-central", "Business Central, posted sales invoices")
        {
            Marks = ["No.", "Posting Date"],
            Number = ["No."],
            Date = ["Posting Date", "Document Date"],
            Status = ["Cancelled"],
            Void = ["Yes", "True"],
            DateFormats = ["yyyy-MM-dd", "d/M/yyyy", "dd.MM.yyyy"],
        },
        new("sage50", "Sage 50, audit trail")
        {
            Number = ["#6"],
            Date = ["#5"],
            Key = ["#1", "#6"],
            Where = [("#1", "SI"), ("#1", "SC")],
            DateFormats = ["d/M/yyyy", "yyyy-MM-dd"],
            NoHeader = true,
        },
    ];

    /// <summary>The names, for messages and help.</summary>
    internal static string Names => string.Join(", ", All.Select(preset => preset.Name));
}
