namespace NumberingRules.Tests.Laws;

/// <summary>What decides commands: the implementation that a law judges.</summary>
internal delegate Decision Decider(IBookView book, Command command);

/// <summary>What tells which number counts: the implementation that a law judges.</summary>
internal delegate Authority Answerer(BookHeader book, Invoice invoice);

/// <summary>One command of a story: the book before, what became of the command, the book after.</summary>
internal sealed record Step(Book Before, Command Command, Decision Decision, Book After);

/// <summary>What a decider makes of a script.</summary>
internal sealed class Story
{
    private Story(IReadOnlyList<Step> steps) => Steps = steps;

    internal IReadOnlyList<Step> Steps { get; }

    /// <summary>The book before the first command and after each that changed it.</summary>
    internal IEnumerable<Book> Books => Steps.Select(step => step.After).Prepend(Book.Empty).Distinct(ReferenceEqualityComparer.Instance).Cast<Book>();

    internal IEnumerable<Event> Events => Steps.SelectMany(step => step.Decision.Events);

    internal Book End => Steps.Count == 0 ? Book.Empty : Steps[^1].After;

    internal static Story Of(Decider decide, Script script, Book? start = null)
    {
        var steps = new List<Step>();
        var book = start ?? Book.Empty;
        foreach (var command in script.Commands)
        {
            var decision = decide(book, command);
            var after = book.After(decision.Events);
            steps.Add(new(book, command, decision, after));
            book = after;
        }

        return new(steps);
    }
}
