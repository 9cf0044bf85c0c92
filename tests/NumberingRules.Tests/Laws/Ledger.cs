namespace NumberingRules.Tests.Laws;

/// <summary>The numbers from <paramref name="From"/> up to, not including, <paramref name="Next"/>; issued to an invoice, or taken over.</summary>
internal sealed record Stretch(long From, long Next, InvoiceId? IssuedTo);

/// <summary>What counts by itself.</summary>
internal sealed record Counted(SeriesId Series, Scope? Scope, Period Period);

/// <summary>A number or key, and the invoice that came to hold it.</summary>
internal sealed record Holding<T>(T What, InvoiceId Invoice);

/// <summary>What the events say of numbers and keys, kept in the plainest way: an account to compare the book with.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<Counted, List<Stretch>> _stretches = [];
    private readonly Dictionary<SeriesId, Series> _series = [];
    private readonly Dictionary<(SeriesId, Scope?), DateOnly> _latest = [];
    private readonly List<Holding<Reference>> _numbers = [];
    private readonly List<Holding<ErpKey>> _keys = [];
    private readonly List<InvoiceNumber> _givenOutside = [];

    internal Ledger(IEnumerable<Event> events)
    {
        Events = [.. events];
        foreach (var happened in Events)
        {
            Note(happened);
        }
    }

    /// <summary>The journal: the entry with number n is the event at n − 1.</summary>
    internal ValueList<Event> Events { get; }

    internal IEnumerable<InvoiceId> Invoices => Events.OfType<Event.OnInvoice>().Select(about => about.Invoice).Distinct();

    internal IEnumerable<Series> Series => _series.Values;

    /// <summary>Which numbers were used in each scope and period, in the order in which they were.</summary>
    internal IReadOnlyDictionary<Counted, List<Stretch>> Stretches => _stretches;

    /// <summary>Every number that ever came to an invoice, in that order.</summary>
    internal IReadOnlyList<Holding<Reference>> Numbers => _numbers;

    /// <summary>Every key that ever came to an invoice.</summary>
    internal IReadOnlyList<Holding<ErpKey>> Keys => _keys;

    internal IEnumerable<Holding<Reference>> HomeNumbers => _numbers.Where(holding => holding.What.System == Side.Home);

    /// <summary>The numbers that invoices brought along and that no series of the book printed then.</summary>
    internal IReadOnlyList<InvoiceNumber> GivenOutside => _givenOutside;

    internal long FirstOf(SeriesId series) => _series[series].First;

    internal Position PositionOf(Counted at) => new(
        _stretches.TryGetValue(at, out var used) ? used.Max(stretch => stretch.Next) : FirstOf(at.Series),
        _latest.TryGetValue((at.Series, at.Scope), out var latest) ? latest : null);

    private void Note(Event happened)
    {
        switch (happened)
        {
            case Event.Opened e:
                e.Series.ToList().ForEach(Add);
                break;
            case Event.SeriesAdded e:
                Add(e.Series);
                break;
            case Event.Advanced e:
                Use(new(e.Series, e.Scope, e.Period), new(e.From, e.Next, null));
                break;
            case Event.Issued e:
                Use(new(e.Series, e.Scope, e.Period), new(e.SequenceNumber, e.SequenceNumber + 1, e.Invoice));
                _latest[(e.Series, e.Scope)] = _latest.TryGetValue((e.Series, e.Scope), out var latest) && latest > e.Date ? latest : e.Date;
                Hold(e.Invoice, Side.Home, e.Number);
                break;
            case Event.Created e:
                Hold(e.Invoice, Side.Home, e.HomeNumber);
                if (e.HomeNumber is { } given && !Series.Any(series => series.TryParse(given.Text, out _)))
                {
                    _givenOutside.Add(given);
                }

                break;
            case Event.Imported { Invoice: var invoice, Record: var record }:
                Hold(invoice, record);
                break;
            case Event.RecordAdded { Invoice: var invoice, Record: var record }:
                Hold(invoice, record);
                break;
            case Event.RecordChanged { Invoice: var invoice, Record: var record }:
                Hold(invoice, record);
                break;
            case Event.RecordReplaced { Invoice: var invoice, Record: var record }:
                Hold(invoice, record);
                break;
        }
    }

    private void Add(SeriesDefinition definition)
    {
        Assert.True(NumberingRules.Series.TryCreate(definition, out var series, out _));
        _series.Add(series.Id, series);
    }

    private void Use(Counted at, Stretch stretch)
    {
        if (!_stretches.TryGetValue(at, out var used))
        {
            _stretches[at] = used = [];
        }

        used.Add(stretch);
    }

    private void Hold(InvoiceId invoice, ErpRecord record)
    {
        _keys.Add(new(record.Key, invoice));
        Hold(invoice, Side.Erp, record.Number);
    }

    private void Hold(InvoiceId invoice, Side system, InvoiceNumber? number)
    {
        if (number is not null)
        {
            _numbers.Add(new(new(system, number), invoice));
        }
    }
}
