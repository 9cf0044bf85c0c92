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

    internal static Series Checked(SeriesDefinition definition) =>
        Series.TryCreate(definition, out var series, out var problem)
            ? series
            : throw new InvalidOperationException($"the journal holds a series '{definition.Id}' that cannot be: {problem}");
}
