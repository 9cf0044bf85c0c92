using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql;

/// <summary>Puts a change set into one exchange: a statement for each table that changes, whatever the number of rows.</summary>
internal static class Changes
{
    /// <summary>What the slowest server is trusted to write: more rows may take longer than the limit of a statement.</summary>
    private const int RowsASecond = 1000;

    internal static void Write(Exchange exchange, Sql sql, ChangeSet changes, Func<BookChange, long> idOf)
    {
        if (changes.Books.Count == 0)
        {
            return;
        }

        var books = changes.Books.Select(change => (Book: idOf(change), Row: change)).ToList();
        AddCounted(exchange, sql.MoveHeads, books,
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.Before?.Entries ?? 0),
            static rows => Exchange.Column(rows, static row => (row.Row.Before?.Head ?? default).ToArray()),
            static rows => Exchange.Column(rows, static row => row.Row.After.Entries),
            static rows => Exchange.Column(rows, static row => row.Row.After.Head.ToArray()),
            static rows => Exchange.Column(rows, static row => row.Row.After.At.UtcTicks),
            static rows => Exchange.Column(rows, static row => row.Row.After.Seal().ToArray()));
        AddCounted(exchange, sql.ChangedBooks, Rows<BookRow>(books.Where(static book => !IsSameButForHead(book.Row)), static book => [book.After]),
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.Identity),
            static rows => Exchange.Column(rows, static row => row.Row.IdentityEntry),
            static rows => Exchange.Column(rows, static row => row.Row.AboutBook),
            static rows => Exchange.Column(rows, static row => row.Row.AboutBookHash.ToArray()),
            static rows => Exchange.Column(rows, static row => row.Row.HasExchanged),
            static rows => Exchange.Column(rows, static row => (int)row.Row.Connection),
            static rows => Exchange.Column(rows, static row => row.Row.Epoch),
            static rows => Exchange.Column(rows, static row => row.Row.HomePrevails));
        Add(exchange, sql.NewEntries, Rows(books, static book => book.Entries),
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.Entry.Number),
            static rows => Exchange.Column(rows, static row => row.Row.Invoice),
            static rows => Exchange.Column(rows, static row => row.Row.At.UtcTicks),
            static rows => Exchange.Column(rows, static row => row.Row.Entry.Body.ToArray()),
            static rows => Exchange.Column(rows, static row => row.Row.Entry.Hash.ToArray()));
        Add(exchange, sql.NewTexts, Rows(books, static book => book.Entries.Where(static entry => entry.Entry.Text is not null)),
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.Entry.Number),
            static rows => Exchange.Column(rows, static row => row.Row.Entry.Text!.Salt),
            static rows => Exchange.Column(rows, static row => FreeTexts.Kept(row.Row.Entry.Text!.Reason)),
            static rows => Exchange.Column(rows, static row => FreeTexts.Kept(row.Row.Entry.Text!.Actor)));
        AddInvoices(exchange, sql.NewInvoices, Rows(books, static book => book.Invoices.Where(static invoice => invoice.Before is null).Select(static invoice => invoice.After)));
        AddInvoices(exchange, sql.ChangedInvoices, Rows(books, static book => book.Invoices.Where(static invoice => invoice.Before is not null).Select(static invoice => invoice.After)));
        AddCounted(exchange, sql.FreedNumbers, Rows(books, static book => book.Freed),
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.Text),
            static rows => Exchange.Column(rows, static row => (int)row.Row.Kind),
            static rows => Exchange.Column(rows, static row => row.Row.Invoice));
        Add(exchange, sql.TakenNumbers, Rows(books, static book => book.Taken),
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.Text),
            static rows => Exchange.Column(rows, static row => row.Row.Past),
            static rows => Exchange.Column(rows, static row => (int)row.Row.Kind),
            static rows => Exchange.Column(rows, static row => row.Row.Invoice),
            static rows => Exchange.Column(rows, static row => row.Row.Series),
            static rows => Exchange.Column(rows, static row => row.Row.Scope),
            static rows => Exchange.Column(rows, static row => row.Row.Period),
            static rows => Exchange.Column(rows, static row => row.Row.Ordinal),
            static rows => Exchange.Column(rows, static row => row.Row.Outside));
        Add(exchange, sql.MovedPositions, Rows(books, static book => book.Positions),
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.Series.Text),
            static rows => Exchange.Column(rows, static row => row.Row.Scope),
            static rows => Exchange.Column(rows, static row => row.Row.Period.Value),
            static rows => Exchange.Column(rows, static row => row.Row.Next),
            static rows => Exchange.Column(rows, static row => row.Row.Latest?.DayNumber));
        Add(exchange, sql.NewFindings, Rows(books, static book => book.Findings),
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.Entry),
            static rows => Exchange.Column(rows, static row => (int)row.Row.Finding),
            static rows => Exchange.Column(rows, static row => row.Row.Invoice.Text));
        Add(exchange, sql.EraseTexts, Rows(books, static book => book.Erased),
            static rows => Exchange.Column(rows, static row => row.Book),
            static rows => Exchange.Column(rows, static row => row.Row.First),
            static rows => Exchange.Column(rows, static row => row.Row.Last));
    }

    private static void AddInvoices(Exchange exchange, string text, List<(long Book, InvoiceRow Row)> invoices) => AddCounted(
        exchange,
        text,
        invoices,
        static rows => Exchange.Column(rows, static row => row.Book),
        static rows => Exchange.Column(rows, static row => row.Row.Appeared),
        static rows => Exchange.Column(rows, static row => row.Row.Id),
        static rows => Exchange.Column(rows, static row => row.Row.Date.DayNumber),
        static rows => Exchange.Column(rows, static row => (int)row.Row.Origin),
        static rows => Exchange.Column(rows, static row => (int)row.Row.Approval),
        static rows => Exchange.Column(rows, static row => (int)row.Row.Stage),
        static rows => Exchange.Column(rows, static row => (int)row.Row.Sync),
        static rows => Exchange.Column(rows, static row => row.Row.SentEpoch),
        static rows => Exchange.Column(rows, static row => row.Row.IsUnlinked),
        static rows => Exchange.Column(rows, static row => row.Row.HomeNumber),
        static rows => Exchange.Column(rows, static row => row.Row.ErpKey),
        static rows => Exchange.Column(rows, static row => row.Row.ErpNumber),
        static rows => Exchange.Column(rows, static row => row.Row.ShowsErpNumber),
        static rows => Exchange.Column(rows, static row => (int)row.Row.Work),
        static rows => Exchange.Column(rows, static row => row.Row.Unnumbered),
        static rows => Exchange.Column(rows, static row => row.Row.State()));

    private static bool IsSameButForHead(BookChange change) =>
        change is { Before: { } before, After: var after } && after == before with { Entries = after.Entries, Head = after.Head, At = after.At, JournalEnd = after.JournalEnd, FoundSeal = after.FoundSeal };

    private static List<(long Book, T Row)> Rows<T>(IEnumerable<(long Book, BookChange Row)> books, Func<BookChange, IEnumerable<T>> rows) =>
        [.. books.SelectMany(book => rows(book.Row).Select(row => (book.Book, row)))];

    private static void Add<T>(Exchange exchange, string text, List<(long Book, T Row)> rows, params ReadOnlySpan<Func<List<(long Book, T Row)>, NpgsqlParameter>> columns) =>
        Add(exchange, text, rows, isCounted: false, columns);

    /// <summary>A statement that fails unless it touches every row: the count is its first value, and it answers with a row.</summary>
    private static void AddCounted<T>(Exchange exchange, string text, List<(long Book, T Row)> rows, params ReadOnlySpan<Func<List<(long Book, T Row)>, NpgsqlParameter>> columns) =>
        Add(exchange, text, rows, isCounted: true, columns);

    private static void Add<T>(Exchange exchange, string text, List<(long Book, T Row)> rows, bool isCounted, ReadOnlySpan<Func<List<(long Book, T Row)>, NpgsqlParameter>> columns)
    {
        if (rows.Count == 0)
        {
            return;
        }

        List<NpgsqlParameter> values = isCounted ? [Exchange.Value((long)rows.Count)] : [];
        foreach (var column in columns)
        {
            values.Add(column(rows));
        }

        exchange.MoreSeconds += rows.Count / RowsASecond;
        exchange.Add(text, isCounted ? Exchange.Ignore : null, [.. values]);
    }
}
