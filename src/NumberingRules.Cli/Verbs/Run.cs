using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>Applies commands to a book and reports: what <c>run</c> and <c>import</c> share.</summary>
internal static class Run
{
    // Answers are shown as soon as they last; a batch of the writer's size is one flush.
    private const int AtATime = 4096;

    /// <summary>In memory: commands are applied as they are read.</summary>
    /// <returns>How often each outcome came up.</returns>
    /// <exception cref="MalformedException">From the script; nothing has been printed then.</exception>
    internal static Summary Apply(IEnumerable<ScriptLine> script, bool json, Func<InvoiceId, long>? rowOf = null)
    {
        var book = new Register();
        using var report = new RunReport(json, held: true, rowOf);
        using (var progress = new Progress())
        {
            foreach (var line in script)
            {
                report.Add(ShownAnswer.Of(line, book.Do(line.Command), book));
                progress.Advance();
            }
        }

        report.End(
            book.Appeared.Select(invoice => ShownInvoice.Of(book.Header, invoice)),
            book.Header.Connection,
            _ => string.Create(CultureInfo.InvariantCulture, $"… and {book.InvoiceCount - Tables.MostRows:N0} more invoices; --json lists them all."));
        return report.Summary;
    }

    /// <summary>On a book that lasts: all commands have been read before it is opened.</summary>
    /// <exception cref="StoreException">The store is in trouble; the message says how far the commands came.</exception>
    internal static Summary Apply(IReadOnlyList<ScriptLine> script, Func<BookFile> open, bool json, Func<InvoiceId, long>? rowOf = null)
    {
        using var file = open();
        using var report = new RunReport(json, held: false, rowOf);
        using (var progress = new Progress())
        {
            var next = Begin(script, 0, file.Book);
            for (var from = 0; from < script.Count; from += AtATime)
            {
                var answers = End(next, script, from);
                next = Begin(script, from + AtATime, file.Book);
                for (var at = 0; at < answers.Count; at++)
                {
                    report.Add(ShownAnswer.Of(script[from + at], answers[at]));
                    progress.Advance();
                }

                report.Flush();
            }
        }

        report.End(
            file.Invoices(most: json ? int.MaxValue : Tables.MostRows + 1),
            file.Book.Header().Connection,
            last => string.Create(CultureInfo.InvariantCulture, $"… and more; 'numbering list --book {file.Path} --after {last.Appeared}' goes on from here."));
        return report.Summary;
    }

    // The commands after those being reported are decided meanwhile.
    private static Task<IReadOnlyList<Answer>> Begin(IReadOnlyList<ScriptLine> script, int from, KeptBook book)
    {
        var some = new Command[Math.Clamp(script.Count - from, 0, AtATime)];
        for (var at = 0; at < some.Length; at++)
        {
            some[at] = script[from + at].Command;
        }

        return book.DoManyAsync(some);
    }

    private static IReadOnlyList<Answer> End(Task<IReadOnlyList<Answer>> begun, IReadOnlyList<ScriptLine> script, int from)
    {
        try
        {
            return begun.GetAwaiter().GetResult();
        }
        catch (StoreException e) when (from > 0)
        {
            throw new StoreException(e.Trouble, string.Create(
                CultureInfo.InvariantCulture, $"{e.Message}. The first {from:N0} of {script.Count:N0} commands are done; run it again, and they are unchanged"), e);
        }
    }
}
