namespace NumberingRules.Registers;

/// <summary>How to begin with an ERP that is known here: whose number counts, how long a post may go on, where the invoice id goes. The table of <c>preflight</c> has the sources.</summary>
/// <example><code>
/// await book.DoAsync(ErpPreset.Intacct.SetPolicy);
/// using var loop = new SyncLoop(book, erp, new() { Settles = ErpPreset.Intacct.Settles });
/// </code></example>
public sealed class ErpPreset
{
    private readonly ErpLimits _limits;

    private ErpPreset(string name) => _limits = ErpLimits.All.Single(erp => erp.Name == name);

    /// <summary>Sage Intacct, with document sequencing on for AR invoices.</summary>
    public static ErpPreset Intacct { get; } = new("intacct");

    /// <summary>Xero, when no number is sent.</summary>
    public static ErpPreset Xero { get; } = new("xero");

    /// <summary>QuickBooks Online, with custom transaction numbers off.</summary>
    public static ErpPreset QuickBooks { get; } = new("quickbooks");

    /// <summary>NetSuite, with Allow Override off for invoices.</summary>
    public static ErpPreset NetSuite { get; } = new("netsuite");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ErpPreset> All { get; } = [Intacct, Xero, QuickBooks, NetSuite];

    /// <summary>Its name in the <c>numbering</c> tool.</summary>
    public string Name => _limits.Name;

    /// <summary>Its name for people.</summary>
    public string Title => _limits.Title;

    /// <summary>The settings of a book, as a command: the ERP's number prevails, and what else there is stays as it is. Do it before the book is connected, or at any time after.</summary>
    public Command.SetPolicy SetPolicy { get; } = new(new(Authority: Side.Erp));

    /// <summary>What has to be set in the ERP so that it makes the numbers.</summary>
    public string WhenErpNumbers => _limits.WhenErpNumbers!;

    /// <summary>What has to be set in the ERP so that it takes the home number, for a host that sets the policy to <see cref="Side.Home"/>.</summary>
    public string WhenHomeNumbers => _limits.WhenHomeNumbers!;

    /// <summary>The longest a post may go on, its caller gone or not: <c>SyncLoopOptions.Settles</c>.</summary>
    public TimeSpan Settles => _limits.Settles!.Value;

    /// <summary>Where to put the invoice id, so that <c>IErp.FindAsync</c> finds the record.</summary>
    public string LookUpKey => _limits.LookUpKey!;

    /// <summary>The longest number it takes, in characters.</summary>
    public int LongestNumber => _limits.Most!.Value;

    /// <inheritdoc cref="Title"/>
    public override string ToString() => Title;
}
