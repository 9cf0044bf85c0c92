namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>What must hold of a book whatever happened to the processes that wrote it, told without the library's own laws where that is easy.</summary>
internal static class BookCheck
{
    /// <returns>The entries the book has.</returns>
    internal static JournalHead IsWhole(BookHandle book, EntryHash? earlier = null)
    {
        var report = book.Verify(earlier);
        Assert.True(report.IsSound, $"{book.Name}: {report.Fault}");
        Assert.All(book.Series(), line => Assert.True(line.AddsUp, $"{book.Name}: {line} does not add up"));
        var issued = Events(book).OfType<Event.Issued>().ToList();
        Assert.All(
            issued.GroupBy(one => (one.Series, one.Period)),
            numbers => Assert.Equal(Enumerable.Range(1, numbers.Count()).Select(at => (long)at), numbers.Select(one => one.SequenceNumber)));
        Assert.Equal(issued.Count, issued.Select(one => one.Number).Distinct().Count());
        Assert.Equal(issued.Count, issued.Select(one => one.Invoice).Distinct().Count());
        return book.Head();
    }

    internal static IEnumerable<Event> Events(BookHandle book)
    {
        const int Page = 10_000;
        var after = 0L;
        for (var page = book.Entries(after, Page); page.Count > 0; page = book.Entries(after, Page))
        {
            foreach (var entry in page)
            {
                yield return entry.Event;
            }

            after = page[^1].Number;
        }
    }

    internal static void Has(BookHandle book, Acknowledged said)
    {
        var then = book.InvoiceAt(said.Invoice, said.Entry);
        Assert.True(then is not null, $"{said} was acknowledged and is lost");
        Assert.True((then.Number?.Text ?? "-") == said.Number, $"{said} was acknowledged; now the number is said to have been {then.Number?.Text ?? "-"}");
    }
}
