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
        var heard = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(books["shared"], $"{name}.{caller}", began, time))));
        Lines.Say(string.Create(CultureInfo.InvariantCulture, $"acknowledged\t{heard.Sum(calls => calls.Count)}"));

        // Said only now: while it hammers, nothing else should take its time.
        foreach (var call in heard.SelectMany(calls => calls))
        {
            Told.Hear(Told.Ask(books["shared"], call.Command, call.Began), call.Answer, call.Ended);
        }

        Lines.Say("told");
        return 0;
    }

    private static async Task<List<Heard>> CallAsync(BookHandle book, string prefix, long began, TimeSpan time)
    {
        List<Heard> heard = [];
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var create = new Command.Create($"{prefix}.{heard.Count}", new(2026, 1, 5));
            var asked = Stopwatch.GetTimestamp();
            var answer = await book.DoAsync(create);
            heard.Add(answer.Outcome == Outcome.Accepted ? new(create, asked, Stopwatch.GetTimestamp(), answer) : throw new InvalidOperationException($"{create}: {answer.Outcome}, {answer.Why}"));
        }

        return heard;
    }

    private readonly record struct Heard(Command Command, long Began, long Ended, Answer Answer);
}
