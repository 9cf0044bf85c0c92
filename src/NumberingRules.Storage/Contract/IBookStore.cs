using System.Data.Common;

namespace NumberingRules.Storage;

/// <summary>
/// Where books are kept: a journal, which is the truth, and tables derived from it, written in one transaction. A host
/// makes a store (<c>SqliteStore</c>, <see cref="MemoryStore"/>) and hands it to <see cref="Books"/>. Whoever writes an
/// adapter for another database implements this interface; the facts of <c>NumberingRules.Testing</c> say whether it is right.
/// </summary>
/// <remarks>
/// <para>A store knows no rule. It reads rows by key, writes the rows of a <see cref="ChangeSet"/>, and says who was first.</para>
/// <para>Safe for use by several threads. A session is used by one caller at a time. A store that works in memory or in
/// the process completes synchronously.</para>
/// <para>Trouble is a <see cref="StoreException"/> of a kind; cancelling throws <see cref="OperationCanceledException"/>
/// and leaves nothing behind.</para>
/// </remarks>
public interface IBookStore : IAsyncDisposable
{
    /// <summary>
    /// Whether <see cref="ILoadSession.LoadAsync"/> completes synchronously and costs no round trip. The library then asks
    /// one question at a time and decides once; otherwise it notes what is missing, loads it in one go and decides again.
    /// </summary>
    bool LoadsAtOnce { get; }

    /// <summary>Begins to read: the session sees one moment of all books, and neither waits for writers nor holds them up.</summary>
    ValueTask<IReadSession> ReadAsync(CancellationToken cancellation);

    /// <summary>
    /// Begins a transaction that may write to some books, and locks each: nobody else appends to it until the session ends.
    /// A book that another transaction holds is left out (<see cref="BookLoad.IsBusy"/>), possibly all of them; one that is asked for
    /// alone is waited for where it says so (<see cref="BookLoad.MayWait"/>), at most as long as the store's own limit. The questions of <paramref name="books"/>, no name of which comes twice, are answered on the way.
    /// </summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Busy"/>: the one book was held for longer than the limit.</exception>
    ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation);

    /// <summary>
    /// Begins to write to one book inside the host's own transaction: what is appended lives or dies with that transaction, and
    /// the book stays locked until it ends. The session never commits and never rolls the host's work back.
    /// </summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Transaction"/>: the transaction is over, belongs to another database or cannot hold the lock; the host must roll it back.</exception>
    ValueTask<IJoinSession> JoinAsync(DbTransaction transaction, BookLoad book, CancellationToken cancellation);

    /// <summary>Called after an erasure was committed: leaves no copy of what was deleted in a log or a freed page, as far as the database allows.</summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Busy"/>: a reader still needs the old pages; the texts are deleted, and erasing again scrubs.</exception>
    ValueTask ScrubAsync(CancellationToken cancellation);
}

/// <summary>A session that reads by key. Disposing it ends it; what was not committed is gone.</summary>
public interface ILoadSession : IAsyncDisposable
{
    /// <summary>
    /// Answers what is asked of each book (<see cref="Asked{TKey, T}.Wanted"/>), all in one go, and fills in <see cref="BookLoad.Row"/>
    /// where it is missing. What is not answered does not exist.
    /// </summary>
    ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation);
}

/// <summary>A session inside the host's own transaction.</summary>
public interface IJoinSession : ILoadSession
{
    /// <summary>
    /// Writes the rows of a change set. The head of each book is compared with <see cref="BookChange.Before"/> and moved in
    /// the statement that writes. After an exception nothing of the change set is left, and the session can only be disposed.
    /// </summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Conflict"/>: the head was not the one expected, or a unique key was tripped: another writer was first, or a row is wrong.</exception>
    ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation);
}

/// <summary>A session with a transaction of its own.</summary>
public interface IWriteSession : IJoinSession
{
    /// <summary>Appends, and makes everything appended last: it has been flushed when this completes.</summary>
    /// <param name="changes">The last changes; may be empty.</param>
    /// <param name="cancellation">Gives up before anything is sent.</param>
    /// <exception cref="StoreException">As for <see cref="IJoinSession.AppendAsync"/>; or any other kind, and then nobody knows whether the commit was made: the library asks for the last entry under the lock of a new session.</exception>
    ValueTask CommitAsync(ChangeSet changes, CancellationToken cancellation);

    /// <summary>Deletes every row of a book, its journal included, so that it can be written anew in the same transaction: to make derived rows again from a journal that another session reads meanwhile.</summary>
    ValueTask ClearAsync(BookRow book, CancellationToken cancellation);
}

/// <summary>A session that sees one moment of all books.</summary>
public interface IReadSession : ILoadSession
{
    /// <summary>The names of the books that have an entry, in the order of UTF-8.</summary>
    ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation);

    /// <summary>Entries of a book in order, as the table has them.</summary>
    /// <param name="book">The book.</param>
    /// <param name="after">The entry before the first one wanted; 0 for the beginning, <see cref="long.MinValue"/> for every row there is.</param>
    /// <param name="upTo">The last entry wanted.</param>
    /// <param name="about">The invoice they are about, by the entry with which it appeared; 0 for the book itself; null for all.</param>
    /// <param name="count">The most entries.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<EntryRow>> EntriesAsync(BookRow book, long after, long upTo, long? about, int count, CancellationToken cancellation);

    /// <summary>A page of a list of invoices, found by an index; with each invoice, where the next page would begin behind it.</summary>
    /// <param name="book">The book.</param>
    /// <param name="list">Which invoices, in which order.</param>
    /// <param name="after">The last item of the page before; null for the first page.</param>
    /// <param name="count">The most invoices.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<IReadOnlyList<(Invoice Invoice, ListPlace Place)>> ListAsync(BookRow book, InvoiceList list, ListPlace? after, int count, CancellationToken cancellation);

    /// <summary>Findings in order of entry, then of finding, then of the invoice's id in the order of UTF-8; each with the entry it was first found with.</summary>
    ValueTask<IReadOnlyList<FindingRow>> FindingsAsync(BookRow book, FindingRow? after, int count, CancellationToken cancellation);

    /// <summary>Where each series stands for each scope and period, and what it issued there.</summary>
    ValueTask<IReadOnlyList<SeriesRow>> SeriesAsync(BookRow book, CancellationToken cancellation);

    /// <summary>Shows every value of every row that a derived table (<see cref="BookTable.Derived"/>) has of a book, columns in the order of <see cref="BookTable.Columns"/>.</summary>
    ValueTask ScanAsync(BookTable table, BookRow book, RowPrint into, CancellationToken cancellation);

    /// <summary>What is wrong with the tables themselves, in words: tables, columns or triggers that do not belong there, rows of books that do not exist. Made from the schema of the database, not from a list.</summary>
    ValueTask<IReadOnlyList<string>> SchemaProblemsAsync(CancellationToken cancellation);
}
