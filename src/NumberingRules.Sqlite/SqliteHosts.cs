using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>Joins hosts' transactions, and keeps what is prepared on their pooled connections: preparing costs more than what the statements do.</summary>
internal sealed class SqliteHosts(SqliteFile file) : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<object, SqliteLink> _links = [];
    private int _open;
    private bool _disposed;
    private readonly ConcurrentDictionary<string, bool> _pooling = new(StringComparer.Ordinal);

    internal async ValueTask<SqliteJoining> JoinAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        if (transaction.Connection is not SqliteConnection { Handle: { } handle } connection || !IsOurs(handle) || raw.sqlite3_get_autocommit(handle) != 0)
        {
            throw new StoreException(
                StoreTrouble.Transaction,
                $"the transaction is over, SQLite ended it after an error of a statement in it, or it belongs to another database than {file.Path}; roll it back, and pass an open transaction of the database the books are in");
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteStore));
            _open++;
        }

        var stays = IsPooled(connection);
        var link = stays ? _links.GetValue(handle, key => new(file, (sqlite3)key)) : new(file, handle);
        try
        {
            await LockAsync(link, connection.DefaultTimeout, cancellation).ConfigureAwait(false);

            // The host's connection may be older than the file that stands there now.
            file.ThrowIfNotWritable(link);
            SqliteSchema.CheckVersion(file, link);
            return new(this, file, link, transaction, stays);
        }
        catch
        {
            End(link, stays);
            throw;
        }
    }

    /// <summary>A session has ended: what it prepared on a connection that is not pooled goes with it.</summary>
    internal void End(SqliteLink link, bool stays)
    {
        if (!stays)
        {
            link.Dispose();
        }

        lock (_gate)
        {
            _open--;
            CloseIfFree();
        }
    }

    /// <summary>Lets go of what was prepared, once nobody uses it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            CloseIfFree();
        }
    }

    private void CloseIfFree()
    {
        if (_disposed && _open == 0)
        {
            foreach (var (_, link) in _links)
            {
                link.Dispose();
            }

            _links.Clear();
        }
    }

    /// <summary>
    /// Takes the write lock by a statement that changes nothing, not even a page. Waits as long as the host's commands do,
    /// unless the transaction has read what is no longer so: then no waiting helps.
    /// </summary>
    private static async ValueTask LockAsync(SqliteLink link, int seconds, CancellationToken cancellation)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(Nap, cancellation).ConfigureAwait(false))
        {
            int answer;
            try
            {
                answer = link.Try("UPDATE numbering_schema SET tables = tables WHERE tables < 0");
            }
            catch (StoreException e) when (e.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_ERROR } cause)
            {
                throw new StoreException(StoreTrouble.NotABook, "the transaction's database has no numbering tables; open a SqliteStore on the same file once, which makes them", cause);
            }

            if (answer == raw.SQLITE_OK)
            {
                return;
            }

            if (answer == raw.SQLITE_BUSY_SNAPSHOT || (seconds > 0 && Stopwatch.GetElapsedTime(since).TotalSeconds >= seconds))
            {
                throw new StoreException(
                    StoreTrouble.Transaction,
                    "the transaction cannot hold the write lock: it began by reading, and another has written since or is writing now. Begin it for writing (BeginTransaction(deferred: false), SQLite's BEGIN IMMEDIATE), or ask for the number before anything is read; roll back and try again");
            }
        }
    }

    private bool IsOurs(sqlite3 connection) =>
        string.Equals(SqliteFile.NameOf(connection), file.Name, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private bool IsPooled(SqliteConnection connection) =>
        _pooling.GetOrAdd(connection.ConnectionString, static text => new SqliteConnectionStringBuilder(text) is { Pooling: true, Mode: not SqliteOpenMode.Memory } and not { DataSource: ":memory:" });
}
