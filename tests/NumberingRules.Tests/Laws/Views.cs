namespace NumberingRules.Tests.Laws;

/// <summary>Whether two views are of the same book.</summary>
internal static class Views
{
    /// <summary>Whether two views answer every question about what a ledger names alike.</summary>
    internal static bool Agree(IBookView left, IBookView right, Ledger ledger) =>
        left.Header == right.Header
        && left.Entries == right.Entries
        && ledger.Invoices.All(invoice => left.Find(invoice) == right.Find(invoice))
        && ledger.Keys.All(key => left.HolderOf(key.What) == right.HolderOf(key.What))
        && ledger.Numbers.Select(number => number.What.Number).All(number =>
            left.HolderOf(number) == right.HolderOf(number) && left.CountWithErpNumber(number) == right.CountWithErpNumber(number))
        && Counted(left, ledger).All(at => left.PositionOf(at.Series, at.Period) == right.PositionOf(at.Series, at.Period))
        && left.WithoutHomeNumber().ToHashSet().SetEquals(right.WithoutHomeNumber())
        && left.GivenOutsideSeries().Order(ByText).SequenceEqual(right.GivenOutsideSeries().Order(ByText));

    /// <summary>Every series of a book, with every period that has been counted in or that a generated date falls into.</summary>
    internal static IEnumerable<(Series Series, Period Period)> Counted(IBookView book, Ledger ledger) =>
        book.Header.Series.All.SelectMany(owned => Words.AllDates.Select(owned.Series.PeriodOf)
            .Concat(ledger.Stretches.Keys.Where(at => at.Series == owned.Series.Id).Select(at => at.Period))
            .Distinct()
            .Select(period => (owned.Series, period)));

    /// <summary>The series from which an invoice would take its home number: whatever stands at the end of the chain of successors.</summary>
    internal static OwnedSeries EndOfChain(BookHeader book, Invoice invoice)
    {
        var end = book.Series.Find(invoice.Series ?? book.Policy.ImportSeries)!;
        while (end.Successor is { } successor)
        {
            end = book.Series.Find(successor)!;
        }

        return end;
    }

    private static readonly Comparer<InvoiceNumber> ByText =
        Comparer<InvoiceNumber>.Create((left, right) => string.CompareOrdinal(left.Text, right.Text));
}
