namespace NumberingRules.Storage;

/// <summary>The look-up tables of one book in a database, read over one connection.</summary>
internal sealed class SqlTables(SqlLink link, long book, SqlBookRow row, BookHeader header) : IBookTables
{
    // What is read ahead at a time when a list is walked.
    private const int Page = 512;

    public BookHeader Header => header;

    public long Entries => row.Entries;

    public EntryHash Head => row.Head;

    public DateTimeOffset At => row.At;

    public Invoice? Find(InvoiceId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return link.First("SELECT state FROM numbering_invoices WHERE book = @book AND id = @id", ReadInvoice, book, id.Text);
    }

    public Position PositionOf(Series series, Period period)
    {
        ArgumentNullException.ThrowIfNull(series);
        var next = link.First("SELECT next FROM numbering_positions WHERE book = @book AND series = @series AND period = @period", ReadInteger, book, series.Id.Text, (long)period.Value);
        var latest = link.First("SELECT date FROM numbering_latest_dates WHERE book = @book AND series = @series", ReadInteger, book, series.Id.Text);
        return new(next ?? series.First, latest is { } day ? DateOnly.FromDayNumber((int)day) : null);
    }

    public InvoiceId? HolderOf(ErpKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return link.First(
            "SELECT i.id FROM numbering_erp_keys k JOIN numbering_invoices i ON i.book = k.book AND i.appeared = k.invoice WHERE k.book = @book AND k.key = @key",
            ReadId, book, key.Text);
    }

    public InvoiceId? HolderOf(InvoiceNumber homeNumber)
    {
        ArgumentNullException.ThrowIfNull(homeNumber);
        return link.First(
            "SELECT i.id FROM numbering_home_numbers n JOIN numbering_invoices i ON i.book = n.book AND i.appeared = n.invoice WHERE n.book = @book AND n.number = @number",
            ReadId, book, homeNumber.Text);
    }

    public int CountWithErpNumber(InvoiceNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return (int)(link.First("SELECT invoices FROM numbering_erp_number_counts WHERE book = @book AND number = @number", ReadInteger, book, number.Text) ?? 0);
    }

    public IEnumerable<Invoice> WithoutHomeNumber() => WorkOf(WorkKind.UnnumberedErp, 0);

    public IEnumerable<InvoiceNumber> GivenOutsideSeries() =>
        link.Rows("SELECT number FROM numbering_given_outside WHERE book = @book", static row => new InvoiceNumber(row.Text(0)), book);

    public IEnumerable<StoredEntry> EntriesBetween(long after, long upTo) => Pages(
        at => link.Rows(SqlJournal.EntriesOfBook, SqlJournal.ReadEntry, book, at, upTo, (long)Page),
        entry => entry.Number,
        after);

    public IEnumerable<StoredEntry> EntriesAboutBook() => link.Rows(SqlJournal.EntriesAboutInvoice, SqlJournal.ReadEntry, book, row.LastAboutBook);

    public IEnumerable<StoredEntry> EntriesAbout(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var last = link.First("SELECT last FROM numbering_invoices WHERE book = @book AND appeared = @appeared", ReadInteger, book, invoice.Appeared);
        return link.Rows(SqlJournal.EntriesAboutInvoice, SqlJournal.ReadEntry, book, last ?? 0);
    }

    public IEnumerable<Invoice> Invoices(long after) => Pages(
        at => link.Rows("SELECT state FROM numbering_invoices WHERE book = @book AND appeared > @after ORDER BY appeared LIMIT @page", ReadInvoice, book, at, (long)Page),
        invoice => invoice.Appeared,
        after);

    public IEnumerable<Invoice> Holding(string text) => link.Rows(
        """
        SELECT state FROM numbering_invoices WHERE book = @book AND appeared IN (
          SELECT invoice FROM numbering_home_numbers WHERE book = @book AND number = @text
          UNION SELECT invoice FROM numbering_erp_numbers WHERE book = @book AND number = @text
          UNION SELECT invoice FROM numbering_erp_keys WHERE book = @book AND key = @text
          UNION SELECT invoice FROM numbering_past_keys WHERE book = @book AND key = @text)
        ORDER BY appeared
        """,
        ReadInvoice, book, text);

    public IEnumerable<Invoice> WorkOf(WorkKind kind, long after) => Pages(
        at => link.Rows(
            """
            SELECT i.state FROM numbering_work w JOIN numbering_invoices i ON i.book = w.book AND i.appeared = w.invoice
            WHERE w.book = @book AND w.kind = @kind AND w.invoice > @after ORDER BY w.invoice LIMIT @page
            """,
            ReadInvoice, book, (long)kind, at, (long)Page),
        invoice => invoice.Appeared,
        after);

    public IEnumerable<NotedAt> Findings() => link.Rows(
        "SELECT entry, finding, invoice FROM numbering_findings WHERE book = @book",
        static row => new NotedAt(row.Integer(0), new((Finding)row.Integer(1), row.Text(2))),
        book);

    public IEnumerable<IssuedNumber> Issued() => link.Rows(
        "SELECT series, period, number, invoice FROM numbering_issued WHERE book = @book",
        static row => new IssuedNumber(row.Text(0), new((int)row.Integer(1)), row.Integer(2), row.Integer(3)),
        book);

    private static Invoice ReadInvoice(SqlStatement row) => InvoiceState.Read(row.Bytes(0));

    private static InvoiceId ReadId(SqlStatement row) => new(row.Text(0));

    private static long? ReadInteger(SqlStatement row) => row.Integer(0);

    private static IEnumerable<T> Pages<T>(Func<long, List<T>> read, Func<T, long> place, long after)
    {
        while (true)
        {
            var page = read(after);
            foreach (var item in page)
            {
                yield return item;
            }

            if (page.Count < Page)
            {
                yield break;
            }

            var next = place(page[^1]);
            after = next > after ? next : throw new StoreException(StoreTrouble.Damaged, "the look-up tables are damaged: a list goes round in circles; run rebuild");
        }
    }
}
