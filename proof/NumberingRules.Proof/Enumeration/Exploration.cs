namespace NumberingRules.Proof.Enumeration;

/// <summary>What an enumeration saw.</summary>
internal sealed record Seen(Scope Scope, long States, int Depth, bool IsComplete, long Accepted, long Unchanged, long Rejected, double Seconds, Violation? Violation)
{
    internal long Steps => Accepted + Unchanged + Rejected;
}

/// <summary>
/// Breadth first over every state of a scope: each command of the alphabet decided in each state, every law looked at
/// in every state and in every step. Ends behind the first depth at which a law is broken.
/// </summary>
internal sealed class Exploration(Rules rules, Scope scope)
{
    private const int Portion = 64;

    private readonly Repeating _repeating = new(rules, scope);
    private readonly Lock _telling = new();
    private Violation? _violation;
    private long _accepted;
    private long _unchanged;
    private long _rejected;

    internal Encoding Encoding { get; } = new(scope);

    internal Alphabet Alphabet { get; } = new(scope);

    internal StateSet States { get; } = new();

    internal Seen Run(int threads)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var root = Encoding.Encode(BookHeader.Unopened, Places.None, []);
        States.TryAdd(root, root);
        Packed[] frontier = [root];
        var depth = 0;
        for (; frontier.Length > 0 && depth < (scope.Depth ?? int.MaxValue) && _violation is null; depth++)
        {
            frontier = Level(frontier, threads, (worker, state, found) => worker.Expand(state, found));
        }

        // The last states of a bounded scope are not left without having been looked at.
        var rest = frontier;
        if (_violation is null)
        {
            Level(rest, threads, (worker, state, _) => worker.LookAt(state));
        }

        return new(scope, States.Count, depth, rest.Length == 0, _accepted, _unchanged, _rejected, clock.Elapsed.TotalSeconds, _violation);
    }

    private Packed[] Level(Packed[] frontier, int threads, Action<Worker, Packed, List<Packed>> visit)
    {
        var next = 0;
        var found = new List<Packed>[threads];
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, thread =>
        {
            var worker = new Worker(this);
            found[thread] = [];
            for (int from; (from = Interlocked.Add(ref next, Portion) - Portion) < frontier.Length;)
            {
                for (var at = from; at < Math.Min(from + Portion, frontier.Length); at++)
                {
                    visit(worker, frontier[at], found[thread]);
                }
            }

            lock (_telling)
            {
                (_accepted, _unchanged, _rejected) = (_accepted + worker.Accepted, _unchanged + worker.Unchanged, _rejected + worker.Rejected);
            }
        });
        return [.. found.SelectMany(states => states)];
    }

    private void Tell(string? law, Packed state, Command? command)
    {
        if (law is null)
        {
            return;
        }

        lock (_telling)
        {
            // One of those at the least depth; which one must not depend on the threads, as far as its words go.
            if (_violation is null || string.CompareOrdinal(law + command, _violation.Law + _violation.Command) < 0)
            {
                _violation = new(law, state, command);
            }
        }
    }

    private sealed class Worker(Exploration all)
    {
        private readonly Judge _judge = new(all.Rules, all.Scope, all._repeating);

        internal long Accepted { get; private set; }

        internal long Unchanged { get; private set; }

        internal long Rejected { get; private set; }

        internal void LookAt(Packed state)
        {
            all.Encoding.Show(state, _judge.Before);
            all.Tell(_judge.State(), state, null);
        }

        internal void Expand(Packed state, List<Packed> found)
        {
            LookAt(state);
            all.Encoding.Show(state, _judge.Backwards);
            foreach (var command in all.Alphabet.On(_judge.Before.Invoices))
            {
                var (decision, after, law) = _judge.Step(command);
                all.Tell(law, state, command);
                switch (decision?.Outcome)
                {
                    case Outcome.Accepted when after is not null:
                        Accepted++;
                        var next = all.Encoding.Successor(state, _judge.Before, after, decision.Events);
                        if (next != state && all.States.TryAdd(next, state))
                        {
                            found.Add(next);
                        }

                        break;
                    case Outcome.Unchanged:
                        Unchanged++;
                        break;
                    default:
                        Rejected++;
                        break;
                }
            }
        }
    }

    internal Rules Rules => rules;

    internal Scope Scope => scope;
}
