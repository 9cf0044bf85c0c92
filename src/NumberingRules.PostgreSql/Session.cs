using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql;

/// <summary>What all sessions share: a connection, the numbers of books, and loading.</summary>
internal abstract class Session(PostgreSqlStore store, NpgsqlConnection connection, Doing doing) : ILoadSession
{
    /// <summary>The numbers of the books by name, those without an entry too.</summary>
    protected Dictionary<string, long> Ids { get; } = new(StringComparer.Ordinal);

    internal PostgreSqlStore Store { get; } = store;

    internal NpgsqlConnection Connection { get; set; } = connection;

    protected virtual Sql Sql => Store.Sql;

    public virtual async ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        Dictionary<long, BookLoad> asked = [];
        Dictionary<long, BookLoad> unseen = [];
        foreach (var book in books)
        {
            if (!book.IsBusy && Ids.TryGetValue(book.Book, out var id))
            {
                if (!book.HasRow)
                {
                    unseen.Add(id, book);
                }

                if (!book.AsksNothing)
                {
                    asked.Add(id, book);
                }
            }
        }

        if (asked.Count + unseen.Count > 0)
        {
            var exchange = Begin();
            if (unseen.Count > 0)
            {
                exchange.Add(Sql.Rows, row => unseen[row.GetInt64(0)].AnswerRow(Answers.Book(row)), Exchange.Value(unseen.Keys.ToArray()));
            }

            Questions.Ask(exchange, Sql, asked, static _ => true);
            await SendAsync(exchange, doing, cancellation).ConfigureAwait(false);
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>An exchange of this session's transaction.</summary>
    protected virtual Exchange Begin() => new();

    protected virtual ValueTask SendAsync(Exchange exchange, Doing what, CancellationToken cancellation) => Store.SendAsync(exchange, Connection, Store.Options.Prepare, what, cancellation);
}

/// <summary>A session with a transaction of its own that holds books.</summary>
internal sealed class WriteSession(PostgreSqlStore store, NpgsqlConnection connection) : Session(store, connection, Doing.Writing), IWriteSession
{
    private bool _isOpen;
    private bool _isOver;

    protected override Sql Sql => Store.WriterSql;

    /// <summary>Locks what is free, or waits for one book, and answers what is asked, in one round trip.</summary>
    internal async ValueTask LockAsync(IReadOnlyList<BookLoad> books, IReadOnlyDictionary<string, long> ids, bool wait, CancellationToken cancellation)
    {
        Dictionary<long, BookLoad> asked = [];
        foreach (var book in books)
        {
            Ids[book.Book] = ids[book.Book];
            asked[ids[book.Book]] = book;
        }

        var exchange = new Exchange();
        exchange.Add(Sql.Begin);
        exchange.Add(Sql.Settings, Exchange.Ignore, Exchange.Value(Store.WriteWait), Exchange.Value(Store.StandstillLimit));
        _isOpen = true;
        var all = asked.Keys.ToArray();
        HashSet<long> held = [];
        HashSet<long> found = [];
        if (wait)
        {
            exchange.Add(Sql.LockOne, row => held.Add(row.GetInt64(0)), Exchange.Value(all));
            exchange.MoreSeconds += (int)Store.Options.WriteWait.TotalSeconds;
        }
        else
        {
            exchange.Add(Sql.LockFree, row => held.Add(row.GetInt64(0)), Exchange.Value(all));
        }

        exchange.Add(
            Sql.Rows,
            row =>
            {
                // A database that was restored may have given the number to another book.
                var id = row.GetInt64(0);
                if (!string.Equals(row.GetString(1), asked[id].Book, StringComparison.Ordinal))
                {
                    return;
                }

                found.Add(id);
                if (held.Contains(id))
                {
                    asked[id].AnswerRow(Answers.Book(row));
                }
                else
                {
                    asked[id].AnswerBusy();
                }
            },
            Exchange.Value(all));
        Questions.Ask(exchange, Sql, asked, held.Contains);
        Connection = await Store.SendFirstAsync(exchange, Connection, Store.Options.Prepare, Doing.Writing, cancellation).ConfigureAwait(false);
        if (found.Count < asked.Count)
        {
            Store.Forget();
            throw new StoreException(StoreTrouble.Conflict, $"{Store.Place}: the database is another one than before, or was restored; ask again");
        }

    }

    public ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation) => WriteAsync(changes, commit: false, cancellation);

    public async ValueTask CommitAsync(ChangeSet changes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await WriteAsync(changes, commit: true, CancellationToken.None).ConfigureAwait(false);
        _isOpen = false;
    }

    public ValueTask ClearAsync(BookRow book, CancellationToken cancellation)
    {
        var exchange = Begin();
        foreach (var table in Tables.All)
        {
            if (table.Name != BookTable.Books.Name)
            {
                exchange.Add(Sql.Of($"DELETE FROM @{table.Name} WHERE book = $1"), Exchange.Value(book.Id));
            }
        }

        // The row stays, for it is the lock.
        exchange.Add(Sql.EmptyBook, Exchange.Value(book.Id));
        return SendAsync(exchange, Doing.Writing, cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        // The next batch may have the connection by now.
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        if (_isOpen)
        {
            await Store.GiveBackAsync(Connection, isOpen: true).ConfigureAwait(false);
        }
        else
        {
            await Store.KeepAsync(Connection).ConfigureAwait(false);
        }
    }

    private ValueTask WriteAsync(ChangeSet changes, bool commit, CancellationToken cancellation)
    {
        var exchange = Begin();
        Changes.Write(exchange, Sql, changes, change => Ids[change.After.Name]);
        if (commit)
        {
            exchange.Add(Sql.Commit);
        }

        return SendAsync(exchange, commit ? Doing.Committing : Doing.Writing, cancellation);
    }
}

/// <summary>A session inside the host's transaction. Every exchange stands behind a savepoint, so that the host can go on after a failure.</summary>
internal sealed class JoinSession(PostgreSqlStore store, NpgsqlConnection connection) : Session(store, connection, Doing.Joining), IJoinSession
{
    internal async ValueTask LockAsync(BookLoad book, long id, string identity, CancellationToken cancellation)
    {
        Ids[book.Book] = id;
        var isHeld = false;
        string? found = null;
        var exchange = Begin();
        exchange.Add(Sql.LockOne, _ => isHeld = true, Exchange.Value(new[] { id }));
        exchange.Add(Sql.Identity, row => found = PostgreSqlStore.IdentityOf(row));
        exchange.Add(
            Sql.RowsToJoin,
            row =>
            {
                if (isHeld && string.Equals(row.GetString(1), book.Book, StringComparison.Ordinal))
                {
                    book.AnswerRow(Answers.Book(row));
                }
            },
            Exchange.Value(new[] { id }));
        Questions.Ask(exchange, Sql, new Dictionary<long, BookLoad> { [id] = book }, _ => isHeld && book.HasRow);
        await SendAsync(exchange, Doing.Joining, cancellation).ConfigureAwait(false);
        if (!string.Equals(found, identity, StringComparison.Ordinal))
        {
            Store.Forget();
            throw new StoreException(StoreTrouble.Transaction, $"{Store.Place}: the transaction belongs to another database than the store");
        }

        if (!book.HasRow)
        {
            Store.Forget();
            throw new StoreException(StoreTrouble.Transaction, $"{Store.Place}: the transaction looks at a moment before the book was made; roll it back and try again");
        }
    }

    public ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation)
    {
        var exchange = Begin();
        Changes.Write(exchange, Sql, changes, change => Ids[change.After.Name]);
        return SendAsync(exchange, Doing.Joining, cancellation);
    }

    // The transaction is the host's, and so is the lock.
    public override ValueTask DisposeAsync() => default;

    protected override Exchange Begin()
    {
        var exchange = new Exchange { IsHosts = true };
        exchange.Add(Sql.Savepoint);
        return exchange;
    }

    protected override async ValueTask SendAsync(Exchange exchange, Doing what, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        exchange.Add(Sql.Release);
        try
        {
            await base.SendAsync(exchange, what, cancellation).ConfigureAwait(false);
        }
        catch when (exchange.LeftSavepoint)
        {
            await GoBackAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask GoBackAsync()
    {
        try
        {
            var back = new Exchange();
            back.Add(Sql.BackToSavepoint);
            back.Add(Sql.Release);
            await Store.SendAsync(back, Connection, prepare: false, Doing.Joining, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            // The transaction is over; the first trouble says more.
        }
    }
}
