namespace NumberingRules.Cli;

/// <summary>Applies commands to a book in memory and reports: what <c>run</c> and <c>import</c> share.</summary>
internal static class Run
{
    /// <returns>The book, and how often each outcome came up.</returns>
    internal static (Register Book, Summary Summary) Apply(IReadOnlyCollection<ScriptLine> script, bool json)
    {
        var book = new Register();
        var summary = new Summary();
        using var output = Output.Open();
        using var report = new JsonReport(output);
        List<Step>? steps = !json && Tables.IsShort(script.Count) ? [] : null;
        using (var progress = new Progress(script.Count))
        {
            foreach (var (line, command) in script)
            {
                var decision = book.Do(command);
                summary.Add(line, command, decision);
                if (json)
                {
                    report.Write(line, command, decision, book);
                }

                steps?.Add(StepOf(line, command, decision, book));
                progress.Advance();
            }
        }

        if (json)
        {
            foreach (var invoice in book.Appeared)
            {
                report.Write(invoice, book.Header);
            }
        }
        else
        {
            using var text = Output.Text(output);
            var tables = new Tables(text);
            if (steps is not null)
            {
                tables.Steps(steps);
            }

            tables.Register(book);
            tables.Summary(summary);
        }

        return (book, summary);
    }

    private static Step StepOf(long line, Command command, Decision decision, Register book)
    {
        var answer = command is Command.OnInvoice { Invoice: var id } && book.Find(id) is { } invoice
            ? Numbering.Authority(book.Header, invoice)
            : default;
        return new(line, command, Describe.Outcome(decision), answer.Number, answer.System);
    }
}
