using System.Diagnostics;
using System.Globalization;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>Sixteen callers take numbers from one book as fast as they get them, while another process does the same.</summary>
internal static class HammerMode
{
    private const int Callers = 16;

    internal static async Task<int> RunAsync(string file, string name, TimeSpan time)
    {
        await using var books = new Books(new SqliteStore(file));
        await Sample.OpenAsync(books["shared"]);
        Lines.Say("ready");
        Lines.WaitForParent();
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(books["shared"], $"{name}.{caller}", began, time))));
        Lines.Say(string.Create(CultureInfo.InvariantCulture, $"acknowledged\t{counts.Sum()}"));
        return 0;
    }

    private static async Task<long> CallAsync(KeptBook book, string prefix, long began, TimeSpan time)
    {
        var count = 0L;
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var answer = await book.CreateAsync($"{prefix}.{count}", new(2026, 1, 5));
            count += answer.Outcome == Outcome.Accepted ? 1 : throw new InvalidOperationException($"{prefix}.{count}: {answer.Outcome}, {answer.Why}");
        }

        return count;
    }
}
