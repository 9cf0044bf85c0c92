using System.Collections.Concurrent;

namespace NumberingRules.Storage;

/// <summary>
/// Books in a database: one journal for all of them, and look-up tables that follow it. Safe for use by several threads;
/// readers never wait, writers take turns.
/// </summary>
/// <remarks>
/// The tables follow the entries when it pays: some thousands at once, or whatever there is when the writer has nothing
/// else to do or the store is closed. Whoever reads in between folds the entries behind them.
/// </remarks>
public abstract partial class SqlStore : BookStore
{
    private readonly SqlDialect _dialect;
    private readonly Lock _writing = new();
    private readonly ConcurrentBag<SqlKept> _readers = [];
    private readonly ConcurrentDictionary<string, KeptHeader> _headers = new(StringComparer.Ordinal);

    private SqlKept? _kept;
    private bool _disposed;

    internal SqlStore(SqlDialect dialect)
    {
        _dialect = dialect;
        var link = Connect();
        try
        {
            if (dialect.IsReadOnly)
            {
                SqlSchema.Check(dialect, link);
            }
            else
            {
                SqlSchema.Prepare(dialect, link, () => RebuildWithin(link));
                dialect.Settle(link);
            }

            HasOrphans = SqlOrphans.Any(link);
            _kept = new(link);
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>Whether there were entries of a book without a row when the store was opened.</summary>
    internal bool HasOrphans { get; }

    internal override bool IsBehind => _kept is { Books.Count: > 0 } kept && kept.Last > kept.Watermark;

    internal override StoreSession Read()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var kept = _readers.TryTake(out var idle) ? idle : new(Connect());
        try
        {
            _dialect.BeginRead(kept.Link);
            return new SqlSession(this, kept, SqlSessionKind.Reading);
        }
        catch
        {
            kept.Link.Dispose();
            throw;
        }
    }

    internal override StoreSession Write()
    {
        _writing.Enter();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _kept ??= new(ConnectToWrite());
            _dialect.BeginWrite(_kept.Link);
            try
            {
                return new SqlSession(this, _kept, SqlSessionKind.Writing);
            }
            catch
            {
                Forget();
                throw;
            }
        }
        catch
        {
            _writing.Exit();
            throw;
        }
    }

    internal override void CatchUp()
    {
        using var session = (SqlSession)Write();
        session.CatchUp();
        session.Commit();
    }

    internal override void Rebuild()
    {
        using (var session = (SqlSession)Write())
        {
            RebuildWithin(session.Link);
            session.Commit();
        }

        lock (_writing)
        {
            Forget();
        }
    }

    internal override long Erase(string book, Erasure what)
    {
        CatchUp();
        long erased;
        using (var session = (SqlSession)Write())
        {
            // The connection is given up afterwards: overwriting every freed page would cost other commands time.
            _dialect.Overwrite(session.Link);
            erased = SqlErasing.Erase(session.Link, book, what);
            session.Commit();
        }

        lock (_writing)
        {
            // Whoever wrote since may have failed and let go of the connection.
            _kept ??= new(Connect());
            try
            {
                _dialect.Scrub(_kept.Link);
            }
            finally
            {
                Forget();
            }
        }

        return erased;
    }

    /// <summary>Asks something over a connection of its own.</summary>
    internal T WithReader<T>(Func<SqlLink, T> question)
    {
        var kept = _readers.TryTake(out var idle) ? idle : new(Connect());
        try
        {
            return question(kept.Link);
        }
        finally
        {
            _readers.Add(kept);
        }
    }

    /// <summary>The header as the tables have it.</summary>
    /// <param name="reading">The connection and what it has read.</param>
    /// <param name="row">The book's row.</param>
    /// <param name="lasts">Whether what the connection sees is committed.</param>
    internal BookHeader HeaderOf(SqlKept reading, SqlBookRow row, bool lasts)
    {
        if (!_headers.TryGetValue(row.Name, out var kept) || kept.Id != row.Id || kept.Rebuilds != reading.Rebuilds || kept.AboutBook != row.LastAboutBook || kept.HasExchanged != row.HasExchanged)
        {
            kept = new(row.Id, reading.Rebuilds, row.LastAboutBook, row.HasExchanged, SqlSession.Header(reading.Link, row));
            if (lasts)
            {
                _headers[row.Name] = kept;
            }
        }

        return kept.Header;
    }

    /// <summary>Gives a session's connection back.</summary>
    internal void Return(SqlSession session)
    {
        switch (session.Kind)
        {
            case SqlSessionKind.Reading when _disposed || session.Failed:
                session.Link.Dispose();
                break;
            case SqlSessionKind.Reading:
                _readers.Add(session.Kept);
                break;
            case SqlSessionKind.Joined:
                Leave(session.Link);
                break;
            default:
                if (session.Failed)
                {
                    Forget();
                }

                _writing.Exit();
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_writing)
            {
                _disposed = true;
                Forget();
            }

            while (_readers.TryTake(out var reader))
            {
                reader.Link.Dispose();
            }

            LeaveAll();
            _dialect.Dispose();
        }

        base.Dispose(disposing);
    }

    private void RebuildWithin(SqlLink link)
    {
        // Enough to be quick, few enough to be held in memory.
        const long Chunk = 50_000;
        SqlSchema.Empty(link);
        var last = SqlJournal.Ends(link).Last;
        for (var upTo = Chunk; upTo - Chunk < last; upTo += Chunk)
        {
            // Within the transaction of whoever calls, so there is nothing to commit or to give back.
            new SqlSession(this, new(link), SqlSessionKind.Joined, Math.Min(upTo, last)).CatchUp();
        }
    }

    /// <summary>A book's header as the look-up tables had it, and what tells whether they still do.</summary>
    private sealed record KeptHeader(long Id, long Rebuilds, long AboutBook, bool HasExchanged, BookHeader Header);
}
