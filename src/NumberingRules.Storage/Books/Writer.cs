using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NumberingRules.Storage;

/// <summary>
/// The one writer of a database, across its books: it takes whatever has queued up, and what else comes while that is
/// decided, and writes all of it in one transaction. There is no timer: under light load a batch is one command.
/// </summary>
internal sealed partial class Writer : IDisposable
{
    private readonly BookStore _store;
    private readonly Deciding _deciding;
    private readonly int _largestBatch;
    private readonly ILogger _log;
    private readonly Thread? _thread;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _queued = new(0);
    private readonly Queue<Request> _taken = new();
    private List<Request> _queue = [];
    private List<Request> _emptied = [];
    private bool _closed;

    internal Writer(BookStore store, BooksOptions options)
    {
        _store = store;
        _deciding = new(options.Time, options.Salt);
        _largestBatch = options.LargestBatch;
        _log = options.Logging?.CreateLogger("NumberingRules.Writer") ?? NullLogger.Instance;
        if (!options.OnCallersThread)
        {
            _thread = new(Work) { IsBackground = true, Name = "NumberingRules writer" };
            _thread.Start();
        }
    }

    internal void Add(Request request)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(Books));
            _queue.Add(request);

            // One call is enough, however often the queue was emptied since.
            if (_thread is not null && _queue.Count == 1 && _queued.CurrentCount == 0)
            {
                _queued.Release();
            }
        }

        if (_thread is null)
        {
            WriteQueued();
        }
    }

    /// <summary>Takes no more, writes what is queued, and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        _queued.Release();
        _thread?.Join();
        _queued.Dispose();
    }

    /// <summary>Writes one batch of what was taken, with what else queues up while it is decided.</summary>
    private void WriteBatch()
    {
        List<(Request Request, int From, int Count)> batch = [];
        if (Fill(batch, _largestBatch) && !TryWrite(batch, _largestBatch, out var trouble))
        {
            OneByOne(batch, trouble);
        }
    }

    /// <summary>Puts what waits behind a batch whose commands are all decided, as far as there is room.</summary>
    /// <returns>Whether there was anything.</returns>
    private bool Fill(List<(Request Request, int From, int Count)> batch, int room)
    {
        var before = batch.Count;

        // What there is no room for yet can still be given up.
        if (room > 0 && _taken.Count == 0)
        {
            Take();
        }

        while (room > 0 && _taken.TryPeek(out var request))
        {
            // A request that failed does not go on with its other commands.
            var left = request.Done.IsCompleted ? 0 : request.Commands.Count - request.Answered;
            if (left > 0)
            {
                batch.Add((request, request.Answered, Math.Min(room, left)));
            }

            if (left <= room)
            {
                _taken.Dequeue();
            }

            room -= left;
        }

        return batch.Count > before;
    }

    /// <summary>Writes again what could not be written together, so that nobody fails for a neighbour's command.</summary>
    private void OneByOne(List<(Request Request, int From, int Count)> batch, Exception trouble)
    {
        LogTrouble(trouble);
        var hopeless = trouble is StoreException { Trouble: not (StoreTrouble.Conflict or StoreTrouble.Damaged or StoreTrouble.Other) };
        foreach (var (request, from, count) in batch)
        {
            for (var at = from; at < from + count && !request.Done.IsCompleted; at++)
            {
                if (hopeless)
                {
                    request.Fail(trouble);
                }
                else if (!TryWrite([(request, at, 1)], 0, out var own))
                {
                    request.Fail(own);
                }
            }
        }
    }

    /// <summary>Writes a batch in one transaction, and gives the answers.</summary>
    /// <param name="batch">What is written.</param>
    /// <param name="most">Up to how many commands others may come to it while it is decided.</param>
    /// <param name="trouble">What went wrong.</param>
    /// <returns>Whether it was written; if not, nobody was answered.</returns>
    private bool TryWrite(List<(Request Request, int From, int Count)> batch, int most, out Exception trouble)
    {
        using var activity = Diagnostics.Source.StartActivity("NumberingRules.Write");
        var began = Stopwatch.GetTimestamp();
        List<Answer> answers = [];
        string? lastAccepted = null;
        var committing = false;
        try
        {
            using var session = _store.Write();
            for (var piece = 0; piece < batch.Count || Fill(batch, most - answers.Count); piece++)
            {
                var (request, from, count) = batch[piece];
                for (var at = from; at < from + count; at++)
                {
                    var answer = _deciding.Do(session, request.Book, request.Commands[at], request.Actor);
                    answers.Add(answer);
                    lastAccepted = answer.Outcome == Outcome.Accepted ? request.Book : lastAccepted;
                }
            }

            if (lastAccepted is not null)
            {
                committing = true;
                session.Commit();
            }
        }
#pragma warning disable CA1031 // Whatever went wrong belongs to the callers; the writer goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            trouble = e;

            // Of two writers that met, both may have appended the very same: what stands there then is the other's.
            switch (committing && e is not StoreException { Trouble: StoreTrouble.Conflict } ? WasCommitted(lastAccepted) : false)
            {
                case true:
                    break;
                case false:
                    return false;
                default:
                    trouble = new StoreException(StoreTrouble.CommitUnknown, "the commit's answer was lost: it is not known whether it was made. Ask again; the same command then gives the same number", e);
                    return false;
            }
        }

        trouble = null!;
        Diagnostics.Batches(answers, Stopwatch.GetElapsedTime(began));
        activity?.SetTag("numbering.commands", answers.Count);
        var next = 0;
        foreach (var (request, _, count) in batch)
        {
            for (var at = 0; at < count; at++)
            {
                request.Add(answers[next++]);
            }

            if (request.IsComplete)
            {
                request.Complete();
            }
        }

        return true;
    }

    /// <summary>After a commit that answered with an exception: whether the store has it all the same; null if that cannot be told.</summary>
    private bool? WasCommitted(string? book)
    {
        try
        {
            using var session = _store.Read();
            return _deciding.LastAppended is { } last && session.Find(book!)?.Entry(last.Number) is { } entry && entry.Hash == last.Hash;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
