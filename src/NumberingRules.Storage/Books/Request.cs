namespace NumberingRules.Storage;

/// <summary>Commands somebody waits for. While it is queued it can be cancelled; once taken, what is committed stays.</summary>
internal sealed class Request
{
    private readonly TaskCompletionSource<IReadOnlyList<Answer>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Answer> _answers;
    private readonly CancellationTokenRegistration _cancellation;
    private int _taken;

    internal Request(string book, IReadOnlyList<Command> commands, string? actor, CancellationToken cancellation)
    {
        (Book, Commands, Actor) = (book, commands, actor);
        _answers = new(commands.Count);
        if (cancellation.CanBeCanceled)
        {
            _cancellation = cancellation.Register(() =>
            {
                if (TryTake())
                {
                    _done.TrySetCanceled(cancellation);
                }
            });
        }
    }

    internal string Book { get; }

    internal IReadOnlyList<Command> Commands { get; }

    internal string? Actor { get; }

    internal Task<IReadOnlyList<Answer>> Done => _done.Task;

    /// <summary>How many of its commands have an answer that lasts.</summary>
    internal int Answered => _answers.Count;

    internal bool IsComplete => _answers.Count == Commands.Count;

    /// <summary>Whether it is now the writer's: false if it was cancelled before.</summary>
    internal bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    internal void Add(Answer committed) => _answers.Add(committed);

    internal void Complete()
    {
        _cancellation.Dispose();
        _done.TrySetResult(_answers);
    }

    internal void Fail(Exception e)
    {
        _cancellation.Dispose();
        _done.TrySetException(e);
    }
}
