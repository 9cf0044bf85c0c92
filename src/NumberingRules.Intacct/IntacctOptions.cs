namespace NumberingRules.Intacct;

/// <summary>How a company in Sage Intacct is reached. Never printed: it holds a secret.</summary>
public sealed class IntacctOptions
{
    internal const string InvoiceObject = "accounts-receivable/invoice";

    /// <summary>Where the REST API answers; Sage's own address by default.</summary>
    public Uri Address { get; set; } = new("https://api.intacct.com/ia/api/v1/");

    /// <summary>The client id of the application that is registered with Sage.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The client secret of that application. It signs in, and it signs webhooks.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The Web Services user: <c>user@company</c>, or <c>user@company|entity</c>.</summary>
    public string User { get; set; } = "";

    /// <summary>The entity whose invoices these are, of a company that has several; null for the top level.</summary>
    public string? Entity { get; set; }

    /// <summary>
    /// The text field of the AR invoice that carries the invoice id, and that look-ups ask for. A custom field is
    /// <c>nsp::NAME</c>; <c>referenceNumber</c> does if none can be installed, but people edit it.
    /// </summary>
    public string HomeIdField { get; set; } = "nsp::HOME_INVOICE_ID";

    /// <summary>Further fields to read with every record, for the host's own row: <c>customer.id</c>, say. None by default.</summary>
    public IReadOnlyList<string> MoreFields { get; set; } = [];

    /// <summary>The most requests at once, from 1; 2 by default, which is what a company has without a further contract.</summary>
    public int MostAtOnce { get; set; } = 2;

    /// <summary>
    /// The longest a call may take, with all waiting and repeating: 1 second to 10 minutes, 2 minutes by default. The
    /// ERP may go on for up to 15 minutes after a caller has given up, so <c>SyncLoopOptions.Settles</c> must be longer than both together.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How far behind its cursor the feed is read again, 0 to 1 day; 5 minutes by default. A record's time of change is
    /// set before it is committed, so one may appear behind what was read already.
    /// </summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many records are asked for at a time, 1 to 4000; 1000 by default.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>
    /// Whether the feed reads deletions from the audit history; it does by default. Without the permission set this to
    /// false and ask <see cref="IntacctErp.FindGoneAsync"/> now and then instead.
    /// </summary>
    public bool ReadsDeletions { get; set; } = true;

    /// <summary>Where the feed begins when the host has no cursor yet; null for everything the company has.</summary>
    public DateTimeOffset? Since { get; set; }

    /// <summary>What the audit history calls things. Its names are not published in full: <c>numbering intacct check</c> says whether these are right.</summary>
    public IntacctAuditNames Audit { get; set; } = new();

    /// <summary>The clock for the life of tokens and for waiting; the machine's by default.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        Address is null || !Address.IsAbsoluteUri || !Address.AbsolutePath.EndsWith('/') ? $"{nameof(IntacctOptions)}.{nameof(Address)} must be an absolute address that ends with a slash"
        : Address.Scheme != Uri.UriSchemeHttps && !Address.IsLoopback ? $"{nameof(IntacctOptions)}.{nameof(Address)} must begin with https: the secret travels there"
        : string.IsNullOrWhiteSpace(ClientId) ? Missing(nameof(ClientId))
        : string.IsNullOrWhiteSpace(ClientSecret) ? Missing(nameof(ClientSecret))
        : string.IsNullOrWhiteSpace(User) ? Missing(nameof(User))
        : string.IsNullOrWhiteSpace(HomeIdField) ? Missing(nameof(HomeIdField))
        : MoreFields is null ? Missing(nameof(MoreFields))
        : Audit is null ? Missing(nameof(Audit))
        : Time is null ? Missing(nameof(Time))
        : MostAtOnce < 1 ? $"{nameof(IntacctOptions)}.{nameof(MostAtOnce)} is {MostAtOnce}; it must be at least 1"
        : Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(10) ? $"{nameof(IntacctOptions)}.{nameof(Timeout)} is {Timeout}; it must lie between 1 second and 10 minutes"
        : Overlap < TimeSpan.Zero || Overlap > TimeSpan.FromDays(1) ? $"{nameof(IntacctOptions)}.{nameof(Overlap)} is {Overlap}; it must lie between 0 and 1 day"
        : PageSize is < 1 or > 4000 ? $"{nameof(IntacctOptions)}.{nameof(PageSize)} is {PageSize}; it must lie between 1 and 4000"
        : null;

    private static string Missing(string what) => $"{nameof(IntacctOptions)}.{what} is missing";
}

/// <summary>What the audit history calls things. Equality is by value.</summary>
/// <param name="Name">The object.</param>
/// <param name="ObjectTypeField">The field that names the kind of the record.</param>
/// <param name="ObjectType">What it says of an AR invoice.</param>
/// <param name="ObjectKeyField">The field that has the key of the record.</param>
/// <param name="AccessModeField">The field that says what was done.</param>
/// <param name="Deleted">What it says of a deletion.</param>
/// <param name="AccessTimeField">The field that says when.</param>
public sealed record IntacctAuditNames(
    string Name = "company-config/audit-history",
    string ObjectTypeField = "objectType",
    string ObjectType = "arinvoice",
    string ObjectKeyField = "objectKey",
    string AccessModeField = "accessMode",
    string Deleted = "D",
    string AccessTimeField = "accessTime");
