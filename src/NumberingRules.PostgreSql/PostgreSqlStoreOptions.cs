using Microsoft.Extensions.Logging;

namespace NumberingRules.PostgreSql;

/// <summary>How a PostgreSQL database is used.</summary>
public sealed class PostgreSqlStoreOptions
{
    private const int MaxSchemaBytes = 63;

    /// <summary>The schema that holds the tables; <c>numbering</c> by default.</summary>
    public string Schema { get; set; } = "numbering";

    /// <summary>Whether missing tables are made. Set by default. Without it, a database administrator runs the script of <see cref="PostgreSqlStore.Script"/>.</summary>
    public bool MakeTables { get; set; } = true;

    /// <summary>
    /// Whether statements are prepared by name, which saves the server most of its planning. Set by default. Turn it off
    /// behind a pooler in transaction mode that does not know prepared statements.
    /// </summary>
    public bool Prepare { get; set; } = true;

    /// <summary>How long a writer waits for a book that others hold, 0 to 1 hour; 30 seconds by default.</summary>
    public TimeSpan WriteWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a transaction of the store may stand still before the server ends it and lets others have its books, 100
    /// milliseconds to 1 hour; 60 seconds by default. It stands still when the host's process is frozen; what the process
    /// had not committed by then is not written.
    /// </summary>
    public TimeSpan StandstillLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Where it is logged, at <c>Information</c>, that tables were made; nowhere by default.</summary>
    public ILoggerFactory? Logging { get; set; }

    /// <summary>What keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        string.IsNullOrWhiteSpace(Schema) || Schema.Contains('\0', StringComparison.Ordinal) || System.Text.Encoding.UTF8.GetByteCount(Schema) > MaxSchemaBytes
            ? $"{nameof(PostgreSqlStoreOptions)}.{nameof(Schema)} must be a name of 1 to {MaxSchemaBytes} bytes"
        : WriteWait < TimeSpan.Zero || WriteWait > TimeSpan.FromHours(1) ? $"{nameof(PostgreSqlStoreOptions)}.{nameof(WriteWait)} is {WriteWait}; it must lie between 0 and 1 hour"
        : StandstillLimit < TimeSpan.FromMilliseconds(100) || StandstillLimit > TimeSpan.FromHours(1) ? $"{nameof(PostgreSqlStoreOptions)}.{nameof(StandstillLimit)} is {StandstillLimit}; it must lie between 100 milliseconds and 1 hour"
        : null;
}
