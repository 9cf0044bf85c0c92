using System.Diagnostics;
using System.Globalization;
using NumberingRules.Benchmarks.Durable;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Walks;

/// <summary>
/// A journal replayed into state, beside reading its entries alone and folding them alone: <c>--replay ENTRIES ROUNDS</c>.
/// The three take turns.
/// </summary>
internal static class ReplayRun
{
    // So many events are read before they are folded: all of them at once would measure the memory.
    private const int AtATime = 16;

    internal static int Run(int entries, int rounds)
    {
        var journal = BigJournal.Of(entries);
        Dictionary<string, List<double>> seconds = new() { ["read"] = [], ["fold"] = [], ["whole"] = [], ["ratio"] = [] };
        for (var round = 0; round < rounds; round++)
        {
            var read = Time(() => Read(journal));
            var fold = Fold(journal);
            var whole = Time(() => Same.Answer(entries, Replayed(journal)));
            seconds["read"].Add(read);
            seconds["fold"].Add(fold);
            seconds["whole"].Add(whole);
            seconds["ratio"].Add(whole / read);
        }

        Report.Table(string.Create(CultureInfo.InvariantCulture, $"{entries:#,0} entries replayed, {rounds} rounds"), "what", "seconds", "from", "to", "million entries/s");
        foreach (var (what, name) in new[] { ("read", "the entries read from JSON, and let go"), ("fold", "the entries folded into a register"), ("whole", "both: replay into a register") })
        {
            var times = seconds[what];
            Report.Row(name, Report.Median(times), times.Min(), times.Max(), entries / Report.Median(times) / 1e6);
        }

        Report.Row("replay to reading", Report.Median(seconds["ratio"]), seconds["ratio"].Min(), seconds["ratio"].Max(), "");
        return 0;
    }

    private static void Read(List<StoredEntry[]> journal)
    {
        foreach (var entry in journal.SelectMany(piece => piece))
        {
            GC.KeepAlive(EntryReader.Read(entry.Body.Span).Event);
        }
    }

    private static long Replayed(List<StoredEntry[]> journal)
    {
        var register = new Register();
        foreach (var entry in journal.SelectMany(piece => piece))
        {
            register.Apply(EntryReader.Read(entry.Body.Span).Event);
        }

        return register.Entries;
    }

    /// <summary>Only the folding is timed.</summary>
    private static double Fold(List<StoredEntry[]> journal)
    {
        var register = new Register();
        var ticks = 0L;
        foreach (var piece in journal)
        {
            foreach (var some in piece.Chunk(piece.Length / AtATime))
            {
                var events = Array.ConvertAll(some, entry => EntryReader.Read(entry.Body.Span).Event);
                var began = Stopwatch.GetTimestamp();
                foreach (var happened in events)
                {
                    register.Apply(happened);
                }

                ticks += Stopwatch.GetTimestamp() - began;
            }
        }

        GC.KeepAlive(register);
        return ticks / (double)Stopwatch.Frequency;
    }

    private static double Time(Action walk)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        walk();
        return watch.Elapsed.TotalSeconds;
    }
}
