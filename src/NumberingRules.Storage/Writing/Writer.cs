using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NumberingRules.Storage;

/// <summary>
/// The one writer of a store in this process: it takes whatever waits and writes it in one transaction, then what has come
/// meanwhile. There is no timer: under light load a batch is one command. On a server a batch that takes long, or that waits for a book
/// which another transaction holds, goes on in a lane of its own, and the writer goes on with the other books.
/// </summary>
internal sealed partial class Writer : IAsyncDisposable
{
    // How long a caller may wait beyond its limit.
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(50);

    // How long other books wait for a batch before it gets a lane of its own, besides twice what batches usually take: on a
    // busy machine all of them are slow, and many small ones would be slower still.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestUsual = TimeSpan.FromSeconds(1);

    // Each has a connection of its own.
    private const int MostLanes = 16;

    private const int MostForeign = 1000;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(1);

    // How long those who were answered are looked out for at once, and how long at most they are waited for.
    private static readonly TimeSpan ComingBack = TimeSpan.FromMilliseconds(0.5);
    private static readonly TimeSpan LongestComingBack = TimeSpan.FromMilliseconds(50);

    private readonly IBookStore _store;
    private readonly Headers _headers;
    private readonly BooksOptions _options;
    private readonly Func<ObjectDisposedException> _disposed;
    private readonly Troubles _troubles;
    private readonly ILogger _log;
    private readonly WaitingLine _line = new();
#pragma warning disable CA2213 // They hold nothing, and who was answered last still lets go of them.
    private readonly SemaphoreSlim _room;
    private readonly SemaphoreSlim _come = new(0);
    private readonly SemaphoreSlim _turn = new(1);
#pragma warning restore CA2213
    private readonly ConcurrentBag<EntryWriter> _entries = [];
    private readonly ConcurrentQueue<Action> _foreign = [];
    private readonly List<Task> _lanes = [];
    private readonly Timer? _sweeper;
    private readonly Task _work = Task.CompletedTask;
    private int _running;
    private int _telling;
    private TimeSpan _usual;
    private volatile bool _closed;
    private volatile StoreException? _held;
    private volatile Comers? _comers;

    internal Writer(IBookStore store, Headers headers, Troubles troubles, BooksOptions options, Func<ObjectDisposedException> disposed)
    {
        (_store, _headers, _troubles, _options, _disposed) = (store, headers, troubles, options, disposed);
        _log = options.Logging?.CreateLogger("NumberingRules.Writer") ?? NullLogger.Instance;
        _room = new(options.MostWaiting);
        if (!options.OnCallersThread)
        {
            _sweeper = new(_ => _line.Sweep(Environment.TickCount64, _held), null, SweepEvery, SweepEvery);
            _work = Task.Run(WorkAsync);
        }
    }

    /// <summary>Puts commands in line and waits for their answers.</summary>
    internal async Task<IReadOnlyList<Answer>> DoAsync(string book, IReadOnlyList<Command> commands, string? actor, CancellationToken cancellation)
    {
        var began = Environment.TickCount64;
        if (!await _room.WaitAsync(_options.Wait, cancellation).ConfigureAwait(false))
        {
            throw new StoreException(StoreTrouble.Busy, $"book '{book}': {_options.MostWaiting} calls wait already (BooksOptions.MostWaiting), and none of them was answered for as long as a caller waits (BooksOptions.Wait). Nothing of this was written; try again");
        }

        try
        {
            var request = new Request(book, commands, actor, began, _options.Wait, cancellation);
            if (!_line.TryAdd(request))
            {
                request.LetGo();
                throw _disposed();
            }

            if (_options.OnCallersThread)
            {
                await WriteAllAsync(rethrow: request).ConfigureAwait(false);
            }
            else if (_come.CurrentCount == 0)
            {
                _come.Release();
            }

            _comers?.Tell(_line.Count);
            _options.Watch?.Invoke(request);
            return await request.Done.ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Takes no more, writes what waits, and ends. What the store cannot write within its own limit is told so.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _line.Close();
        _come.Release();
        await _work.ConfigureAwait(false);
        if (_sweeper is not null)
        {
            await _sweeper.DisposeAsync().ConfigureAwait(false);
        }

    }

    private bool HasLanes => Volatile.Read(ref _running) < MostLanes;

    private async Task WorkAsync()
    {
        do
        {
            while (!_closed || !_line.IsEmpty(HasLanes))
            {
                if (_line.IsEmpty(HasLanes))
                {
                    await _come.WaitAsync().ConfigureAwait(false);
                }

                await WriteAllAsync(rethrow: null).ConfigureAwait(false);
            }

            await Task.WhenAll(_lanes).ConfigureAwait(false);
        }
        while (!_line.IsEmpty());
    }

    /// <summary>Writes batch after batch until nothing waits, or what waits has a lane of its own.</summary>
    private async ValueTask WriteAllAsync(Request? rethrow)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            while (_line.Take(_options.LargestBatch, HasLanes) is { Count: > 0 } batch)
            {
                var isHeld = _line.IsHeld(batch);
                var began = Stopwatch.GetTimestamp();
                Interlocked.Increment(ref _running);
                if (_store.LoadsAtOnce || _options.OnCallersThread)
                {
                    await LaneAsync(batch, rethrow).ConfigureAwait(false);
                    continue;
                }

                // On a thread of its own: deciding a large command takes long before anything is asked of the store.
                var lane = Task.Run(() => LaneAsync(batch, rethrow));
                if (!isHeld && !lane.IsCompleted)
                {
                    await Task.WhenAny(lane, Task.Delay(Patience + (2 * _usual))).ConfigureAwait(false);
                }

                var took = Stopwatch.GetElapsedTime(began);
                _usual = isHeld ? _usual : ((_usual * 7) + (took < LongestUsual ? took : LongestUsual)) / 8;
                _lanes.RemoveAll(static lane => lane.IsCompleted);
                if (!lane.IsCompleted)
                {
                    _lanes.Add(lane);
                    if (_lanes.Count > MostLanes)
                    {
                        await Task.WhenAny(_lanes).ConfigureAwait(false);
                    }
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes a batch, and gives its books back.</summary>
    private async Task LaneAsync(Dictionary<string, List<Piece>> batch, Request? rethrow)
    {
        List<string> books = [.. batch.Keys];
        try
        {
            await WriteAsync(batch).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or StoreException { Trouble: StoreTrouble.Busy } || (e is StoreException { Trouble: StoreTrouble.CannotOpen } && !_store.LoadsAtOnce))
        {
            // They stay in line: each caller waits as long as it likes, through the restart of a server too.
            _held = e as StoreException ?? _held;
            if (e is StoreException { Trouble: StoreTrouble.Busy } && books is [var waitedFor])
            {
                _line.SetHeld(waitedFor, true);
            }

            EndAppending(batch.Values.SelectMany(static pieces => pieces));
            if (_closed)
            {
                // The store has waited as long as it does: nobody else would end a wait without a limit. Where books are held one by one, others are not.
                _line.Sweep(long.MaxValue, _held, !_store.LoadsAtOnce && e is StoreException { Trouble: StoreTrouble.Busy } && books is [var held] ? held : null);
            }
            else if (rethrow is null)
            {
                await Task.Delay(BusyPause).ConfigureAwait(false);
            }

            rethrow?.Fail(e);
        }
#pragma warning disable CA1031 // Whatever went wrong belongs to the callers; the writer goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Foreign(() => LogTrouble(e));
            Fail(batch.Values.SelectMany(pieces => pieces), e);
        }

        // In this order: who is woken finds the books and the lane free.
        _line.Release(books);
        Interlocked.Decrement(ref _running);
        if (_come.CurrentCount == 0)
        {
            _come.Release();
        }
    }

    /// <summary>Writes a batch; what cannot be written together is written book by book, so that nobody fails for a neighbour.</summary>
    private async ValueTask WriteAsync(Dictionary<string, List<Piece>> batch)
    {
        var trouble = await TroubleAsync(batch).ConfigureAwait(false);
        if (trouble is null)
        {
            return;
        }

        Foreign(() => LogTogether(trouble));
        EndAppending(batch.Values.SelectMany(static pieces => pieces));
        foreach (var (book, pieces) in batch.ToList())
        {
            _headers.Forget(book);
            try
            {
                if (await TroubleAsync(new(StringComparer.Ordinal) { [book] = pieces }).ConfigureAwait(false) is { } own)
                {
                    Fail(pieces, own);
                }
            }
            catch (StoreException e) when (e.Trouble is not (StoreTrouble.Busy or StoreTrouble.CannotOpen))
            {
                Fail(pieces, e);
            }
        }
    }

    /// <summary>Writes a batch; rows that cannot even be loaded are the trouble of one book too.</summary>
    /// <returns>What kept it from being written, where writing book by book may help.</returns>
    private async ValueTask<Exception?> TroubleAsync(Dictionary<string, List<Piece>> batch)
    {
        try
        {
            return await TryWriteAsync(batch).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException { Trouble: StoreTrouble.Damaged or StoreTrouble.Other } or JournalException or ArgumentException or FormatException or OverflowException)
        {
            return e;
        }
    }

    /// <summary>Writes a batch in one transaction, and gives the answers.</summary>
    /// <returns>What kept it from being written, where writing book by book may help.</returns>
    private async ValueTask<Exception?> TryWriteAsync(Dictionary<string, List<Piece>> batch)
    {
        var began = Stopwatch.GetTimestamp();

        // Beyond the lanes there are, one book's wait would be everybody's.
        var mayWait = Volatile.Read(ref _running) <= MostLanes;
        List<BookBatch> books = new(batch.Count);
        foreach (var (book, pieces) in batch)
        {
            books.Add(new(new(book) { MayWait = mayWait }, _options.NewIdentity));
            SetCommands(books[^1], pieces);
        }

        books.ForEach(book => book.Foresee(_store, _headers));
        ChangeSet changes;
        Exception? trouble = null;
        var session = await _store.WriteAsync([.. books.Select(static book => book.Load)], CancellationToken.None).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            // A book that another transaction holds waits for a lane of its own.
            books.ForEach(book => _line.SetHeld(book.Load.Book, book.Load.IsBusy));
            books.RemoveAll(static book => book.Load.IsBusy);
            books.ForEach(static book => book.Load.Settle());
            do
            {
                await Decider.DecideAsync(_store, session, _headers, books, lasts: true, CancellationToken.None).ConfigureAwait(false);
                SetTroubledApart(batch, books);
            }
            while (!TryBeginAppending(batch, books));

            var now = _options.Now();
            var entries = _entries.TryTake(out var free) ? free : new(_options.Salt);
            books.ForEach(book => book.Change = book.Seal(entries, now));
            _entries.Add(entries);
            changes = new([.. books.Select(static book => book.Change).OfType<BookChange>().OrderBy(static change => change.Before is null).ThenBy(static change => change.After.Id)]);
            if (changes.Books.Count > 0)
            {
                try
                {
                    await session.CommitAsync(changes, CancellationToken.None).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    trouble = e;
                }
            }
        }

        // Asked under the lock, and so after this session has ended: until then its commit may still be on the way.
        if (trouble is not null && await FateAsync(changes, trouble).ConfigureAwait(false) is { } lasting)
        {
            return lasting is StoreException { Trouble: StoreTrouble.Conflict or StoreTrouble.Damaged or StoreTrouble.Other } ? lasting : throw lasting;
        }

        _held = null;
        foreach (var book in books)
        {
            if (book.Change is { } change)
            {
                _headers.Learn(change.After, book.Header);
            }

            Answer(batch[book.Load.Book], book.Answers);
        }

        _line.DropAnswered(books.Select(static book => book.Load.Book));

        var took = Stopwatch.GetElapsedTime(began);
        if (Diagnostics.IsWatched)
        {
            List<(string, IReadOnlyCollection<Answer>)> answers = [.. books.Select(static book => (book.Load.Book, (IReadOnlyCollection<Answer>)book.Answers))];
            List<ActivityContext> callers = [.. books.SelectMany(book => batch[book.Load.Book]).Select(static piece => piece.Request.Caller)];
            Foreign(() => Diagnostics.Batch(answers, callers, took, _options.TagBooks));
        }

        await ComeBackAsync(books.Sum(static book => book.Answers.Count), took).ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// Gives callers who were answered a moment to ask again, where a batch costs round trips: otherwise half of them miss
    /// each batch, and two batches of half the size go on for ever. On a busy machine they need longer, and so do batches:
    /// a quarter of the last one is never missed.
    /// </summary>
    private async ValueTask ComeBackAsync(int answered, TimeSpan took)
    {
        if (_store.LoadsAtOnce || answered < 2)
        {
            return;
        }

        for (var since = Stopwatch.GetTimestamp(); _line.Count < answered && Stopwatch.GetElapsedTime(since) < ComingBack;)
        {
            await Task.Yield();
        }

        var longer = took / 4 < LongestComingBack ? took / 4 : LongestComingBack;
        if (_line.Count < answered && longer > ComingBack)
        {
            var comers = new Comers(answered);
            _comers = comers;
            comers.Tell(_line.Count);
            await Task.WhenAny(comers.AllBack, Task.Delay(longer)).ConfigureAwait(false);
            _comers = null;
        }
    }

    private static void SetCommands(BookBatch book, List<Piece> pieces)
    {
        book.Commands.Clear();
        foreach (var piece in pieces)
        {
            piece.AddTo(book.Commands);
        }
    }

    /// <summary>Trouble with one book is its own: it leaves the batch, and is looked into elsewhere.</summary>
    private void SetTroubledApart(Dictionary<string, List<Piece>> batch, List<BookBatch> books)
    {
        foreach (var book in books.Where(static book => book.Trouble is not null).ToList())
        {
            books.Remove(book);
            _headers.Forget(book.Load.Book);
            var requests = batch[book.Load.Book].Select(static piece => piece.Request).Where(static request => request.TryBeginAppending()).ToList();
            requests.ForEach(static request => request.IsApart = true);
            batch.Remove(book.Load.Book);
            _troubles.Tell(book.Load.Book, book.Trouble!, told => requests.ForEach(request => request.Fail(told)));
        }
    }

    /// <summary>From here on callers cannot give up.</summary>
    /// <returns>Whether all still wait; if not, the others' commands are decided again without them, once.</returns>
    private static bool TryBeginAppending(Dictionary<string, List<Piece>> batch, List<BookBatch> books)
    {
        var all = true;
        foreach (var book in books)
        {
            var pieces = batch[book.Load.Book];
            if (pieces.RemoveAll(static piece => piece.Request.IsDone || !piece.Request.TryBeginAppending()) > 0)
            {
                all = false;
                SetCommands(book, pieces);
            }
        }

        return all;
    }

    /// <summary>After a commit that ended with an exception: null if it was made all the same.</summary>
    private async ValueTask<Exception?> FateAsync(ChangeSet changes, Exception trouble)
    {
        // Of two writers that met, both may have appended the very same: what stands there then is the other's.
        if (trouble is StoreException { Trouble: StoreTrouble.Conflict })
        {
            return trouble;
        }

        try
        {
            var (row, last) = (changes.Books[0].After, changes.Books[0].Entries[^1].Entry);
            var load = new BookLoad(row.Name);
            load.Entries.Ask(last.Number);
            var session = await _store.WriteAsync([load], CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                if (!load.IsBusy)
                {
                    return load.Entries.TryGet(last.Number, out var found) && found!.Hash == last.Hash ? null : trouble;
                }
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The answer is the same: nobody knows.
        }

        return new StoreException(StoreTrouble.CommitUnknown, "the commit's answer was lost: it is not known whether it was made. Ask again; the same command then gives the same number", trouble);
    }

    private static void Answer(List<Piece> pieces, List<Answer> answers)
    {
        var next = 0;
        foreach (var piece in pieces)
        {
            for (var left = piece.Count; left > 0; left--)
            {
                piece.Request.Add(answers[next++]);
            }

            piece.Request.EndAppending();
        }
    }

    private static void EndAppending(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            piece.Request.EndAppending();
        }
    }

    private static void Fail(IEnumerable<Piece> pieces, Exception e)
    {
        foreach (var piece in pieces)
        {
            piece.Request.Fail(e);
        }
    }

    /// <summary>Runs what belongs to the host (logging, metering) off the writer, which is the caller if it has no thread: it may throw, take its time, or dispose the books.</summary>
    private void Foreign(Action foreign)
    {
        if (_options.OnCallersThread)
        {
            Diagnostics.Guarded(foreign);
        }
        else if (_foreign.Count < MostForeign)
        {
            _foreign.Enqueue(foreign);
            if (Interlocked.Exchange(ref _telling, 1) == 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.Tell(), this, preferLocal: false);
            }
        }
    }

    /// <summary>One at a time and in order: what hangs holds one thread, and hears no more than the queue has room for.</summary>
    private void Tell()
    {
        do
        {
            while (_foreign.TryDequeue(out var foreign))
            {
                Diagnostics.Guarded(foreign);
            }

            Volatile.Write(ref _telling, 0);
        }
        while (!_foreign.IsEmpty && Interlocked.Exchange(ref _telling, 1) == 0);
    }

    /// <summary>Those who were answered, until as many have asked again.</summary>
    private sealed class Comers(int many)
    {
        private readonly TaskCompletionSource _back = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task AllBack => _back.Task;

        internal void Tell(int waiting)
        {
            if (waiting >= many)
            {
                _back.TrySetResult();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch could not be written together and is written book by book.")]
    private partial void LogTogether(Exception trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch could not be written.")]
    private partial void LogTrouble(Exception trouble);
}
