using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>The tables, their version, and whose they are.</summary>
internal static class SqliteSchema
{
    /// <summary>The version of the journal's entries.</summary>
    internal const long Journal = 1;

    /// <summary>The version of the tables.</summary>
    internal const long Tables = 2;

    /// <summary>Makes them in an empty database.</summary>
    internal static string Script { get; } = ReadScript();

    private const string Name = "numbering_schema";

    // One statement, as another process may make the tables between two. 'sqlite_' names belong to SQLite itself.
    private const string FirstTable = $"SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name <> '{Name}' LIMIT 1";

    /// <summary>Makes the tables in a database that has none, and brings older ones up to date, inside a transaction that may write.</summary>
    /// <returns>The version they had; null if there were none.</returns>
    internal static async ValueTask<long?> PrepareAsync(SqliteFile file, SqliteLink link, IWriteSession session)
    {
        var version = VersionOf(file, link);
        if (version is null)
        {
            Make(link);
        }
        else if (version < Tables)
        {
            await SqliteUpgrade.RunAsync(file, link, session).ConfigureAwait(false);
        }

        return version;
    }

    /// <summary>Makes the tables, empty.</summary>
    internal static void Make(SqliteLink link)
    {
        link.Script(Script);
        link.Run("INSERT INTO numbering_schema (journal, tables) VALUES (@journal, @tables)", Journal, Tables);
    }

    /// <summary>The version of the tables; null if there are none. Refuses a database in which none may be made.</summary>
    internal static long? VersionOf(SqliteFile file, SqliteLink link)
    {
        var first = Look(link);
        if (first == Name)
        {
            return Version(file, link).Tables;
        }

        return first is null || file.Shares ? null : throw new StoreException(
            StoreTrouble.NotABook,
            $"{file.Path}: the database belongs to another application (it has a table '{first}') and has no books yet; nothing was changed. To keep books beside that application's tables set {nameof(SqliteStoreOptions)}.{nameof(SqliteStoreOptions.ShareFile)}, or else name another file");
    }

    /// <summary>Refuses a database without books, one that a newer version wrote, and one that is still of an older version. Costs one row.</summary>
    internal static void Check(SqliteFile file, SqliteLink link)
    {
        if (Look(link) != Name)
        {
            throw new StoreException(StoreTrouble.NotABook, $"{file.Path}: the database holds no books: it has no numbering tables. Opening a SqliteStore on it for writing makes them");
        }

        CheckVersion(file, link);
    }

    /// <summary>Asks for the version alone, where the tables are known to be there: another process may have brought them up meanwhile.</summary>
    internal static void CheckVersion(SqliteFile file, SqliteLink link)
    {
        if (Version(file, link).Tables < Tables)
        {
            throw new StoreException(StoreTrouble.ReadOnly, $"{file.Path}: the tables are of an older version; open the file once for writing, which makes them anew from the journal");
        }
    }

    /// <summary>What the database says its version is: one row, where nobody changed it.</summary>
    internal static List<(long Journal, long Tables)> Rows(SqliteLink link) => link.Rows("SELECT journal, tables FROM numbering_schema", static row => (row.Integer(0), row.Integer(1)));

    /// <summary>The name of the table that says whose the database is, or of another table in it; null if it has none.</summary>
    private static string? Look(SqliteLink link) => link.First(FirstTable, static row => row.Text(0));

    private static (long Journal, long Tables) Version(SqliteFile file, SqliteLink link)
    {
        var (journal, tables) = Rows(link) is [var version]
            ? version
            : throw new StoreException(StoreTrouble.Damaged, $"{file.Path}: the database does not say which version its books have; restore it from a backup");
        return journal <= Journal && tables <= Tables ? (journal, tables) : throw new StoreException(
            StoreTrouble.Newer, $"{file.Path}: a newer version of NumberingRules wrote these books (journal {journal}, tables {tables}; this one knows {Journal} and {Tables}); update NumberingRules, the books are as they were");
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(SqliteSchema).Assembly.GetManifestResourceStream("schema.sql")!);
        return reader.ReadToEnd();
    }
}
