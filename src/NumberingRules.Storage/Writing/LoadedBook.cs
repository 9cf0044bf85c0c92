using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>
/// A book as far as it was loaded. What is missing is noted and answered as if it did not exist; the decision is then made
/// again once it has been loaded. A store that loads at once is asked there and then, and nothing is ever missing.
/// </summary>
/// <param name="load">What was asked and answered.</param>
/// <param name="kept">The book's header, and what the journal says of advances.</param>
/// <param name="loadNow">Answers what is wanted; null where that costs a round trip.</param>
internal sealed class LoadedBook(BookLoad load, KeptHeader kept, Action? loadNow) : IBookView
{
    /// <summary>Whether something was asked that is not loaded yet.</summary>
    internal bool Misses { get; set; }

    public BookHeader Header => kept.Header;

    public long Entries => load.Row?.Entries ?? 0;

    public Invoice? Find(InvoiceId id) =>
        load.TryGet(id, out var invoice) || (load.Wanted.InvoiceList.Add(id) && Load() && load.TryGet(id, out invoice)) ? invoice : null;

    public Position PositionOf(Series series, Scope? scope, Period period)
    {
        var place = (series.Id, Scope: scope?.Text ?? "", period);
        if (!load.TryGet(place.Id, place.Scope, period, out var row) && !(load.Wanted.PositionList.Add(place) && Load() && load.TryGet(place.Id, place.Scope, period, out row)))
        {
            return new(series.First, null);
        }

        var next = row is null or { Next: 0 } ? series.First : row.Next;
        CheckNext(series, place, next, row?.LastIssued ?? 0);
        return new(next, row?.LatestOfScope);
    }

    // A book that has exchanged nothing knows no key and no number of an ERP.
    public InvoiceId? HolderOf(ErpKey key) => Header.HasExchanged ? Only(HolderQuestion.ErpKey, key.Text) : null;

    public InvoiceId? HolderOf(InvoiceNumber homeNumber) => Only(HolderQuestion.HomeNumber, homeNumber.Text);

    public InvoiceId? IssuedTo(Series series, Scope? scope, Period period, long sequenceNumber)
    {
        var place = (series.Id, Scope: scope?.Text ?? "", period, sequenceNumber);
        return load.TryGet(place.Id, place.Scope, period, sequenceNumber, out var holder)
            || (load.Wanted.IssuedList.Add(place) && Load() && load.TryGet(place.Id, place.Scope, period, sequenceNumber, out holder))
            ? holder
            : null;
    }

    public bool IsShownByAnother(InvoiceNumber erpNumber, ReadOnlySpan<InvoiceId> except)
    {
        if (Header.HasExchanged)
        {
            var holders = Holders(HolderQuestion.ErpNumber, erpNumber.Text);
            foreach (var invoice in holders)
            {
                if (!except.Contains(invoice))
                {
                    return true;
                }
            }

            // There may be more than are answered, and nobody sets so many aside that none is left.
            return holders.Count >= BookQuestions.MostHolders;
        }

        return false;
    }

    public IEnumerable<InvoiceId> HoldersOf(InvoiceNumber number) => Holders(HolderQuestion.Ever, number.Text);

    public IEnumerable<Invoice> WithoutHomeNumber()
    {
        while (!load.HasAllUnnumbered)
        {
            load.Wanted.Unnumbered = true;
            if (!Load())
            {
                return [];
            }
        }

        return load.Unnumbered;
    }

    public IEnumerable<InvoiceNumber> GivenOutsideSeries(string prefix) =>
        load.TryGetOutside(prefix, out var numbers) || (load.Wanted.PrefixList.Add(prefix) && Load() && load.TryGetOutside(prefix, out numbers)) ? numbers : [];

    /// <summary>The row of a position that was loaded; null if it has none.</summary>
    internal PositionRow? RowOf((SeriesId Series, string Scope, Period Period) place) =>
        load.TryGet(place.Series, place.Scope, place.Period, out var row) && row is not { Next: 0 } ? row : null;

    private InvoiceId? Only(HolderQuestion question, string text) => Holders(question, text) is [var holder, ..] ? holder : null;

    private List<InvoiceId> Holders(HolderQuestion question, string text) =>
        load.TryGet(question, text, out var holders) || (load.Wanted.HolderList.Add((question, text)) && Load() && load.TryGet(question, text, out holders)) ? holders : [];

    private bool Load()
    {
        if (loadNow is null)
        {
            Misses = true;
            return false;
        }

        loadNow();
        return true;
    }

    /// <summary>
    /// A position is a derived row, and what is issued from it becomes history. The next number is the first, or follows the
    /// last that was issued, or is what the journal's last advance set, whichever is greatest.
    /// </summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Damaged"/>.</exception>
    private void CheckNext(Series series, (SeriesId Series, string Scope, Period Period) place, long next, long issued)
    {
        var right = Math.Max(issued > 0 ? issued + 1 : series.First, kept.Advanced.GetValueOrDefault(place));
        if (next != right)
        {
            throw new StoreException(StoreTrouble.Damaged, string.Create(
                CultureInfo.InvariantCulture,
                $"book '{load.Book}': table {BookTable.Positions.Name} says that {next} is the next number of series '{place.Series}'{(place.Scope.Length > 0 ? $", scope '{place.Scope}'" : "")}, period {place.Period}; by what was issued and taken over it is {right}. Nothing was numbered; run rebuild, which makes the table anew from the journal"));
        }
    }
}
