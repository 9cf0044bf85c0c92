using System.Data.Common;
using Microsoft.Data.Sqlite;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>What sessions of every kind are: they load, and end once.</summary>
internal abstract class SqliteSession(SqliteFile file, SqliteLink link) : ILoadSession
{
    protected SqliteFile File => file;

    protected SqliteLink Link => link;

    protected bool IsOver { get; private set; }

    public ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation) => SqliteLoading.LoadAsync(file, link, books, cancellation);

    public ValueTask DisposeAsync()
    {
        if (!IsOver)
        {
            IsOver = true;
            End();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Gives the connection back.</summary>
    protected abstract void End();
}

/// <summary>A session that sees one moment of the file.</summary>
internal sealed class SqliteReading : SqliteSession, IReadSession
{
    private readonly SqliteStore _store;

    /// <summary>Begins to read over a connection that nobody else uses.</summary>
    internal SqliteReading(SqliteStore store, SqliteFile file, SqliteLink link)
        : base(file, link)
    {
        _store = store;
        link.Run("BEGIN");

        // The first row read is the moment of the session.
        SqliteSchema.CheckVersion(file, link);
    }

    public ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) =>
        Answer(link => link.Rows("SELECT name FROM numbering_books ORDER BY name", static row => row.Text(0)), cancellation);

    public ValueTask<IReadOnlyList<EntryRow>> EntriesAsync(BookRow book, long after, long upTo, long? about, int count, CancellationToken cancellation) =>
        Answer(link => SqliteJournal.Entries(link, book.Id, after, upTo, about, count), cancellation);

    public ValueTask<IReadOnlyList<(Invoice Invoice, ListPlace Place)>> ListAsync(BookRow book, InvoiceList list, ListPlace? after, int count, CancellationToken cancellation) =>
        Answer(link => SqliteLists.Page(link, book.Id, list, after, count), cancellation);

    public ValueTask<IReadOnlyList<FindingRow>> FindingsAsync(BookRow book, FindingRow? after, int count, CancellationToken cancellation) => Answer(
        link => link.Rows(
            "SELECT entry, finding, invoice FROM numbering_findings WHERE book = @book AND (entry, finding, invoice) > (@entry, @finding, @invoice) ORDER BY entry, finding, invoice LIMIT @count",
            static row => new FindingRow(row.Integer(0), (Finding)row.Integer(1), new(row.Text(2))),
            book.Id, after?.Entry ?? 0, (long)(after?.Finding ?? 0), after?.Invoice.Text ?? "", count),
        cancellation);

    public ValueTask<IReadOnlyList<SeriesRow>> SeriesAsync(BookRow book, CancellationToken cancellation) => Answer(
        link => link.Rows(
            """
            SELECT p.series, p.scope, p.period, p.next,
              (SELECT text FROM numbering_numbers f WHERE f.book = p.book AND f.series = p.series AND f.scope = p.scope AND f.period = p.period AND f.ordinal > 0 ORDER BY f.ordinal LIMIT 1),
              (SELECT text FROM numbering_numbers f WHERE f.book = p.book AND f.series = p.series AND f.scope = p.scope AND f.period = p.period AND f.ordinal > 0 ORDER BY f.ordinal DESC LIMIT 1)
            FROM numbering_positions p WHERE p.book = @book
            """,
            static row => new SeriesRow(
                new(row.Text(0)), row.Text(1), new(checked((int)row.Integer(2))), row.Integer(3), row.IsNull(4) ? null : new(row.Text(4)), row.IsNull(5) ? null : new(row.Text(5))),
            book.Id),
        cancellation);

    public ValueTask ScanAsync(BookTable table, BookRow book, RowPrint into, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        SqliteInspection.Scan(Link, table, book.Id, into, cancellation);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<string>> SchemaProblemsAsync(CancellationToken cancellation) => Answer(link => link.Stoppable(() => SqliteInspection.Problems(File, link), cancellation), cancellation);

    protected override void End() => _store.GiveBack(Link, Link.RollBack());

    private ValueTask<IReadOnlyList<T>> Answer<T>(Func<SqliteLink, List<T>> question, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(question(Link));
    }
}

/// <summary>A session with the store's one writing transaction.</summary>
internal sealed class SqliteWriting(SqliteStore store, SqliteFile file, SqliteLink link) : SqliteSession(file, link), IWriteSession
{
    private bool _isUncertain;

    public ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Append(changes);
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(ChangeSet changes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Append(changes);
        _isUncertain = true;
        Link.Run("COMMIT");
        _isUncertain = false;

        return !File.IsGone(Link) ? DisposeAsync() : throw new StoreException(
            StoreTrouble.CommitUnknown, $"{File.Path}: this was committed to a file that was deleted, moved or replaced meanwhile, and the one that stands there now does not have it. Put the right one there, close the store, open the file again and ask again");
    }

    public ValueTask ClearAsync(BookRow book, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        SqliteAppending.Clear(Link, book.Id);
        return ValueTask.CompletedTask;
    }

    protected override void End() => store.EndWriting(Link.RollBack() && !_isUncertain);

    private void Append(ChangeSet changes)
    {
        if (IsOver || !Link.IsInTransaction)
        {
            throw new StoreException(StoreTrouble.Other, $"{File.Path}: the session is over, or an earlier append in it failed; begin another");
        }

        try
        {
            SqliteAppending.Write(File, Link, changes);
        }
        catch
        {
            Link.RollBack();
            throw;
        }
    }
}

/// <summary>A session inside the host's own transaction. SQLite ends that by itself after some errors, so SQLite is asked whether it is open.</summary>
internal sealed class SqliteJoining(SqliteHosts hosts, SqliteFile file, SqliteLink link, DbTransaction transaction, bool staysPrepared) : SqliteSession(file, link), IJoinSession
{
    private bool _failed;

    public ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_failed || !IsOpen())
        {
            throw Over();
        }

        // The host may commit though the command fails: then nothing of it may stay.
        Link.Run("SAVEPOINT numbering_changes");
        try
        {
            SqliteAppending.Write(File, Link, changes);
            Link.Run("RELEASE numbering_changes");
        }
        catch (Exception e)
        {
            _failed = true;
            if (!IsOpen())
            {
                throw Over(e);
            }

            Link.Run("ROLLBACK TO numbering_changes");
            Link.Run("RELEASE numbering_changes");
            throw;
        }

        return IsOpen() ? ValueTask.CompletedTask : throw Over();
    }

    protected override void End() => hosts.End(Link, staysPrepared);

    private bool IsOpen() => transaction is SqliteTransaction { Connection.Handle: { IsInvalid: false, IsClosed: false } } && Link.IsInTransaction;

    private static StoreException Over(Exception? cause = null) => new(
        StoreTrouble.Transaction,
        "the transaction is over: it was committed or rolled back, or SQLite ended it after an error of a statement in it (such as OR ROLLBACK, or a full disk). Nothing of it is stored; roll back, and do all of it again in a new transaction",
        cause);
}
