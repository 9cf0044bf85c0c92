namespace NumberingRules.Registers;

/// <summary>Which characters a system takes in a number.</summary>
internal enum AllowedCharacters
{
    /// <summary>Any that can be printed.</summary>
    Printable,

    /// <summary>Letters and digits of ASCII, underscore and hyphen.</summary>
    Word,

    /// <summary>Digits alone.</summary>
    Digits,
}

/// <summary>What another system takes for an invoice number, with the source.</summary>
internal sealed record ErpLimits(string Name, string Title, int? Most, AllowedCharacters Allowed, string Source)
{
    /// <summary>Whether a number must fit 32 bits.</summary>
    internal bool FitsInt32 { get; init; }

    /// <summary>Characters a number must not begin with.</summary>
    internal string NotFirst { get; init; } = "";

    /// <summary>Fewer characters are padded with zeros, so that the number comes back as another text.</summary>
    internal int Least { get; init; }

    /// <summary>What has to be set so that the ERP makes the number.</summary>
    internal string? WhenErpNumbers { get; init; }

    /// <summary>What has to be set so that it takes the number it is given.</summary>
    internal string? WhenHomeNumbers { get; init; }

    /// <summary>The longest a post may go on there, its caller gone or not; null if nobody has looked.</summary>
    internal TimeSpan? Settles { get; init; }

    /// <summary>Where the invoice id goes, so that a look-up finds the record.</summary>
    internal string? LookUpKey { get; init; }

    /// <summary>Whether the limit is only told by others, and should be tried.</summary>
    internal bool IsUncertain { get; init; }

    /// <summary>The systems, by name.</summary>
    internal static IReadOnlyList<ErpLimits> All { get; } =
    [
        new("intacct", "Sage Intacct", 16, AllowedCharacters.Printable, "Sage Intacct: document sequencing, at most 16 characters; intacct_dtd, invoiceno 30")
        {
            WhenErpNumbers = "switch document sequencing on for AR invoices",
            WhenHomeNumbers = "switch document sequencing off for AR invoices; with it on, a number sent along is ignored",
            Settles = TimeSpan.FromMinutes(20),
            LookUpKey = "a text custom field of the AR invoice; the REST API has no external id",
        },
        new("xero", "Xero", 255, AllowedCharacters.Printable, "XeroAPI/Xero-OpenAPI, xero_accounting.yaml: InvoiceNumber, maxLength 255")
        {
            WhenErpNumbers = "send no number; the organisation's invoice settings make one",
            WhenHomeNumbers = "send the number, and create with PUT: a POST with a number in use updates that invoice",
            Settles = TimeSpan.FromMinutes(5),
            LookUpKey = "Reference, and the InvoiceID learnt from the reply; never InvoiceNumber: a POST with one in use overwrites that invoice",
        },
        new("quickbooks", "QuickBooks Online", 21, AllowedCharacters.Printable, "Chargebee, QBO error 2050 (at most 21 characters)")
        {
            WhenErpNumbers = "switch custom transaction numbers off; with it on, an invoice created without a number stays without one",
            WhenHomeNumbers = "switch custom transaction numbers on",
            Settles = TimeSpan.FromMinutes(5),
            LookUpKey = "the attempt's key as requestid; PrivateNote for the look-up, which nobody has confirmed",
        },
        new("netsuite", "NetSuite", 45, AllowedCharacters.Word, "Oracle NetSuite help, Auto-Generated Document Numbers, Using External IDs; 45 characters not confirmed")
        {
            WhenErpNumbers = "keep Allow Override off for invoices; with it on, duplicates and gaps become possible",
            WhenHomeNumbers = "switch Allow Override on for invoices, and warn of duplicate numbers",
            Settles = TimeSpan.FromMinutes(15),
            LookUpKey = "the external id (PUT …/invoice/eid:<id>): letters, digits, _ and -",
            IsUncertain = true,
        },
        new("business-central", "Business Central", 20, AllowedCharacters.Printable, "Microsoft Learn: Document No., Code[20]"),
        new("sage300", "Sage 300", 15, AllowedCharacters.Printable, "Sage 300: document number, at most 15 characters"),
        new("sage100", "Sage 100", 17, AllowedCharacters.Printable, "Chift, Number restrictions across accounting connectors"),
        new("sage-bob50", "Sage BOB 50", 10, AllowedCharacters.Digits, "Chift, Number restrictions across accounting connectors"),
        new("sage-generation-experts", "Sage Génération Experts", 8, AllowedCharacters.Printable, "Chift, Number restrictions across accounting connectors: set per journal, usually 8") { IsUncertain = true },
        new("acd", "ACD", 16, AllowedCharacters.Printable, "Chift, Number restrictions across accounting connectors"),
        new("exact-online", "Exact Online", null, AllowedCharacters.Digits, "Chift, Number restrictions across accounting connectors") { FitsInt32 = true },
        new("horus", "Horus", null, AllowedCharacters.Digits, "Chift, Number restrictions across accounting connectors") { FitsInt32 = true },
        new("myunisoft", "MyUnisoft", 15, AllowedCharacters.Printable, "Chift, Number restrictions across accounting connectors"),
        new("octopus", "Octopus", null, AllowedCharacters.Digits, "Chift, Number restrictions across accounting connectors"),
        new("winbooks", "WinBooks", 8, AllowedCharacters.Digits, "Chift, Number restrictions across accounting connectors"),
        new("zuora", "Zuora, standalone invoices", 16, AllowedCharacters.Word, "Zuora, Invoice number customization"),
        new("paypal", "PayPal invoicing", 25, AllowedCharacters.Printable, "PayPal API definition, invoice_number"),
        new("jonas-club", "Jonas Club", 10, AllowedCharacters.Printable, "Beanworks help: 6 to 10 characters, shorter ones padded with zeros") { Least = 6 },
        new("tally", "Tally, e-invoice of India", 16, AllowedCharacters.Printable, "TallyHelp: at most 16 characters, the first neither 0 nor /") { NotFirst = "0/" },
    ];

    internal static string Names => string.Join(", ", All.Select(erp => erp.Name));

    internal bool Takes(char c) => Allowed switch
    {
        AllowedCharacters.Digits => char.IsAsciiDigit(c),
        AllowedCharacters.Word => char.IsAsciiLetterOrDigit(c) || c is '_' or '-',
        _ => c is >= ' ' and <= '~',
    };
}
