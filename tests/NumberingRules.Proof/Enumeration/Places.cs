namespace NumberingRules.Proof.Enumeration;

/// <summary>Where a series stands in a period, and which numbers below were taken over, a bit each.</summary>
internal readonly record struct Place(SeriesId Series, Period Period, long Next, ulong TakenOver);

/// <summary>The latest date a series has numbered.</summary>
internal readonly record struct LatestDate(SeriesId Series, DateOnly Date);

/// <summary>
/// The places of all series, made from events alone: a second account of the positions, and of the numbers taken over,
/// which the book itself need not remember but law 4 speaks of.
/// </summary>
internal sealed record Places(ValueList<Place> All, ValueList<LatestDate> Latest)
{
    internal static Places None { get; } = new(default, default);

    internal DateOnly? LatestOf(SeriesId series)
    {
        foreach (var latest in Latest)
        {
            if (latest.Series == series)
            {
                return latest.Date;
            }
        }

        return null;
    }

    internal Place Of(Series series, Period period)
    {
        foreach (var place in All)
        {
            if (place.Series == series.Id && place.Period == period)
            {
                return place;
            }
        }

        return new(series.Id, period, series.First, 0);
    }

    /// <summary>The places after these events.</summary>
    internal Places After(ValueList<Event> events)
    {
        var places = this;
        foreach (var happened in events)
        {
            places = happened switch
            {
                Event.Issued e => places.Numbered(e),
                Event.Advanced e => places.Moved(new(e.Series, e.Period, e.Next, places.TakenOver(e.Series, e.Period) | Bits(e.From, e.Next))),
                _ => places,
            };
        }

        return places;
    }

    internal ulong TakenOver(SeriesId series, Period period)
    {
        foreach (var place in All)
        {
            if (place.Series == series && place.Period == period)
            {
                return place.TakenOver;
            }
        }

        return 0;
    }

    private static ulong Bits(long from, long next)
    {
        var bits = 0UL;
        for (; from < next; from++)
        {
            bits |= 1UL << checked((int)from);
        }

        return bits;
    }

    private Places Numbered(Event.Issued e)
    {
        var moved = Moved(new(e.Series, e.Period, e.SequenceNumber + 1, TakenOver(e.Series, e.Period)));
        return LatestOf(e.Series) >= e.Date ? moved : moved with
        {
            Latest = [.. Latest.Where(latest => latest.Series != e.Series).Append(new(e.Series, e.Date)).OrderBy(latest => latest.Series.Text, StringComparer.Ordinal)],
        };
    }

    private Places Moved(Place to) => this with
    {
        All =
        [
            .. All.Where(place => place.Series != to.Series || place.Period != to.Period).Append(to)
                .OrderBy(place => place.Series.Text, StringComparer.Ordinal).ThenBy(place => place.Period.Value),
        ],
    };
}
