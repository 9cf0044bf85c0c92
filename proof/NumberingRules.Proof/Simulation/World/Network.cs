namespace NumberingRules.Proof.Simulation;

/// <summary>Carries messages between home and ERP, or does not; in order, or not; once, or twice.</summary>
internal sealed class Network(World world)
{
    /// <summary>How long a caller waits for an answer.</summary>
    internal const int Patience = 400;

    /// <summary>How long one waits that has no limit set: longer than another attempt takes to begin.</summary>
    internal const int LongPatience = 14_000;

    /// <summary>The longest a request is under way.</summary>
    internal const int LongestRequest = 2000;

    private readonly SortedSet<long>[] _underWay = [[], []];
    private readonly Dictionary<string, List<(int Restores, Action Answer)>> _held = [];
    private int _waiting;
    private long _sent;

    /// <summary>Whether anything is under way.</summary>
    internal bool IsBusy => _underWay[0].Count + _underWay[1].Count > 0;

    /// <summary>Whether somebody may still be waiting who has no limit set.</summary>
    internal bool IsAwaited => _waiting > 0;

    /// <summary>A request to the ERP and its answer: the first to come back counts, later ones are told to <paramref name="late"/>.</summary>
    /// <typeparam name="T">What is answered.</typeparam>
    internal Task<T> CallAsync<T>(string what, Func<Served<T>> serve, Action<T> late, int patience = Patience, bool slowly = false)
    {
        // Whoever waits goes on within the event that brings the answer: nothing happens by itself.
        var answer = new TaskCompletionSource<T>();
        _waiting += patience > Patience ? 1 : 0;
        world.Agenda.In(patience, () =>
        {
            _waiting -= patience > Patience ? 1 : 0;
            answer.TrySetException(new NoAnswerException());
        });
        Send(true, what, Serve, slowly);
        return answer.Task;

        void Serve()
        {
            var served = serve();
            for (var times = served.Times; times > 0; times--)
            {
                Hold(served.Until, served.After, () => Send(false, what, () =>
                {
                    if (!answer.TrySetResult(served.Answer))
                    {
                        late(served.Answer);
                    }
                }));
            }
        }
    }

    /// <summary>Whether the ERP has done nothing about an invoice, and the answer that says so is not home yet; what was asked before a restore says nothing of what is asked since.</summary>
    internal bool IsHeld(string invoice) => _held.TryGetValue(invoice, out var answers) && answers.Exists(held => held.Restores == world.Restores);

    /// <summary>Lets the answers go that wait for another attempt about an invoice.</summary>
    /// <returns>Whether any did.</returns>
    internal bool LetGo(string invoice)
    {
        if (!_held.Remove(invoice, out var answers))
        {
            return false;
        }

        foreach (var (_, answer) in answers)
        {
            world.Agenda.In(30, answer);
        }

        return true;
    }

    private void Hold(string? until, int most, Action answer)
    {
        var given = false;
        world.Agenda.In(most, Once);
        if (until is not null)
        {
            _held.TryAdd(until, []);
            _held[until].Add((world.Restores, Once));
        }

        void Once()
        {
            if (!given)
            {
                given = true;
                if (until is not null && _held.TryGetValue(until, out var answers) && answers.RemoveAll(held => held.Answer == Once) > 0 && answers.Count == 0)
                {
                    _held.Remove(until);
                }

                answer();
            }
        }
    }

    /// <summary>One message, to the ERP or from it.</summary>
    /// <param name="toErp">Which way. Requests are under way for a limited time; what the ERP says may come whenever it likes.</param>
    /// <param name="what">What the log calls it.</param>
    /// <param name="arrives">What happens where it arrives.</param>
    /// <param name="slowly">Whether it takes as long as a request can.</param>
    internal void Send(bool toErp, string what, Action arrives, bool slowly = false)
    {
        switch (world.Choices.Below(24))
        {
            case > 3 when slowly:
                world.Count(Trouble.MessageDelayed, what);
                Carry(toErp, what, LongestRequest - 100, arrives, false);
                break;
            case 23:
                world.Count(Trouble.MessageLost, what);
                break;
            case 22:
                world.Count(Trouble.MessageDuplicated, what);
                Carry(toErp, what, Usual(), arrives, false);
                Carry(toErp, what, Usual() * 3, arrives, true);
                break;
            case 21 or 20:
                world.Count(Trouble.MessageDelayed, what);
                Carry(toErp, what, toErp ? 100 * (1 + world.Choices.Below(LongestRequest / 100)) : 250 * (1 + world.Choices.Below(24)), arrives, false);
                break;
            default:
                Carry(toErp, what, Usual(), arrives, false);
                break;
        }
    }

    private int Usual() => 5 + world.Choices.Below(30);

    private void Carry(bool toErp, string what, long time, Action arrives, bool again)
    {
        var (number, waiting) = (_sent++, _underWay[toErp ? 0 : 1]);
        var (disconnects, connects) = (world.Disconnects, world.Connects);
        waiting.Add(number);
        world.Agenda.In(time, () =>
        {
            if (waiting.Min != number)
            {
                world.Count(Trouble.MessageReordered, what);
            }

            waiting.Remove(number);
            if (world.Disconnects > disconnects)
            {
                world.Count(Trouble.DelayedPastDisconnect, what);
            }

            if (world.Connects > connects)
            {
                world.Count(Trouble.DelayedPastReconnect, what);
            }

            world.Log.Add(again ? $"{what} arrives once more" : $"{what} arrives");
            arrives();
        });
    }
}

/// <summary>What a request comes to: the answer, how often it is given, and after how long.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Times">How often it is given.</param>
/// <param name="After">After how many milliseconds.</param>
/// <param name="Until">What it waits for at most so long: the next attempt about this invoice.</param>
internal readonly record struct Served<T>(T Answer, int Times = 1, int After = 0, string? Until = null);

/// <summary>No answer came in time.</summary>
internal sealed class NoAnswerException() : Exception("no answer came");

/// <summary>The ERP lets nobody in.</summary>
internal sealed class DeniedException() : Exception("the ERP lets nobody in");

/// <summary>The process is gone; whatever it was about to do is not done.</summary>
internal sealed class GoneException() : Exception("the process is gone");
