using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Walks;

/// <summary>A journal of invoices that were created, approved, sent and confirmed, sealed and chained, in memory.</summary>
internal static class BigJournal
{
    internal const string Book = "book";

    private static readonly DateTimeOffset Start = new(2026, 3, 9, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The entries, in pieces of which each keeps its bodies in one array.</summary>
    internal static List<StoredEntry[]> Of(int entries)
    {
        var pieces = new List<StoredEntry[]>();
        var hash = Chain.Start(Book);
        var writer = new EntryWriter();
        var number = 0L;
        foreach (var some in SampleBooks.Happened().Take(entries).Chunk(4096))
        {
            var bodies = new List<byte>(some.Length * 160);
            var piece = new StoredEntry[some.Length];
            var ends = new int[some.Length];
            for (var at = 0; at < some.Length; at++)
            {
                var body = writer.Write(++number, Start.AddTicks(number), some[at], [], null);
                hash = Chain.Link(hash, body);
                bodies.AddRange(body);
                ends[at] = bodies.Count;
                piece[at] = new(number, default, hash, null);
            }

            byte[] all = [.. bodies];
            for (var at = 0; at < some.Length; at++)
            {
                var begin = at == 0 ? 0 : ends[at - 1];
                piece[at] = piece[at] with { Body = all.AsMemory(begin, ends[at] - begin) };
            }

            pieces.Add(piece);
        }

        return pieces;
    }
}
