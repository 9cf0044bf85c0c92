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

/// <summary>Where the look-up tables stand, how often they were made anew, and where the journal ends.</summary>
internal sealed record JournalEnds(long Watermark, long Rebuilds, long Last, long JournalVersion, long TablesVersion);

/// <summary>An entry behind the look-up tables, its place in the journal of all books, and its book.</summary>
internal sealed record BehindEntry(long Id, long Book, StoredEntry Entry);

/// <summary>The journal in a database: all books in the order in which entries were committed.</summary>
internal static class SqlJournal
{
    internal const string EntriesOfBook =
        """
        SELECT j.id, j.entry, j.body, j.hash, t.salt, t.reason, t.actor
        FROM numbering_entries e JOIN numbering_journal j ON j.id = e.id LEFT JOIN numbering_free_texts t ON t.id = e.id
        WHERE e.book = @book AND e.entry > @after AND e.entry <= @upTo ORDER BY e.entry LIMIT @page
        """;

    /// <summary>Each entry names the one before it about the same invoice, so an invoice's life is walked back from its last.</summary>
    internal const string EntriesAboutInvoice =
        """
        WITH RECURSIVE life (entry, previous, id) AS (
          SELECT entry, previous, id FROM numbering_entries WHERE book = @book AND entry = @last
          UNION ALL SELECT e.entry, e.previous, e.id FROM life JOIN numbering_entries e ON e.book = @book AND e.entry = life.previous AND e.entry < life.entry)
        SELECT j.id, j.entry, j.body, j.hash, t.salt, t.reason, t.actor
        FROM life JOIN numbering_journal j ON j.id = life.id LEFT JOIN numbering_free_texts t ON t.id = life.id
        ORDER BY life.entry
        """;

    private const string BodiesOfBook =
        """
        SELECT j.body, j.hash, e.invoice, e.previous FROM numbering_entries e JOIN numbering_journal j ON j.id = e.id
        WHERE e.book = @book AND e.entry > @after AND e.entry <= @upTo ORDER BY e.entry
        """;

    private const string TextsOfBook =
        """
        SELECT j.entry, t.salt, t.reason, t.actor FROM numbering_free_texts t CROSS JOIN numbering_journal j ON j.id = t.id
        WHERE j.book = @book
          AND t.id >= (SELECT id FROM numbering_entries WHERE book = @book AND entry > @after ORDER BY entry LIMIT 1)
          AND t.id <= (SELECT id FROM numbering_entries WHERE book = @book AND entry <= @upTo ORDER BY entry DESC LIMIT 1)
        """;

    private const string Tail =
        """
        SELECT j.id, j.entry, j.body, j.hash, t.salt, t.reason, t.actor, j.book
        FROM numbering_journal j LEFT JOIN numbering_free_texts t ON t.id = j.id
        WHERE j.id > @after AND j.id <= @upTo
        """;

    private const string EndsOfJournal =
        """
        SELECT id, rebuilds, COALESCE((SELECT MAX(id) FROM numbering_journal), 0),
          COALESCE((SELECT journal FROM numbering_schema), 0), COALESCE((SELECT tables FROM numbering_schema), 0)
        FROM numbering_watermark
        """;

    private const string BookRow = "SELECT id, name, entries, head, at, exchanged, about_book FROM numbering_books";

    /// <summary>Checks the entries behind one up to one.</summary>
    /// <param name="link">The connection.</param>
    /// <param name="book">The book.</param>
    /// <param name="after">The entry before the first.</param>
    /// <param name="upTo">The last.</param>
    /// <param name="done">Where the entries go.</param>
    /// <returns>The rows that say which entry is about which invoice, read on the way.</returns>
    internal static RowSum Check(SqlLink link, SqlBookRow book, long after, long upTo, List<CheckedEntry> done)
    {
        var texts = new Dictionary<long, FreeText>();
        link.Each(TextsOfBook, row => texts.TryAdd(row.Integer(0), ReadText(row, 1)), book.Id, after, upTo);
        var previous = after == 0 ? Chain.Start(book.Name) : default(EntryHash?);
        var number = Math.Max(0, after - 1);
        var rows = new RowSum();
        link.Each(
            BodiesOfBook,
            row =>
            {
                // Which entry it says it is, is part of the body; asking for the column as well costs as much as the row.
                number++;
                var hash = EntryHash.FromBytes(row.Bytes(1));
                if (previous is { } before)
                {
                    done.Add(CheckedEntry.Of(number, row.Bytes(0), hash, texts.GetValueOrDefault(number), before));
                    rows.Add(number).Add(row.Integer(2)).Add(row.Integer(3)).End();
                }

                // The entry before the first gives the chain only; the piece before this one checks it.
                previous = hash;
            },
            book.Id, number, upTo);
        return rows;
    }

    internal static StoredEntry ReadEntry(SqlStatement row) => new(
        row.Integer(1),
        row.Bytes(2).ToArray(),
        EntryHash.FromBytes(row.Bytes(3)),
        row.IsNull(4) ? null : ReadText(row, 4));

    private static BehindEntry ReadBehind(SqlStatement row) => new(row.Integer(0), row.Integer(7), ReadEntry(row));

    private static FreeText ReadText(SqlStatement row, int first) =>
        new(row.Bytes(first).ToArray(), row.IsNull(first + 1) ? null : row.Text(first + 1), row.IsNull(first + 2) ? null : row.Text(first + 2));

    /// <summary>The entries of all books, or of one, behind a place in the journal.</summary>
    internal static List<BehindEntry> Behind(SqlLink link, long after, long upTo, long? book = null) => book is null
        ? link.Rows(Tail + " ORDER BY j.id", ReadBehind, after, upTo)
        : link.Rows(Tail + " AND j.book = @book ORDER BY j.id", ReadBehind, after, upTo, book);

    internal static void Append(SqlLink link, long id, long book, StoredEntry entry)
    {
        link.Run("INSERT INTO numbering_journal (id, book, entry, body, hash) VALUES (@id, @book, @entry, @body, @hash)", id, book, entry.Number, BytesOf(entry.Body), entry.Hash.ToArray());
        if (entry.Text is { } text)
        {
            link.Run("INSERT INTO numbering_free_texts (id, salt, reason, actor) VALUES (@id, @salt, @reason, @actor)", id, text.Salt, text.Reason, text.Actor);
        }
    }

    /// <summary>The rows of the books, or of the one with a name.</summary>
    internal static List<SqlBookRow> Books(SqlLink link, string? name = null) => name is null
        ? link.Rows(BookRow + " ORDER BY name", ReadBook)
        : link.Rows(BookRow + " WHERE name = @name", ReadBook, name);

    internal static SqlBookRow Book(SqlLink link, long id) =>
        link.Rows(BookRow + " WHERE id = @id", ReadBook, id) is [var book]
            ? book
            : throw new StoreException(StoreTrouble.Damaged, "the journal has entries of a book that is not among the books; restore the database from a backup");

    /// <returns>The new book's number in the store.</returns>
    internal static long AddBook(SqlLink link, string name) => link.First(
        """
        INSERT INTO numbering_books (id, name, entries, head, at, exchanged, about_book)
        SELECT 1 + COALESCE((SELECT MAX(id) FROM (SELECT MAX(id) AS id FROM numbering_books UNION ALL SELECT MAX(book) AS id FROM numbering_entries) AS used), 0), @name, 0, @head, 0, 0, 0
        RETURNING id
        """,
        static row => row.Integer(0),
        name, Chain.Start(name).ToArray());

    /// <summary>Where the look-up tables stand, how often they were made anew, and where the journal ends.</summary>
    internal static JournalEnds Ends(SqlLink link) =>
        link.Rows(EndsOfJournal, static row => new JournalEnds(row.Integer(0), row.Integer(1), row.Integer(2), row.Integer(3), row.Integer(4))) is [var ends]
            ? ends
            : throw new StoreException(StoreTrouble.Damaged, "the database does not say how far its look-up tables reach; restore it from a backup");

    private static byte[] BytesOf(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : body.ToArray();

    private static SqlBookRow ReadBook(SqlStatement row) => new(
        row.Integer(0), row.Text(1), row.Integer(2), EntryHash.FromBytes(row.Bytes(3)),
        new(row.Integer(4), TimeSpan.Zero), row.Integer(5) != 0, row.Integer(6));
}
