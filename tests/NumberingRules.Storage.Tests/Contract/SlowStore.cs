using System.Data.Common;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>
/// Books in memory behind a network that does not exist: everything is answered later and on another thread, nothing is
/// loaded at once, and any step can fail, before it is done or once it is done.
/// </summary>
internal sealed class SlowStore : IBookStore
{
#pragma warning disable CA2213 // What it is connected to goes on when it is closed.
    private readonly MemoryStore _inner = new();
#pragma warning restore CA2213
    private int _steps;
    private int _reading;
    private int _mostReading;

    public bool LoadsAtOnce => false;

    /// <summary>How many steps were made.</summary>
    internal int Steps => Volatile.Read(ref _steps);

    /// <summary>How many read at once, at most.</summary>
    internal int MostReading => Volatile.Read(ref _mostReading);

    /// <summary>The step that fails, counted from now on; 0 for none.</summary>
    internal int FailsAt { get; private set; }

    /// <summary>Whether that step is done before it fails.</summary>
    internal bool IsDoneAllTheSame { get; private set; }

    internal void FailAt(int step, bool isDoneAllTheSame)
    {
        Volatile.Write(ref _steps, 0);
        (FailsAt, IsDoneAllTheSame) = (step, isDoneAllTheSame);
    }

    public ValueTask<IReadSession> ReadAsync(CancellationToken cancellation) =>
        StepAsync<IReadSession>(
            async () =>
            {
                var reading = Interlocked.Increment(ref _reading);
                for (var most = MostReading; reading > most; most = MostReading)
                {
                    Interlocked.CompareExchange(ref _mostReading, reading, most);
                }

                return new Session(this, await _inner.ReadAsync(cancellation), () => Interlocked.Decrement(ref _reading));
            },
            session => session.DisposeAsync());

    public ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation) =>
        StepAsync<IWriteSession>(async () => new Session(this, await _inner.WriteAsync(books, cancellation)), session => session.DisposeAsync());

    public ValueTask<IJoinSession> JoinAsync(DbTransaction transaction, BookLoad book, CancellationToken cancellation) => _inner.JoinAsync(transaction, book, cancellation);

    public async ValueTask ScrubAsync(CancellationToken cancellation) => await StepAsync(() => _inner.ScrubAsync(cancellation));

    public ValueTask DisposeAsync() => default;

    private async ValueTask StepAsync(Func<ValueTask> work) => await StepAsync(
        async () =>
        {
            await work();
            return true;
        },
        _ => default);

    /// <param name="work">The step.</param>
    /// <param name="undo">What is lost with an answer that is lost.</param>
    private async ValueTask<T> StepAsync<T>(Func<ValueTask<T>> work, Func<T, ValueTask> undo)
    {
        await Task.Yield();
        var fails = Interlocked.Increment(ref _steps) == FailsAt;
        if (fails && !IsDoneAllTheSame)
        {
            throw new StoreException(StoreTrouble.Other, "the network is gone");
        }

        var done = await work();
        await Task.Yield();
        if (fails)
        {
            await undo(done);
            throw new StoreException(StoreTrouble.Other, "the answer is lost");
        }

        return done;
    }

    private sealed class Session(SlowStore store, ILoadSession inner, Action? ended = null) : IReadSession, IWriteSession
    {
        private IReadSession Reading => (IReadSession)inner;

        private IWriteSession Writing => (IWriteSession)inner;

        public ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation) => store.StepAsync(() => inner.LoadAsync(books, cancellation));

        public ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation) => store.StepAsync(() => Writing.AppendAsync(changes, cancellation));

        public ValueTask CommitAsync(ChangeSet changes, CancellationToken cancellation) => store.StepAsync(() => Writing.CommitAsync(changes, cancellation));

        public ValueTask ClearAsync(BookRow book, CancellationToken cancellation) => store.StepAsync(() => Writing.ClearAsync(book, cancellation));

        public ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) => AnswerAsync(() => Reading.NamesAsync(cancellation));

        public ValueTask<IReadOnlyList<EntryRow>> EntriesAsync(BookRow book, long after, long upTo, long? about, int count, CancellationToken cancellation) =>
            AnswerAsync(() => Reading.EntriesAsync(book, after, upTo, about, count, cancellation));

        public ValueTask<IReadOnlyList<(Invoice Invoice, ListPlace Place)>> ListAsync(BookRow book, InvoiceList list, ListPlace? after, int count, CancellationToken cancellation) =>
            AnswerAsync(() => Reading.ListAsync(book, list, after, count, cancellation));

        public ValueTask<IReadOnlyList<FindingRow>> FindingsAsync(BookRow book, FindingRow? after, int count, CancellationToken cancellation) =>
            AnswerAsync(() => Reading.FindingsAsync(book, after, count, cancellation));

        public ValueTask<IReadOnlyList<SeriesRow>> SeriesAsync(BookRow book, CancellationToken cancellation) => AnswerAsync(() => Reading.SeriesAsync(book, cancellation));

        public ValueTask ScanAsync(BookTable table, BookRow book, RowPrint into, CancellationToken cancellation) => store.StepAsync(() => Reading.ScanAsync(table, book, into, cancellation));

        public ValueTask<IReadOnlyList<string>> SchemaProblemsAsync(CancellationToken cancellation) => AnswerAsync(() => Reading.SchemaProblemsAsync(cancellation));

        public ValueTask DisposeAsync()
        {
            ended?.Invoke();
            return inner.DisposeAsync();
        }

        private ValueTask<T> AnswerAsync<T>(Func<ValueTask<T>> question) => store.StepAsync(question, _ => default);
    }
}
