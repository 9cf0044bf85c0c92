using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>Books in an SQLite file: durable (WAL, <c>synchronous=FULL</c>), several processes at once. Safe for use by several threads.</summary>
/// <remarks>
/// The file may be the host's own database: every table here begins with <c>numbering_</c>. Opening makes the tables, or
/// brings older ones up to date; a file that a newer version wrote is refused and left as it is.
/// </remarks>
public sealed class SqliteStore : SqlStore
{
    /// <summary>Opens a file, and makes it when there is none.</summary>
    /// <param name="file">The file's path.</param>
    /// <exception cref="StoreException">The file cannot be used; the message says why and what to do.</exception>
    public SqliteStore(string file)
        : this(new SqliteStoreOptions { File = file })
    {
    }

    /// <summary>Opens a file as the options say.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">The options are not sound.</exception>
    /// <exception cref="StoreException">The file cannot be used; the message says why and what to do.</exception>
    public SqliteStore(SqliteStoreOptions options)
        : base(new SqliteDialect(options))
    {
    }
}
