namespace NumberingRules.Tests.Tables;

/// <summary>Where a series of the book stands.</summary>
internal sealed class ModelStand(ModelSeries series)
{
    public ModelSeries Series { get; } = series;

    public bool Closed { get; set; }

    public string? Successor { get; set; }

    /// <summary>The latest date numbered, by scope; no scope is an empty one.</summary>
    public Dictionary<string, DateOnly> Latest { get; private init; } = [];

    public Dictionary<(string Scope, int Period), long> Positions { get; private init; } = [];

    public long Next(string? scope, DateOnly date) => Positions.GetValueOrDefault((scope ?? "", Series.Period(date)), Series.Wish.Start);

    public void Move(string? scope, DateOnly date, long next) => Positions[(scope ?? "", Series.Period(date))] = next;

    public DateOnly? LatestIn(string? scope) => Latest.TryGetValue(scope ?? "", out var latest) ? latest : null;

    public ModelStand Clone() => new(Series) { Closed = Closed, Successor = Successor, Latest = new(Latest), Positions = new(Positions) };
}

/// <summary>A book as SPEC §3 lists it.</summary>
internal sealed class ModelBook
{
    public (ValueList<SeriesDefinition> Series, Policy Policy)? Opening { get; set; }

    public Policy? Policy { get; set; }

    public List<ModelStand> Series { get; private init; } = [];

    public Connection Connection { get; set; }

    public string? Company { get; set; }

    public DateOnly? SyncFrom { get; set; }

    public long Epoch { get; set; }

    public bool Exchanged { get; set; }

    public List<ModelInvoice> Invoices { get; private init; } = [];

    public bool IsOpen => Opening is not null;

    public bool Live => Connection is Connection.Connected or Connection.Interrupted;

    public ModelInvoice? Find(string? id) => Invoices.Find(invoice => invoice.Id == id);

    public ModelStand? FindSeries(string? id) => Series.Find(stand => stand.Series.Id == id);

    /// <summary>The invoice that has a record with this key now.</summary>
    public ModelInvoice? HolderOf(string key) => Invoices.Find(invoice => invoice.RecordWith(key) is not null);

    /// <summary>Where numbers asked of a series come from: itself, or the end of its chain of successors.</summary>
    public ModelStand EndOfChain(string id)
    {
        var stand = FindSeries(id)!;
        return stand.Successor is null ? stand : EndOfChain(stand.Successor);
    }

    /// <summary>The series an invoice takes its home number from.</summary>
    public ModelStand IssuerOf(ModelInvoice invoice) => EndOfChain(invoice.Series ?? Policy!.ImportSeries.Text);

    public ModelBook Clone() => new()
    {
        Opening = Opening,
        Policy = Policy,
        Series = Series.ConvertAll(static stand => stand.Clone()),
        Connection = Connection,
        Company = Company,
        SyncFrom = SyncFrom,
        Epoch = Epoch,
        Exchanged = Exchanged,
        Invoices = Invoices.ConvertAll(static invoice => invoice.Clone()),
    };
}
