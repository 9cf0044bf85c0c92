namespace NumberingRules.Storage;

/// <summary>A book cannot be as it is configured. The message says everything that is wrong, with the values, and what to do; the book is as it was.</summary>
public sealed class BookConfigurationException : Exception
{
    /// <summary>An exception about a book, or about a configuration that no book was opened with yet.</summary>
    /// <param name="book">The book's name; null if it is about no particular book.</param>
    /// <param name="problems">What is wrong, one problem each, at least one.</param>
    public BookConfigurationException(string? book, IReadOnlyList<string> problems)
        : base($"{(book is null ? "" : $"book '{book}' cannot be as configured. ")}{string.Join(" ", problems ?? throw new ArgumentNullException(nameof(problems)))}") =>
        (Book, Problems) = (book, problems);

    /// <summary>The book's name; null if it is about no particular book.</summary>
    public string? Book { get; }

    /// <summary>What is wrong, one problem each, in words.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Throws if the series cannot be together in any book: there is none, an id is repeated, a format cannot be, or two could print the same text.</summary>
    /// <param name="book">The book's name, for the message; null if they are for no particular book.</param>
    /// <param name="series">The series.</param>
    /// <exception cref="BookConfigurationException">They cannot; the message says which and why.</exception>
    public static void ThrowIfUnsound(string? book, ValueList<SeriesDefinition> series)
    {
        if (series.Count == 0)
        {
            throw new BookConfigurationException(book, ["No series is configured. A book needs at least one; the first is the default, for example new(\"rl\", \"RL-{seq:00000}\")."]);
        }

        NumberingRules.Book.Empty.Do(new Command.Open(series), out var decision);
        if (decision.Rejection == Rejection.SeriesInvalid)
        {
            throw new BookConfigurationException(book, [$"{char.ToUpperInvariant(decision.Detail![0])}{decision.Detail[1..]}. {Explain.Of(Rejection.SeriesInvalid).Remedy}"]);
        }
    }
}
