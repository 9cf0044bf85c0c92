namespace NumberingRules.Storage;

/// <summary>Some commands of a request, in order.</summary>
internal readonly record struct Piece(Request Request, int From, int Count)
{
    internal IEnumerable<(Command Command, string? Actor)> Commands
    {
        get
        {
            for (var at = From; at < From + Count; at++)
            {
                yield return (Request.Commands[at], Request.Actor);
            }
        }
    }
}

/// <summary>
/// The requests that wait, book by book. Books take turns, within a batch and from batch to batch, so nobody waits for more
/// than one batch, however much another book has to do. Safe for use by several threads.
/// </summary>
internal sealed class WaitingLine
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Request>> _waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> _turns = new();
    private bool _closed;
    private volatile int _count;

    /// <summary>How many requests wait, those included whose callers have just given up.</summary>
    internal int Count => _count;

    /// <summary>Whether requests that nobody waits for any more are all there is.</summary>
    internal bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0;
            }
        }
    }

    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    internal void Add(Request request)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(Books));
            if (!_waiting.TryGetValue(request.Book, out var queue))
            {
                _waiting.Add(request.Book, queue = new());
                _turns.Enqueue(request.Book);
            }

            queue.Enqueue(request);
            _count++;
        }
    }

    /// <summary>Whether a book has requests that is not in a batch.</summary>
    internal bool HasOthers(Dictionary<string, List<Piece>> batch)
    {
        lock (_gate)
        {
            return _waiting.Keys.Any(book => !batch.ContainsKey(book));
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    /// <summary>The next commands of each book, as many as there is room for. They stay in line until they are answered.</summary>
    /// <param name="room">The most commands.</param>
    internal Dictionary<string, List<Piece>> Take(int room)
    {
        var batch = new Dictionary<string, List<Piece>>(StringComparer.Ordinal);
        lock (_gate)
        {
            // Each book gets its share first; what the others leave goes to those that have more.
            for (var books = _turns.Count; books > 0 && room > 0; books--)
            {
                var book = _turns.Dequeue();
                if (!TryTake(book, Math.Max(1, room / books), out var pieces))
                {
                    continue;
                }

                // Even if nobody waits any more just now: whoever asks next finds the book in line, and relies on its turn.
                _turns.Enqueue(book);
                if (pieces.Count > 0)
                {
                    batch.Add(book, pieces);
                    room -= pieces.Sum(piece => piece.Count);
                }
            }
        }

        return batch;
    }

    /// <summary>Lets go of requests whose callers have given up or wait too long.</summary>
    /// <param name="held">What has kept the writer from writing; null when nothing has.</param>
    internal void Sweep(StoreException? held)
    {
        var now = Environment.TickCount64;
        List<Request> waiting;
        lock (_gate)
        {
            waiting = [.. _waiting.Values.SelectMany(queue => queue)];
        }

        waiting.ForEach(request => request.GiveUpWhenLate(now, held));
        lock (_gate)
        {
            foreach (var (book, queue) in _waiting)
            {
                if (queue.Any(static request => request.IsGone))
                {
                    Keep(queue, queue.Where(static request => !request.IsGone).ToList());
                }
            }
        }
    }

    private void Keep(Queue<Request> queue, List<Request> rest)
    {
        _count -= queue.Count - rest.Count;
        queue.Clear();
        rest.ForEach(queue.Enqueue);
    }

    /// <returns>Whether the book is still in line.</returns>
    private bool TryTake(string book, int room, out List<Piece> pieces)
    {
        pieces = [];
        var queue = _waiting[book];
        while (queue.TryPeek(out var first) && first.IsGone)
        {
            queue.Dequeue();
            _count--;
        }

        if (queue.Count == 0)
        {
            _waiting.Remove(book);
            return false;
        }

        foreach (var request in queue)
        {
            if (room == 0)
            {
                break;
            }

            if (request.Left is > 0 and var left)
            {
                pieces.Add(new(request, request.Answered, Math.Min(room, left)));
                room -= pieces[^1].Count;
            }
        }

        return true;
    }
}
