namespace NumberingRules.Proof.Enumeration;

/// <summary>What is judged: what decides commands, what tells which number counts, what folds an event.</summary>
internal sealed record Rules(
    Func<IBookView, Command, Decision> Decide,
    Func<BookHeader, Invoice, Authority> Answer,
    Action<Register, Event> Fold)
{
    /// <summary>The library's own.</summary>
    internal static Rules Real { get; } = new(Numbering.Decide, Numbering.Authority, static (book, happened) => book.Apply(happened));
}

/// <summary>A law that does not hold, and where: in a state, or in the step that a command makes from it.</summary>
internal sealed record Violation(string Law, Packed State, Command? Command);
