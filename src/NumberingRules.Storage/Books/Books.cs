using System.Diagnostics.CodeAnalysis;

namespace NumberingRules.Storage;

/// <summary>
/// The books of a store: the front door of a host. One for each database and process, for as long as it runs; safe for
/// use by several threads. Disposing it writes what is queued and closes the store.
/// </summary>
/// <example><code>
/// await using var books = new Books(new SqliteStore("numbering.db"));
/// var book = books["main"];
/// var answer = await book.CreateAsync("A1", new(2026, 1, 5));
/// </code></example>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Books is what they are called")]
public sealed class Books : IDisposable, IAsyncDisposable
{
    private readonly Lock _closing = new();
    private readonly BooksOptions _options;

    /// <summary>Takes over a store.</summary>
    /// <param name="store">The store; it belongs to this object from now on.</param>
    /// <param name="options">How they work; the defaults suit most hosts.</param>
    /// <exception cref="ArgumentException">The options are not sound.</exception>
    public Books(BookStore store, BooksOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _options = options ?? new();
        if (_options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        Store = store;
        Writer = new(store, _options);
    }

    /// <summary>The book with a name; a book begins with its first accepted command, so every name will do.</summary>
    /// <param name="name">The host's name for the book, written like any name (<see cref="Identifier"/>); it is part of the journal's chain and of attempt keys, so it never changes.</param>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the name.</exception>
    public KeptBook this[string name] =>
        Identifier.Problem(name) is { } problem ? throw new ArgumentException(problem, nameof(name)) : new(this, name);

    internal BookStore Store { get; }

    internal Writer Writer { get; }

    internal TimeProvider Time => _options.Time;

    internal Func<byte[]>? Salt => _options.Salt;

    internal Action<Request>? Watch => _options.Watch;

    /// <summary>The names of the books that have an entry, in ordinal order.</summary>
    public IReadOnlyList<string> Names()
    {
        using var session = Store.Read();
        return session.Names();
    }

    /// <summary>Makes the look-up tables anew from the journal, in one transaction; other writers wait. Costs a walk of all journals.</summary>
    public void Rebuild() => Store.Rebuild();

    /// <summary>Takes no more commands, answers those that are queued, and closes the store.</summary>
    public void Dispose()
    {
        // Whoever comes second returns when all is written and closed, too.
        lock (_closing)
        {
            Writer.Dispose();
            Store.Dispose();
        }
    }

    /// <summary>The same as <see cref="Dispose"/>, without blocking the caller's thread.</summary>
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));
}
