using System.Collections.Concurrent;
using System.Diagnostics;
using NumberingRules.Proof.Histories;

namespace NumberingRules.Storage.Tests.Sharing;

/// <summary>Does commands and notes what their caller saw, for <see cref="History"/> to judge.</summary>
internal static class Watched
{
    internal static async Task<Answer> DoAsync(ConcurrentBag<SeenCall> seen, BookHandle book, Command command, string caller)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await book.DoAsync(command);
        seen.Add(new(caller, book.Name, command, began, Stopwatch.GetTimestamp(), Fate.Answered, Of(answer)));
        return answer;
    }

    /// <summary>The register, read while nobody writes.</summary>
    internal static SeenRegister Read(BookHandle book)
    {
        var began = Stopwatch.GetTimestamp();
        var invoices = book.AllInvoices().Select(kept => kept.Invoice).ToList();
        return new(book.Name, began, Stopwatch.GetTimestamp(), book.Head().Entries, invoices);
    }

    internal static SeenAnswer Of(Answer answer) => new(answer.Outcome, answer.Rejection, answer.Number?.Text, answer.Attempt, answer.Entry);
}
