namespace NumberingRules.Sqlite;

/// <summary>How an SQLite file is used.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The file's path. Needed. A relative path is taken from the working directory at the moment of opening.</summary>
    public string File { get; set; } = "";

    /// <summary>Whether the file must exist already; otherwise it is made. Not set by default.</summary>
    public bool MustExist { get; set; }

    /// <summary>
    /// Whether the books may be kept beside the tables of another application: the host's own database. Not set by default:
    /// tables are then added to a new file only. Not needed for a file that has books.
    /// </summary>
    public bool ShareFile { get; set; }

    /// <summary>Whether the file is only looked at: it must exist, nothing is made or changed in it, and commands fail with <c>StoreTrouble.ReadOnly</c>. Works on read-only media too. Not set by default.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How long a writer waits for other writers of the file, 0 to 1 hour; 30 seconds by default.</summary>
    public TimeSpan WriteWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the log beside the file may become while readers overlap, in bytes, before a writer waits up to 0.1 s for
    /// them and begins it anew; 64 MB by default. One who reads for longer lets it grow by as much again.
    /// </summary>
    public long LogLimit { get; set; } = 1L << 26;

    /// <summary>Returns what keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        string.IsNullOrWhiteSpace(File) ? $"{nameof(SqliteStoreOptions)}.{nameof(File)} is missing: name the file to keep the books in"
        : File.Trim().StartsWith(":memory:", StringComparison.OrdinalIgnoreCase) ? $"{nameof(SqliteStoreOptions)}.{nameof(File)} is '{File}': books of an SQLite file last, so it takes a path. For books in memory use MemoryStore"
        : IsConnectionString(File) ? $"{nameof(SqliteStoreOptions)}.{nameof(File)} is '{File}', a connection string or an address; give the path alone, such as 'books.db'"
        : WriteWait < TimeSpan.Zero || WriteWait > TimeSpan.FromHours(1) ? $"{nameof(SqliteStoreOptions)}.{nameof(WriteWait)} is {WriteWait}; it must lie between 0 and 1 hour"
        : LogLimit < 1 ? $"{nameof(SqliteStoreOptions)}.{nameof(LogLimit)} is {LogLimit}; it must be positive"
        : null;

    private static bool IsConnectionString(string file) =>
        file.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        || (file.Split('=') is [var key, _, ..] && key.Trim().ToUpperInvariant() is "DATA SOURCE" or "DATASOURCE" or "FILENAME");
}
