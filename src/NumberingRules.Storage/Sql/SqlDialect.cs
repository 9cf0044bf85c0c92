using System.Data.Common;

namespace NumberingRules.Storage;

/// <summary>
/// All that differs between databases: how to connect, to begin, and to say what went wrong; the types of columns. The
/// rest is SQL that SQLite and PostgreSQL share.
/// </summary>
internal abstract class SqlDialect : IDisposable
{
    /// <summary>The statements that make the journal and what is kept beside it.</summary>
    internal abstract string JournalSchema { get; }

    /// <summary>The statements that make the look-up tables.</summary>
    internal abstract string TablesSchema { get; }

    /// <summary>How many tables have the name <c>@name</c>.</summary>
    internal abstract string CountOfTables { get; }

    /// <summary>Whether the database is only looked at.</summary>
    internal abstract bool IsReadOnly { get; }

    /// <summary>A connection ready for use: open and set up.</summary>
    internal abstract DbConnection Connect();

    /// <summary>Prepares statements on what lies under a connection, which may outlive the connection's object in a pool.</summary>
    internal abstract Func<string, SqlStatement> Preparing(DbConnection connection);

    /// <summary>
    /// Makes what can be read last, before anything is answered over a new connection: after a process has died the database may show a commit
    /// whose flush never came. Nothing to do where the database sees to that itself.
    /// </summary>
    /// <exception cref="StoreException">It could not be done.</exception>
    internal virtual void Settle(SqlLink link)
    {
    }

    /// <summary>Begins a transaction that sees one state of the database and writes nothing.</summary>
    internal abstract void BeginRead(SqlLink link);

    /// <summary>Begins a transaction that excludes other writers; waits for them up to the limit.</summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Busy"/>.</exception>
    internal abstract void BeginWrite(SqlLink link);

    /// <summary>Makes sure that the host's transaction excludes other writers.</summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Transaction"/> or <see cref="StoreTrouble.Busy"/>.</exception>
    internal abstract void Exclude(DbTransaction transaction);

    /// <summary>Whether the connection is one to this very database.</summary>
    internal abstract bool Owns(DbConnection connection);

    /// <summary>What outlives a host's connection object when it is pooled, so that statements prepared on it can be kept; null when nothing does.</summary>
    internal abstract object? Pooled(DbConnection connection);

    /// <summary>From now on what is deleted over this connection is overwritten, the pages it leaves as well.</summary>
    internal abstract void Overwrite(SqlLink link);

    /// <summary>Cleans up behind an erasure, so that what was erased is not left in a log. Waits for those who still read what was.</summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Busy"/>: somebody reads for longer than the limit.</exception>
    internal abstract void Scrub(SqlLink link);

    /// <summary>What the database said, in words that say what to do.</summary>
    internal abstract StoreException Explain(DbException e);

    public abstract void Dispose();
}
