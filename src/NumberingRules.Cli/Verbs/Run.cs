using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>Applies commands to a book and reports: what <c>run</c> and <c>import</c> share.</summary>
internal static class Run
{
    // Answers are shown as soon as they last; a batch of the writer's size is one flush.
    private const int AtATime = 4096;

    /// <summary>In memory: commands are applied as they are read.</summary>
    /// <param name="script">The commands.</param>
    /// <param name="json">Whether a program reads the answers.</param>
    /// <param name="rowOf">The line an invoice came from, where the command itself has none.</param>
    /// <param name="head">How many commands, from the first, end the run when they are rejected.</param>
    /// <param name="ending">What is said at the end.</param>
    /// <returns>How often each outcome came up.</returns>
    /// <exception cref="MalformedException">From the script; nothing has been printed then.</exception>
    internal static async Task<Summary> ApplyAsync(IEnumerable<ScriptLine> script, bool json, Func<InvoiceId, long>? rowOf = null, int head = 0, Ending? ending = null)
    {
        var book = new Register();
        using var report = new RunReport(json, held: true, rowOf);
        using (var progress = new Progress())
        {
            foreach (var line in script)
            {
                var answer = ShownAnswer.Of(line, book.Do(line.Command), book);
                report.Add(answer);
                progress.Advance();
                if (head-- > 0 && answer.Decision.Rejection is not null)
                {
                    report.Summary.Stopped = answer;
                    break;
                }
            }
        }

        await report.EndAsync(
            book.Appeared.Select(invoice => ShownInvoice.Of(book.Header, invoice)).ToAsyncEnumerable(),
            book.Header.Connection,
            _ => string.Create(CultureInfo.InvariantCulture, $"… and {book.InvoiceCount - Tables.MostRows:N0} more invoices; --json lists them all."),
            ending);
        return report.Summary;
    }

    /// <summary>On a book that lasts: all commands have been read before it is opened.</summary>
    /// <exception cref="StoreException">The store is in trouble; the message says how far the commands came.</exception>
    internal static async Task<Summary> ApplyAsync(IReadOnlyList<ScriptLine> script, Func<Task<OpenedBook>> open, bool json, Func<InvoiceId, long>? rowOf = null, int head = 0, Ending? ending = null)
    {
        await using var file = await open();
        using var report = new RunReport(json, held: false, rowOf);
        using (var progress = new Progress())
        {
            for (var at = 0; at < head && report.Summary.Stopped is null; at++)
            {
                var answer = ShownAnswer.Of(script[at], (await EndAsync(file.Book.DoManyAsync([script[at].Command]), script, at))[0]);
                report.Add(answer);
                report.Summary.Stopped = answer.Decision.Rejection is null ? null : answer;
            }

            var first = report.Summary.Stopped is null ? head : script.Count;
            var next = Begin(script, first, file.Book);
            for (var from = first; from < script.Count; from += AtATime)
            {
                var answers = await EndAsync(next, script, from);
                next = Begin(script, from + AtATime, file.Book);
                for (var at = 0; at < answers.Count; at++)
                {
                    report.Add(ShownAnswer.Of(script[from + at], answers[at]));
                    progress.Advance();
                }

                report.Flush();
            }
        }

        await report.EndAsync(
            file.InvoicesAsync(most: json ? int.MaxValue : Tables.MostRows + 1),
            (await file.Book.HeaderAsync()).Connection,
            last => string.Create(CultureInfo.InvariantCulture, $"… and more; 'numbering list --book {file.Place.Shown} --after {last.Appeared}' goes on from here."),
            ending);
        return report.Summary;
    }

    // The commands after those being reported are decided meanwhile.
    private static ValueTask<IReadOnlyList<Answer>> Begin(IReadOnlyList<ScriptLine> script, int from, BookHandle book)
    {
        var some = new Command[Math.Clamp(script.Count - from, 0, AtATime)];
        for (var at = 0; at < some.Length; at++)
        {
            some[at] = script[from + at].Command;
        }

        return book.DoManyAsync(some);
    }

    private static async Task<IReadOnlyList<Answer>> EndAsync(ValueTask<IReadOnlyList<Answer>> begun, IReadOnlyList<ScriptLine> script, int from)
    {
        try
        {
            return await begun;
        }
        catch (StoreException e) when (from > 0)
        {
            throw new StoreException(e.Trouble, string.Create(
                CultureInfo.InvariantCulture, $"{e.Message}. The first {from:N0} of {script.Count:N0} commands are done; run it again, and they are unchanged"), e);
        }
    }
}
