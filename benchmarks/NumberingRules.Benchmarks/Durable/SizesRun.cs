using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>
/// Whether a command costs the same in a large book as in a small one, and in a thousand books as in one. Both are open
/// in one process and take turns, so that whatever else the machine does hits both; large books are kept in the folder.
/// </summary>
internal sealed class SizesRun(string folder, int rounds)
{
    private const int Callers = 256;
    private const int ARound = 10_240;
    private const int Small = 100_000;
    private const int Large = 10_000_000;

    internal void Measure()
    {
        // A kept book must not meet the ids of an earlier run.
        Workload.Tag = DateTime.UtcNow.ToString("yyMMddHHmmss-", CultureInfo.InvariantCulture);
        Report.Table("256 callers, a large book beside a small one", "series", "commands a turn", "entries, small", "entries, large", "µs a command, small", "large", "large to small, median of the turns", "of all turns together");
        foreach (var series in new[] { 1, 1000 })
        {
            using var small = Filled("small.db", series, Small, kept: false);
            using var large = Filled($"large-{series}.db", series, Large, kept: true);

            var turns = Turns((small, 1, series), (large, 1, series), ARound);
            Report.Row(series, ARound, Entries(small), Entries(large), Report.Median(turns.One), Report.Median(turns.Other), Ratio(turns), turns.Other.Sum() / turns.One.Sum());
        }

        Report.Table("256 callers, a thousand books beside one, in turns of 204 800 commands", "books", "µs a command, one", "a thousand", "thousand to one, median of the turns", "of all turns together");
        using var one = Filled("small.db", 1, 1, kept: false);
        Workload.Delete(Path.Combine(folder, "thousand.db"));
        using var thousand = Workload.Open(Path.Combine(folder, "thousand.db"), 1000);

        var many = Turns((one, 1, 1), (thousand, 1000, 1), 20 * ARound);
        Report.Row(1000, Report.Median(many.One), Report.Median(many.Other), Ratio(many), many.Other.Sum() / many.One.Sum());
        one.Dispose();
        thousand.Dispose();
        Workload.Delete(Path.Combine(folder, "small.db"));
        Workload.Delete(Path.Combine(folder, "thousand.db"));
    }

    private Books Filled(string name, int series, int entries, bool kept)
    {
        var file = Path.Combine(folder, name);
        if (!kept)
        {
            Workload.Delete(file);
        }

        var books = Workload.Open(file, 1, series);

        // Four commands leave five entries.
        var missing = (int)((entries - Entries(books)) * 4 / 5);
        if (missing > entries / 100)
        {
            Workload.Run(books, 1, Callers, Math.Max(4 * Callers, missing), series);
        }

        return books;
    }

    /// <summary>Microseconds a command, turn by turn; who begins a turn takes turns as well.</summary>
    private (List<double> One, List<double> Other) Turns((Books Books, int Count, int Series) one, (Books Books, int Count, int Series) other, int commands)
    {
        List<double> ones = [], others = [];
        for (var round = -2; round < rounds; round++)
        {
            var first = round % 2 == 0 ? Turn(one, commands) : double.NaN;
            var second = Turn(other, commands);
            first = double.IsNaN(first) ? Turn(one, commands) : first;

            // The first turns compile the code and fetch the pages.
            if (round >= 0)
            {
                ones.Add(first);
                others.Add(second);
            }
        }

        return (ones, others);
    }

    private static double Turn((Books Books, int Count, int Series) side, int commands) => Workload.Run(side.Books, side.Count, Callers, commands, side.Series);

    private static double Ratio((List<double> One, List<double> Other) turns) => Report.Median([.. turns.One.Zip(turns.Other, (one, other) => other / one)]);

    private static long Entries(Books books) => books[Workload.Name(0)].HeadAsync().AsTask().GetAwaiter().GetResult().Entries;
}
