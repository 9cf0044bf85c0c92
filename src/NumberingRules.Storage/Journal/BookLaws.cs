using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>What must hold of a book for an event to have happened to it, in words when it does not: "entry 12 …".</summary>
internal static class BookLaws
{
    internal static string? Problem(Register book, Event happened) => happened switch
    {
        Event.Opened e => book.Header.IsOpen ? "opens the book, which is open" : Opened(e),
        _ when !book.Header.IsOpen => $"is '{happened.Name}', before the book was opened",
        Event.PolicySet e => Unknown(book, e.Policy.ImportSeries),
        Event.SeriesAdded e => SeriesAdded(book, e.Series),
        Event.SeriesClosed e => Unknown(book, e.Series) ?? Unknown(book, e.Successor) ?? SeriesClosed(book, e),
        Event.Advanced e => Unknown(book, e.Series) ?? Advanced(book, e),
        Event.Connected e => Connected(book.Header, e),
        Event.Interrupted => book.Header.Connection == Connection.Connected ? null : "interrupts a book that is not connected",
        Event.Disconnected => book.Header.IsLive ? null : "disconnects a book that is not connected",
        Event.Recovered e => book.Header.Connection == Connection.Connected ? Epoch(e.Epoch, book.Header.Epoch + 1) : "recovers a book that is not connected",
        Event.OnInvoice e => InvoiceLaws.Problem(book, e),
        _ => null,
    };

    internal static string? Unknown(Register book, SeriesId? series) =>
        series is null || book.Header.Series.Contains(series) ? null : $"names the series '{series}', which the book does not have";

    internal static string? Epoch(long found, long expected) =>
        found == expected ? null : string.Create(CultureInfo.InvariantCulture, $"names epoch {found}; it should be {expected}");

    private static string? Opened(Event.Opened e)
    {
        var sound = BookSeries.Empty;
        foreach (var definition in e.Series)
        {
            if (!Series.TryCreate(definition, out var series, out var problem))
            {
                return $"holds a series '{definition.Id}' that cannot be: {problem}";
            }

            if (Twice(sound, series) is { } twice)
            {
                return twice;
            }

            sound = sound.Add(series);
        }

        return sound.Contains(e.Policy.ImportSeries) ? null : $"names the series '{e.Policy.ImportSeries}', which the book does not have";
    }

    private static string? SeriesAdded(Register book, SeriesDefinition definition) =>
        !Series.TryCreate(definition, out var series, out var problem) ? $"holds a series '{definition.Id}' that cannot be: {problem}"
        : Twice(book.Header.Series, series);

    private static string? Twice(BookSeries others, Series series) =>
        others.Contains(series.Id) ? $"adds the series '{series.Id}', which the book has"
        : others.SameTextAs(series) is { } sameText ? $"adds the series '{series.Id}': {sameText}"
        : null;

    private static string? SeriesClosed(Register book, Event.SeriesClosed e) =>
        e.Successor is { } successor && (successor == e.Series || book.Header.Series.Find(successor) is { Closed: true })
            ? $"closes the series '{e.Series}' in favour of '{successor}', which is closed"
            : null;

    private static string? Advanced(Register book, Event.Advanced e)
    {
        var series = book.Header.Series.Find(e.Series)!.Series;
        var next = book.PositionOf(series, e.Scope, e.Period).Next;
        return
            !series.Takes(e.Scope) ? $"takes over numbers of '{e.Series}' in the scope '{e.Scope}', in which it does not count"
            : e.From != next ? string.Create(CultureInfo.InvariantCulture, $"takes over numbers of '{e.Series}', period {e.Period}, from {e.From}; the next is {next}")
            : e.Next <= e.From || e.Next - 1 > series.Last ? string.Create(CultureInfo.InvariantCulture, $"takes over numbers of '{e.Series}' from {e.From} up to {e.Next}; the last is {series.Last}")
            : (e.Period == default) != (series.Definition.Reset == Reset.Never) ? $"takes over numbers of '{e.Series}' in the period {e.Period}, in which it does not count"
            : null;
    }

    private static string? Connected(BookHeader book, Event.Connected e) =>
        e.Company != book.Company && (book.IsLive || book.HasExchanged)
            ? $"connects to '{e.Company}' a book that belongs to '{book.Company}'"
            : Epoch(e.Epoch, book.Connection == Connection.Connected ? book.Epoch : book.Epoch + 1);
}
