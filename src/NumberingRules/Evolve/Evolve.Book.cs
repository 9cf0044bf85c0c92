namespace NumberingRules;

/// <summary>What an event makes of the state: total functions, no checks, no choices (law 2).</summary>
internal static partial class Evolve
{
    internal static BookHeader Book(BookHeader header, Event happened) => happened switch
    {
        Event.Opened e => header with
        {
            Opening = e,
            Policy = e.Policy,
            Series = BookSeries.Empty.AddAll([.. e.Series.Select(Checked)]),
        },
        Event.PolicySet e => header with { Policy = e.Policy },
        Event.SeriesAdded e => header with { Series = header.Series.Add(Checked(e.Series)) },
        Event.SeriesClosed e => header with { Series = header.Series.Close(e.Series, e.Successor) },
        Event.Connected e => header with
        {
            Connection = Connection.Connected,
            Company = e.Company,
            SyncFrom = e.SyncFrom,
            Epoch = e.Epoch,
        },
        Event.Interrupted => header with { Connection = Connection.Interrupted },
        Event.Disconnected => header with { Connection = Connection.Disconnected },
        Event.Recovered e => header with { Epoch = e.Epoch },
        Event.Sent or Event.Imported or Event.RecordAdded or Event.RecordChanged or Event.RecordReplaced
            when !header.HasExchanged => header with { HasExchanged = true },
        _ => header,
    };

    /// <summary>What many events make of the header. Series that are added one after the other are added at once: a book may have ten thousand.</summary>
    internal static BookHeader Book(BookHeader header, IEnumerable<Event> happened)
    {
        List<Series> added = [];
        foreach (var one in happened)
        {
            if (one is Event.SeriesAdded e)
            {
                added.Add(Checked(e.Series));
                continue;
            }

            header = Book(WithAdded(header, added), one);
        }

        return WithAdded(header, added);
    }

    private static BookHeader WithAdded(BookHeader header, List<Series> added)
    {
        header = added.Count == 0 ? header : header with { Series = header.Series.AddAll(added) };
        added.Clear();
        return header;
    }

    private static Series Checked(SeriesDefinition definition) =>
        Series.TryCreate(definition, out var series, out var problem)
            ? series
            : throw new InvalidOperationException($"the journal holds a series '{definition.Id}' that cannot be: {problem}");
}
