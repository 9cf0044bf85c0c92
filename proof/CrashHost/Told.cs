using System.Diagnostics;
using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>Does commands, and says what is asked before it is asked and what was answered as soon as it is.</summary>
internal static class Told
{
    private static int _asked;

    internal static async Task<IReadOnlyList<Answer>> DoAsync(BookHandle book, IReadOnlyList<Command> commands, string? actor = null)
    {
        var numbers = commands.Select(command => Ask(book, command, Stopwatch.GetTimestamp())).ToList();
        var answers = await book.DoManyAsync(commands, actor);
        var ended = Stopwatch.GetTimestamp();
        for (var at = 0; at < answers.Count; at++)
        {
            Hear(numbers[at], answers[at], ended);
        }

        return answers;
    }

    /// <summary>Says what is asked; to be called before, or for what was asked and answered, afterwards.</summary>
    /// <returns>The number of the call.</returns>
    internal static int Ask(BookHandle book, Command command, long began)
    {
        var number = Interlocked.Increment(ref _asked);
        Lines.Say(string.Create(CultureInfo.InvariantCulture, $"asked\t{number}\t{book.Name}\t{began}\t{Wire.Text(command)}"));
        return number;
    }

    /// <summary>Says what was answered, once it lasts.</summary>
    internal static void Hear(int number, Answer answer, long ended) => Lines.Say(string.Create(
        CultureInfo.InvariantCulture, $"heard\t{number}\t{ended}\t{answer.Outcome}\t{answer.Rejection}\t{answer.Number?.Text}\t{answer.Attempt}\t{answer.Entry}"));

    /// <summary>Says that what was asked was taken back.</summary>
    internal static void Undo(int number) => Lines.Say(string.Create(CultureInfo.InvariantCulture, $"undone\t{number}\t{Stopwatch.GetTimestamp()}"));
}
