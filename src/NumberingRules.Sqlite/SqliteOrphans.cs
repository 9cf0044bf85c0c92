using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>Rows whose book is not among the books: somebody deleted its row, and under its name it would begin anew.</summary>
internal static class SqliteOrphans
{
    /// <summary>The books that are not there, and that a table has rows of. Goes from one book to the next by the key: costs a look-up for each book, not a walk.</summary>
    internal static List<long> In(SqliteLink link, BookTable table) => link.Rows(
        string.Intern(
            $"""
            WITH RECURSIVE held (book) AS (
              SELECT MIN(book) FROM {table.Name} UNION ALL SELECT (SELECT MIN(t.book) FROM {table.Name} t WHERE t.book > held.book) FROM held WHERE held.book IS NOT NULL)
            SELECT held.book FROM held WHERE held.book IS NOT NULL AND NOT EXISTS (SELECT 1 FROM numbering_books b WHERE b.id = held.book)
            """),
        static row => row.Integer(0));

    /// <summary>What is wrong with a book that has no row, in words: its first entry is chained to its name. Null when nothing is known of it.</summary>
    internal static string? Problem(SqliteLink link, string name)
    {
        var start = Chain.Start(name);
        foreach (var lost in In(link, BookTable.Journal))
        {
            if (SqliteJournal.Entries(link, lost, 0, 1, null, 1) is [var (first, _, _)] && Chain.Link(start, first.Body.Span) == first.Hash)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"book '{name}' is not among the books (table numbering_books), and the journal has its entries (as book {lost}): its row was deleted. Restore a backup");
            }
        }

        return null;
    }
}
