namespace NumberingRules;

/// <summary>An invoice as far as numbering is concerned (SPEC §3). Immutable; equality is by value.</summary>
/// <remarks>Which number counts is derived from it (<see cref="Numbering.Authority"/>), never stored.</remarks>
public sealed record Invoice
{
    internal Invoice(InvoiceId id, Side origin, DateOnly date, SeriesId? series, long appeared, Scope? scope = null, FormName? form = null)
    {
        Id = id;
        Origin = origin;
        Date = CreatedDate = date;
        Series = CreatedSeries = series;
        Scope = CreatedScope = scope;
        Form = CreatedForm = form;
        Appeared = appeared;
    }

    /// <summary>Its id.</summary>
    public InvoiceId Id { get; }

    /// <summary>Where it was created.</summary>
    public Side Origin { get; }

    /// <summary>The journal entry, from 1, with which it appeared: the order of appearance.</summary>
    public long Appeared { get; }

    /// <summary>Its document date.</summary>
    public DateOnly Date { get; internal init; }

    /// <summary>The series its home number comes from; none for an ERP-created invoice that follows the import series.</summary>
    public SeriesId? Series { get; internal init; }

    /// <summary>The scope its home number is counted in, if the series counts by scope.</summary>
    public Scope? Scope { get; internal init; }

    /// <summary>The form its home number is printed in; none for the default form.</summary>
    public FormName? Form { get; internal init; }

    /// <summary>The document date it was created with: asking for the same again is harmless.</summary>
    public DateOnly CreatedDate { get; }

    /// <summary>The series it was created with.</summary>
    public SeriesId? CreatedSeries { get; }

    /// <summary>The scope it was created with.</summary>
    public Scope? CreatedScope { get; }

    /// <summary>The form it was created with.</summary>
    public FormName? CreatedForm { get; }

    /// <summary>How final it is.</summary>
    public Approval Approval { get; internal init; }

    /// <summary>Whether the home side voided it.</summary>
    public bool VoidedByHome { get; internal init; }

    /// <summary>Whether the ERP said it is void.</summary>
    public bool ErpSaidVoid { get; internal init; }

    /// <summary>Whether it counts as voided by the ERP: it said so, or an ERP-created invoice has no record there now.</summary>
    public bool VoidedByErp => ErpSaidVoid || (Origin == Side.Erp && Records.Count == 0);

    /// <summary>Whether it is void on either side. A void changes no number.</summary>
    public bool IsVoid => VoidedByHome || VoidedByErp;

    /// <summary>Its records in the ERP, the current one first. Normally none or one; a blind retry can have made two.</summary>
    public ValueList<ErpRecord> Records
    {
        get;
        internal init
        {
            field = value;
            ErpNumber = value.Count > 0 ? value[0].Number : null;
        }
    }

    /// <summary>The records it gave up, as they were.</summary>
    public ValueList<ErpRecord> Released { get; internal init; }

    /// <summary>Whether it has a record.</summary>
    public bool IsLinked => Records.Count > 0;

    /// <summary>The number of sends begun.</summary>
    public long Attempt { get; internal init; }

    /// <summary>The journal entry with which the current attempt began; 0 before the first.</summary>
    public long AttemptSince { get; internal init; }

    /// <summary>How the last attempt stands, as stored: <c>None</c>, <c>Sent</c>, <c>Uncertain</c> or <c>Failed</c>.</summary>
    public Sync StoredSync { get; internal init; }

    /// <summary>The epoch in which it was last sent.</summary>
    public long SentEpoch { get; internal init; }

    /// <summary>Whether it is taken out of sync.</summary>
    public bool IsUnlinked { get; internal init; }

    /// <summary>H: its home number, once it has one; it is never another.</summary>
    public InvoiceNumber? HomeNumber { get; internal init; }

    /// <summary>The series that issued <see cref="HomeNumber"/>; none if the number was given.</summary>
    public SeriesId? IssuedBy { get; internal init; }

    /// <summary>E: the number of its current record, kept with the records because every answer asks for it.</summary>
    public InvoiceNumber? ErpNumber { get; private init; }

    /// <summary>Every number it ever held, oldest first, each once.</summary>
    public ValueList<Claim> Claims { get; internal init; }

    /// <summary>Whether it holds, or ever held, this number. Cost: its few claims.</summary>
    public bool Holds(Side system, InvoiceNumber number) => Holds(Claims, system, number);

    internal static bool Holds(ValueList<Claim> claims, Side system, InvoiceNumber number)
    {
        foreach (var claim in claims)
        {
            if (claim.System == system && claim.Number == number)
            {
                return true;
            }
        }

        return false;
    }

    internal int RecordWith(ErpKey key) => Records.FindIndex(record => record.Key == key);

    internal int ReleasedWith(ErpKey key) => Released.FindIndex(record => record.Key == key);
}
