namespace NumberingRules.Proof.Enumeration;

/// <summary>Where a series stands in a scope and a period, and which numbers below were taken over, a bit each.</summary>
internal readonly record struct Place(SeriesId Series, NumberingRules.Scope? Scope, Period Period, long Next, ulong TakenOver);

/// <summary>The latest date a series has numbered in a scope.</summary>
internal readonly record struct LatestDate(SeriesId Series, NumberingRules.Scope? Scope, DateOnly Date);

/// <summary>
/// The places of all series, made from events alone: a second account of the positions, and of the numbers taken over,
/// which the book itself need not remember but law 4 speaks of.
/// </summary>
internal sealed record Places(ValueList<Place> All, ValueList<LatestDate> Latest)
{
    internal static Places None { get; } = new(default, default);

    internal DateOnly? LatestOf(SeriesId series, NumberingRules.Scope? scope)
    {
        foreach (var latest in Latest)
        {
            if (latest.Series == series && latest.Scope == scope)
            {
                return latest.Date;
            }
        }

        return null;
    }

    internal Place Of(Series series, NumberingRules.Scope? scope, Period period)
    {
        foreach (var place in All)
        {
            if (place.Series == series.Id && place.Scope == scope && place.Period == period)
            {
                return place;
            }
        }

        return new(series.Id, scope, period, series.First, 0);
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
                Event.Advanced e => places.Moved(new(e.Series, e.Scope, e.Period, e.Next, places.TakenOver(e.Series, e.Scope, e.Period) | Bits(e.From, e.Next))),
                _ => places,
            };
        }

        return places;
    }

    internal ulong TakenOver(SeriesId series, NumberingRules.Scope? scope, Period period)
    {
        foreach (var place in All)
        {
            if (place.Series == series && place.Scope == scope && place.Period == period)
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
        var moved = Moved(new(e.Series, e.Scope, e.Period, e.SequenceNumber + 1, TakenOver(e.Series, e.Scope, e.Period)));
        return LatestOf(e.Series, e.Scope) >= e.Date ? moved : moved with
        {
            Latest =
            [
                .. Latest.Where(latest => latest.Series != e.Series || latest.Scope != e.Scope).Append(new(e.Series, e.Scope, e.Date))
                    .OrderBy(latest => latest.Series.Text, StringComparer.Ordinal).ThenBy(latest => latest.Scope?.Text, StringComparer.Ordinal),
            ],
        };
    }

    private Places Moved(Place to) => this with
    {
        All =
        [
            .. All.Where(place => place.Series != to.Series || place.Scope != to.Scope || place.Period != to.Period).Append(to)
                .OrderBy(place => place.Series.Text, StringComparer.Ordinal).ThenBy(place => place.Scope?.Text, StringComparer.Ordinal).ThenBy(place => place.Period.Value),
        ],
    };
}
