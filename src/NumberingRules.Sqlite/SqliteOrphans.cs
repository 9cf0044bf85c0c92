using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>Entries whose book is not among the books: somebody deleted its row, and under its name it would begin anew.</summary>
internal static class SqliteOrphans
{
    // From one book to the next by the key: costs a look-up for each book, not a walk of the journal.
    private const string Lost =
        """
        WITH RECURSIVE held (book) AS (
          SELECT MIN(book) FROM numbering_journal
          UNION ALL SELECT (SELECT MIN(j.book) FROM numbering_journal j WHERE j.book > held.book) FROM held WHERE held.book IS NOT NULL)
        SELECT held.book, j.body, j.hash FROM held LEFT JOIN numbering_journal j ON j.book = held.book AND j.entry = 1
        WHERE held.book IS NOT NULL AND NOT EXISTS (SELECT 1 FROM numbering_books b WHERE b.id = held.book)
        """;

    internal static bool Any(SqliteLink link) => link.First(Lost, static _ => true);

    /// <summary>What is wrong with a book that has no row, in words: its first entry is chained to its name. Null when nothing is known of it.</summary>
    internal static string? Problem(SqliteLink link, string name)
    {
        var start = Chain.Start(name);
        var lost = link.Rows(Lost, row => row.IsNull(1) || Chain.Link(start, row.Bytes(1)) != row.Hash(2) ? null : (object)row.Integer(0)).Find(static book => book is not null);
        return lost is null ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"book '{name}' is not among the books (table numbering_books), and the journal has its entries (as book {lost}): its row was deleted. Restore a backup");
    }
}
