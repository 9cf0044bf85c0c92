namespace NumberingRules.Storage;

/// <summary>The tables, their version, and how an older file is brought up to it.</summary>
internal static class SqlSchema
{
    /// <summary>The version of the journal: what is kept for ever. A newer one is refused.</summary>
    private const long Journal = 1;

    /// <summary>The version of the look-up tables. An older one is made anew from the journal.</summary>
    private const long Tables = 1;

    private static readonly string[] LookUps =
    [
        "numbering_entries", "numbering_invoices", "numbering_home_numbers", "numbering_issued", "numbering_given_outside", "numbering_erp_numbers",
        "numbering_erp_number_counts", "numbering_erp_keys", "numbering_past_keys", "numbering_positions", "numbering_latest_dates", "numbering_work", "numbering_findings",
    ];

    /// <summary>Makes the tables in a database that has none, and brings older ones up to date, in one transaction.</summary>
    internal static void Prepare(SqlDialect dialect, SqlLink link, Action rebuild)
    {
        if (IsThere(dialect, link) && Version(link) == new Versions(Journal, Tables))
        {
            return;
        }

        dialect.BeginWrite(link);
        if (!IsThere(dialect, link))
        {
            Script(link, dialect.JournalSchema);
            Script(link, dialect.TablesSchema);
            link.Run("INSERT INTO numbering_schema (journal, tables) VALUES (@journal, @tables)", Journal, Tables);
            link.Run("INSERT INTO numbering_watermark (id, rebuilds) VALUES (0, 0)");
        }

        Refuse(link);
        if (Version(link).Tables < Tables)
        {
            foreach (var table in LookUps)
            {
                Script(link, $"DROP TABLE IF EXISTS {table}");
            }

            Script(link, dialect.TablesSchema);
            rebuild();
            link.Run("UPDATE numbering_schema SET tables = @tables", Tables);
        }

        link.Run("COMMIT");
    }

    /// <summary>Refuses a database without books, or one that a newer version wrote.</summary>
    internal static void Check(SqlDialect dialect, SqlLink link)
    {
        if (!IsThere(dialect, link))
        {
            throw new StoreException(StoreTrouble.NotABook, "the database holds no books: it has no numbering tables. Opening a store on it for writing makes them");
        }

        Refuse(link);
        if (Version(link).Tables < Tables)
        {
            throw new StoreException(StoreTrouble.ReadOnly, "the look-up tables are of an older version; open the file once for writing, which makes them anew from the journal");
        }
    }

    /// <summary>Empties the look-up tables.</summary>
    internal static void Empty(SqlLink link)
    {
        foreach (var table in LookUps)
        {
            Script(link, $"DELETE FROM {table}");
        }

        foreach (var book in SqlJournal.Books(link))
        {
            link.Run(
                "UPDATE numbering_books SET entries = 0, head = @head, at = 0, exchanged = 0, about_book = 0 WHERE id = @id",
                Chain.Start(book.Name).ToArray(), book.Id);
        }

        link.Run("UPDATE numbering_watermark SET id = 0, rebuilds = rebuilds + 1");
    }

    /// <summary>Refuses what a newer version wrote.</summary>
    private static void Refuse(SqlLink link)
    {
        var (journal, tables) = Version(link);
        Refuse(journal, tables);
    }

    /// <summary>The same, of versions that were read.</summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Newer"/>.</exception>
    internal static void Refuse(long journal, long tables)
    {
        if (journal > Journal || tables > Tables)
        {
            throw new StoreException(StoreTrouble.Newer, $"a newer version of NumberingRules wrote these books (journal {journal}, look-up tables {tables}; this one knows {Journal} and {Tables}); update NumberingRules, the books are as they were");
        }
    }

    private static bool IsThere(SqlDialect dialect, SqlLink link) => link.First(dialect.CountOfTables, static row => row.Integer(0), "numbering_schema") > 0;

    private static Versions Version(SqlLink link) =>
        link.Rows("SELECT journal, tables FROM numbering_schema", static row => new Versions(row.Integer(0), row.Integer(1))) is [var version]
            ? version
            : throw new StoreException(StoreTrouble.Damaged, "the database does not say which version its books have; restore it from a backup");

    private static void Script(SqlLink link, string sql) => link.Script(sql);

    private sealed record Versions(long Journal, long Tables);
}
