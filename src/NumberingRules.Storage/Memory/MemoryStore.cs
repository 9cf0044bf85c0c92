using System.Collections.Immutable;
using System.Data.Common;

namespace NumberingRules.Storage;

/// <summary>Books in memory, gone with the process: for tests, for trying things out, for what a host computes on the side.</summary>
/// <remarks>Answers as every store does. A reader keeps the moment it began with and holds nobody up; writers take turns. Lists walk the book.</remarks>
public sealed class MemoryStore : IBookStore
{
#pragma warning disable CA2213 // It holds nothing, and who still waits when the store is closed must be let through.
    private readonly SemaphoreSlim _writing = new(1);
#pragma warning restore CA2213
    private ImmutableDictionary<string, MemoryBook> _books = ImmutableDictionary.Create<string, MemoryBook>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool LoadsAtOnce => true;

    internal ImmutableDictionary<string, MemoryBook> Books
    {
        get => Volatile.Read(ref _books);
        set => Volatile.Write(ref _books, value);
    }

    /// <inheritdoc/>
    public ValueTask<IReadSession> ReadAsync(CancellationToken cancellation) => new(new MemorySession(Books, null, null));

    /// <inheritdoc/>
    public async ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(books);
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        var session = new MemorySession(Books, written => Books = written, () => _writing.Release());
        await session.LoadAsync(books, cancellation).ConfigureAwait(false);
        return session;
    }

    /// <inheritdoc/>
    public ValueTask<IJoinSession> JoinAsync(DbTransaction transaction, BookLoad book, CancellationToken cancellation) =>
        throw new NotSupportedException($"{nameof(MemoryStore)} has no transactions that a host could share; use a database, or DoAsync");

    /// <inheritdoc/>
    public ValueTask ScrubAsync(CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
