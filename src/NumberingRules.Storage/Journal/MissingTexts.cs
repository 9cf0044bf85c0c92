namespace NumberingRules.Storage;

/// <summary>
/// Which free texts a journal lacks, and which of them its entries say were erased. A text that is missing otherwise was
/// deleted; one that was erased must not be there.
/// </summary>
/// <remarks>An export without an identity was written before erasures became entries: there, missing texts count as erased.</remarks>
/// <param name="areTold">Whether every erasure is an entry, with or without an identity: in a store, which tells older ones when it is brought up.</param>
internal sealed class MissingTexts(bool areTold)
{
    private readonly SortedSet<long> _missing = [];
    private readonly List<long> _present = [];

    /// <summary>The book's identity, and the entry that brought it.</summary>
    internal (Guid? Identity, long Entry) Identity { get; private set; }

    /// <summary>How many texts were erased.</summary>
    internal long Erased { get; private set; }

    /// <summary>The first entry whose text was deleted; null when none was.</summary>
    internal long? Deleted => (areTold || Identity.Entry > 0) && _missing.Count > 0 ? _missing.Min : null;

    /// <summary>The entries whose texts are missing and not told as erased, as runs.</summary>
    internal ValueList<EntryRun> Runs => [.. EntryRuns.Of(_missing)];

    /// <summary>Takes note of what was erased while the journal was read: entries behind its end say so.</summary>
    internal void Forgive(Event.Erased erased)
    {
        foreach (var (first, last) in erased.Runs)
        {
            _missing.GetViewBetween(first, Math.Max(first, last)).Clear();
        }
    }

    /// <summary>Takes note of the next entry.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    internal string? Add(in CheckedEntry entry)
    {
        if (entry.Body.Identity is not null)
        {
            if (Identity.Entry > 0)
            {
                return "brings an identity of the book, which has one already";
            }

            Identity = (entry.Body.Identity, entry.Body.Number);
        }

        if (entry.IsErased)
        {
            Erased++;
            _missing.Add(entry.Body.Number);
        }
        else if (entry.Body.Text is not null)
        {
            _present.Add(entry.Body.Number);
        }

        foreach (var (first, last) in (entry.Body.Event as Event.Erased)?.Runs ?? default)
        {
            if (first < 1 || last < first || last >= entry.Body.Number)
            {
                return $"says that the texts of entries {first} to {last} were erased, which are not entries before it";
            }

            var at = _present.BinarySearch(first);
            if ((at < 0 ? ~at : at) is var next && next < _present.Count && _present[next] <= last)
            {
                return $"says that the text of entry {_present[next]} was erased, and it is there";
            }

            _missing.GetViewBetween(first, last).Clear();
        }

        return null;
    }
}

/// <summary>Numbers of entries as runs.</summary>
internal static class EntryRuns
{
    internal static IEnumerable<EntryRun> Of(IEnumerable<long> ascending)
    {
        var (first, last) = (0L, 0L);
        foreach (var number in ascending)
        {
            if (first > 0 && number != last + 1)
            {
                yield return new(first, last);
                first = 0;
            }

            (first, last) = (first == 0 ? number : first, number);
        }

        if (first > 0)
        {
            yield return new(first, last);
        }
    }
}
