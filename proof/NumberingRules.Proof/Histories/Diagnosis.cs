namespace NumberingRules.Proof.Histories;

/// <summary>Says of what kind it is when a step is not explained, and which calls it concerns.</summary>
internal static class Diagnosis
{
    internal static Anomaly OfCall(Book before, Book after, SeenCall call, Decision decision, List<SeenCall> without)
    {
        var answer = call.Answer!;
        if (answer.Number is { } number && answer.Outcome == Outcome.Accepted && call.Command is Command.OnInvoice { Invoice: var id } && HolderOf(before, number) is { } holder && holder != id)
        {
            return new(AnomalyKind.Duplicate, $"{call} was given the number that {holder} has");
        }

        var last = answer.Entry - (answer.Outcome == Outcome.Accepted ? Math.Max(1, decision.Events.Count) : 0);
        if (before.Entries < last)
        {
            return Unexplained(before, last, call.ToString(), call.Ended, without);
        }

        return answer.Rejection == Rejection.InvoiceUnknown || (answer.Number is null && answer.Outcome == Outcome.Unchanged)
            ? new(AnomalyKind.Lost, $"{call}: the rules say {decision.Outcome} {decision.Rejection}, what it asks for is there")
            : new(AnomalyKind.Wrong, $"{call}: the rules say {decision.Outcome} {decision.Rejection} and entry {after.Entries}");
    }

    internal static Anomaly OfRegister(Book book, SeenRegister register, List<SeenCall> without)
    {
        if (register.Entries > book.Entries)
        {
            return Unexplained(book, register.Entries, register.ToString(), register.Ended, without);
        }

        var seen = register.Invoices.ToDictionary(invoice => invoice.Id);
        var missing = book.Invoices.FirstOrDefault(invoice => !seen.ContainsKey(invoice.Id));
        if (missing is not null)
        {
            return new(AnomalyKind.Lost, $"{register} lacks {missing.Id}, which was acknowledged");
        }

        var added = register.Invoices.FirstOrDefault(invoice => book.Find(invoice.Id) is null);
        var other = register.Invoices.FirstOrDefault(invoice => book.Find(invoice.Id) != invoice);
        return added is not null
            ? new(AnomalyKind.Resurrected, $"{register} has {added.Id}, which no call made")
            : new(AnomalyKind.Wrong, $"{register}: {other?.Id} is not as its calls made it");
    }

    /// <summary>Entries that no call which may stand there explains: perhaps one that must not.</summary>
    private static Anomaly Unexplained(Book book, long upTo, string where, long ended, List<SeenCall> without)
    {
        var culprit = without.FirstOrDefault(call => call.Began <= ended && book.Do(call.Command, out var decision).Entries <= upTo && decision.Outcome == Outcome.Accepted);
        return culprit is not null
            ? new(AnomalyKind.Resurrected, $"{where}: entries {book.Entries + 1} to {upTo} are explained only by {culprit}")
            : new(AnomalyKind.Gap, $"{where}: no call explains entries {book.Entries + 1} to {upTo}");
    }

    private static InvoiceId? HolderOf(Book book, string number) => book.HolderOf(new InvoiceNumber(number));
}
