namespace NumberingRules.Proof.Histories;

/// <summary>How a call ended, as far as its caller knows.</summary>
public enum Fate
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>No answer came: it may have taken effect once, or never.</summary>
    Unknown,

    /// <summary>The caller took it back (rolled its transaction back): it must never take effect.</summary>
    Undone,
}

/// <summary>What an answer said.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Rejection">The reason of a rejection.</param>
/// <param name="Number">The authoritative number, if the answer carried one.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Entry">The last entry of the book after the command: every answer of a book carries it.</param>
public sealed record SeenAnswer(Outcome Outcome, Rejection? Rejection, string? Number, long Attempt, long Entry);

/// <summary>A call as its caller saw it. Times are of one clock, whatever its unit.</summary>
/// <param name="Caller">Who called; only for messages.</param>
/// <param name="Book">The book.</param>
/// <param name="Command">What was asked.</param>
/// <param name="Began">When it was asked.</param>
/// <param name="Ended">When the answer was there, or the caller was known to be dead; <see cref="long.MaxValue"/> if neither.</param>
/// <param name="Fate">How it ended.</param>
/// <param name="Answer">The answer, if there was one.</param>
public sealed record SeenCall(string Caller, string Book, Command Command, long Began, long Ended, Fate Fate, SeenAnswer? Answer)
{
    /// <summary>Who, what, and what came of it.</summary>
    public override string ToString() => Answer is null ? $"[{Caller}: {Command}, {Fate}]" : $"[{Caller}: {Command} → {Answer.Outcome} {Answer.Rejection} {Answer.Number} at entry {Answer.Entry}]";
}

/// <summary>A book's register as somebody read it, all at one moment.</summary>
/// <param name="Book">The book.</param>
/// <param name="Began">When the reading began.</param>
/// <param name="Ended">When it had ended.</param>
/// <param name="Entries">How many entries the book had.</param>
/// <param name="Invoices">The invoices in order of appearance.</param>
public sealed record SeenRegister(string Book, long Began, long Ended, long Entries, IReadOnlyList<Invoice> Invoices)
{
    /// <summary>What was read, in short.</summary>
    public override string ToString() => $"[the register read at entry {Entries}, {Invoices.Count} invoices]";
}
