namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// The bounds of one enumeration: which names, numbers, dates and settings its commands may hold. Every state that is
/// reachable with them is looked at, or every one within <see cref="Depth"/> commands where a depth is given.
/// </summary>
internal sealed record Scope(string Name, string About, ValueList<SeriesDefinition> Series)
{
    /// <summary>How many invoices may appear; at most <see cref="Packed.MostInvoices"/>.</summary>
    internal int Invoices { get; init; } = 1;

    /// <summary>The settings a book may be opened with.</summary>
    internal PolicyChange[] Openings { get; init; } = [new()];

    /// <summary>Interchangeable ERP keys.</summary>
    internal ErpKey[] Keys { get; init; } = [ErpKey.FromString("K1")];

    /// <summary>Interchangeable ERP numbers: none that a series could print or that is given as a home number.</summary>
    internal InvoiceNumber[] Numbers { get; init; } = [InvoiceNumber.FromString("N1")];

    /// <summary>ERP numbers with a meaning of their own, such as the text of a home number.</summary>
    internal InvoiceNumber[] OtherNumbers { get; init; } = [];

    internal long?[] Versions { get; init; } = [null];

    internal DateOnly[] Dates { get; init; } = [new(2026, 1, 5)];

    /// <summary>The series a command may name; null: it names none.</summary>
    internal SeriesId?[] SeriesNamed { get; init; } = [null];

    /// <summary>The home numbers a create may bring along; null: none.</summary>
    internal InvoiceNumber?[] Given { get; init; } = [null];

    internal bool[] Drafts { get; init; } = [false];

    internal Company[] Companies { get; init; } = [Company.FromString("acme")];

    internal SyncFrom[] SyncFroms { get; init; } = [default];

    /// <summary>The settings that may be made later.</summary>
    internal PolicyChange[] Settings { get; init; } = [];

    /// <summary>Commands on the series.</summary>
    internal Command[] OnSeries { get; init; } = [];

    /// <summary>The scopes and forms that are named together.</summary>
    internal (NumberingRules.Scope? Scope, FormName? Form)[] Named { get; init; } = [(null, null)];

    /// <summary>Whether home invoices may be created.</summary>
    internal bool Creates { get; init; } = true;

    /// <summary>Whether ERP invoices may be imported.</summary>
    internal bool Imports { get; init; } = true;

    /// <summary>Whether the sync commands, release, reclaim and replace are among the commands.</summary>
    internal bool Syncs { get; init; } = true;

    /// <summary>Whether any two commands may also be held together.</summary>
    internal bool Pairs { get; init; }

    /// <summary>The most commands from the empty book; none: to the end.</summary>
    internal int? Depth { get; init; }

    /// <summary>Whether every book of the scope keeps the article's policy, so that the second part of law 7 applies.</summary>
    internal bool KeepsDefaultPolicy => Settings.Length == 0 && Array.TrueForAll(Openings, opening => opening == new PolicyChange());

    internal IEnumerable<InvoiceNumber?> ErpNumbers => [null, .. Numbers, .. OtherNumbers];
}
