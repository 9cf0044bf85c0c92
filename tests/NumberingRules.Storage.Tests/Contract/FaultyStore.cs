using System.Data.Common;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>A store in which what a test says goes wrong.</summary>
internal sealed class FaultyStore(IBookStore inner) : IBookStore
{
    /// <summary>Asked before and after each commit (true); what it gives goes wrong.</summary>
    internal Func<bool, Exception?> OnCommit { get; set; } = _ => null;

    /// <summary>What happens before a transaction for writing begins.</summary>
    internal Action OnBegin { get; set; } = () => { };

    /// <summary>Asked what becomes of a transaction for writing that wants some books.</summary>
    internal Func<IReadOnlyList<BookLoad>, Exception?> OnWant { get; set; } = _ => null;

    /// <summary>What happens when a transaction for writing is over.</summary>
    internal Action OnEnd { get; set; } = () => { };

    internal Func<Exception?> OnRead { get; set; } = () => null;

    /// <summary>What happens when a session for reading sees its moment, and has looked at nothing yet.</summary>
    internal Func<Task> OnMoment { get; set; } = () => Task.CompletedTask;

    /// <summary>Asked for each entry that is about to be committed.</summary>
    internal Func<Event, Exception?> OnAppend { get; set; } = _ => null;

    /// <summary>What happens when books are looked at by a transaction for writing.</summary>
    internal Func<IReadOnlyList<BookLoad>, Exception?> OnLoad { get; set; } = _ => null;

    /// <summary>Whether what is inside goes on when this is closed, as a database does.</summary>
    internal bool Outlives { get; set; }

    public bool LoadsAtOnce => inner.LoadsAtOnce;

    public async ValueTask<IReadSession> ReadAsync(CancellationToken cancellation)
    {
        ThrowIf(OnRead());
        var session = await inner.ReadAsync(cancellation);
        await OnMoment();
        return session;
    }

    public async ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        OnBegin();
        ThrowIf(OnWant(books));
        return new Session(this, await inner.WriteAsync(books, cancellation));
    }

    public ValueTask<IJoinSession> JoinAsync(DbTransaction transaction, BookLoad book, CancellationToken cancellation) => inner.JoinAsync(transaction, book, cancellation);

    public ValueTask ScrubAsync(CancellationToken cancellation) => inner.ScrubAsync(cancellation);

    public ValueTask DisposeAsync() => Outlives ? default : inner.DisposeAsync();

    private static void ThrowIf(Exception? trouble)
    {
        if (trouble is not null)
        {
            throw trouble;
        }
    }

    private sealed class Session(FaultyStore store, IWriteSession session) : IWriteSession
    {
        public ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
        {
            ThrowIf(store.OnLoad(books));
            return session.LoadAsync(books, cancellation);
        }

        public ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation) => session.AppendAsync(changes, cancellation);

        public async ValueTask CommitAsync(ChangeSet changes, CancellationToken cancellation)
        {
            foreach (var row in changes.Books.SelectMany(book => book.Entries))
            {
                ThrowIf(store.OnAppend(EntryReader.Read(row.Entry).Event));
            }

            ThrowIf(store.OnCommit(false));
            await session.CommitAsync(changes, cancellation);
            ThrowIf(store.OnCommit(true));
        }

        public ValueTask ClearAsync(BookRow book, CancellationToken cancellation) => session.ClearAsync(book, cancellation);

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            store.OnEnd();
        }
    }
}
