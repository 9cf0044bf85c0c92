using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NumberingRules.Storage;

/// <summary>
/// The one writer of a store in this process: it takes whatever waits and writes it in one transaction, then what has come
/// meanwhile. There is no timer: under light load a batch is one command.
/// </summary>
internal sealed partial class Writer : IAsyncDisposable
{
    // How long a caller may wait beyond its limit.
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(50);

    // How long a batch whose books are all held waits for one while another book has a command: longer than locking takes.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan ComingBack = TimeSpan.FromMilliseconds(0.5);

    private readonly IBookStore _store;
    private readonly Headers _headers;
    private readonly BooksOptions _options;
    private readonly Troubles _troubles;
    private readonly ILogger _log;
    private readonly WaitingLine _line = new();
#pragma warning disable CA2213 // They hold nothing, and who was answered last still lets go of them.
    private readonly SemaphoreSlim _room;
    private readonly SemaphoreSlim _come = new(0);
    private readonly SemaphoreSlim _turn = new(1);
#pragma warning restore CA2213
    private readonly EntryWriter _entries;
    private readonly Timer? _sweeper;
    private readonly Task _work = Task.CompletedTask;
    private volatile bool _closed;
    private volatile StoreException? _held;
    private volatile Beginning? _beginning;

    internal Writer(IBookStore store, Headers headers, Troubles troubles, BooksOptions options)
    {
        (_store, _headers, _troubles, _options) = (store, headers, troubles, options);
        _log = options.Logging?.CreateLogger("NumberingRules.Writer") ?? NullLogger.Instance;
        _room = new(options.MostWaiting);
        _entries = new(options.Salt);
        if (!options.OnCallersThread)
        {
            _sweeper = new(_ => _line.Sweep(_held), null, SweepEvery, SweepEvery);
            _work = Task.Run(WorkAsync);
        }
    }

    /// <summary>Puts commands in line and waits for their answers.</summary>
    internal async Task<IReadOnlyList<Answer>> DoAsync(string book, IReadOnlyList<Command> commands, string? actor, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(Books));
        if (!await _room.WaitAsync(_options.Wait, cancellation).ConfigureAwait(false))
        {
            throw new StoreException(StoreTrouble.Busy, $"book '{book}': {_options.MostWaiting} calls wait already (BooksOptions.MostWaiting), and none of them was answered for as long as a caller waits (BooksOptions.Wait). Nothing of this was written; try again");
        }

        try
        {
            var request = new Request(book, commands, actor, _options.Wait, cancellation);
            _line.Add(request);
            if (_options.OnCallersThread)
            {
                await WriteAllAsync(rethrow: request).ConfigureAwait(false);
            }
            else if (_come.CurrentCount == 0)
            {
                _come.Release();
            }

            _beginning?.Interrupt(book);
            _options.Watch?.Invoke(request);
            return await request.Done.ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Takes no more, writes what waits, and ends.</summary>
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

    private async Task WorkAsync()
    {
        while (!_closed || !_line.IsEmpty)
        {
            if (_line.IsEmpty)
            {
                await _come.WaitAsync().ConfigureAwait(false);
            }

            await WriteAllAsync(rethrow: null).ConfigureAwait(false);
        }
    }

    /// <summary>Writes batch after batch until nothing waits.</summary>
    private async ValueTask WriteAllAsync(Request? rethrow)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            while (_line.Take(_options.LargestBatch) is { Count: > 0 } batch)
            {
                try
                {
                    await WriteAsync(batch).ConfigureAwait(false);
                }
                catch (Exception e) when (e is OperationCanceledException or StoreException { Trouble: StoreTrouble.Busy } || (e is StoreException { Trouble: StoreTrouble.CannotOpen } && !_store.LoadsAtOnce))
                {
                    // They stay in line: each caller waits as long as it likes, through the restart of a server too.
                    _held = e as StoreException ?? _held;
                    EndAppending(batch.Values.SelectMany(static pieces => pieces));
                    if (rethrow is null)
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
            }
        }
        finally
        {
            _turn.Release();
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
        List<BookBatch> books = [.. batch.Keys.Select(book => new BookBatch(new(book), _options.NewIdentity))];
        Foresee(books, batch);
        ChangeSet changes;
        Exception? trouble = null;
        var session = await BeginAsync(books, batch).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            // A book that another transaction holds waits for the next batch.
            books.RemoveAll(static book => book.Load.IsBusy);
            books.ForEach(static book => book.Load.Settle());
            do
            {
                await Decider.DecideAsync(_store, session, _headers, books, book => batch[book.Load.Book].SelectMany(piece => piece.Commands), lasts: true, CancellationToken.None).ConfigureAwait(false);
                SetTroubledApart(batch, books);
            }
            while (!TryBeginAppending(batch, books));

            var now = _options.Time.GetUtcNow();
            changes = new([.. books.Select(book => book.Seal(_entries, now)).OfType<BookChange>().OrderBy(static change => change.Before is null).ThenBy(static change => change.After.Id)]);
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
            if (changes.Books.FirstOrDefault(change => change.After.Name == book.Load.Book) is { } change)
            {
                _headers.Learn(change.After, book.Header);
            }

            Answer(batch[book.Load.Book], book.Answers);
        }

        await ComeBackAsync(books.Sum(static book => book.Answers.Count)).ConfigureAwait(false);
        if (Diagnostics.IsWatched)
        {
            var (answers, took) = (books.SelectMany(static book => book.Answers).ToList(), Stopwatch.GetElapsedTime(began));
            Foreign(() => Diagnostics.Batch(answers, took));
        }

        return null;
    }

    /// <summary>
    /// Gives callers who were answered a moment to ask again, where a batch costs round trips: otherwise half of them miss
    /// each batch, and two batches of half the size go on for ever.
    /// </summary>
    private async ValueTask ComeBackAsync(int answered)
    {
        for (var since = Stopwatch.GetTimestamp(); !_store.LoadsAtOnce && answered > 1 && _line.Count < answered && Stopwatch.GetElapsedTime(since) < ComingBack;)
        {
            await Task.Yield();
        }
    }

    /// <summary>Locks the books that can be had. If all are held by others, a command for another book ends the wait.</summary>
    private async ValueTask<IWriteSession> BeginAsync(List<BookBatch> books, Dictionary<string, List<Piece>> batch)
    {
        using var interrupt = new CancellationTokenSource();
        _beginning = new(batch, interrupt);
        if (!_store.LoadsAtOnce && _line.HasOthers(batch))
        {
            interrupt.CancelAfter(Patience);
        }

        try
        {
            return await _store.WriteAsync([.. books.Select(static book => book.Load)], _store.LoadsAtOnce ? CancellationToken.None : interrupt.Token).ConfigureAwait(false);
        }
        finally
        {
            _beginning = null;
        }
    }

    /// <summary>Where a round trip costs something, what can be foreseen is asked with the lock.</summary>
    private void Foresee(List<BookBatch> books, Dictionary<string, List<Piece>> batch)
    {
        foreach (var book in _store.LoadsAtOnce ? [] : books)
        {
            if (_headers.Last(book.Load.Book) is { } header)
            {
                book.Foresee(header, batch[book.Load.Book].SelectMany(static piece => piece.Commands));
            }
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
    /// <returns>Whether all still wait; if not, the others' commands are decided again without them.</returns>
    private static bool TryBeginAppending(Dictionary<string, List<Piece>> batch, List<BookBatch> books)
    {
        var all = true;
        foreach (var book in books)
        {
            all &= batch[book.Load.Book].RemoveAll(static piece => piece.Request.IsDone || !piece.Request.TryBeginAppending()) == 0;
        }

        if (!all)
        {
            EndAppending(books.SelectMany(book => batch[book.Load.Book]));
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
            load.Wanted.EntryList.Add(last.Number);
            var session = await _store.WriteAsync([load], CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                if (!load.IsBusy)
                {
                    return load.TryGetEntry(last.Number, out var found) && found!.Hash == last.Hash ? null : trouble;
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

    /// <summary>Runs what belongs to the host (logging, metering) off the writer: it may throw, take its time, or dispose the books.</summary>
    private static void Foreign(Action foreign) => ThreadPool.QueueUserWorkItem(
        static foreign =>
        {
            try
            {
                foreign();
            }
#pragma warning disable CA1031 // Whatever a listener throws: it must not end the process.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        },
        foreign,
        preferLocal: false);

    /// <summary>A batch that waits for its locks.</summary>
    private sealed record Beginning(Dictionary<string, List<Piece>> Batch, CancellationTokenSource Wait)
    {
        internal void Interrupt(string book)
        {
            if (!Batch.ContainsKey(book))
            {
                try
                {
                    Wait.CancelAfter(Patience);
                }
                catch (ObjectDisposedException)
                {
                    // The wait has just ended.
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch could not be written together and is written book by book.")]
    private partial void LogTogether(Exception trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch could not be written.")]
    private partial void LogTrouble(Exception trouble);
}
