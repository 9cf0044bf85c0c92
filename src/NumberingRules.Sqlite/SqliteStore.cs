using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>Books in an SQLite file: durable (WAL, <c>synchronous=FULL</c>), several processes at once. Safe for use by several threads.</summary>
/// <remarks>
/// The file may be the host's own database (<see cref="SqliteStoreOptions.ShareFile"/>): every table here begins with
/// <c>numbering_</c>. Opening makes the tables, or brings older ones up to date; a file that a newer version wrote is refused
/// and left as it is. Hosts may join the view <c>numbering_current</c>: one row for each invoice, with the columns
/// <c>book</c>, <c>invoice</c>, <c>date</c> (yyyy-MM-dd), <c>number</c> and <c>system</c> (<c>home</c> or <c>erp</c>; both null
/// while no number counts), <c>rule</c>, <c>origin</c>, <c>approval</c>, <c>void</c> (0 or 1), <c>sync</c>, <c>home_number</c>,
/// <c>erp_number</c> and <c>erp_key</c>.
/// <para>While it is open, nobody else may change the file but through the library and the host's own statements on the
/// host's own tables. A file that is deleted, moved or replaced is noticed, and nothing more is written. A <c>.restore</c>, or
/// bytes copied over the file, cannot be told from writing: stop every process first, and before anybody is served advance each
/// series past the last number that was shown, or it is issued again.</para>
/// </remarks>
public sealed partial class SqliteStore : IBookStore
{
    // More are opened when they are needed, and closed afterwards.
    private const int MostIdleReaders = 8;

    // Timers do not measure less.
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);

    // A page or a decision takes less; a report that takes longer is not waited for.
    private static readonly TimeSpan WaitForReaders = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WaitToScrub = TimeSpan.FromSeconds(2);

    // Whoever waits for longer stands behind a process that was frozen: then being served counts more than being fair.
    private static readonly TimeSpan WaitForTurn = TimeSpan.FromSeconds(2);

    // For how many milliseconds nobody waits for a turn after that.
    private const long WithoutTurns = 10_000;

    private readonly SqliteFile _file;
    private readonly Lazy<SqliteTurn> _turn;
#pragma warning disable CA2213 // It holds nothing, and who still waits when the store is closed must be let through.
    private readonly SemaphoreSlim _writing = new(1, 1);
#pragma warning restore CA2213
    private readonly ConcurrentBag<SqliteLink> _readers = [];
    private readonly SqliteHosts _hosts;
    private SqliteLink? _writer;
    private long _logOfLastTry;
    private long _withoutTurnsUntil;
    private volatile bool _disposed;

    /// <summary>Opens a file, and makes it when there is none.</summary>
    /// <param name="file">The file's path.</param>
    /// <exception cref="ArgumentException">It is not a path.</exception>
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
    {
        _file = new(options);
        _turn = new(() => new(_file.Path));
        _hosts = new(_file);
        if (_file.IsReadOnly)
        {
            using var link = _file.ConnectToRead();
            SqliteSchema.Check(_file, link);
            _file.HasLostBooks = SqliteOrphans.In(link, BookTable.Journal).Count > 0;
            return;
        }

        try
        {
            // Waits only for other processes.
            PrepareAsync(options.Logging?.CreateLogger("NumberingRules.Sqlite")).AsTask().GetAwaiter().GetResult();
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool LoadsAtOnce => true;

    /// <inheritdoc/>
    public ValueTask<IReadSession> ReadAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var link = _readers.TryTake(out var idle) ? idle : _file.ConnectToRead();
        try
        {
            return new(new SqliteReading(this, _file, link));
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(books);
        ObjectDisposedException.ThrowIf(_disposed, this);
        _file.ThrowIfNotWritable(_writer);
        var session = await BeginAsync(cancellation).ConfigureAwait(false);
        try
        {
            // The file may have been replaced while this waited for its turn.
            _file.ThrowIfNotWritable(_writer);
            SqliteSchema.CheckVersion(_file, _writer!);
            await session.LoadAsync(books, cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IJoinSession> JoinAsync(DbTransaction transaction, BookLoad book, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(book);
        ObjectDisposedException.ThrowIf(_disposed, this);
        _file.ThrowIfNotWritable(_writer);
        var session = await _hosts.JoinAsync(transaction, cancellation).ConfigureAwait(false);
        try
        {
            await session.LoadAsync([book], cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Waits for readers at most two seconds, and for writers in between only; writers go on meanwhile.</remarks>
    public async ValueTask ScrubAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _file.ThrowIfNotWritable(_writer);
        using var link = _file.ConnectToWrite();
        raw.sqlite3_busy_timeout(link.Handle, 0);
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(Nap, cancellation).ConfigureAwait(false))
        {
            // What can be copied while others write is copied first; what is left is short.
            Checkpoint(link, "PRAGMA wal_checkpoint(PASSIVE)");
            if (await EmptyLogAsync(link, cancellation).ConfigureAwait(false))
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(since) > WaitToScrub)
            {
                throw new StoreException(StoreTrouble.Busy, $"{_file.Path}: the texts are erased, but somebody still reads what was, and so long a copy stays in the file's log ({_file.Path}-wal). Erase again once that has ended");
            }
        }
    }

    /// <summary>Closes the file. A session that is still open keeps its connection until it ends.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        CloseIfFree();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes back a reader's connection.</summary>
    internal void GiveBack(SqliteLink link, bool isSound)
    {
        if (isSound && !link.ServesOnce && !_disposed && _readers.Count < MostIdleReaders)
        {
            _readers.Add(link);
            if (_disposed)
            {
                // The store was closed between the two, and will not look again.
                CloseReaders();
            }
        }
        else
        {
            link.Dispose();
        }
    }

    /// <summary>Ends the writing session: the next one may begin.</summary>
    internal void EndWriting(bool isSound)
    {
        try
        {
            if (!isSound)
            {
                // The next connection would not notice.
                _file.IsLost |= _writer!.HasMoved;
                Forget();
            }
            else if (_file.LogLength > _file.LogLimit)
            {
                BeginLogAnew(_writer!);
            }
        }
        finally
        {
            Release();
        }
    }

    /// <returns>Whether the checkpoint did all it should.</returns>
    private static bool Checkpoint(SqliteLink link, string sql) => link.First(sql, static row => row.Integer(0)) == 0;

    private async ValueTask PrepareAsync(ILogger? log)
    {
        using (var look = _file.ConnectToRead())
        {
            // Writing a file changes it, so whether it may be written is asked first.
            if (look.First("PRAGMA encoding", static row => row.Text(0)) is not "UTF-8" and var encoding)
            {
                throw new StoreException(StoreTrouble.CannotOpen, $"{_file.Path}: the database keeps texts as {encoding}; books need one in UTF-8 (PRAGMA encoding): name another file, or copy this one into a database made so");
            }

            if (SqliteSchema.VersionOf(_file, look) == SqliteSchema.Tables)
            {
                _file.HasLostBooks = SqliteOrphans.In(look, BookTable.Journal).Count > 0;
                _writer = await ConnectToWriteAsync(CancellationToken.None).ConfigureAwait(false);
                return;
            }
        }

        // Another process may be first.
        var since = Stopwatch.GetTimestamp();
        long? before;
        var session = await BeginAsync(CancellationToken.None).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            before = await SqliteSchema.PrepareAsync(_file, _writer!, session).ConfigureAwait(false);
            await session.CommitAsync(ChangeSet.Empty, CancellationToken.None).ConfigureAwait(false);
        }

        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        if (log is not null && before is null)
        {
            Diagnostics.Guarded(() => LogMade(log, _file.Path, SqliteSchema.Tables));
        }
        else if (log is not null && before < SqliteSchema.Tables)
        {
            Diagnostics.Guarded(() => LogBroughtUp(log, _file.Path, before.Value, SqliteSchema.Tables, seconds));
        }
    }

    /// <summary>Begins the writing session. Waiting is fair between the processes that share the file.</summary>
    private async ValueTask<SqliteWriting> BeginAsync(CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        if (!await _writing.WaitAsync(_file.WriteWait, cancellation).ConfigureAwait(false))
        {
            throw _file.Busy();
        }

        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _writer ??= await ConnectToWriteAsync(cancellation).ConfigureAwait(false);
            var hasTurn = false;
            var patience = Environment.TickCount64 < _withoutTurnsUntil ? TimeSpan.Zero : _file.WriteWait / 2 < WaitForTurn ? _file.WriteWait / 2 : WaitForTurn;
            while (!(hasTurn = _turn.Value.TryTake()) && Stopwatch.GetElapsedTime(since) < patience)
            {
                await WaitAsync(since, cancellation).ConfigureAwait(false);
            }

            _withoutTurnsUntil = hasTurn || patience == TimeSpan.Zero ? _withoutTurnsUntil : Environment.TickCount64 + WithoutTurns;
            try
            {
                while (_writer.Try("BEGIN IMMEDIATE") != raw.SQLITE_OK)
                {
                    await WaitAsync(since, cancellation).ConfigureAwait(false);
                }
            }
            finally
            {
                if (hasTurn)
                {
                    _turn.Value.GiveBack();
                }
            }

            return new(this, _file, _writer);
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Opens the writer's connection, and flushes commits that are visible but may not be durable.</summary>
    /// <remarks>
    /// SQLite takes over what a killed process left in the log without flushing it. Whoever asks again is told "unchanged",
    /// which flushes nothing either; a checkpoint flushes the log, and its name in the folder, before it does anything else.
    /// </remarks>
    private async ValueTask<SqliteLink> ConnectToWriteAsync(CancellationToken cancellation)
    {
        var link = _file.ConnectToWrite();
        try
        {
            // SQLite's own waiting sleeps longer and longer, which costs a turn.
            raw.sqlite3_busy_timeout(link.Handle, 0);
            for (var since = Stopwatch.GetTimestamp(); !Checkpoint(link, "PRAGMA wal_checkpoint(PASSIVE)");)
            {
                await WaitAsync(since, cancellation).ConfigureAwait(false);
            }
        }
        catch (StoreException e) when (e.Trouble == StoreTrouble.Full)
        {
            // The log was flushed; there is only no room to empty it into the file.
        }
        catch
        {
            link.Dispose();
            throw;
        }

        return link;
    }

    private async ValueTask WaitAsync(long since, CancellationToken cancellation)
    {
        if (Stopwatch.GetElapsedTime(since) > _file.WriteWait)
        {
            throw _file.Busy();
        }

        await Task.Delay(Nap, cancellation).ConfigureAwait(false);
    }

    /// <summary>Empties the log if nobody needs it at this moment. Our own writers wait for as long as that takes, and not for readers.</summary>
    private async ValueTask<bool> EmptyLogAsync(SqliteLink link, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return Checkpoint(link, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            Release();
        }
    }

    /// <summary>
    /// Readers that overlap keep the log from ever being begun anew. Once it is long, writers wait a moment for those who
    /// read; one who reads for longer makes it grow by as much again before the next try.
    /// </summary>
    private void BeginLogAnew(SqliteLink link)
    {
        var length = _file.LogLength;
        if (length < _logOfLastTry + _file.LogLimit && length >= _logOfLastTry && _logOfLastTry > 0)
        {
            return;
        }

        try
        {
            Checkpoint(link, "PRAGMA wal_checkpoint(PASSIVE)");
            raw.sqlite3_busy_timeout(link.Handle, (int)WaitForReaders.TotalMilliseconds);
            _logOfLastTry = Checkpoint(link, "PRAGMA wal_checkpoint(TRUNCATE)") ? 0 : length;
        }
        catch (StoreException)
        {
            // What was to be committed is committed; whoever writes next meets the trouble.
            _logOfLastTry = length;
        }
        finally
        {
            raw.sqlite3_busy_timeout(link.Handle, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{File}: the tables of the books were made (version {Version}).")]
    private static partial void LogMade(ILogger log, string file, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "{File}: the tables of the books were brought from version {From} to {To} in {Seconds:0.0} s, anew from the journal.")]
    private static partial void LogBroughtUp(ILogger log, string file, long from, long to, double seconds);

    /// <summary>Closes the writer's connection; the next session opens another.</summary>
    private void Forget()
    {
        _writer?.Dispose();
        _writer = null;
    }

    /// <summary>Lets the next writer begin.</summary>
    private void Release()
    {
        _writing.Release();
        if (_disposed)
        {
            CloseIfFree();
        }
    }

    private void CloseIfFree()
    {
        if (_writing.Wait(0))
        {
            Close();
            _writing.Release();
        }
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void Close()
    {
        Forget();
        CloseReaders();
        _hosts.Dispose();
        if (_turn.IsValueCreated)
        {
            _turn.Value.Dispose();
        }
    }
}
