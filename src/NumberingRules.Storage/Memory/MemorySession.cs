using System.Collections.Immutable;

namespace NumberingRules.Storage;

/// <summary>A session with books in memory.</summary>
/// <param name="books">The books as it sees them.</param>
/// <param name="commit">Puts what was written in place; null for a reader.</param>
/// <param name="end">Lets the next writer in; null for a reader.</param>
internal sealed class MemorySession(ImmutableDictionary<string, MemoryBook> books, Action<ImmutableDictionary<string, MemoryBook>>? commit, Action? end) : IReadSession, IWriteSession
{
    private ImmutableDictionary<string, MemoryBook> _books = books;
    private bool _ended;

    public ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        foreach (var load in books)
        {
            var book = _books.GetValueOrDefault(load.Book);
            load.AnswerRow(book?.Row);
            if (book is not null)
            {
                Answer(load, book);
            }
        }

        return default;
    }

    public ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation)
    {
        foreach (var change in changes.Books)
        {
            var known = _books.GetValueOrDefault(change.After.Name);
            if ((known?.Row.Entries, known?.Row.Head) != (change.Before?.Entries, change.Before?.Head))
            {
                throw new StoreException(StoreTrouble.Conflict, $"book '{change.After.Name}': another writer was first; nothing was written");
            }

            _books = _books.SetItem(change.After.Name, (known ?? new(change.After with { Id = change.After.Id > 0 ? change.After.Id : 1 + _books.Values.Select(static book => book.Row.Id).DefaultIfEmpty().Max() })).After(change));
        }

        return default;
    }

    public async ValueTask CommitAsync(ChangeSet changes, CancellationToken cancellation)
    {
        await AppendAsync(changes, cancellation).ConfigureAwait(false);
        commit!(_books);
    }

    public ValueTask ClearAsync(BookRow book, CancellationToken cancellation)
    {
        _books = _books.Remove(book.Name);
        return default;
    }

    public ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) => new([.. _books.Keys.Order(Utf8Order.Texts)]);

    public ValueTask<IReadOnlyList<EntryRow>> EntriesAsync(BookRow book, long after, long upTo, long? about, int count, CancellationToken cancellation)
    {
        var all = Of(book);
        IEnumerable<EntryRow> rows = about is { } invoice
            ? all.About.GetValueOrDefault(invoice, []).Where(number => number > after).Select(number => all.Entries[(int)number - 1])
            : all.Entries.Skip((int)Math.Max(0, after));
        return new([.. rows.TakeWhile(row => row.Entry.Number <= upTo).Take(count)]);
    }

    public ValueTask<IReadOnlyList<(Invoice Invoice, ListPlace Place)>> ListAsync(BookRow book, InvoiceList list, ListPlace? after, int count, CancellationToken cancellation) =>
        new([.. Listed(Of(book), list, after).Take(count)]);

    private static IEnumerable<(Invoice Invoice, ListPlace Place)> Listed(MemoryBook all, InvoiceList list, ListPlace? after)
    {
        var oldest = all.Invoices.Values;
        var newest = oldest.Reverse();
        IEnumerable<(Invoice Invoice, ListPlace Place)> items = list switch
        {
            InvoiceList.All { NewestFirst: true } => Placed(newest),
            InvoiceList.All => Placed(oldest),
            InvoiceList.InStage(var stage) => Placed(newest.Where(invoice => new InvoiceRow(invoice).Stage == stage)),
            InvoiceList.Dated(var from, var until) => Dated(newest.Where(invoice => invoice.Date >= from && invoice.Date <= until).OrderByDescending(static invoice => invoice.Date)),
            InvoiceList.IdBeginsWith(var prefix) => oldest.Where(invoice => invoice.Id.Text.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(static invoice => invoice.Id.Text, Utf8Order.Texts)
                .Select(static invoice => (invoice, new ListPlace(invoice.Appeared, default, invoice.Id.Text))),
            InvoiceList.NumberBeginsWith(var prefix) => all.Numbers.Keys.Where(text => text.StartsWith(prefix, StringComparison.Ordinal)).Order(Utf8Order.Texts)
                .SelectMany(text => all.Having(text).Select(static one => one.Invoice).Distinct().OrderBy(static invoice => invoice.Appeared).Select(invoice => (invoice, new ListPlace(invoice.Appeared, default, text)))),
            InvoiceList.Holding(var text) => Placed(all.Having(text).Select(static one => one.Invoice).Distinct().OrderBy(static invoice => invoice.Appeared)),
            InvoiceList.ToSend(var work) => Placed(oldest.Where(invoice => new InvoiceRow(invoice).Work == work)),
            InvoiceList.Unnumbered(var origin) => Dated(oldest.Where(invoice => new InvoiceRow(invoice).Unnumbered == 1 + (int)origin).OrderBy(static invoice => invoice.Date)),
            _ => throw new ArgumentException($"a list that {nameof(MemoryStore)} does not know: {list}", nameof(list)),
        };
        return items.SkipWhile(item => after is not null && !IsBehind(list, item.Place, after));
    }

    public ValueTask<IReadOnlyList<FindingRow>> FindingsAsync(BookRow book, FindingRow? after, int count, CancellationToken cancellation)
    {
        var rows = Of(book).Findings.Values.OrderBy(static row => row.Entry).ThenBy(static row => row.Finding).ThenBy(static row => row.Invoice.Text, Utf8Order.Texts);
        return new([.. rows.SkipWhile(row => after is not null && (row.Entry, row.Finding).CompareTo((after.Entry, after.Finding)) is var order && (order < 0 || (order == 0 && Utf8Order.Texts.Compare(row.Invoice.Text, after.Invoice.Text) <= 0))).Take(count)]);
    }

    public ValueTask<IReadOnlyList<SeriesRow>> SeriesAsync(BookRow book, CancellationToken cancellation)
    {
        var all = Of(book);
        var issued = all.Issued.OrderBy(static one => one.Key.Ordinal).ToLookup(static one => (one.Key.Series, one.Key.Scope, one.Key.Period), one => all.Invoices[one.Value].HomeNumber);
        return new([.. all.Positions.Values.Select(row =>
        {
            var numbers = issued[(row.Series.Text, row.Scope, row.Period.Value)].ToList();
            return new SeriesRow(row.Series, row.Scope, row.Period, row.Next, numbers.FirstOrDefault(), numbers.LastOrDefault());
        })]);
    }

    public ValueTask ScanAsync(BookTable table, BookRow book, RowPrint into, CancellationToken cancellation)
    {
        var all = Of(book);
        if (table == BookTable.Invoices)
        {
            Each(all.Invoices.Values, invoice => RowPrints.Invoice(into, book.Id, invoice));
        }
        else if (table == BookTable.Numbers)
        {
            Each(all.Numbers.Values.SelectMany(static rows => rows), row => RowPrints.Number(into, book.Id, row));
        }
        else if (table == BookTable.Positions)
        {
            Each(all.Positions.Values, row => RowPrints.Position(into, book.Id, row));
        }
        else
        {
            Each(all.Findings.Values, row => RowPrints.Finding(into, book.Id, row));
        }

        return default;
    }

    public ValueTask<IReadOnlyList<string>> SchemaProblemsAsync(CancellationToken cancellation) => new([]);

    public ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            end?.Invoke();
        }

        return default;
    }

    private static void Answer(BookLoad load, MemoryBook book)
    {
        Each(load.Invoices.Wanted.Select(book.Find).OfType<Invoice>(), invoice => load.Invoices.Answer(invoice.Id, invoice));
        foreach (var place in load.Positions.Wanted)
        {
            var row = book.Positions.GetValueOrDefault(place) ?? new(place.Series, place.Scope, place.Period, 0, null);
            load.Positions.Answer(place, row with
            {
                LastIssued = row.Next == 0 ? 0 : LastIssued(book, row),
                LatestOfScope = book.Positions.Values.Where(other => other.Series == place.Series && other.Scope == place.Scope).Max(static other => other.Latest),
            });
        }

        foreach (var asked in load.Holders.Wanted)
        {
            load.Holders.Answer(asked, [.. book.Having(asked.Text).Where(one => Fits(asked.Question, asked.Text, one.Row, one.Invoice)).Select(static one => one.Invoice.Id).Distinct()]);
        }

        foreach (var number in load.Issued.Wanted)
        {
            if (book.Issued.TryGetValue((number.Series.Text, number.Scope, number.Period.Value, number.Ordinal), out var appeared))
            {
                load.Issued.Answer(number, book.Invoices[appeared].Id);
            }
        }

        foreach (var prefix in load.GivenOutside.Wanted)
        {
            load.GivenOutside.Answer(prefix, [.. book.Numbers.Values.SelectMany(static rows => rows)
                .Where(row => row.Outside && row.Text.StartsWith(prefix, StringComparison.Ordinal)).Select(static row => new InvoiceNumber(row.Text))]);
        }

        Each(load.Entries.Wanted.Where(number => number > 0 && number <= book.Entries.Count), number => load.Entries.Answer(number, book.Entries[(int)number - 1].Entry));
        if (load.AboutBookAfter is { } after)
        {
            Each(book.About.GetValueOrDefault(0, []).Where(number => number > after).Take(BookLoad.PageSize), number => load.AnswerAboutBook(book.Entries[(int)number - 1].Entry));
        }

        if (load.WantsUnnumbered)
        {
            var last = load.UnnumberedAfter is { } invoice ? new ListPlace(invoice.Appeared, invoice.Date) : null;
            Each(Listed(book, new InvoiceList.Unnumbered(Side.Erp), last).Take(BookLoad.PageSize), item => load.AnswerUnnumbered(item.Invoice));
        }
    }

    private static bool Fits(HolderQuestion question, string text, NumberRow row, Invoice invoice) => question switch
    {
        HolderQuestion.HomeNumber => row.Kind == NumberKind.Home,
        HolderQuestion.ErpKey => row is { Kind: NumberKind.Key, Held: true },
        HolderQuestion.ErpNumber => row.Kind == NumberKind.Erp && !invoice.IsVoid && invoice.ErpNumber?.Text == text,
        _ => row.Kind != NumberKind.Key,
    };

    /// <summary>The last number issued: those of a position lie without a gap below it, but for what an advance passed over.</summary>
    private static long LastIssued(MemoryBook book, PositionRow row)
    {
        var last = row.Next - 1;
        return book.Issued.ContainsKey((row.Series.Text, row.Scope, row.Period.Value, last)) ? last
            : book.Issued.Keys.Where(key => key.Series == row.Series.Text && key.Scope == row.Scope && key.Period == row.Period.Value).Select(static key => key.Ordinal).DefaultIfEmpty().Max();
    }

    private static IEnumerable<(Invoice Invoice, ListPlace Place)> Placed(IEnumerable<Invoice> invoices) => invoices.Select(static invoice => (invoice, new ListPlace(invoice.Appeared)));

    private static IEnumerable<(Invoice Invoice, ListPlace Place)> Dated(IEnumerable<Invoice> invoices) => invoices.Select(static invoice => (invoice, new ListPlace(invoice.Appeared, invoice.Date)));

    private static bool IsBehind(InvoiceList list, ListPlace place, ListPlace after) => list switch
    {
        InvoiceList.Unnumbered => (place.Date, place.Appeared).CompareTo((after.Date, after.Appeared)) > 0,
        InvoiceList.Dated => (place.Date, place.Appeared).CompareTo((after.Date, after.Appeared)) < 0,
        InvoiceList.IdBeginsWith or InvoiceList.NumberBeginsWith => Utf8Order.Texts.Compare(place.Text!, after.Text!) is var order && (order > 0 || (order == 0 && place.Appeared > after.Appeared)),
        InvoiceList.All { NewestFirst: true } or InvoiceList.InStage => place.Appeared < after.Appeared,
        _ => place.Appeared > after.Appeared,
    };

    private static void Each<T>(IEnumerable<T> items, Action<T> action)
    {
        foreach (var item in items)
        {
            action(item);
        }
    }

    private MemoryBook Of(BookRow book) => _books[book.Name];
}
