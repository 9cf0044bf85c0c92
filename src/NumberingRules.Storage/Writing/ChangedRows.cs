namespace NumberingRules.Storage;

/// <summary>
/// The derived rows that follow from events and from the invoices they changed. Rows are made here and nowhere else: for a
/// batch, for a rebuild, and for what <c>verify</c> expects.
/// </summary>
/// <param name="after">The book after the events.</param>
/// <param name="before">The row of a position before them; null if it had none.</param>
internal sealed class ChangedRows(Register after, Func<(SeriesId Series, string Scope, Period Period), PositionRow?>? before = null)
{
    private readonly List<EntryRow> _entries = [];
    private Dictionary<(SeriesId Series, string Scope, Period Period), PositionRow>? _positions;
    private List<FindingRow>? _findings;

    /// <summary>How many entries were added.</summary>
    internal int Count => _entries.Count;

    internal IReadOnlyCollection<PositionRow> Positions => _positions is null ? [] : _positions.Values;

    /// <summary>Takes note of where an event left a position.</summary>
    internal void Note(Event happened)
    {
        switch (happened)
        {
            case Event.Issued issued:
                var place = (issued.Series, issued.Scope?.Text ?? "", issued.Period);
                var row = PositionOf(place);
                (_positions ??= [])[place] = row with { Next = issued.SequenceNumber + 1, Latest = row.Latest > issued.Date ? row.Latest : issued.Date };
                break;
            case Event.Advanced advanced:
                place = KeptHeader.PlaceOf(advanced);
                (_positions ??= [])[place] = PositionOf(place) with { Next = advanced.Next };
                break;
            default:
                break;
        }
    }

    /// <summary>Takes note of an entry that is to be written, and of its findings.</summary>
    internal void Add(StoredEntry entry, DateTimeOffset at, Event happened, ValueList<Noted> findings)
    {
        _entries.Add(new(entry, AppearanceOf(happened), at));
        Note(happened);
        foreach (var (finding, invoice) in findings)
        {
            (_findings ??= []).Add(new(entry.Number, finding, invoice));
        }
    }

    /// <summary>The entry with which the invoice appeared that an event is about; 0 for one about the book.</summary>
    internal long AppearanceOf(Event happened) => happened is Event.OnInvoice about ? after.Find(about.Invoice)!.Appeared : 0;

    /// <summary>The rows of all that was added.</summary>
    /// <param name="was">The book's row before.</param>
    /// <param name="now">The book's row after.</param>
    /// <param name="invoices">The invoices that appeared or changed, as they were and as they are.</param>
    /// <param name="erased">Runs of entries whose free texts go.</param>
    internal BookChange Change(BookRow? was, BookRow now, List<(Invoice? Before, Invoice After)> invoices, IReadOnlyList<EntryRun> erased)
    {
        invoices.Sort(static (one, other) => one.After.Appeared.CompareTo(other.After.Appeared));
        List<NumberRow> freed = [], taken = [];
        var rows = new (InvoiceRow?, InvoiceRow)[invoices.Count];
        for (var at = 0; at < rows.Length; at++)
        {
            var (old, changed) = invoices[at];
            rows[at] = (old is null ? null : new(old), new(changed));
            AddFreed(old, changed, freed);
            AddTaken(old, changed, taken);
        }

        return new(was, now)
        {
            Entries = _entries,
            Invoices = rows,
            Freed = freed,
            Taken = taken,
            Positions = [.. Positions],
            Findings = _findings ?? [],
            Erased = erased,
        };
    }

    /// <summary>Adds the rows of the numbers and keys an invoice took. For several threads at once, when nothing is noted any more.</summary>
    internal void AddTaken(Invoice? was, Invoice now, List<NumberRow> rows)
    {
        for (var at = was?.Claims.Count ?? 0; at < now.Claims.Count; at++)
        {
            // A number reads back as what it was printed from, so where it was issued need not be remembered.
            var number = now.Claims[at].Number;
            rows.Add(
                now.Claims[at].System == Side.Erp ? new(NumberKind.Erp, number.Text, now.Appeared, Held: false)
                : now.IssuedBy is { } series && after.Header.Series.Find(series)!.Series.TryParse(number.Text, out var issued)
                    ? new(NumberKind.Home, number.Text, now.Appeared, Held: true, series.Text, issued.Scope?.Text ?? "", issued.Period.Value, issued.SequenceNumber)
                : new(NumberKind.Home, number.Text, now.Appeared, Held: true, Outside: after.ChangedGivenOutside.Contains(number.Text)));
        }

        for (var at = 0; at < now.Records.Count; at++)
        {
            if (was is null || was.RecordWith(now.Records[at].Key) < 0)
            {
                rows.Add(new(NumberKind.Key, now.Records[at].Key.Text, now.Appeared, Held: true));
            }
        }

        for (var at = 0; at < now.Released.Count; at++)
        {
            var key = now.Released[at].Key;
            if (was is null || (was.RecordWith(key) < 0 && was.ReleasedWith(key) < 0))
            {
                rows.Add(new(NumberKind.Key, key.Text, now.Appeared, Held: false));
            }
        }
    }

    private static void AddFreed(Invoice? was, Invoice now, List<NumberRow> rows)
    {
        for (var at = 0; at < (was?.Records.Count ?? 0); at++)
        {
            var key = was!.Records[at].Key;
            if (now.RecordWith(key) < 0)
            {
                rows.Add(new(NumberKind.Key, key.Text, now.Appeared, Held: false));
            }
        }
    }

    private PositionRow PositionOf((SeriesId Series, string Scope, Period Period) place) =>
        _positions is not null && _positions.TryGetValue(place, out var row) ? row
        : before?.Invoke(place) ?? new(place.Series, place.Scope, place.Period, 0, null);
}
