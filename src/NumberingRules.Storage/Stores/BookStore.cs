using System.Data.Common;

namespace NumberingRules.Storage;

/// <summary>
/// Where books are kept: the journal, which is the truth, and look-up tables made from it. A host makes one (<c>SqliteStore</c>,
/// <see cref="MemoryStore"/>) and hands it to <see cref="Books"/>; there is nothing else to do with it.
/// </summary>
/// <remarks>What a store has to do is private to this library's own adapters; a contract of facts in the tests is the same for all of them.</remarks>
public abstract class BookStore : IDisposable
{
    internal BookStore()
    {
    }

    /// <summary>Whether look-up tables wait to be brought up to the journal (<see cref="CatchUp"/>).</summary>
    internal virtual bool IsBehind => false;

    /// <summary>Whether a look holds up writers, and belongs to a thread: then it has to be short.</summary>
    internal virtual bool LooksExcludeWriters => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What is committed now, unchanged for as long as the session lasts. Never waits for a writer.</summary>
    internal abstract StoreSession Read();

    /// <summary>The store's own transaction. Waits for other writers of the database, at most as long as the store's limit.</summary>
    /// <exception cref="StoreException">Another writer held it for longer, or the store is in trouble.</exception>
    internal abstract StoreSession Write();

    /// <summary>A session inside the host's own transaction: what is appended lives or dies with it.</summary>
    /// <exception cref="StoreException">The transaction cannot hold the lock it needs, or belongs to another kind of database.</exception>
    internal virtual StoreSession Join(DbTransaction transaction) =>
        throw new NotSupportedException($"{GetType().Name} has no transactions a host could share; use a database, or DoAsync");

    /// <summary>Brings the look-up tables up to the journal, if they are behind.</summary>
    internal virtual void CatchUp()
    {
    }

    /// <summary>Makes the look-up tables anew from the journal.</summary>
    internal abstract void Rebuild();

    /// <summary>Erases the free text beside some entries for good; their digests stay in the chain.</summary>
    /// <returns>How many entries lost their text.</returns>
    internal abstract long Erase(string book, Erasure what);

    /// <summary>Gives back what the store holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Whose free text is to be erased: that of one entry, of all entries about an invoice, or all that an actor left.</summary>
internal readonly record struct Erasure(long? Entry, InvoiceId? Invoice, string? Actor);
