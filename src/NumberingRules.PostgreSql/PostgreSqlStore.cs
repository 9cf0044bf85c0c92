using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Transactions;
using Microsoft.Extensions.Logging;
using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql;

/// <summary>Books in a PostgreSQL database, for any number of hosts at once. Safe for use by several threads.</summary>
/// <remarks>
/// Books are locked row by row, so hosts and books run side by side. A transaction leaves nothing in its session, so a
/// pooler in transaction mode does no harm (see <see cref="PostgreSqlStoreOptions.Prepare"/>). Tried with PostgreSQL 15.
/// </remarks>
public sealed partial class PostgreSqlStore : IBookStore
{
    // Names are forgotten all at once: they are cheap to ask for again.
    private const int MostNames = 65_536;

    private const int MostTries = 3;

    // The host's pool gets the connection back this often, which may have opened it for a limited time.
    private static readonly TimeSpan HandBackEvery = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source;
#pragma warning disable CA2213 // It holds nothing, and who still waits when the store is closed must be let through.
    private readonly SemaphoreSlim _making = new(1);
#pragma warning restore CA2213
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly Timer? _handingBack;
    private NpgsqlConnection? _lastWrote;
    private long _roundTrips;
    private volatile bool _disposed;

    /// <summary>Uses a database. Nothing is asked of it yet.</summary>
    /// <param name="source">Where connections come from. It stays the host's, who disposes it after the store.</param>
    /// <param name="options">How it is used; the defaults when left out.</param>
    /// <exception cref="ArgumentException">The options are not sound.</exception>
    public PostgreSqlStore(NpgsqlDataSource source, PostgreSqlStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Options = options ?? new();
        if (Options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        _source = source;
        Sql = new(Options.Schema);
        WriterSql = new(Options.Schema, "/* writer */ ");
        var connection = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Place = $"{connection.Host}/{connection.Database}";
        WriteWait = ((long)Options.WriteWait.TotalMilliseconds is var wait and > 0 ? wait : 1).ToString(CultureInfo.InvariantCulture);
        StandstillLimit = ((long)Options.StandstillLimit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

        // The only one of a pool is needed by others.
        _handingBack = connection.MaxPoolSize > 1 ? new(_ => Diagnostics.Guarded(HandBack), null, HandBackEvery, HandBackEvery) : null;
    }

    /// <inheritdoc/>
    public bool LoadsAtOnce => false;

    internal PostgreSqlStoreOptions Options { get; }

    internal Sql Sql { get; }

    /// <summary>The same, to be planned with <see cref="Sql.Settings"/>.</summary>
    internal Sql WriterSql { get; }

    /// <summary>The server and the database, for messages.</summary>
    internal string Place { get; }

    internal string WriteWait { get; }

    internal string StandstillLimit { get; }

    /// <summary>What keeps this database apart from others; null until it was looked at.</summary>
    internal string? Identity { get; private set; }

    /// <summary>How often the server was asked something.</summary>
    internal long RoundTrips => Volatile.Read(ref _roundTrips);

    /// <summary>The statements that make the tables, for a database administrator. Run them once, in one transaction.</summary>
    /// <param name="schema">The schema that holds the tables.</param>
    public static string Script(string schema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(schema);
        return $"BEGIN;\nCREATE SCHEMA IF NOT EXISTS {Tables.Quoted(schema)};\n{string.Join(";\n", Tables.Script(schema, Guid.NewGuid().ToString()))};\nCOMMIT;\n";
    }

    /// <inheritdoc/>
    public async ValueTask<IReadSession> ReadAsync(CancellationToken cancellation)
    {
        await PrepareTablesAsync(cancellation).ConfigureAwait(false);
        return new ReadSession(this, await OpenAsync(cancellation).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(books);
        await PrepareTablesAsync(cancellation).ConfigureAwait(false);
        var connection = await OpenToWriteAsync(cancellation).ConfigureAwait(false);
        var session = new WriteSession(this, connection);
        try
        {
            (session.Connection, var ids) = await IdsAsync(connection, books, cancellation).ConfigureAwait(false);
            await session.LockAsync(books, ids, wait: books is [{ MayWait: true }], cancellation).ConfigureAwait(false);
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
        if (transaction is not NpgsqlTransaction { Connection: { State: System.Data.ConnectionState.Open } connection })
        {
            throw new StoreException(StoreTrouble.Transaction, $"{Place}: the transaction is over, or is none of PostgreSQL's; begin one on an NpgsqlConnection to the same database");
        }

        var identity = await PrepareTablesAsync(cancellation).ConfigureAwait(false);
        if (!_ids.TryGetValue(book.Book, out var id))
        {
            // Made outside the host's transaction, which may last: nobody else who wants the book waits for its end.
            var other = await OpenAsync(cancellation).ConfigureAwait(false);
            try
            {
                (other, var ids) = await IdsAsync(other, [book], cancellation).ConfigureAwait(false);
                id = ids[book.Book];
            }
            finally
            {
                await GiveBackAsync(other, isOpen: false).ConfigureAwait(false);
            }
        }

        var session = new JoinSession(this, connection);
        await session.LockAsync(book, id, identity, cancellation).ConfigureAwait(false);
        return session;
    }

    /// <inheritdoc/>
    public async ValueTask ScrubAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Who does not own the table is told so by a warning, and autovacuum does it later.
            var exchange = new Exchange();
            exchange.Add(Sql.Of("VACUUM @numbering_texts"));
            await SendAsync(exchange, connection, prepare: false, Doing.Writing, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await GiveBackAsync(connection, isOpen: false).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_handingBack is not null)
        {
            await _handingBack.DisposeAsync().ConfigureAwait(false);
            Diagnostics.Guarded(HandBack);
        }
    }

    internal static string? IdentityOf(NpgsqlDataReader row) => row.IsDBNull(0) ? null : string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)}, {row.GetInt64(1)}");

    /// <summary>Another database stands there: what was learnt is of the one before.</summary>
    internal void Forget()
    {
        _ids.Clear();
        Identity = null;
    }

    internal async ValueTask SendAsync(Exchange exchange, NpgsqlConnection connection, bool prepare, Doing doing, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _roundTrips);
        try
        {
            await exchange.SendAsync(connection, prepare, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
        {
            throw Trouble.Explain(e, doing, Place);
        }
    }

    /// <summary>
    /// Sends the first exchange of a session. After a restart of the server each connection left in the pool fails once:
    /// then they are all thrown away, and it is sent over a new one.
    /// </summary>
    /// <returns>The connection that answered.</returns>
    internal async ValueTask<NpgsqlConnection> SendFirstAsync(Exchange exchange, NpgsqlConnection connection, bool prepare, Doing doing, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(exchange, connection, prepare, doing, cancellation).ConfigureAwait(false);
            return connection;
        }
        catch (StoreException e) when (e is { Trouble: StoreTrouble.CannotOpen, InnerException: NpgsqlException { IsTransient: true } } && !exchange.HasRows)
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        connection = await OpenAsync(cancellation).ConfigureAwait(false);
        try
        {
            exchange.Renew();
            await SendAsync(exchange, connection, prepare, doing, cancellation).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends what is left open and gives the connection back to the pool.</summary>
    internal async ValueTask GiveBackAsync(NpgsqlConnection connection, bool isOpen)
    {
        await using (connection.ConfigureAwait(false))
        {
            if (isOpen && connection.State == System.Data.ConnectionState.Open)
            {
                try
                {
                    var exchange = new Exchange();
                    exchange.Add(Sql.Rollback);
                    await SendAsync(exchange, connection, prepare: false, Doing.Reading, CancellationToken.None).ConfigureAwait(false);
                }
                catch (StoreException)
                {
                    // The connection is lost, and with it the transaction.
                }
            }
        }
    }

    /// <summary>
    /// Keeps a connection for the next batch: the pool resets each that comes back and hands out the one that rested longest,
    /// so that all of them would have to prepare every statement.
    /// </summary>
    internal ValueTask KeepAsync(NpgsqlConnection connection)
    {
        if (_handingBack is null || connection.State != System.Data.ConnectionState.Open || Interlocked.CompareExchange(ref _lastWrote, connection, null) is not null)
        {
            return connection.DisposeAsync();
        }

        if (_disposed)
        {
            Diagnostics.Guarded(HandBack);
        }

        return default;
    }

    private async ValueTask<NpgsqlConnection> OpenToWriteAsync(CancellationToken cancellation)
    {
        var last = Interlocked.Exchange(ref _lastWrote, null);
        if (last is { State: System.Data.ConnectionState.Open })
        {
            return last;
        }

        if (last is not null)
        {
            await last.DisposeAsync().ConfigureAwait(false);
        }

        return await OpenAsync(cancellation).ConfigureAwait(false);
    }

    private void HandBack() => Interlocked.Exchange(ref _lastWrote, null)?.Dispose();

    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            // A connection that took part in the host's ambient transaction would end it with its own.
            using var apart = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
            return await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        }
        catch (NpgsqlException e)
        {
            throw Trouble.Explain(e, Doing.Reading, Place);
        }
    }

    /// <summary>The numbers of books. A book that has none yet gets one, in a transaction of its own.</summary>
    private async ValueTask<(NpgsqlConnection Connection, IReadOnlyDictionary<string, long> Ids)> IdsAsync(NpgsqlConnection connection, IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        Dictionary<string, long> ids = new(StringComparer.Ordinal);
        List<string> unknown = [];
        foreach (var book in books)
        {
            if (_ids.TryGetValue(book.Book, out var id))
            {
                ids[book.Book] = id;
            }
            else
            {
                unknown.Add(book.Book);
            }
        }

        if (unknown.Count > 0)
        {
            if (_ids.Count > MostNames)
            {
                _ids.Clear();
            }

            var names = unknown.ToArray();
            var exchange = new Exchange();
            exchange.Add(Sql.NewBooks, Exchange.Value(names));
            exchange.Add(Sql.Ids, row => ids[row.GetString(0)] = row.GetInt64(1), Exchange.Value(names));
            connection = await SendFirstAsync(exchange, connection, prepare: false, Doing.Writing, cancellation).ConfigureAwait(false);

            // Only now are they committed.
            unknown.ForEach(name => _ids[name] = ids[name]);
        }

        return (connection, ids);
    }

    /// <summary>Looks once whether the tables are there and of this version, and makes them where that is wanted.</summary>
    /// <returns>The identity of the database.</returns>
    private async ValueTask<string> PrepareTablesAsync(CancellationToken cancellation)
    {
        if (Identity is { } known)
        {
            return known;
        }

        await _making.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return Identity ??= await LookAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _making.Release();
        }
    }

    private async ValueTask<string> LookAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Whoever makes them too, or the schema alone, comes in between: then they are looked for again.
            StoreException? refused = null;
            for (var tries = 0; ; tries++)
            {
                if (await FindAsync(connection, cancellation).ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                if (!Options.MakeTables || tries == MostTries)
                {
                    break;
                }

                refused = await MakeAsync(connection, cancellation).ConfigureAwait(false);
            }

            throw refused ?? new StoreException(
                StoreTrouble.NotABook, $"{Place}: schema {Options.Schema} holds no numbering tables; run the script of '{nameof(PostgreSqlStore)}.{nameof(Script)}', or set {nameof(PostgreSqlStoreOptions.MakeTables)}");
        }
        finally
        {
            await GiveBackAsync(connection, isOpen: false).ConfigureAwait(false);
        }
    }

    private async ValueTask<string?> FindAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        string? found = null;
        var isThere = false;
        var exchange = new Exchange();
        exchange.Add(
            """
            SELECT obj_description(c.oid, 'pg_class'), (SELECT oid::bigint FROM pg_database WHERE datname = current_database())
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = 'numbering_books'
            """,
            row => (isThere, found) = (true, IdentityOf(row)),
            Exchange.Value(Options.Schema));
        await SendAsync(exchange, connection, prepare: false, Doing.Reading, cancellation).ConfigureAwait(false);
        return !isThere || found?.StartsWith(Tables.Version + ",", StringComparison.Ordinal) == true ? found
            : found?.StartsWith(Tables.Product, StringComparison.Ordinal) == true ? throw new StoreException(
                StoreTrouble.Newer, $"{Place}: the tables of schema {Options.Schema} are of another version ('{found}'; this is '{Tables.Version}'); update the package, or name another schema")
            : throw new StoreException(
                StoreTrouble.Damaged, $"{Place}: the comment on {Options.Schema}.numbering_books, which says what it is, is missing or is another (pg_dump --no-comments leaves it out); give it back: COMMENT ON TABLE {Tables.Quoted(Options.Schema)}.numbering_books IS '{Tables.Version}, {Guid.NewGuid()}'");
    }

    /// <returns>Why it was refused; null if they were made.</returns>
    private async ValueTask<StoreException?> MakeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // A role that may make tables in a schema may not even name one to be made.
        var hasSchema = false;
        var look = new Exchange();
        look.Add("SELECT 1 FROM pg_namespace WHERE nspname = $1", _ => hasSchema = true, Exchange.Value(Options.Schema));
        await SendAsync(look, connection, prepare: false, Doing.Reading, cancellation).ConfigureAwait(false);

        // Whoever comes second waits for the end of this transaction at the catalog's own unique keys.
        var exchange = new Exchange();
        exchange.Add(Sql.Begin);
        if (!hasSchema)
        {
            exchange.Add($"CREATE SCHEMA {Tables.Quoted(Options.Schema)}");
        }

        foreach (var statement in Tables.Script(Options.Schema, Guid.NewGuid().ToString()))
        {
            exchange.Add(statement);
        }

        exchange.Add(Sql.Commit);
        try
        {
            await SendAsync(exchange, connection, prepare: false, Doing.Writing, cancellation).ConfigureAwait(false);
            Diagnostics.Guarded(() =>
            {
                if (Options.Logging?.CreateLogger("NumberingRules.PostgreSql") is { } log)
                {
                    LogMade(log, Place, Options.Schema);
                }
            });
            return null;
        }
        catch (StoreException e) when (e.InnerException is PostgresException)
        {
            var back = new Exchange();
            back.Add(Sql.Rollback);
            await SendAsync(back, connection, prepare: false, Doing.Writing, cancellation).ConfigureAwait(false);
            return e;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Place}: the tables of the books were made in schema {Schema}.")]
    private static partial void LogMade(ILogger log, string place, string schema);
}
