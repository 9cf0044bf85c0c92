using System.Data.Common;
using Microsoft.Data.Sqlite;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>Opens connections to the file as the options say.</summary>
internal sealed class SqliteConnector(SqliteStoreOptions options, Func<DbException, StoreException> explain)
{
    internal SqliteConnection Connect()
    {
        try
        {
            return options.ReadOnly ? ConnectToLook() : Open(
                options.File,
                options.MustExist ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4096;");
        }
        catch (SqliteException e)
        {
            throw explain(e);
        }
    }

    private SqliteConnection ConnectToLook()
    {
        try
        {
            return Open(options.File, SqliteOpenMode.ReadOnly, "SELECT COUNT(*) FROM sqlite_master");
        }
        catch (SqliteException) when (new FileInfo(options.File + "-wal") is not { Exists: true, Length: > 0 })
        {
            // Even a reader needs a file beside the database, which read-only media do not let it make. Where there is no
            // log nobody is writing either.
            return Open($"file:{Uri.EscapeDataString(Path.GetFullPath(options.File)).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", SqliteOpenMode.ReadOnly, "SELECT COUNT(*) FROM sqlite_master");
        }
    }

    private SqliteConnection Open(string source, SqliteOpenMode mode, string first)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)options.WriteWait.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, (int)options.WriteWait.TotalMilliseconds);
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only the texts above come here.
            command.CommandText = first;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
