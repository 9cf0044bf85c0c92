using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>The file: opens connections to it, and words its trouble.</summary>
internal sealed class SqliteFile
{
    // A new log is begun after 16 MB; one that grew beyond is cut back then. An upgrade renames tables, and leaves what
    // hosts made alone. Rows are only deleted to be written anew, and hosts' rows may point to them.
    private const string ForWriting =
        """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4096;
        PRAGMA journal_size_limit = 16777216; PRAGMA legacy_alter_table = ON; PRAGMA foreign_keys = OFF;
        """;

    // Readers come in numbers: each keeps little. The last fails where the file cannot be read.
    private const string ForReading = "PRAGMA query_only = ON; PRAGMA cache_size = -2048; SELECT COUNT(*) FROM sqlite_master";

    private static readonly Lock Making = new();

    static SqliteFile() => Batteries_V2.Init();

    internal SqliteFile(SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        var address = SqliteAddress.Of(options.File);
        (Path, IsReadOnly, Shares) = (System.IO.Path.GetFullPath(address.Path), options.ReadOnly || address.ReadOnly, options.ShareFile);
        (WriteWait, LogLimit) = (options.WriteWait, options.LogLimit);

        // Closing a file drops every lock that the process has on it, those of another store too.
        lock (Making)
        {
            if (!File.Exists(Path))
            {
                Make(options.MustExist || address.MustExist || IsReadOnly);
            }
        }
    }

    /// <summary>Where it is, whatever the working directory becomes.</summary>
    internal string Path { get; }

    internal bool IsReadOnly { get; }

    /// <summary>Whether it may hold the tables of another application.</summary>
    internal bool Shares { get; }

    /// <summary>How long a writer waits.</summary>
    internal TimeSpan WriteWait { get; }

    /// <summary>How long the log may become before writers wait a moment for readers.</summary>
    internal long LogLimit { get; }

    /// <summary>The file as SQLite itself calls it: by its full path, links followed. Known once a connection was opened.</summary>
    internal string? Name { get; private set; }

    /// <summary>Whether there were entries of a book without a row when the store was opened.</summary>
    internal bool HasLostBooks { get; set; }

    /// <summary>Whether a connection was let go whose file had been replaced.</summary>
    internal bool IsLost { get; set; }

    /// <summary>How long the log is, in bytes.</summary>
    internal long LogLength => new FileInfo(Path + "-wal") is { Exists: true } log ? log.Length : 0;

    /// <summary>The file a connection is of, in the words of <see cref="Name"/>.</summary>
    internal static string? NameOf(sqlite3 connection) => raw.sqlite3_db_filename(connection, "main").utf8_to_string();

    internal SqliteLink ConnectToWrite() => Connect(Path, raw.SQLITE_OPEN_READWRITE, ForWriting);

    internal SqliteLink ConnectToRead()
    {
        try
        {
            return Connect(Path, IsReadOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE, ForReading);
        }
        catch (StoreException e) when (IsReadOnly && e.Trouble is StoreTrouble.CannotOpen or StoreTrouble.ReadOnly)
        {
            // Even a reader needs a file beside the database, which read-only media do not let it make. Where nobody else
            // made it and there is no log, nobody is writing either; such a connection does not notice who does so later.
            return File.Exists(Path + "-shm") || LogLength > 0
                ? Connect(Path, raw.SQLITE_OPEN_READONLY, ForReading)
                : Connect(
                    $"file:{Uri.EscapeDataString(Path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI, ForReading, servesOnce: true);
        }
    }

    /// <summary>Whether another file stands there than the one that was opened, or none.</summary>
    internal bool IsGone(SqliteLink? link) => IsLost || !File.Exists(Path) || link?.HasMoved == true;

    /// <summary>Refuses to write where nobody would find it.</summary>
    internal void ThrowIfNotWritable(SqliteLink? link)
    {
        if (IsReadOnly)
        {
            throw new StoreException(StoreTrouble.ReadOnly, $"{Path}: it was opened only to be looked at ({nameof(SqliteStoreOptions)}.{nameof(SqliteStoreOptions.ReadOnly)}); open it otherwise to write");
        }

        if (IsGone(link))
        {
            throw new StoreException(StoreTrouble.CannotOpen, $"{Path}: the file was deleted, moved or replaced while it was open; nothing more is written. Put the right one there, close the store and open the file again");
        }
    }

    internal StoreException Explain(SqliteException e)
    {
        var (trouble, words) = e.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (StoreTrouble.Busy, "another connection, perhaps your own open transaction, holds the file; nothing was written, try again"),
            raw.SQLITE_FULL => (StoreTrouble.Full, "the disk is full; nothing of this was written. Make room and try again"),
            raw.SQLITE_READONLY or raw.SQLITE_PERM => (StoreTrouble.ReadOnly, "the file cannot be written; check its permissions and those of its folder"),
            raw.SQLITE_CANTOPEN => (StoreTrouble.CannotOpen, "the file cannot be opened; check its path, its permissions and those of its folder"),
            raw.SQLITE_NOTADB => (StoreTrouble.NotABook, "the file is not an SQLite database; name another file, this one was left as it is"),
            raw.SQLITE_CORRUPT => (StoreTrouble.Damaged, "the file is damaged; 'numbering verify' says where. Restore a backup, or 'numbering rebuild' if only derived tables are hit"),
            raw.SQLITE_IOERR => (StoreTrouble.Other, "the disk did not do as told; check it, then try again"),
            raw.SQLITE_CONSTRAINT => (StoreTrouble.Conflict, "a unique key was tripped; nothing was written. Run verify if it happens again"),
            _ => (StoreTrouble.Other, "the database refused"),
        };
        return new(trouble, $"{Path}: {words} ({e.Message})", e);
    }

    internal StoreException Busy() => new(StoreTrouble.Busy, string.Create(
        CultureInfo.InvariantCulture,
        $"{Path}: another connection, perhaps your own open transaction, has held the file for longer than {WriteWait.TotalSeconds:0.#} s; nothing was written, try again. Inside a transaction of your own use DoWithinAsync"));

    /// <summary>Opens a connection that one thread uses at a time, so that SQLite need not guard it.</summary>
    private SqliteLink Connect(string source, int flags, string first, bool servesOnce = false)
    {
        var answer = raw.sqlite3_open_v2(source, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var link = new SqliteLink(this, handle, owns: true) { ServesOnce = servesOnce };
        try
        {
            link.Check(answer);
            raw.sqlite3_busy_timeout(handle, (int)WriteWait.TotalMilliseconds);

            // Turning the log on does not always wait as it was told to.
            for (var since = Stopwatch.GetTimestamp(); link.Try(first) != raw.SQLITE_OK; Thread.Sleep(1))
            {
                if (Stopwatch.GetElapsedTime(since) > WriteWait)
                {
                    throw Busy();
                }
            }

            Name ??= NameOf(handle);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty file that only its owner may read; SQLite gives the same rights to the files beside it.</summary>
    private void Make(bool mustExist)
    {
        if (mustExist)
        {
            throw new StoreException(StoreTrouble.CannotOpen, $"{Path}: there is no such file");
        }

        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(Path, options);
        }
        catch (IOException) when (File.Exists(Path))
        {
            // Another process was first.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreTrouble.CannotOpen, $"{Path}: the file cannot be made ({e.Message}); check its path and the permissions of its folder", e);
        }
    }
}
