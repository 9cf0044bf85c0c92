namespace NumberingRules.Storage;

/// <summary>Some commands of a request, in order.</summary>
internal readonly record struct Piece(Request Request, int From, int Count)
{
    internal void AddTo(List<(Command Command, string? Actor)> commands)
    {
        for (var at = From; at < From + Count; at++)
        {
            commands.Add((Request.Commands[at], Request.Actor));
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
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private string? _passedOver;
    private bool _closed;
    private volatile int _count;
    private volatile int _takenCount;

    /// <summary>How many requests wait to be taken, those included whose callers have just given up.</summary>
    internal int Count => _count - _takenCount;

    /// <summary>Whether there is nothing to take.</summary>
    /// <param name="alsoHeld">Whether a book that another transaction holds may be taken.</param>
    internal bool IsEmpty(bool alsoHeld = true)
    {
        lock (_gate)
        {
            return alsoHeld || _held.Count == 0
                ? _waiting.Count <= _taken.Count
                : !_waiting.Keys.Any(book => !_taken.ContainsKey(book) && !_held.Contains(book));
        }
    }

    /// <returns>Whether it was not closed yet.</returns>
    internal bool TryAdd(Request request)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            if (!_waiting.TryGetValue(request.Book, out var queue))
            {
                _waiting.Add(request.Book, queue = new());
                _turns.Enqueue(request.Book);
            }

            queue.Enqueue(request);
            _count++;
            return true;
        }
    }

    /// <summary>Notes whether another transaction holds a book: then it is written by itself until it is free again.</summary>
    internal void SetHeld(string book, bool held)
    {
        lock (_gate)
        {
            _ = held ? _held.Add(book) : _held.Remove(book);
        }
    }

    /// <summary>Lets go of requests that were answered, so that those who wait can be counted.</summary>
    internal void DropAnswered(IEnumerable<string> books)
    {
        lock (_gate)
        {
            foreach (var book in books)
            {
                if (_taken.TryGetValue(book, out var taken))
                {
                    _taken[book] = 0;
                    _takenCount -= taken;
                }

                if (_waiting.TryGetValue(book, out var queue))
                {
                    DropGone(queue);
                }
            }
        }
    }

    /// <summary>Gives books back that were taken.</summary>
    internal void Release(List<string> books)
    {
        DropAnswered(books);
        lock (_gate)
        {
            books.ForEach(book => _taken.Remove(book));
        }
    }

    /// <summary>Whether a batch is of a book that another transaction held when it was wanted last.</summary>
    internal bool IsHeld(Dictionary<string, List<Piece>> batch)
    {
        lock (_gate)
        {
            return batch.Count == 1 && _held.Count > 0 && _held.Contains(batch.Keys.First());
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    /// <summary>
    /// The next commands of each book, as many as there is room for. They stay in line until they are answered; nobody else
    /// takes the books until they are given back. A command larger than a batch ends the one before it and comes alone.
    /// </summary>
    /// <param name="room">The most commands; those that hold together count one by one.</param>
    /// <param name="alsoHeld">Whether a book that another transaction holds may be taken; it comes alone.</param>
    internal Dictionary<string, List<Piece>> Take(int room, bool alsoHeld = true)
    {
        var (largest, batch) = (room, new Dictionary<string, List<Piece>>(StringComparer.Ordinal));
        lock (_gate)
        {
            if (alsoHeld && _passedOver is not null)
            {
                for (var books = _turns.Count; books > 0 && _turns.Peek() != _passedOver; books--)
                {
                    _turns.Enqueue(_turns.Dequeue());
                }

                _passedOver = null;
            }

            // Each book gets its share first; what the others leave goes to those that have more.
            for (var books = _turns.Count; books > 0 && room > 0; books--)
            {
                var book = _turns.Peek();
                var isHeld = _held.Contains(book);
                if (_taken.ContainsKey(book) || (isHeld && (batch.Count > 0 || !alsoHeld)))
                {
                    // It comes alone, and where the others never rest it would never come.
                    _passedOver ??= isHeld && alsoHeld && !_taken.ContainsKey(book) ? book : null;
                    _turns.Enqueue(_turns.Dequeue());
                    continue;
                }

                var queue = _waiting[book];
                DropGone(queue);
                if (queue.Count == 0)
                {
                    _waiting.Remove(book);
                    _held.Remove(book);
                    _turns.Dequeue();
                    continue;
                }

                if (batch.Count > 0 && SizeOf(queue.Peek().Commands[queue.Peek().Answered], largest) > largest)
                {
                    break;
                }

                var (pieces, size) = Take(queue, isHeld ? room : Math.Max(1, room / books), largest);
                // Even if nobody waits any more just now: whoever asks next finds the book in line, and relies on its turn.
                _turns.Enqueue(_turns.Dequeue());
                if (pieces.Count > 0)
                {
                    batch.Add(book, pieces);
                    room -= size;
                    if (isHeld)
                    {
                        break;
                    }
                }
            }

            foreach (var (book, pieces) in batch)
            {
                _taken[book] = pieces.Count;
                _takenCount += pieces.Count;
            }
        }

        return batch;
    }

    /// <summary>Lets go of requests whose callers have given up or wait too long.</summary>
    /// <param name="now">The time; <see cref="long.MaxValue"/> lets go of all.</param>
    /// <param name="held">What has kept the writer from writing; null when nothing has.</param>
    /// <param name="only">The one book to look at; null for all.</param>
    internal void Sweep(long now, StoreException? held, string? only = null)
    {
        List<Request> waiting;
        lock (_gate)
        {
            waiting = [.. _waiting.Where(book => only is null || book.Key == only).SelectMany(book => book.Value)];
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

    private void DropGone(Queue<Request> queue)
    {
        while (queue.TryPeek(out var first) && first.IsGone)
        {
            queue.Dequeue();
            _count--;
        }
    }

    /// <summary>The first commands that wait, as many as there is room for; one at least.</summary>
    private static (List<Piece> Pieces, int Size) Take(Queue<Request> queue, int room, int largest)
    {
        List<Piece> pieces = [];
        var taken = 0;
        foreach (var request in queue)
        {
            var (from, left, count) = (request.Answered, request.Left, 0);
            for (; count < left && taken < room; count++)
            {
                var size = SizeOf(request.Commands[from + count], largest);
                if (taken > 0 && size > largest)
                {
                    break;
                }

                taken += size;
            }

            if (count > 0)
            {
                pieces.Add(new(request, from, count));
            }

            if (count < left)
            {
                break;
            }
        }

        return (pieces, taken);
    }

    /// <summary>How many commands hold together. A disconnect may number all that was imported: nobody else is to wait for it.</summary>
    private static int SizeOf(Command command, int largest) => command switch
    {
        Command.Together together when !together.Commands.Any(static one => one is Command.Disconnect) => together.Commands.Count,
        Command.Together or Command.Disconnect => largest + 1,
        _ => 1,
    };
}
