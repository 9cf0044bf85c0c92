using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NumberingRules.Storage;

/// <summary>
/// The books of a store: the front door of a host. One for each database and process, for as long as it runs; safe for
/// use by several threads. Disposing it writes what waits and closes the store.
/// </summary>
/// <example><code>
/// await using var books = new Books(new SqliteStore("numbering.db"));
/// var book = books["main"];
/// var answer = await book.CreateAsync("A1", new(2026, 1, 5));
/// </code></example>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Books is what they are called")]
public sealed class Books : IAsyncDisposable, IDisposable
{
    private readonly BooksOptions _options;
    private readonly Lazy<Task> _closing;
    private long _disposedAt;

    /// <summary>Takes over a store.</summary>
    /// <param name="store">The store; it belongs to this object from now on.</param>
    /// <param name="options">How they work; the defaults suit most hosts.</param>
    /// <exception cref="ArgumentException">The options are not sound.</exception>
    public Books(IBookStore store, BooksOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _options = options ?? new();
        if (_options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        Store = store;
        Log = _options.Logging?.CreateLogger("NumberingRules.Books") ?? NullLogger.Instance;
        Headers = new(_options.HeadersKept);
        Troubles = new(book => this[book].VerifyAsync(null, CancellationToken.None));
        Writer = new(store, Headers, Troubles, _options, Disposed);
        _closing = new(CloseAsync);
    }

    /// <summary>The book with a name; a book begins with its first accepted command, so every name will do.</summary>
    /// <param name="name">The host's name for the book, written like any name (<see cref="Identifier"/>); it is part of the journal's chain, so it never changes.</param>
    /// <exception cref="ArgumentException">The name cannot be one; the message says why.</exception>
    public BookHandle this[string name] =>
        Identifier.Problem(name) is not { } problem ? new(this, name)
        : throw new ArgumentException(name is null ? "the book's name is missing; give the name of a book, such as \"main\"" : $"the book's name {Shown.Of(name)} {problem}", nameof(name));

    internal IBookStore Store { get; }

    internal ILogger Log { get; }

    internal Headers Headers { get; }

    internal Writer Writer { get; }

    internal Troubles Troubles { get; }

    internal BooksOptions Options => _options;

    /// <summary>The names of the books that have an entry, in the order of UTF-8.</summary>
    /// <exception cref="StoreException">The store is in trouble.</exception>
    public ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation = default) => AskAsync(session => session.NamesAsync(cancellation), cancellation);

    /// <summary>What is wrong with the tables themselves, whatever the book: tables, columns, triggers or rows that do not belong there. Empty when nothing is.</summary>
    /// <exception cref="StoreException">The store is in trouble.</exception>
    public ValueTask<IReadOnlyList<string>> SchemaProblemsAsync(CancellationToken cancellation = default) => AskAsync(session => session.SchemaProblemsAsync(cancellation), cancellation);

    /// <summary>Takes no more commands, answers those that wait, and closes the store. Every call after that says so.</summary>
    public ValueTask DisposeAsync() => new(_closing.Value);

    /// <summary>Takes no more commands, answers those that wait, and closes the store, while the calling thread waits; for hosts that cannot wait asynchronously (<see cref="DisposeAsync"/>).</summary>
    public void Dispose() => Task.Run(() => _closing.Value).GetAwaiter().GetResult();

    /// <summary>Asks one question in a session of its own.</summary>
    internal async ValueTask<T> AskAsync<T>(Func<IReadSession, ValueTask<T>> question, CancellationToken cancellation)
    {
        var session = await ReadAsync(cancellation).ConfigureAwait(false);
        await using var open = session.ConfigureAwait(false);
        return await question(session).ConfigureAwait(false);
    }

    internal async ValueTask<IReadSession> ReadAsync(CancellationToken cancellation)
    {
        ThrowIfDisposed();
        return await Store.ReadAsync(cancellation).ConfigureAwait(false);
    }

    /// <exception cref="ObjectDisposedException">They were disposed; the message says when, and what to do.</exception>
    internal void ThrowIfDisposed()
    {
        if (Volatile.Read(ref _disposedAt) != 0)
        {
            throw Disposed();
        }
    }

    private ObjectDisposedException Disposed() => new(typeof(Books).FullName, string.Create(
        CultureInfo.InvariantCulture,
        $"the books were disposed at {new DateTimeOffset(Volatile.Read(ref _disposedAt), TimeSpan.Zero):yyyy-MM-dd HH:mm:ss}Z, and a book was asked after that. Nothing of this was done. Make Books once for as long as the host runs (AddNumberingRules does), and dispose them when nothing asks any more"));

    private async Task CloseAsync()
    {
        Volatile.Write(ref _disposedAt, _options.Time.GetUtcNow().UtcTicks);
        await Writer.DisposeAsync().ConfigureAwait(false);
        await Store.DisposeAsync().ConfigureAwait(false);
    }
}
