using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Proof.PowerLoss;

/// <summary>What a run came to: the entries of each book by their hashes. A file found after a power loss must hold a beginning of it.</summary>
internal sealed class Timeline
{
    private readonly Dictionary<string, List<EntryHash>> _hashes = [];

    /// <summary>Reads what the run left behind, and holds the answers against it.</summary>
    /// <returns>The timeline, and what an answer said that never was; null when there is nothing of the kind.</returns>
    internal static async Task<(Timeline Timeline, string? Fault)> OfAsync(string file, IEnumerable<Ack> acks)
    {
        var timeline = new Timeline();
        await using var books = new Books(new SqliteStore(file));
        foreach (var name in await books.NamesAsync())
        {
            timeline._hashes[name] = [.. (await books[name].EntriesAsync(0, int.MaxValue)).Select(entry => entry.Hash)];
        }

        foreach (var ack in acks)
        {
            if (await ImageCheck.ContradictsAsync(books, ack) is { } fault)
            {
                return (timeline, fault);
            }
        }

        return (timeline, null);
    }

    /// <summary>Whether a book had this head once.</summary>
    internal bool Holds(string book, long entries, EntryHash hash) =>
        entries == 0 || (_hashes.TryGetValue(book, out var hashes) && entries <= hashes.Count && hashes[(int)entries - 1] == hash);
}
