using System.Diagnostics;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>
/// Callers that each create invoices, approve, send and confirm them, one command after the other, waiting for each
/// answer; every invoice in a book drawn by chance. Ids grow, or are UUIDs in no order.
/// </summary>
internal static class Workload
{
    internal static readonly DateOnly Date = new(2026, 1, 5);

    private static int _run;

    /// <summary>Begins every id, where a book outlives the process.</summary>
    internal static string Tag { get; set; } = "";

    internal static Books Open(string file, int books, int series = 1)
    {
        var opened = new Books(new SqliteStore(file));
        Task.WaitAll(Enumerable.Range(0, books).Select(async at =>
        {
            var book = opened[Name(at)];
            await book.OpenAsync([.. Enumerable.Range(0, series).Select(one => new SeriesDefinition($"s{one}", $"S{one}-{{seq:00000000}}"))]).ConfigureAwait(false);
            await book.ConnectAsync("acme").ConfigureAwait(false);
        }));
        return opened;
    }

    /// <returns>Microseconds per command.</returns>
    internal static double Run(Books books, int bookCount, int callers, int commands, int series = 1, bool scattered = false)
    {
        var run = Interlocked.Increment(ref _run);
        var each = commands / callers / 4;
        var watch = Stopwatch.StartNew();
        Task.WaitAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(books, bookCount, series, run, caller, each, scattered))));
        return watch.Elapsed.TotalMicroseconds / (each * 4 * callers);
    }

    internal static string Name(int at) => $"book-{at}";

    internal static void Delete(string file)
    {
        foreach (var end in new[] { "", "-wal", "-shm", "-turn" })
        {
            File.Delete(file + end);
        }
    }

    private static async Task Call(Books books, int bookCount, int series, int run, int caller, int invoices, bool scattered)
    {
        var random = new Random((run * 1000) + caller);
        var uuid = new byte[16];
        for (var at = 0; at < invoices; at++)
        {
            var book = books[Name(random.Next(bookCount))];
            random.NextBytes(uuid);
            var id = scattered ? new Guid(uuid).ToString() : FormattableString.Invariant($"R{Tag}{run:000}-{at:00000000}-{caller:000}");
            Expect(await book.CreateAsync(id, Date, $"s{random.Next(series)}").ConfigureAwait(false));
            Expect(await book.ApproveAsync(id).ConfigureAwait(false));
            Expect(await book.SendAsync(id).ConfigureAwait(false));
            Expect(await book.ConfirmAsync(id, "K" + id, "SI-" + id).ConfigureAwait(false));
        }
    }

    private static void Expect(Answer answer)
    {
        if (answer.Outcome != Outcome.Accepted)
        {
            throw new InvalidOperationException($"a benchmark measures what works: {answer.Why}");
        }
    }
}
