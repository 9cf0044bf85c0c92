using System.Data.Common;
using System.Runtime.InteropServices;

namespace NumberingRules.Storage;

/// <summary>The row of a book: where it stands as of the look-up tables.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entries">How many entries the tables know.</param>
/// <param name="Head">The hash of the last of them.</param>
/// <param name="At">The instant of the last of them.</param>
/// <param name="HasExchanged">See <see cref="BookHeader.HasExchanged"/>: what the entries about the book alone do not say.</param>
/// <param name="LastAboutBook">The last entry about the book itself: the header changes with these only.</param>
internal sealed record SqlBookRow(long Id, string Name, long Entries, EntryHash Head, DateTimeOffset At, bool HasExchanged, long LastAboutBook);

/// <summary>The journal in a database: all books in the order in which entries were committed.</summary>
internal static class SqlJournal
{
    internal const string EntriesOfBook =
        """
        SELECT j.id, j.entry, j.body, j.hash, t.salt, t.reason, t.actor
        FROM numbering_entries e JOIN numbering_journal j ON j.id = e.id LEFT JOIN numbering_free_texts t ON t.id = e.id
        WHERE e.book = @book AND e.entry > @after AND e.entry <= @upTo ORDER BY e.entry LIMIT @page
        """;

    internal const string EntriesAboutInvoice =
        """
        SELECT j.id, j.entry, j.body, j.hash, t.salt, t.reason, t.actor
        FROM numbering_entries e JOIN numbering_journal j ON j.id = e.id LEFT JOIN numbering_free_texts t ON t.id = e.id
        WHERE e.book = @book AND e.invoice = @invoice AND e.entry > @after ORDER BY e.entry LIMIT @page
        """;

    private const string Tail =
        """
        SELECT j.id, j.entry, j.body, j.hash, t.salt, t.reason, t.actor, j.book
        FROM numbering_journal j LEFT JOIN numbering_free_texts t ON t.id = j.id
        WHERE j.id > @after AND j.id <= @upTo ORDER BY j.id
        """;

    private const string TailOfBook =
        """
        SELECT j.id, j.entry, j.body, j.hash, t.salt, t.reason, t.actor, j.book
        FROM numbering_journal j LEFT JOIN numbering_free_texts t ON t.id = j.id
        WHERE j.id > @after AND j.id <= @upTo AND j.book = @book ORDER BY j.id
        """;

    internal static StoredEntry ReadEntry(DbDataReader row) => new(
        row.GetInt64(1),
        row.GetFieldValue<byte[]>(2),
        EntryHash.FromBytes(row.GetFieldValue<byte[]>(3)),
        row.IsDBNull(4) ? null : new FreeText(row.GetFieldValue<byte[]>(4), row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6)));

    /// <summary>The entries of all books, or of one, behind a place in the journal.</summary>
    internal static List<(long Id, long Book, StoredEntry Entry)> Behind(SqlLink link, long after, long upTo, long? book = null) => book is null
        ? link.Rows(Tail, static row => (row.GetInt64(0), row.GetInt64(7), ReadEntry(row)), after, upTo)
        : link.Rows(TailOfBook, static row => (row.GetInt64(0), row.GetInt64(7), ReadEntry(row)), after, upTo, book);

    internal static void Append(SqlLink link, long id, long book, in StoredEntry entry)
    {
        link.Run("INSERT INTO numbering_journal (id, book, entry, body, hash) VALUES (@id, @book, @entry, @body, @hash)", id, book, entry.Number, BytesOf(entry.Body), BytesOf(entry.Hash));
        if (entry.Text is { } text)
        {
            link.Run("INSERT INTO numbering_free_texts (id, salt, reason, actor) VALUES (@id, @salt, @reason, @actor)", id, text.Salt, text.Reason, text.Actor);
        }
    }

    /// <summary>The rows of the books, or of the one with a name.</summary>
    internal static List<SqlBookRow> Books(SqlLink link, string? name = null) => name is null
        ? link.Rows("SELECT id, name, entries, head, at, exchanged, about_book FROM numbering_books ORDER BY name", ReadBook)
        : link.Rows("SELECT id, name, entries, head, at, exchanged, about_book FROM numbering_books WHERE name = @name", ReadBook, name);

    internal static SqlBookRow Book(SqlLink link, long id) =>
        link.Rows("SELECT id, name, entries, head, at, exchanged, about_book FROM numbering_books WHERE id = @id", ReadBook, id)[0];

    /// <returns>The new book's number in the store.</returns>
    internal static long AddBook(SqlLink link, string name) => (long)link.Value(
        "INSERT INTO numbering_books (name, entries, head, at, exchanged, about_book) VALUES (@name, 0, @head, 0, 0, 0) RETURNING id",
        name, BytesOf(Chain.Start(name)))!;

    internal static byte[] BytesOf(EntryHash hash)
    {
        var bytes = new byte[EntryHash.Size];
        hash.CopyTo(bytes);
        return bytes;
    }

    /// <summary>Where the look-up tables stand, and where the journal ends.</summary>
    internal static (long Watermark, long Last) Ends(SqlLink link) =>
        link.Rows("SELECT id, COALESCE((SELECT MAX(id) FROM numbering_journal), 0) FROM numbering_watermark", static row => (row.GetInt64(0), row.GetInt64(1))) is [var ends]
            ? ends
            : throw new StoreException(StoreTrouble.Damaged, "the database does not say how far its look-up tables reach; restore it from a backup");

    private static byte[] BytesOf(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : body.ToArray();

    private static SqlBookRow ReadBook(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), EntryHash.FromBytes(row.GetFieldValue<byte[]>(3)),
        new(row.GetInt64(4), TimeSpan.Zero), row.GetInt64(5) != 0, row.GetInt64(6));
}
