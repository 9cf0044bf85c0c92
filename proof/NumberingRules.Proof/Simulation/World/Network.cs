namespace NumberingRules.Proof.Simulation;

/// <summary>Carries messages between home and ERP, or does not; in order, or not; once, or twice.</summary>
internal sealed class Network(World world)
{
    /// <summary>How long a caller waits for an answer.</summary>
    internal const int Patience = 400;

    /// <summary>The longest a request is under way.</summary>
    internal const int LongestRequest = 2000;

    private readonly SortedSet<long>[] _underWay = [[], []];
    private long _sent;

    /// <summary>Whether anything is under way.</summary>
    internal bool IsBusy => _underWay[0].Count + _underWay[1].Count > 0;

    /// <summary>A request to the ERP and its answer: the first to come back counts, later ones are told to <paramref name="late"/>.</summary>
    /// <typeparam name="T">What is answered.</typeparam>
    internal Task<T> CallAsync<T>(string what, Func<Served<T>> serve, Action<T> late)
    {
        // Whoever waits goes on within the event that brings the answer: nothing happens by itself.
        var answer = new TaskCompletionSource<T>();
        world.Agenda.In(Patience, () => answer.TrySetException(new NoAnswerException()));
        Send(true, what, () =>
        {
            var served = serve();
            for (var times = served.Times; times > 0; times--)
            {
                world.Agenda.In(served.After, () => Send(false, what, () =>
                {
                    if (!answer.TrySetResult(served.Answer))
                    {
                        late(served.Answer);
                    }
                }));
            }
        });
        return answer.Task;
    }

    /// <summary>One message, to the ERP or from it.</summary>
    /// <param name="toErp">Which way. Requests are under way for a limited time; what the ERP says may come whenever it likes.</param>
    /// <param name="what">What the log calls it.</param>
    /// <param name="arrives">What happens where it arrives.</param>
    internal void Send(bool toErp, string what, Action arrives)
    {
        switch (world.Choices.Below(24))
        {
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
internal readonly record struct Served<T>(T Answer, int Times = 1, int After = 0);

/// <summary>No answer came in time.</summary>
internal sealed class NoAnswerException() : Exception("no answer came");

/// <summary>The ERP lets nobody in.</summary>
internal sealed class DeniedException() : Exception("the ERP lets nobody in");

/// <summary>The process is gone; whatever it was about to do is not done.</summary>
internal sealed class GoneException() : Exception("the process is gone");
