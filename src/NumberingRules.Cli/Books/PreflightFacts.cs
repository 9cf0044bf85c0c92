using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>What a preflight looks at, of a book and of series that are in no book yet.</summary>
internal static class PreflightFacts
{
    /// <summary>Reads every invoice of the book once.</summary>
    internal static async Task<PreflightSubject> OfAsync(OpenedBook file, DateOnly on)
    {
        var header = await file.Book.HeaderAsync();
        if (!header.IsOpen)
        {
            throw new MissingException($"{file.Place.Shown} holds a book that is not open yet; preflight its series with --series FILE");
        }

        var next = (await file.Book.SeriesAsync()).GroupBy(period => period.Series).ToDictionary(series => series.Key, series => series.Max(period => period.Last) + 1);
        var taken = new Dictionary<SeriesId, long>();
        var (oldest, before, from) = ((DateOnly?)null, 0L, on.AddYears(-1));
        await foreach (var invoice in file.Book.AllInvoicesAsync().Select(view => view.Invoice))
        {
            oldest = oldest is null || invoice.Date < oldest ? invoice.Date : oldest;
            before += header.SyncFrom is { } syncFrom && invoice.Date < syncFrom ? 1 : 0;
            if (invoice.IssuedBy is { } series && invoice.Date > from && invoice.Date <= on)
            {
                taken[series] = taken.GetValueOrDefault(series) + 1;
            }
        }

        return new(
            [
                .. header.Series.All.Where(owned => !owned.Closed).Select(owned => new PreflightSeries(
                    owned.Series.Definition,
                    Math.Max(next.GetValueOrDefault(owned.Series.Id), owned.Series.First),
                    taken.GetValueOrDefault(owned.Series.Id))),
            ],
            header.Policy.Authority,
            on)
        {
            SyncFrom = header.SyncFrom,
            Oldest = oldest,
            BeforeSyncFrom = before,
        };
    }

    internal static PreflightSubject Of(Command.Open open, DateOnly on) =>
        new([.. open.Series.Select(definition => new PreflightSeries(definition, definition.Start, null))], open.Policy?.Authority ?? Side.Erp, on);
}
