using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>Commands somebody waits for. Until one of them is being appended the caller can give up; from then on what is committed stays.</summary>
internal sealed class Request
{
    private const int Free = 0;
    private const int Appending = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<IReadOnlyList<Answer>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Answer> _answers;
    private readonly TimeSpan _wait;
    private long _deadline;
    private readonly CancellationToken _token;
    private readonly CancellationTokenRegistration _cancellation;
    private int _state;

    /// <param name="book">The book.</param>
    /// <param name="commands">The commands.</param>
    /// <param name="actor">Who does them.</param>
    /// <param name="began">When the caller began to wait, by <see cref="Environment.TickCount64"/>: perhaps for room in the line.</param>
    /// <param name="wait">How long the caller waits; infinite for ever.</param>
    /// <param name="cancellation">Gives up.</param>
    internal Request(string book, IReadOnlyList<Command> commands, string? actor, long began, TimeSpan wait, CancellationToken cancellation)
    {
        (Book, Commands, Actor, _token, Caller) = (book, commands, actor, cancellation, Diagnostics.Caller);
        _answers = new(Math.Min(commands.Count, 4096));
        _wait = wait;
        WaitFrom(began);
        if (cancellation.CanBeCanceled)
        {
            _cancellation = cancellation.Register(static state =>
            {
                var (request, token) = ((Request, CancellationToken))state!;
                if (request.TryGiveUp())
                {
                    request._done.TrySetCanceled(token);
                }
            }, (this, cancellation));
        }
    }

    internal string Book { get; }

    internal IReadOnlyList<Command> Commands { get; }

    internal string? Actor { get; }

    /// <summary>Where the caller stands in its trace.</summary>
    internal ActivityContext Caller { get; }

    internal Task<IReadOnlyList<Answer>> Done => _done.Task;

    internal bool IsDone => _done.Task.IsCompleted;

    /// <summary>Whether the writer has nothing more to do for it: it is answered, or its book's trouble is looked into.</summary>
    internal bool IsGone => IsDone || IsApart;

    /// <summary>Whether the trouble of its book is looked into, and it is answered then.</summary>
    internal bool IsApart { get; set; }

    /// <summary>How many of its commands have an answer that lasts.</summary>
    internal int Answered => _answers.Count;

    internal int Left => IsGone ? 0 : Commands.Count - _answers.Count;

    /// <summary>From now on the caller cannot give up; false if that has happened already.</summary>
    internal bool TryBeginAppending() => Interlocked.CompareExchange(ref _state, Appending, Free) != GivenUp;

    /// <summary>The caller can give up again: what is left has not been appended.</summary>
    internal void EndAppending()
    {
        // A caller who has given up may not have been told yet.
        Interlocked.CompareExchange(ref _state, Free, Appending);

        // The token speaks once, and what was being appended then did not listen.
        if (_token.IsCancellationRequested && !IsDone && TryGiveUp())
        {
            _done.TrySetCanceled(_token);
        }
    }

    /// <summary>Gives up for the caller if its time is over.</summary>
    internal void GiveUpWhenLate(long now, StoreException? held)
    {
        if (now >= _deadline && TryGiveUp())
        {
            Fail(held is { Trouble: not StoreTrouble.Busy } ? held : new StoreException(StoreTrouble.Busy, $"book '{Book}': another process or transaction, perhaps your own open one (then use DoWithinAsync), has held the book for as long as a caller waits (BooksOptions.Wait). {(Answered == 0 ? "Nothing of this was written; try" : "Try")} again"));
        }
    }

    internal void Add(Answer committed)
    {
        _answers.Add(committed);

        // Many commands take many batches: the limit is for each.
        WaitFrom(Environment.TickCount64);
        if (_answers.Count == Commands.Count)
        {
            LetGo();
            _done.TrySetResult(_answers);
        }
    }

    /// <summary>From now on nothing more is appended; false if something is at this moment.</summary>
    private bool TryGiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, Free) == Free;

    private void WaitFrom(long began) => _deadline = _wait == Timeout.InfiniteTimeSpan ? long.MaxValue : began + (long)_wait.TotalMilliseconds;

    /// <summary>Nothing listens to the caller's token any more.</summary>
    internal void LetGo() => _cancellation.Unregister();

    internal void Fail(Exception e)
    {
        LetGo();
        _done.TrySetException(Answered > 0 && e is StoreException { Trouble: var trouble } ? new StoreException(trouble, string.Create(
            CultureInfo.InvariantCulture, $"the first {Answered} of {Commands.Count} commands have an answer that stays, and change nothing when they are asked again; then: {e.Message}"), e) : e);
    }
}
