namespace NumberingRules.Storage;

/// <summary>
/// The derived rows that follow from events and from the invoices they changed. Rows are made here and nowhere else: for a
/// batch, for a rebuild, and for what <c>verify</c> expects.
/// </summary>
/// <param name="after">The book after the events.</param>
/// <param name="before">The row of a position before them; null if it had none.</param>
internal sealed class ChangedRows(Register after, Func<(SeriesId Series, string Scope, Period Period), PositionRow?>? before = null)
{
    private readonly Dictionary<InvoiceId, Event.Issued> _issued = [];
    private readonly Dictionary<(SeriesId Series, string Scope, Period Period), PositionRow> _positions = [];

    internal IReadOnlyCollection<PositionRow> Positions => _positions.Values;

    /// <summary>Takes note of an event: what it issued, and where it left a position.</summary>
    internal void Note(long entry, Event happened)
    {
        switch (happened)
        {
            case Event.Issued issued:
                _issued[issued.Invoice] = issued;
                var place = (issued.Series, issued.Scope?.Text ?? "", issued.Period);
                var row = PositionOf(place);
                _positions[place] = row with { Next = issued.SequenceNumber + 1, Latest = row.Latest > issued.Date ? row.Latest : issued.Date };
                break;
            case Event.Advanced advanced:
                place = (advanced.Series, advanced.Scope?.Text ?? "", advanced.Period);
                _positions[place] = PositionOf(place) with { Next = advanced.Next, Advance = entry };
                break;
            default:
                break;
        }
    }

    /// <summary>The entry with which the invoice appeared that an event is about; 0 for one about the book.</summary>
    internal long AppearanceOf(Event happened) => happened is Event.OnInvoice about ? after.Find(about.Invoice)!.Appeared : 0;

    /// <summary>The rows of the keys an invoice gave up.</summary>
    internal static IEnumerable<NumberRow> Freed(Invoice? was, Invoice now) =>
        (was?.Records ?? default).Where(record => now.RecordWith(record.Key) < 0).Select(record => new NumberRow(NumberKind.Key, record.Key.Text, now.Appeared, Held: false));

    /// <summary>The rows of the numbers and keys an invoice took. For several threads at once, when nothing is noted any more.</summary>
    internal IEnumerable<NumberRow> Taken(Invoice? was, Invoice now)
    {
        for (var at = was?.Claims.Count ?? 0; at < now.Claims.Count; at++)
        {
            var number = now.Claims[at].Number;
            yield return now.Claims[at].System == Side.Erp ? new(NumberKind.Erp, number.Text, now.Appeared, Held: false)
                : _issued.TryGetValue(now.Id, out var e) ? new(NumberKind.Home, number.Text, now.Appeared, Held: true, e.Series.Text, e.Scope?.Text ?? "", e.Period.Value, e.SequenceNumber)
                : new(NumberKind.Home, number.Text, now.Appeared, Held: true, Outside: after.ChangedGivenOutside.Contains(number.Text));
        }

        for (var at = 0; at < now.Records.Count; at++)
        {
            if (was is null || was.RecordWith(now.Records[at].Key) < 0)
            {
                yield return new(NumberKind.Key, now.Records[at].Key.Text, now.Appeared, Held: true);
            }
        }

        for (var at = 0; at < now.Released.Count; at++)
        {
            var key = now.Released[at].Key;
            if (was is null || (was.RecordWith(key) < 0 && was.ReleasedWith(key) < 0))
            {
                yield return new(NumberKind.Key, key.Text, now.Appeared, Held: false);
            }
        }
    }

    private PositionRow PositionOf((SeriesId Series, string Scope, Period Period) place) =>
        _positions.TryGetValue(place, out var row) ? row
        : before?.Invoke(place) ?? new(place.Series, place.Scope, place.Period, 0, null, 0);
}
