using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>What differs in SQLite.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    // Long enough for a quick writer's batch, short enough to notice its end.
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(0.5);

    private readonly SqliteStoreOptions _options;
    private readonly Lazy<SqliteTurn> _turn;
    private readonly ConcurrentDictionary<string, bool> _pooling = new(StringComparer.Ordinal);
    private string? _main;

    internal SqliteDialect(SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        if ((options.MustExist || options.ReadOnly) && !File.Exists(options.File))
        {
            throw new StoreException(StoreTrouble.CannotOpen, $"{options.File}: there is no such file");
        }

        _options = options;
        _turn = new(() => new(options.File));
    }

    internal override string JournalSchema => SqliteSchema.Journal;

    internal override string TablesSchema => SqliteSchema.Tables;

    internal override string CountOfTables => SqliteSchema.CountOfTables;

    internal override bool IsReadOnly => _options.ReadOnly;

    internal override DbConnection Connect()
    {
        var connection = new SqliteConnector(_options, Explain).Connect();
        _main ??= FileOf(connection);
        return connection;
    }

    internal override Func<string, SqlStatement> Preparing(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        return sql => new SqliteStatement(handle, sql);
    }

    internal override void Settle(SqlLink link)
    {
        // SQLite takes over what a killed process left in the log without flushing it. Who asks again is told "unchanged",
        // which flushes nothing either; a checkpoint flushes the log, and its name in the folder, before it does anything else.
        var since = Stopwatch.GetTimestamp();
        try
        {
            while (link.First("PRAGMA wal_checkpoint(PASSIVE)", static row => row.Integer(0)) != 0)
            {
                Wait(since);
            }
        }
        catch (StoreException e) when (e.Trouble == StoreTrouble.Full)
        {
            // The log was flushed; there is only no room to empty it into the file.
        }
    }

    internal override void BeginRead(SqlLink link) => link.Run("BEGIN");

    internal override void BeginWrite(SqlLink link)
    {
        if (_options.ReadOnly)
        {
            throw new StoreException(StoreTrouble.ReadOnly, $"{_options.File}: it was opened only to be looked at (SqliteStoreOptions.ReadOnly); open it otherwise to write");
        }

        var since = Stopwatch.GetTimestamp();
        var handle = ((SqliteConnection)link.Connection).Handle!;

        // SQLite's own waiting sleeps longer and longer, which costs a turn.
        raw.sqlite3_busy_timeout(handle, 0);
        while (!_turn.Value.TryTake())
        {
            Wait(since);
        }

        try
        {
            for (int answer; (answer = raw.sqlite3_exec(handle, "BEGIN IMMEDIATE")) != raw.SQLITE_OK;)
            {
                if (answer is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
                {
                    SqliteException.ThrowExceptionForRC(answer, handle);
                }

                Wait(since);
            }
        }
        catch (SqliteException e)
        {
            throw Explain(e);
        }
        finally
        {
            _turn.Value.GiveBack();
        }
    }

    internal override void Exclude(DbTransaction transaction)
    {
        var connection = (SqliteConnection)transaction.Connection!;
        var since = Stopwatch.GetTimestamp();

        // Changes nothing, not even a page; a transaction that can write this can write everything. It waits as long as the
        // host's commands do, unless the transaction has read what is no longer so: then no waiting helps.
        for (int answer; (answer = raw.sqlite3_exec(connection.Handle, "UPDATE numbering_watermark SET id = id WHERE id < 0")) != raw.SQLITE_OK;)
        {
            var cause = new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), answer & 0xFF, raw.sqlite3_extended_errcode(connection.Handle));
            switch (cause.SqliteErrorCode)
            {
                case raw.SQLITE_ERROR:
                    throw new StoreException(StoreTrouble.NotABook, "the transaction's database has no numbering tables; open a SqliteStore on the same file once, which makes them", cause);
                case raw.SQLITE_BUSY or raw.SQLITE_LOCKED when cause.SqliteExtendedErrorCode == raw.SQLITE_BUSY_SNAPSHOT || IsOver(since, connection.DefaultTimeout):
                    throw new StoreException(
                        StoreTrouble.Transaction,
                        "the transaction cannot hold the write lock: it began by reading, and another has written since or is writing now. Begin it for writing (BeginTransaction(deferred: false), SQLite's BEGIN IMMEDIATE), or ask for the number before anything is read; roll back and try again",
                        cause);
                case raw.SQLITE_BUSY or raw.SQLITE_LOCKED:
                    Thread.Sleep(Nap);
                    break;
                default:
                    throw Explain(cause);
            }
        }
    }

    /// <summary>Whether a host's limit is over; 0 is none.</summary>
    private static bool IsOver(long since, int seconds) => seconds > 0 && Stopwatch.GetElapsedTime(since).TotalSeconds >= seconds;

    internal override bool Owns(DbConnection connection) =>
        connection is SqliteConnection && string.Equals(FileOf(connection), _main, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    internal override object? Pooled(DbConnection connection) =>
        _pooling.GetOrAdd(connection.ConnectionString, static text => new SqliteConnectionStringBuilder(text) is { Pooling: true, Mode: not SqliteOpenMode.Memory } and not { DataSource: ":memory:" })
            ? ((SqliteConnection)connection).Handle
            : null;

    internal override void Overwrite(SqlLink link) => link.Script("PRAGMA secure_delete = ON");

    internal override void Scrub(SqlLink link)
    {
        // Beginning to write does without SQLite's own waiting; here it is wanted.
        raw.sqlite3_busy_timeout(((SqliteConnection)link.Connection).Handle, (int)_options.WriteWait.TotalMilliseconds);
        if (link.First("PRAGMA wal_checkpoint(TRUNCATE)", static row => row.Integer(0)) != 0)
        {
            throw new StoreException(StoreTrouble.Busy, $"{_options.File}: the texts are erased, but somebody still reads what was, and so long a copy stays in the file's log ({_options.File}-wal). Erase again once that has ended");
        }
    }

    internal override StoreException Explain(DbException e)
    {
        var (trouble, words) = e is SqliteException sqlite ? sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (StoreTrouble.Busy, "another process or transaction holds the file; nothing was written, try again"),
            raw.SQLITE_FULL => (StoreTrouble.Full, "the disk is full; nothing of this was written. Make room and try again"),
            raw.SQLITE_READONLY or raw.SQLITE_PERM => (StoreTrouble.ReadOnly, "the file cannot be written; check its permissions and those of its folder"),
            raw.SQLITE_CANTOPEN => (StoreTrouble.CannotOpen, "the file cannot be opened; check its path, its permissions and those of its folder"),
            raw.SQLITE_NOTADB => (StoreTrouble.NotABook, "the file is not an SQLite database; name another file, this one was left as it is"),
            raw.SQLITE_CORRUPT => (StoreTrouble.Damaged, "the file is damaged; 'numbering verify' says where. Restore a backup, or 'numbering rebuild' if only look-up tables are hit"),
            raw.SQLITE_IOERR => (StoreTrouble.Other, "the disk did not do as told; check it, then try again"),
            raw.SQLITE_CONSTRAINT => (StoreTrouble.Conflict, "a unique key was tripped; nothing was written. Run verify if it happens again"),
            _ => (StoreTrouble.Other, "the database refused"),
        } : (StoreTrouble.Other, "the database refused");
        return new(trouble, $"{_options.File}: {words} ({e.Message})", e);
    }

    public override void Dispose()
    {
        if (_turn.IsValueCreated)
        {
            _turn.Value.Dispose();
        }
    }

    /// <summary>The file a connection is of, as SQLite itself calls it: by its full path, links followed.</summary>
    private static string? FileOf(DbConnection connection) =>
        ((SqliteConnection)connection).Handle is { } handle ? raw.sqlite3_db_filename(handle, "main").utf8_to_string() : null;

    private void Wait(long since)
    {
        if (Stopwatch.GetElapsedTime(since) > _options.WriteWait)
        {
            throw new StoreException(StoreTrouble.Busy, string.Create(
                CultureInfo.InvariantCulture, $"{_options.File}: another process has held the file for longer than {_options.WriteWait.TotalSeconds:0.#} s; nothing was written, try again"));
        }

        Thread.Sleep(Nap);
    }
}
