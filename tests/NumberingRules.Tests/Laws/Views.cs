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
            left.HolderOf(number) == right.HolderOf(number)
            && left.HoldersOf(number).ToHashSet().SetEquals(right.HoldersOf(number))
            && ledger.Invoices.Append(null).All(except => IsShown(left, number, except) == IsShown(right, number, except)))
        && Counted(left, ledger).All(at => left.PositionOf(at.Series, at.Scope, at.Period) == right.PositionOf(at.Series, at.Scope, at.Period))
        && ledger.Stretches.All(at => at.Value.TrueForAll(stretch => IssuedTo(left, at.Key, stretch.From) == IssuedTo(right, at.Key, stretch.From)))
        && left.WithoutHomeNumber().ToHashSet().SetEquals(right.WithoutHomeNumber())
        && Prefixes.All(prefix => left.GivenOutsideSeries(prefix).Order(ByText).SequenceEqual(right.GivenOutsideSeries(prefix).Order(ByText)));

    /// <summary>Every series of a book, with every scope and period that has been counted in, and every period that a generated date falls into.</summary>
    internal static IEnumerable<(Series Series, Scope? Scope, Period Period)> Counted(IBookView book, Ledger ledger) =>
        book.Header.Series.All.SelectMany(owned =>
        {
            var counted = ledger.Stretches.Keys.Where(at => at.Series == owned.Series.Id).ToList();
            return Words.AllDates.Select(owned.Series.PeriodOf).Concat(counted.Select(at => at.Period)).Distinct()
                .SelectMany(period => counted.Select(at => at.Scope).Append(null).Distinct().Select(scope => (owned.Series, scope, period)));
        });

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

    private static bool IsShown(IBookView book, InvoiceNumber number, InvoiceId? except) => book.IsShownByAnother(number, except is null ? [] : [except]);

    private static InvoiceId? IssuedTo(IBookView book, Counted at, long number) =>
        book.IssuedTo(book.Header.Series.Find(at.Series)!.Series, at.Scope, at.Period, number);

    private static readonly string[] Prefixes = ["", "O", "RL-"];

    private static readonly Comparer<InvoiceNumber> ByText =
        Comparer<InvoiceNumber>.Create((left, right) => string.CompareOrdinal(left.Text, right.Text));
}
