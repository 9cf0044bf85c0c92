using System.Diagnostics;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>Pages of lists, each along an index, beginning behind where the last page ended.</summary>
internal static class SqliteLists
{
    private const string Invoices = "SELECT state, appeared, date, id FROM numbering_invoices WHERE book = @book AND ";

    private const string ByNumber = "SELECT i.state, n.invoice, i.date, n.text FROM numbering_numbers n JOIN numbering_invoices i ON i.book = n.book AND i.appeared = n.invoice WHERE n.book = @book AND ";

    // An invoice may hold a text as the number of both sides.
    private const string EachOnce = "NOT EXISTS (SELECT 1 FROM numbering_numbers m WHERE m.book = n.book AND m.text = n.text AND m.past IN (0, n.invoice) AND m.kind < n.kind AND m.invoice = n.invoice) ";

    private const string Oldest = Invoices + "appeared > @after ORDER BY appeared LIMIT @count";

    private const string Newest = Invoices + "appeared < @after ORDER BY appeared DESC LIMIT @count";

    // Most invoices are approved sooner or later: an index over those would only repeat the order of appearance.
    private const string Approved = Invoices + "stage = 2 AND appeared < @after ORDER BY appeared DESC LIMIT @count";

    private const string InStage =
        "SELECT state, appeared, date, id FROM numbering_invoices INDEXED BY numbering_invoices_by_stage WHERE book = @book AND stage = @stage AND stage <> 2 AND appeared < @after ORDER BY appeared DESC LIMIT @count";

    private const string Dated = Invoices + "date >= @from AND (date, appeared) < (@date, @after) ORDER BY date DESC, appeared DESC LIMIT @count";

    private const string ById = Invoices + "(id, appeared) > (@from, @after) AND id < @until ORDER BY id LIMIT @count";

    // Without a word the key of the table is walked, whatever the list holds.
    private const string ToSend = "SELECT state, appeared, date, id FROM numbering_invoices INDEXED BY numbering_invoices_by_work WHERE book = @book AND work = @work AND work > 0 AND appeared > @after ORDER BY appeared LIMIT @count";

    private const string Unnumbered =
        "SELECT state, appeared, date, id FROM numbering_invoices INDEXED BY numbering_invoices_unnumbered WHERE book = @book AND unnumbered = @unnumbered AND unnumbered > 0 AND (date, appeared) > (@date, @after) ORDER BY date, appeared LIMIT @count";

    // Very many may have held a text, one of each kind holds it: both in order of appearance, without reading all of them.
    private const string Holding =
        "SELECT i.state, n.invoice, i.date, n.text FROM ("
        + "SELECT * FROM (SELECT book, text, kind, invoice FROM numbering_numbers WHERE book = @book AND text = @text AND past = 0 AND invoice > @after) "
        + "UNION ALL SELECT * FROM (SELECT book, text, kind, invoice FROM numbering_numbers WHERE book = @book AND text = @text AND past > @after ORDER BY past, kind LIMIT 3 * @count)) n "
        + "JOIN numbering_invoices i ON i.book = n.book AND i.appeared = n.invoice WHERE " + EachOnce + "ORDER BY n.invoice LIMIT @count";

    private const string BeginningWith =
        ByNumber + "(n.text, n.invoice) > (@from, @after) AND n.text < @until AND " + EachOnce + "ORDER BY n.text, n.invoice LIMIT @count";

    internal static List<(Invoice Invoice, ListPlace Place)> Page(SqliteLink link, long book, InvoiceList list, ListPlace? after, int count)
    {
        var behind = after?.Appeared ?? 0;
        var before = after?.Appeared ?? long.MaxValue;
        return list switch
        {
            InvoiceList.All { NewestFirst: false } => link.Rows(Oldest, ByAppearance, book, behind, count),
            InvoiceList.All => link.Rows(Newest, ByAppearance, book, before, count),
            InvoiceList.InStage { Stage: InvoiceStage.Approved } => link.Rows(Approved, ByAppearance, book, before, count),
            InvoiceList.InStage one => link.Rows(InStage, ByAppearance, book, (long)one.Stage, before, count),
            InvoiceList.Dated one => link.Rows(Dated, ByDate, book, SqliteLoading.Day(one.From), SqliteLoading.Day(after?.Date ?? one.Until), before, count),
            InvoiceList.IdBeginsWith one => link.Rows(ById, ByText, book, after?.Text ?? one.Prefix, behind, SqliteValue.Behind(one.Prefix), count),
            InvoiceList.NumberBeginsWith one => link.Rows(BeginningWith, ByText, book, after?.Text ?? one.Prefix, behind, SqliteValue.Behind(one.Prefix), count),
            InvoiceList.Holding one => link.Rows(Holding, ByAppearance, book, one.Text, behind, count),
            InvoiceList.ToSend one => link.Rows(ToSend, ByAppearance, book, (long)one.Work, behind, count),
            InvoiceList.Unnumbered one => link.Rows(Unnumbered, ByDate, book, 1 + (long)one.Origin, after is null ? "" : SqliteLoading.Day(after.Date), behind, count),
            _ => throw new UnreachableException(),
        };
    }

    private static (Invoice Invoice, ListPlace Place) ByAppearance(SqliteStatement row) => (SqliteLoading.ReadInvoice(row), new(row.Integer(1)));

    private static (Invoice Invoice, ListPlace Place) ByDate(SqliteStatement row) =>
        (SqliteLoading.ReadInvoice(row), new(row.Integer(1), SqliteLoading.TryReadDay(row.Text(2), out var date) ? date : throw new FormatException($"'{row.Text(2)}' is no date")));

    private static (Invoice Invoice, ListPlace Place) ByText(SqliteStatement row) =>
        (SqliteLoading.ReadInvoice(row), new(row.Integer(1), Text: row.Text(3) is not SqliteStatement.NoText and var text ? text : throw new FormatException("a text is none in UTF-8")));
}
