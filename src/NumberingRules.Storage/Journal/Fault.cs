namespace NumberingRules.Storage;

/// <summary>The first thing that is wrong with a journal. Equality is by value.</summary>
/// <param name="Entry">The entry, from 1; null when it lies before the first or in no single one.</param>
/// <param name="What">A sentence that names the entry, what was expected and what was found.</param>
public sealed record Fault(long? Entry, string What)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => What;

    internal static Fault In(long entry, string problem) => new(entry, new JournalException(entry, problem).Message);
}
