using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NumberingRules.Storage;

/// <summary>
/// The one writer of a database, across its books: it takes whatever has queued up while it wrote the last batch, and
/// writes that in one transaction. There is no timer: under light load a batch is one command.
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
    private List<Request> _queue = [];
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
        bool wake;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(Books));
            wake = _queue.Count == 0;
            _queue.Add(request);
        }

        if (_thread is null)
        {
            WriteQueued();
            return;
        }

        if (wake)
        {
            _queued.Release();
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
        _deciding.Dispose();
        _queued.Dispose();
    }

    /// <summary>Writes requests in batches until each has its answers.</summary>
    private void Write(List<Request> requests)
    {
        var at = 0;
        while (at < requests.Count)
        {
            List<(Request Request, int From, int Count)> batch = [];
            for (var room = _largestBatch; room > 0 && at < requests.Count;)
            {
                var from = requests[at].Answered;
                var count = Math.Min(room, requests[at].Commands.Count - from);
                batch.Add((requests[at], from, count));
                room -= count;
                if (from + count < requests[at].Commands.Count)
                {
                    break;
                }

                at++;
            }

            if (!TryWrite(batch, out var trouble))
            {
                OneByOne(batch, trouble);
            }

            // A request that failed does not go on with its other commands.
            at += at < requests.Count && requests[at].Done.IsCompleted ? 1 : 0;
        }
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
                else if (!TryWrite([(request, at, 1)], out var own))
                {
                    request.Fail(own);
                }
            }
        }
    }

    private bool TryWrite(List<(Request Request, int From, int Count)> batch, out Exception trouble)
    {
        using var activity = Diagnostics.Source.StartActivity("NumberingRules.Write");
        var began = Stopwatch.GetTimestamp();
        List<Answer> answers = [];
        string? lastAccepted = null;
        var committing = false;
        try
        {
            using var session = _store.Write();
            foreach (var (request, from, count) in batch)
            {
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
            request.Add(answers.GetRange(next, count));
            next += count;
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
