using System.Runtime.CompilerServices;

namespace NumberingRules.Storage;

/// <summary>Makes the auditor's page. Costs what was issued, and the lives of the invoices that are void.</summary>
internal static class SeriesPages
{
    internal static async ValueTask<IReadOnlyList<SeriesPeriod>> OfAsync(OpenBook book, CancellationToken cancellation)
    {
        if (!book.Header.IsOpen || book.Row is null)
        {
            return [];
        }

        var lines = new Dictionary<Place, Line>();
        foreach (var row in await book.Session.SeriesAsync(book.Row, cancellation).ConfigureAwait(false))
        {
            At(new(row.Series, row.Scope, row.Period)).Row = row;
        }

        await foreach (var (place, numbers) in AdvancesAsync(book, cancellation).ConfigureAwait(false))
        {
            At(place).Advances.Add(numbers);
        }

        await foreach (var (invoice, _) in book.ListAsync(new InvoiceList.InStage(InvoiceStage.Void), null, cancellation).ConfigureAwait(false))
        {
            if (invoice.IssuedBy is { } series && book.Header.Series.Find(series) is { } owned && owned.Series.TryParse(invoice.HomeNumber!.Text, out var parsed))
            {
                var reason = await ReasonAsync(book, invoice, cancellation).ConfigureAwait(false);
                At(new(series, parsed.Scope?.Text ?? "", parsed.Period)).Void.Add((parsed.SequenceNumber, new(invoice.HomeNumber, invoice.Id, reason)));
            }
        }

        foreach (var origin in new[] { Side.Home, Side.Erp })
        {
            await foreach (var (invoice, _) in book.ListAsync(new InvoiceList.Unnumbered(origin), null, cancellation).ConfigureAwait(false))
            {
                if (Lists.OwesNumber(book.Header, invoice))
                {
                    At(PlaceOf(book.Header, invoice)).Owed.Add(invoice);
                }
            }
        }

        var order = book.Header.Series.All.Select(static (owned, at) => (owned.Series.Id, at)).ToDictionary(static one => one.Id, static one => one.at);
        return
        [
            .. lines.OrderBy(line => order[line.Key.Series]).ThenBy(static line => line.Key.Scope, Utf8Order.Texts).ThenBy(static line => line.Key.Period.Value)
                .Select(line => line.Value.Of(line.Key, book.Header.Series.Find(line.Key.Series)!.Series)),
        ];

        Line At(Place place) => lines.TryGetValue(place, out var line) ? line : lines[place] = new();
    }

    /// <summary>The cut-over with which a number was taken over; null if it was not.</summary>
    internal static async ValueTask<TakenOverNumbers?> TakenOverAsync(OpenBook book, InvoiceNumber number, CancellationToken cancellation)
    {
        var check = await book.ComputeAsync(view => view.Check(number), cancellation).ConfigureAwait(false);
        if (check.Place is { Use: NumberUse.TakenOver, Series: var series, Place: var at })
        {
            await foreach (var (place, numbers) in AdvancesAsync(book, cancellation).ConfigureAwait(false))
            {
                if (place == new Place(series, at.Scope?.Text ?? "", at.Period) && numbers.From <= at.SequenceNumber && at.SequenceNumber < numbers.Next)
                {
                    return numbers;
                }
            }
        }

        return null;
    }

    private static async IAsyncEnumerable<(Place Place, TakenOverNumbers Numbers)> AdvancesAsync(OpenBook book, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var stored in book.EntriesAsync(0, about: 0, cancellation).ConfigureAwait(false))
        {
            if (EntryReader.Read(stored) is { Event: Event.Advanced e } entry)
            {
                yield return (new(e.Series, e.Scope?.Text ?? "", e.Period), new(e.From, e.Next, entry.IsErased ? null : e.Reason, entry.Number));
            }
        }
    }

    /// <summary>Why an invoice is void: the last reason given that still holds.</summary>
    private static async ValueTask<Reason?> ReasonAsync(OpenBook book, Invoice invoice, CancellationToken cancellation)
    {
        Reason? reason = null;
        await foreach (var entry in book.EntriesAsync(0, invoice.Appeared, cancellation).ConfigureAwait(false))
        {
            reason = EntryReader.Read(entry).Event switch
            {
                Event.Voided { By: Side.Home } e when invoice.VoidedByHome => e.Reason,
                Event.Voided { By: Side.Erp } e when invoice.ErpSaidVoid => e.Reason,
                Event.RecordReleased e when invoice is { Origin: Side.Erp, Records.Count: 0 } => e.Reason,
                _ => reason,
            };
        }

        return reason;
    }

    /// <summary>Where an invoice's number would come from: the end of its series' chain, in the period of its date.</summary>
    private static Place PlaceOf(BookHeader book, Invoice invoice)
    {
        var series = book.Series.EndOfChain(invoice.Series ?? book.Policy.ImportSeries).Series;
        return new(series.Id, invoice.Scope?.Text ?? "", series.PeriodOf(invoice.Date));
    }

    private readonly record struct Place(SeriesId Series, string Scope, Period Period);

    private sealed class Line
    {
        internal SeriesRow? Row { get; set; }

        internal List<TakenOverNumbers> Advances { get; } = [];

        internal List<(long SequenceNumber, VoidNumber Number)> Void { get; } = [];

        internal List<Invoice> Owed { get; } = [];

        internal SeriesPeriod Of(Place place, Series series)
        {
            var next = Row?.Next ?? series.First;
            var takenOver = Advances.Sum(static advance => advance.Next - advance.From);
            return new(
                place.Series, place.Scope.Length == 0 ? null : new(place.Scope), place.Period, series.First, next - 1,
                Row?.First, Row?.Last, next - series.First - takenOver, takenOver,
                [.. Void.OrderBy(static one => one.SequenceNumber).Select(static one => one.Number)],
                [.. Owed.OrderBy(static invoice => invoice.Appeared).Select(static invoice => invoice.Id)],
                series.Takes(place.Scope.Length == 0 ? null : new(place.Scope)) ? series.LeftFrom(next) : null,
                [.. Advances]);
        }
    }
}
