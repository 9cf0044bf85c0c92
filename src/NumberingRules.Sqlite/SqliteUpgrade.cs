using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>Brings a database of version 0.1 up: its journal is read once, folded and written anew, all in one transaction.</summary>
internal static class SqliteUpgrade
{
    private const int EntriesAtATime = 1000;

    // A journal that was cut says nothing of it: the row of its book does, as far as the tables had come when the process ended.
    private const string Books =
        """
        SELECT b.id, b.name, b.entries, b.entries = 0 OR EXISTS (SELECT 1 FROM numbering_old_journal j WHERE j.book = b.id AND j.entry = b.entries AND j.hash = b.head)
        FROM numbering_old_books b ORDER BY b.id
        """;

    private static readonly string[] LookUps =
    [
        "numbering_watermark", "numbering_entries", "numbering_invoices", "numbering_home_numbers", "numbering_issued", "numbering_given_outside", "numbering_erp_numbers",
        "numbering_erp_number_counts", "numbering_erp_keys", "numbering_past_keys", "numbering_positions", "numbering_latest_dates", "numbering_work", "numbering_findings",
    ];

    internal static async ValueTask RunAsync(SqliteFile file, SqliteLink link, IWriteSession session)
    {
        foreach (var table in LookUps)
        {
            link.Script($"DROP TABLE IF EXISTS {table}");
        }

        link.Script(
            """
            ALTER TABLE numbering_books RENAME TO numbering_old_books;
            ALTER TABLE numbering_journal RENAME TO numbering_old_journal;
            ALTER TABLE numbering_free_texts RENAME TO numbering_old_texts;
            CREATE UNIQUE INDEX numbering_old_entries ON numbering_old_journal (book, entry);
            DROP TABLE numbering_schema;
            """);
        SqliteSchema.Make(link);
        if (link.First("SELECT book FROM numbering_old_journal WHERE book NOT IN (SELECT id FROM numbering_old_books) LIMIT 1", static row => (object)row.Integer(0)) is { } lost)
        {
            throw new StoreException(StoreTrouble.Damaged, $"{file.Path}: the journal has entries of book {lost}, which is not among the books (table numbering_books); nothing was changed. Restore a backup");
        }

        foreach (var (id, name, entries, isThere) in link.Rows(Books, static row => (row.Integer(0), row.Text(1), row.Integer(2), row.Integer(3) != 0)))
        {
            if (!isThere)
            {
                throw new StoreException(StoreTrouble.Damaged, string.Create(
                    CultureInfo.InvariantCulture, $"{file.Path}: book '{name}' had {entries} entries, and its journal does not have the last of them: entries were cut off or rewritten. Nothing was changed; restore a backup"));
            }

            try
            {
                await JournalFold.UpgradeAsync(session, name, Entries(link, id).ToAsyncEnumerable(), CancellationToken.None).ConfigureAwait(false);
            }
            catch (JournalException e)
            {
                throw new StoreException(StoreTrouble.Damaged, $"{file.Path}: book '{name}' cannot be brought up to this version: {e.Message}. Nothing was changed; restore a backup", e);
            }
        }

        // An erasure later on finds only the texts that were written anew.
        link.Overwriting(() => link.Script("DROP TABLE numbering_old_texts"));
        link.Script("DROP TABLE numbering_old_journal; DROP TABLE numbering_old_books;");
    }

    /// <summary>A book's entries in order, as version 0.1 kept them.</summary>
    private static IEnumerable<StoredEntry> Entries(SqliteLink link, long book)
    {
        for (var after = 0L; ;)
        {
            var page = link.Rows(
                """
                SELECT j.entry, j.body, j.hash, t.salt, t.reason, t.actor FROM numbering_old_journal j LEFT JOIN numbering_old_texts t ON t.id = j.id
                WHERE j.book = @book AND j.entry > @after ORDER BY j.entry LIMIT @page
                """,
                SqliteJournal.Read, book, after, EntriesAtATime);
            foreach (var entry in page)
            {
                yield return entry;
            }

            if (page.Count < EntriesAtATime)
            {
                yield break;
            }

            after = page[^1].Number;
        }
    }
}
