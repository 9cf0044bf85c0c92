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
        MoveHeads(exchange, sql, books);
        Add(exchange, sql.NewEntries, Rows(books, static book => book.Entries),
            static rows => Column(rows, static row => row.Book),
            static rows => Column(rows, static row => row.Row.Entry.Number),
            static rows => Column(rows, static row => row.Row.Invoice),
            static rows => Column(rows, static row => row.Row.At.UtcTicks),
            static rows => Column(rows, static row => row.Row.Entry.Body.ToArray()),
            static rows => Column(rows, static row => row.Row.Entry.Hash.ToArray()));
        Add(exchange, sql.NewTexts, Rows(books, static book => book.Entries.Where(static entry => entry.Entry.Text is not null)),
            static rows => Column(rows, static row => row.Book),
            static rows => Column(rows, static row => row.Row.Entry.Number),
            static rows => Column(rows, static row => row.Row.Entry.Text!.Salt),
            static rows => Column(rows, static row => FreeTexts.Kept(row.Row.Entry.Text!.Reason)),
            static rows => Column(rows, static row => FreeTexts.Kept(row.Row.Entry.Text!.Actor)));
        AddInvoices(exchange, sql.NewInvoices, Rows(books, static book => book.Invoices.Where(static invoice => invoice.Before is null).Select(static invoice => invoice.After)));
        AddInvoices(exchange, sql.ChangedInvoices, Rows(books, static book => book.Invoices.Where(static invoice => invoice.Before is not null).Select(static invoice => invoice.After)));
        Add(exchange, sql.FreedNumbers, Rows(books, static book => book.Freed),
            static rows => Exchange.Value((long)rows.Count),
            static rows => Column(rows, static row => row.Book),
            static rows => Column(rows, static row => row.Row.Text),
            static rows => Column(rows, static row => (int)row.Row.Kind),
            static rows => Column(rows, static row => row.Row.Invoice));
        Add(exchange, sql.TakenNumbers, Rows(books, static book => book.Taken),
            static rows => Column(rows, static row => row.Book),
            static rows => Column(rows, static row => row.Row.Text),
            static rows => Column(rows, static row => row.Row.Past),
            static rows => Column(rows, static row => (int)row.Row.Kind),
            static rows => Column(rows, static row => row.Row.Invoice),
            static rows => Column(rows, static row => row.Row.Series),
            static rows => Column(rows, static row => row.Row.Scope),
            static rows => Column(rows, static row => row.Row.Period),
            static rows => Column(rows, static row => row.Row.Ordinal),
            static rows => Column(rows, static row => row.Row.Outside));
        Add(exchange, sql.MovedPositions, Rows(books, static book => book.Positions),
            static rows => Column(rows, static row => row.Book),
            static rows => Column(rows, static row => row.Row.Series.Text),
            static rows => Column(rows, static row => row.Row.Scope),
            static rows => Column(rows, static row => row.Row.Period.Value),
            static rows => Column(rows, static row => row.Row.Next),
            static rows => Column(rows, static row => row.Row.Latest?.DayNumber),
            static rows => Column(rows, static row => row.Row.Advance));
        Add(exchange, sql.NewFindings, Rows(books, static book => book.Findings),
            static rows => Column(rows, static row => row.Book),
            static rows => Column(rows, static row => row.Row.Entry),
            static rows => Column(rows, static row => (int)row.Row.Finding),
            static rows => Column(rows, static row => row.Row.Invoice.Text));
        Add(exchange, sql.EraseTexts, Rows(books, static book => book.Erased),
            static rows => Column(rows, static row => row.Book),
            static rows => Column(rows, static row => row.Row.First),
            static rows => Column(rows, static row => row.Row.Last));
    }

    private static void MoveHeads(Exchange exchange, Sql sql, List<(long Book, BookChange Row)> books) => exchange.Add(
        sql.MoveHeads,
        Exchange.Ignore,
        Exchange.Value((long)books.Count),
        Column(books, static row => row.Book),
        Column(books, static row => row.Row.Before?.Entries ?? 0),
        Column(books, static row => (row.Row.Before?.Head ?? default).ToArray()),
        Column(books, static row => row.Row.After.Identity),
        Column(books, static row => row.Row.After.IdentityEntry),
        Column(books, static row => row.Row.After.Entries),
        Column(books, static row => row.Row.After.Head.ToArray()),
        Column(books, static row => row.Row.After.At.UtcTicks),
        Column(books, static row => row.Row.After.AboutBook),
        Column(books, static row => row.Row.After.AboutBookHash.ToArray()),
        Column(books, static row => row.Row.After.HasExchanged),
        Column(books, static row => (int)row.Row.After.Connection),
        Column(books, static row => row.Row.After.Epoch),
        Column(books, static row => row.Row.After.HomePrevails),
        Column(books, static row => row.Row.After.Seal().ToArray()));

    private static void AddInvoices(Exchange exchange, string text, List<(long Book, InvoiceRow Row)> invoices) => Add(
        exchange,
        text,
        invoices,
        static rows => Exchange.Value((long)rows.Count),
        static rows => Column(rows, static row => row.Book),
        static rows => Column(rows, static row => row.Row.Appeared),
        static rows => Column(rows, static row => row.Row.Id),
        static rows => Column(rows, static row => row.Row.Date.DayNumber),
        static rows => Column(rows, static row => (int)row.Row.Origin),
        static rows => Column(rows, static row => (int)row.Row.Approval),
        static rows => Column(rows, static row => (int)row.Row.Stage),
        static rows => Column(rows, static row => (int)row.Row.Sync),
        static rows => Column(rows, static row => row.Row.SentEpoch),
        static rows => Column(rows, static row => row.Row.IsUnlinked),
        static rows => Column(rows, static row => row.Row.HomeNumber),
        static rows => Column(rows, static row => row.Row.ErpKey),
        static rows => Column(rows, static row => row.Row.ErpNumber),
        static rows => Column(rows, static row => row.Row.ShowsErpNumber),
        static rows => Column(rows, static row => (int)row.Row.Work),
        static rows => Column(rows, static row => row.Row.Unnumbered),
        static rows => Column(rows, static row => row.Row.State()));

    private static List<(long Book, T Row)> Rows<T>(List<(long Book, BookChange Row)> books, Func<BookChange, IEnumerable<T>> rows) =>
        [.. books.SelectMany(book => rows(book.Row).Select(row => (book.Book, row)))];

    private static void Add<T>(Exchange exchange, string text, List<(long Book, T Row)> rows, params ReadOnlySpan<Func<List<(long Book, T Row)>, NpgsqlParameter>> columns)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var values = new NpgsqlParameter[columns.Length];
        for (var at = 0; at < columns.Length; at++)
        {
            values[at] = columns[at](rows);
        }

        exchange.MoreSeconds += rows.Count / RowsASecond;

        // Only statements that count their rows answer with one.
        exchange.Add(text, text.StartsWith("WITH changed", StringComparison.Ordinal) ? Exchange.Ignore : null, values);
    }

    private static NpgsqlParameter Column<TRow, T>(List<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var at = 0; at < column.Length; at++)
        {
            column[at] = value(rows[at]);
        }

        return Exchange.Value(column);
    }
}
