namespace NumberingRules.Storage;

/// <summary>Makes the auditor's page. Walks what was issued, and reads the invoices and lives of those that are void.</summary>
internal static class SeriesPages
{
    internal static IReadOnlyList<SeriesPeriod> Of(StoredBook book)
    {
        if (!book.Header.IsOpen)
        {
            return [];
        }

        var invoices = book.Invoices().ToDictionary(invoice => invoice.Appeared);
        var issued = book.Issued().ToLookup(number => (number.Series, number.Period));
        var takenOver = book.EntriesAboutBook().Select(entry => EntryReader.Read(entry.Body.Span).Event).OfType<Event.Advanced>()
            .ToLookup(advanced => (advanced.Series, advanced.Period), advanced => advanced.Next - advanced.From);
        var owed = invoices.Values.Where(invoice => Lists.OwesNumber(book.Header, invoice)).OrderBy(invoice => invoice.Appeared)
            .ToLookup(invoice => PlaceOf(book.Header, invoice), invoice => invoice.Id);
        var places = issued.Select(one => one.Key).Concat(takenOver.Select(one => one.Key)).Concat(owed.Select(one => one.Key)).Distinct().ToLookup(place => place.Series, place => place.Period);
        return
        [
            .. book.Header.Series.All.AsEnumerable().SelectMany(owned => places[owned.Series.Id].OrderBy(period => period.Value).Select(period =>
            {
                var place = (owned.Series.Id, period);
                return Line(book, owned.Series, period, [.. issued[place]], takenOver[place].Sum(), [.. owed[place]], invoices);
            })),
        ];
    }

    private static SeriesPeriod Line(StoredBook book, Series series, Period period, List<IssuedNumber> issued, long takenOver, ValueList<InvoiceId> owed, Dictionary<long, Invoice> invoices)
    {
        var last = book.Register.PositionOf(series, period).Next - 1;
        return new(
            series.Id, period, series.First, last,
            issued.Count > 0 ? invoices[issued[0].Appeared].HomeNumber : null,
            issued.Count > 0 ? invoices[issued[^1].Appeared].HomeNumber : null,
            issued.Count, takenOver,
            [.. issued.Select(number => invoices[number.Appeared]).Where(invoice => invoice.IsVoid).Select(invoice => new VoidNumber(invoice.HomeNumber!, invoice.Id, ReasonOf(book, invoice)))],
            owed);
    }

    private static Reason? ReasonOf(StoredBook book, Invoice invoice) =>
        book.EntriesAbout(invoice).Select(EntryReader.Read).Select(entry => (entry.Event as Event.Voided)?.Reason ?? (entry.Event as Event.RecordReleased)?.Reason).LastOrDefault(reason => reason is not null);

    /// <summary>Where an invoice's number would come from: the end of its series' chain, in the period of its date.</summary>
    private static (SeriesId Series, Period Period) PlaceOf(BookHeader book, Invoice invoice)
    {
        var series = book.Series.EndOfChain(invoice.Series ?? book.Policy.ImportSeries).Series;
        return (series.Id, series.PeriodOf(invoice.Date));
    }
}
