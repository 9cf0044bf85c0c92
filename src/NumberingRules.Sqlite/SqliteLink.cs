using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>Takes a row.</summary>
/// <returns>Whether to go on.</returns>
internal delegate bool Show<T>(SqliteStatement row, ref T state);

/// <summary>A connection and the statements prepared on it. Not for use by several threads at once.</summary>
/// <param name="file">The file it is of, which words its trouble.</param>
/// <param name="handle">The connection, in SQLite's terms.</param>
/// <param name="owns">Whether the connection is closed with it; the host closes its own.</param>
internal sealed class SqliteLink(SqliteFile file, sqlite3 handle, bool owns = false) : IDisposable
{
    // Often enough to be stopped soon, seldom enough to cost nothing.
    private const int StepsBetweenLooks = 100_000;

    // By reference: the texts are constants, and hashing one costs as much as a look-up.
    private readonly Dictionary<object, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);

    internal sqlite3 Handle => handle;

    /// <summary>Whether it is for one session: it does not notice what others write after that.</summary>
    internal bool ServesOnce { get; init; }

    /// <summary>Whether a transaction is open, as SQLite itself has it.</summary>
    internal bool IsInTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>Whether another file stands under its path by now, or none. False where SQLite cannot tell: on Windows an open file cannot be replaced.</summary>
    internal bool HasMoved
    {
        get
        {
            const int HasMovedQuestion = 20;
            try
            {
                return FileControl(handle, 0, HasMovedQuestion, out var moved) == raw.SQLITE_OK && moved != 0;
            }
            catch (ObjectDisposedException)
            {
                // It was closed at this moment: a store that is closed says so next, and another one connects anew.
                return false;
            }
            catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
            {
                // A host may bring an SQLite of its own, under another name.
                return false;
            }
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">A constant: statements are prepared once for each.</param>
    /// <param name="values">Its parameters.</param>
    /// <returns>How many rows it changed.</returns>
    internal int Run(string sql, params ReadOnlySpan<SqliteValue> values)
    {
        var none = 0;
        Each(sql, ref none, static (_, ref _) => true, values);
        return raw.sqlite3_changes(handle);
    }

    /// <summary>The first row a statement finds, or <c>default</c>.</summary>
    internal T? First<T>(string sql, Func<SqliteStatement, T> read, params ReadOnlySpan<SqliteValue> values)
    {
        var state = (Read: read, Found: default(T));
        Each(sql, ref state, static (row, ref state) => { state.Found = state.Read(row); return false; }, values);
        return state.Found;
    }

    /// <summary>The rows a statement finds.</summary>
    internal List<T> Rows<T>(string sql, Func<SqliteStatement, T> read, params ReadOnlySpan<SqliteValue> values)
    {
        var state = (Read: read, Rows: new List<T>());
        Each(sql, ref state, static (row, ref state) => { state.Rows.Add(state.Read(row)); return true; }, values);
        return state.Rows;
    }

    /// <summary>Shows the rows a statement finds, one after the other, until it is told to stop. Do not run the same text again inside.</summary>
    internal void Each(string sql, Func<SqliteStatement, bool> show, params ReadOnlySpan<SqliteValue> values) =>
        Each(sql, ref show, static (row, ref show) => show(row), values);

    /// <summary>The same with something to show it to, which costs no object.</summary>
    internal void Each<T>(string sql, ref T state, Show<T> show, params ReadOnlySpan<SqliteValue> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
            _statements.Add(sql, statement = new(prepared));
        }

        try
        {
            Check(statement.Bind(values));
            int answer;
            while ((answer = statement.Step()) == raw.SQLITE_ROW && show(statement, ref state))
            {
            }

            Check(answer);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw new StoreException(
                StoreTrouble.Damaged, $"{file.Path}: a row says what the library cannot have written ({e.Message}); run verify, which says where. Restore a backup, or rebuild if only derived tables are hit", e);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Runs statements that are not worth keeping.</summary>
    internal void Script(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>Runs statements that may find the file held.</summary>
    /// <returns>SQLite's answer: <c>SQLITE_OK</c>, or how the file is held, extended.</returns>
    internal int Try(string sql)
    {
        var answer = raw.sqlite3_exec(handle, sql);
        if ((answer & 0xFF) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return raw.sqlite3_extended_errcode(handle);
        }

        Check(answer);
        return raw.SQLITE_OK;
    }

    /// <summary>Deletes something, and has SQLite overwrite each page that this frees. That costs time, so it is done for free texts only.</summary>
    internal void Overwriting(Action delete)
    {
        // The connection may be the host's, and so is what it had asked for.
        var before = First("PRAGMA secure_delete", static row => row.Integer(0));
        Script("PRAGMA secure_delete = ON");
        try
        {
            delete();
        }
        finally
        {
            Script(before == 2 ? "PRAGMA secure_delete = FAST" : before == 0 ? "PRAGMA secure_delete = OFF" : "PRAGMA secure_delete = ON");
        }
    }

    /// <summary>Asks what may take SQLite long before it shows a row, and stops it when told to.</summary>
    internal T Stoppable<T>(Func<T> ask, CancellationToken cancellation)
    {
        raw.sqlite3_progress_handler(handle, StepsBetweenLooks, _ => cancellation.IsCancellationRequested ? 1 : 0, null);
        try
        {
            return ask();
        }
        catch (StoreException e) when (e.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT } && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            raw.sqlite3_progress_handler(handle, 0, null, null);
        }
    }

    /// <summary>Rolls back what is open.</summary>
    /// <returns>Whether the connection can be used again.</returns>
    internal bool RollBack() => !IsInTransaction || raw.sqlite3_exec(handle, "ROLLBACK") == raw.SQLITE_OK;

    /// <summary>Throws what SQLite says is wrong.</summary>
    internal void Check(int answer)
    {
        if ((answer & 0xFF) is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw file.Explain(new(raw.sqlite3_errmsg(handle).utf8_to_string(), answer & 0xFF, raw.sqlite3_extended_errcode(handle)));
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        if (owns)
        {
            handle.Dispose();
        }
    }

    // SQLitePCLRaw has no word for it. The library stands beside the assembly, where SQLitePCLRaw has loaded it from.
    [SuppressMessage("Security", "CA5393", Justification = "the library stands beside the assembly")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", ExactSpelling = true)]
    private static extern int FileControl(sqlite3 connection, nint name, int question, out int answer);
}
