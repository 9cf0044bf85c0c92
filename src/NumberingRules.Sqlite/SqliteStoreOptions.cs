namespace NumberingRules.Sqlite;

/// <summary>How an SQLite file is used.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The file's path. Needed.</summary>
    public string File { get; set; } = "";

    /// <summary>Whether the file must exist already; otherwise it is made. Not set by default.</summary>
    public bool MustExist { get; set; }

    /// <summary>Whether the file is only looked at: it must exist, nothing is made or changed in it, and commands fail with <c>StoreTrouble.ReadOnly</c>. Works on read-only media too. Not set by default.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How long a writer waits for other writers of the file, 0 to 1 hour; 30 seconds by default.</summary>
    public TimeSpan WriteWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        string.IsNullOrWhiteSpace(File) ? $"{nameof(SqliteStoreOptions)}.{nameof(File)} is missing: name the file to keep the books in"
        : WriteWait < TimeSpan.Zero || WriteWait > TimeSpan.FromHours(1) ? $"{nameof(SqliteStoreOptions)}.{nameof(WriteWait)} is {WriteWait}; it must lie between 0 and 1 hour"
        : null;
}
