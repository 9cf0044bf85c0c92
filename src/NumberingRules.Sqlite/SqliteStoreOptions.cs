using Microsoft.Extensions.Logging;

namespace NumberingRules.Sqlite;

/// <summary>How an SQLite file is used.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>
    /// The file: its path, or a connection string of Microsoft.Data.Sqlite such as <c>Data Source=app.db</c>. Needed. A relative path
    /// is taken from the working directory at the moment of opening. Of a connection string the <c>Data Source</c> counts, and
    /// <c>Mode</c> (<c>ReadWrite</c>: the file must exist; <c>ReadOnly</c>: it is only looked at); what else it says is for the host's own
    /// connections. Books in memory are kept by a <c>MemoryStore</c>.
    /// </summary>
    public string File { get; set; } = "";

    /// <summary>Whether the file must exist already; otherwise it is made. Not set by default.</summary>
    public bool MustExist { get; set; }

    /// <summary>
    /// Whether the books may be kept beside the tables of another application: the host's own database. Not set by default:
    /// tables are then added to a new file only. Not needed for a file that has books.
    /// </summary>
    public bool ShareFile { get; set; }

    /// <summary>Whether the file is only looked at: it must exist, nothing is made or changed in it, and commands fail with <c>StoreTrouble.ReadOnly</c>. Works on read-only media too, where nobody else may write at the same time. Not set by default.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How long a writer waits for other writers of the file, 0 to 1 hour; 30 seconds by default.</summary>
    public TimeSpan WriteWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the log beside the file may become while readers overlap, in bytes, before a writer waits up to 0.1 s for
    /// them and begins it anew; 64 MB by default. While one reads on it grows by as much again each time, without a bound: end long reads.
    /// </summary>
    public long LogLimit { get; set; } = 1L << 26;

    /// <summary>Where it is logged, at <c>Information</c>, that tables were made, or older ones brought up to this version; nowhere by default.</summary>
    public ILoggerFactory? Logging { get; set; }

    /// <summary>Returns what keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        string.IsNullOrWhiteSpace(File) ? $"{Field} is missing: name the file to keep the books in"
        : SqliteAddress.ProblemOf(File) is { } problem ? $"{Field} {problem}"
        : WriteWait < TimeSpan.Zero || WriteWait > TimeSpan.FromHours(1) ? $"{nameof(SqliteStoreOptions)}.{nameof(WriteWait)} is {WriteWait}; it must lie between 0 and 1 hour"
        : LogLimit < 1 ? $"{nameof(SqliteStoreOptions)}.{nameof(LogLimit)} is {LogLimit}; it must be positive"
        : null;

    private static string Field => $"{nameof(SqliteStoreOptions)}.{nameof(File)}";
}
