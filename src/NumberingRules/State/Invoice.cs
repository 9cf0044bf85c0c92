namespace NumberingRules;

/// <summary>An invoice as far as numbering is concerned. Immutable; equality is by value.</summary>
/// <remarks>Which number counts is derived from it (<see cref="Numbering.Authority"/>), never stored.</remarks>
public sealed record Invoice
{
    // Most invoices are never redated and share one: an invoice is made anew with every event, and the less it is the better.
    private readonly NumberAsked _created;
    private readonly NumberAsked _asked;

    internal Invoice(InvoiceId id, Side origin, DateOnly date, SeriesId? series, long appeared, Scope? scope = null, FormName? form = null)
    {
        Id = id;
        Origin = origin;
        _asked = _created = new(date, series, scope, form);
        Appeared = appeared;
    }

    /// <summary>Its id.</summary>
    public InvoiceId Id { get; }

    /// <summary>Where it was created.</summary>
    public Side Origin { get; }

    /// <summary>The journal entry, from 1, with which it appeared: the order of appearance.</summary>
    public long Appeared { get; }

    /// <summary>Its document date.</summary>
    public DateOnly Date
    {
        get => _asked.Date;
        internal init => _asked = value == _asked.Date ? _asked : _asked with { Date = value };
    }

    /// <summary>The series its home number comes from; none for an ERP-created invoice that follows the import series.</summary>
    public SeriesId? Series
    {
        get => _asked.Series;
        internal init => _asked = value == _asked.Series ? _asked : _asked with { Series = value };
    }

    /// <summary>The scope its home number is counted in, if the series counts by scope.</summary>
    public Scope? Scope
    {
        get => _asked.Scope;
        internal init => _asked = value == _asked.Scope ? _asked : _asked with { Scope = value };
    }

    /// <summary>The form its home number is printed in; none for the default form.</summary>
    public FormName? Form
    {
        get => _asked.Form;
        internal init => _asked = value == _asked.Form ? _asked : _asked with { Form = value };
    }

    /// <summary>The document date it was created with: asking for the same again is harmless.</summary>
    public DateOnly CreatedDate => _created.Date;

    /// <summary>The series it was created with.</summary>
    public SeriesId? CreatedSeries => _created.Series;

    /// <summary>The scope it was created with.</summary>
    public Scope? CreatedScope => _created.Scope;

    /// <summary>The form it was created with.</summary>
    public FormName? CreatedForm => _created.Form;

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

    /// <summary>
    /// The journal entry with which the ERP may last have been asked for it, by <c>send</c> or <c>resend</c>; 0 before the first.
    /// Until a post that began then is over for certain, an invoice that is not found in the ERP may still get there.
    /// </summary>
    public long SentSince { get; internal init; }

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

    internal int RecordWith(ErpKey key) => With(Records, key);

    internal int ReleasedWith(ErpKey key) => With(Released, key);

    // A loop: asked several times a command, and a delegate would be an object each time.
    private static int With(ValueList<ErpRecord> records, ErpKey key)
    {
        for (var at = 0; at < records.Count; at++)
        {
            if (records[at].Key == key)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>What a home number is asked of.</summary>
    private sealed record NumberAsked(DateOnly Date, SeriesId? Series, Scope? Scope, FormName? Form);
}
