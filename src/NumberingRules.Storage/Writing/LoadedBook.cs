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

    public Invoice? Find(InvoiceId id) => Get(load.Invoices, id);

    public Position PositionOf(Series series, Scope? scope, Period period)
    {
        var place = (series.Id, Scope: scope?.Text ?? "", period);
        var row = Get(load.Positions, place);
        var next = row is null or { Next: 0 } ? series.First : row.Next;
        // What is only not loaded yet is not wrong.
        if (row is not null || !Misses)
        {
            CheckNext(series, place, next, row?.LastIssued ?? 0);
        }

        return new(next, row?.LatestOfScope);
    }

    // A book that has exchanged nothing knows no key and no number of an ERP.
    public InvoiceId? HolderOf(ErpKey key) => Header.HasExchanged ? Only(HolderQuestion.ErpKey, key.Text) : null;

    public InvoiceId? HolderOf(InvoiceNumber homeNumber) => Only(HolderQuestion.HomeNumber, homeNumber.Text);

    public InvoiceId? IssuedTo(Series series, Scope? scope, Period period, long sequenceNumber) => Get(load.Issued, (series.Id, scope?.Text ?? "", period, sequenceNumber));

    public bool IsShownByAnother(InvoiceNumber erpNumber, ReadOnlySpan<InvoiceId> except)
    {
        if (Header.HasExchanged && Get(load.Holders, (HolderQuestion.ErpNumber, erpNumber.Text)) is { } holders)
        {
            foreach (var invoice in holders)
            {
                if (!except.Contains(invoice))
                {
                    return true;
                }
            }

            // There may be more than are answered, and nobody sets so many aside that none is left.
            return holders.Count >= BookLoad.MostHolders;
        }

        return false;
    }

    public IEnumerable<InvoiceId> HoldersOf(InvoiceNumber number) => (IEnumerable<InvoiceId>?)Get(load.Holders, (HolderQuestion.Ever, number.Text)) ?? [];

    public IEnumerable<Invoice> WithoutHomeNumber()
    {
        while (!load.HasAllUnnumbered)
        {
            load.WantsUnnumbered = true;
            if (!Load())
            {
                return [];
            }
        }

        return load.Unnumbered;
    }

    public IEnumerable<InvoiceNumber> GivenOutsideSeries(string prefix) => (IEnumerable<InvoiceNumber>?)Get(load.GivenOutside, prefix) ?? [];

    /// <summary>The row of a position that was loaded; null if it has none.</summary>
    internal PositionRow? RowOf((SeriesId Series, string Scope, Period Period) place) =>
        load.Positions.TryGet(place, out var row) && row is not { Next: 0 } ? row : null;

    private InvoiceId? Only(HolderQuestion question, string text) => Get(load.Holders, (question, text)) is [var holder, ..] ? holder : null;

    /// <summary>What is known; null where that is nothing, and while it is not loaded.</summary>
    private T? Get<TKey, T>(Asked<TKey, T> asked, TKey key)
        where TKey : notnull
        where T : class
    {
        if (!asked.TryGet(key, out var answer))
        {
            asked.Ask(key);
            _ = Load() && asked.TryGet(key, out answer);
        }

        return answer;
    }

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
