using System.Collections.Immutable;

namespace NumberingRules.Proof.Histories;

/// <summary>Asks the core in the order the answers give, and fills gaps with calls that were never answered.</summary>
internal sealed class Order
{
    private readonly List<Step> _steps;
    private readonly List<SeenCall> _open;
    private readonly List<SeenCall> _without;
    private readonly long[] _earliestEnd;
    private readonly Dictionary<InvoiceId, Invoice>?[] _nextRegister;
    private (int At, Anomaly Anomaly)? _furthest;

    internal Order(List<Step> steps, List<SeenCall> open, List<SeenCall> without)
    {
        (_steps, _open, _without) = (steps, open, without);
        _earliestEnd = new long[steps.Count + 1];
        _nextRegister = new Dictionary<InvoiceId, Invoice>?[steps.Count + 1];
        _earliestEnd[^1] = long.MaxValue;
        for (var at = steps.Count - 1; at >= 0; at--)
        {
            _earliestEnd[at] = Math.Min(_earliestEnd[at + 1], steps[at].Ended);
            _nextRegister[at] = steps[at].Register is { } register ? register.Invoices.ToDictionary(invoice => invoice.Id) : _nextRegister[at + 1];
        }
    }

    /// <summary>Null if an order was found, otherwise what stood in the way of the one that came furthest.</summary>
    internal Anomaly? Find()
    {
        Stack<Point> points = new([new(0, Book.Empty, [], long.MinValue, false)]);
        for (var tries = 0; points.TryPop(out var point); tries++)
        {
            if (tries > History.MostTries)
            {
                return new(AnomalyKind.Undecided, $"given up at {_steps[_furthest!.Value.At]}: {_furthest.Value.Anomaly.Message}");
            }

            if (!point.HasToFill)
            {
                if (Follow(ref point, points) is not { } anomaly)
                {
                    return null;
                }

                _furthest = _furthest is { } known && known.At >= point.At ? known : (point.At, anomaly);
            }

            foreach (var next in Fillings(point).Reverse())
            {
                points.Push(next);
            }
        }

        return _furthest!.Value.Anomaly;
    }

    /// <summary>
    /// Goes on as long as the next step is explained as it stands. Where it brings about more than one event, a call that was
    /// never answered may have made the first: that is left for later.
    /// </summary>
    /// <returns>What stopped it; null at the end.</returns>
    private Anomaly? Follow(ref Point point, Stack<Point> later)
    {
        for (; point.At < _steps.Count; point = point with { At = point.At + 1, LatestBegin = Math.Max(point.LatestBegin, _steps[point.At].Began) })
        {
            var step = _steps[point.At];
            if (step.Register is { } register)
            {
                if (point.Book.Entries != register.Entries || !point.Book.Invoices.SequenceEqual(register.Invoices))
                {
                    return Diagnosis.OfRegister(point.Book, register, _without);
                }
            }
            else
            {
                var after = point.Book.Do(step.Call!.Command, out var decision);
                if (after.Entries != step.Entry || !Answers(after, step.Call, decision))
                {
                    return Diagnosis.OfCall(point.Book, after, step.Call, decision, _without);
                }

                if (decision.Events.Count > 1 && Eligible(point).Any())
                {
                    later.Push(point with { HasToFill = true });
                }

                point = point with { Book = after };
            }
        }

        return null;
    }

    /// <summary>Calls without an answer that may stand before the step that is not explained.</summary>
    private IEnumerable<Point> Fillings(Point point)
    {
        var room = point.At < _steps.Count ? _steps[point.At].Entry - (_steps[point.At].IsAccepted ? 1 : 0) : 0;
        if (point.Book.Entries >= room)
        {
            yield break;
        }

        foreach (var call in Eligible(point))
        {
            var after = point.Book.Do(call.Command, out var decision);
            if (decision.Outcome == Outcome.Accepted && after.Entries <= room && Fits(after, call.Command, _nextRegister[point.At]))
            {
                yield return new(point.At, after, point.Used.Add(call), Math.Max(point.LatestBegin, call.Began), false);
            }
        }
    }

    private IEnumerable<SeenCall> Eligible(Point point) => _open.TakeWhile(call => call.Began <= _earliestEnd[point.At])
        .Where(call => call.Ended >= point.LatestBegin && !point.Used.Contains(call));

    /// <summary>Whether what a call made of its invoice is a beginning of what the next register shows.</summary>
    private static bool Fits(Book book, Command command, Dictionary<InvoiceId, Invoice>? register)
    {
        if (register is null || command is not Command.OnInvoice { Invoice: var id } || book.Find(id) is not { } made)
        {
            return true;
        }

        return register.TryGetValue(id, out var seen) && seen.Appeared == made.Appeared && seen.Claims.Take(made.Claims.Count).SequenceEqual(made.Claims);
    }

    private static bool Answers(Book book, SeenCall call, Decision decision)
    {
        var invoice = call.Command is Command.OnInvoice { Invoice: var id } ? book.Find(id) : null;
        var answer = call.Answer!;
        return decision.Outcome == answer.Outcome && decision.Rejection == answer.Rejection
            && (invoice is null ? null : Numbering.Authority(book.Header, invoice).Number?.Text) == answer.Number && (invoice?.Attempt ?? 0) == answer.Attempt;
    }

    /// <summary>How far an order has come.</summary>
    /// <param name="At">The step that comes next.</param>
    /// <param name="Book">The book before it.</param>
    /// <param name="Used">The calls without an answer that stand in it.</param>
    /// <param name="LatestBegin">When the latest call in it began.</param>
    /// <param name="HasToFill">Whether another call has to stand before the next step.</param>
    private readonly record struct Point(int At, Book Book, ImmutableHashSet<SeenCall> Used, long LatestBegin, bool HasToFill);
}
