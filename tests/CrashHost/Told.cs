using System.Diagnostics;
using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>Does commands, and says what is asked before it is asked and what was answered as soon as it is.</summary>
internal static class Told
{
    private static int _asked;

    internal static async Task<IReadOnlyList<Answer>> DoAsync(KeptBook book, IReadOnlyList<Command> commands, string? actor = null)
    {
        List<int> numbers = [];
        foreach (var command in commands)
        {
            numbers.Add(Interlocked.Increment(ref _asked));
            Lines.Say(string.Create(CultureInfo.InvariantCulture, $"asked\t{numbers[^1]}\t{book.Name}\t{Stopwatch.GetTimestamp()}\t{Wire.Text(command)}"));
        }

        var answers = await book.DoManyAsync(commands, actor);
        var ended = Stopwatch.GetTimestamp();
        for (var at = 0; at < answers.Count; at++)
        {
            var answer = answers[at];
            Lines.Say(string.Create(CultureInfo.InvariantCulture, $"heard\t{numbers[at]}\t{ended}\t{answer.Outcome}\t{answer.Rejection}\t{answer.Number?.Text}\t{answer.Attempt}\t{answer.Entry}"));
        }

        return answers;
    }
}
