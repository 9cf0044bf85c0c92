namespace NumberingRules.Tests.Tables;

internal sealed record ModelRecord(string Key, string? Number, long? Version);

/// <summary>What makes asking for the same invoice again harmless.</summary>
internal sealed record ModelRequest(DateOnly Date, string Series, string? Scope, string? Form, string? Given);

/// <summary>An invoice as SPEC §3 lists it.</summary>
internal sealed class ModelInvoice(string id, Side origin)
{
    public string Id { get; } = id;

    public Side Origin { get; } = origin;

    public ModelRequest? Request { get; init; }

    public DateOnly Date { get; set; }

    public string? Series { get; set; }

    public string? Scope { get; set; }

    public string? Form { get; set; }

    public Approval Approval { get; set; }

    public bool VoidedByHome { get; set; }

    public bool ErpSaidVoid { get; set; }

    public List<ModelRecord> Records { get; private init; } = [];

    public List<ModelRecord> Released { get; private init; } = [];

    public long Attempt { get; set; }

    public Sync Stored { get; set; }

    public long SentEpoch { get; set; }

    public bool IsUnlinked { get; set; }

    public string? Home { get; set; }

    public string? IssuedBy { get; set; }

    public long IssuedSequence { get; set; }

    public List<(Side System, string Number)> Claims { get; private init; } = [];

    public bool IsHome => Origin == Side.Home;

    public bool Linked => Records.Count > 0;

    public string? Erp => Linked ? Records[0].Number : null;

    public bool VoidedByErp => ErpSaidVoid || (!IsHome && !Linked);

    public bool IsVoid => VoidedByHome || VoidedByErp;

    public ModelRecord? RecordWith(string key) => Records.Find(record => record.Key == key);

    public ModelRecord? ReleasedWith(string key) => Released.Find(record => record.Key == key);

    public void Claim(Side system, string number)
    {
        if (!Claims.Contains((system, number)))
        {
            Claims.Add((system, number));
        }
    }

    public ModelInvoice Clone() => new(Id, Origin)
    {
        Request = Request,
        Date = Date,
        Series = Series,
        Scope = Scope,
        Form = Form,
        Approval = Approval,
        VoidedByHome = VoidedByHome,
        ErpSaidVoid = ErpSaidVoid,
        Records = [.. Records],
        Released = [.. Released],
        Attempt = Attempt,
        Stored = Stored,
        SentEpoch = SentEpoch,
        IsUnlinked = IsUnlinked,
        Home = Home,
        IssuedBy = IssuedBy,
        IssuedSequence = IssuedSequence,
        Claims = [.. Claims],
    };
}
