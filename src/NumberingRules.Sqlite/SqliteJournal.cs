using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>Reads entries with their free texts.</summary>
internal static class SqliteJournal
{
    private const string Columns = "SELECT j.entry, j.body, j.hash, t.salt, t.reason, t.actor, j.invoice, j.at FROM numbering_journal j LEFT JOIN numbering_texts t ON t.book = j.book AND t.entry = j.entry ";

    private const string All = Columns + "WHERE j.book = @book AND j.entry >= @from AND j.entry <= @upTo ORDER BY j.entry LIMIT @count";

    private const string About = Columns + "WHERE j.book = @book AND j.entry >= @from AND j.entry <= @upTo AND j.invoice = @about ORDER BY j.entry LIMIT @count";

    /// <summary>The entries of a book behind one and up to another: all, or those about one invoice (0: about the book itself).</summary>
    internal static List<EntryRow> Entries(SqliteLink link, long book, long after, long upTo, long? about, int count)
    {
        var from = after == long.MinValue ? after : after + 1;
        return about is { } invoice
            ? link.Rows(About, ReadRow, book, from, upTo, invoice, count)
            : link.Rows(All, ReadRow, book, from, upTo, count);
    }

    private static EntryRow ReadRow(SqliteStatement row) => new(Read(row), row.Integer(6), row.Instant(7));

    /// <summary>An entry from columns in the order: number, body, hash, salt, reason, actor.</summary>
    internal static StoredEntry Read(SqliteStatement row) => new(
        row.Integer(0),
        row.Bytes(1).ToArray(),
        row.Hash(2),
        row.IsNull(3) ? null : new FreeText(row.Bytes(3).ToArray(), row.IsNull(4) ? null : row.Text(4), row.IsNull(5) ? null : row.Text(5)));
}
