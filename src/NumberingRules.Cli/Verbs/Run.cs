namespace NumberingRules.Cli;

/// <summary>Applies commands to a book in memory and reports: what <c>run</c> and <c>import</c> share.</summary>
internal static class Run
{
    /// <returns>How often each outcome came up.</returns>
    /// <exception cref="MalformedException">From the script; nothing has been printed then.</exception>
    internal static Summary Apply(IEnumerable<ScriptLine> script, bool json, Func<InvoiceId, long>? rowOf = null)
    {
        var book = new Register();
        var summary = new Summary(rowOf);
        using var output = Output.Open();
        using var report = json ? new JsonReport(output) : null;
        List<Step> steps = [];
        using (var progress = new Progress())
        {
            foreach (var (line, command) in script)
            {
                var decision = book.Do(command);
                summary.Add(line, command, decision);
                report?.Write(line, command, decision, book);
                if (steps.Count <= Tables.MostSteps && !json)
                {
                    steps.Add(StepOf(line, command, decision, book));
                }

                progress.Advance();
            }
        }

        if (report is not null)
        {
            report.Release();
            foreach (var invoice in book.Appeared)
            {
                report.Write(invoice, book.Header);
            }

            report.Flush();
        }
        else
        {
            using var text = Output.Text(output);
            var tables = new Tables(text);
            if (steps.Count <= Tables.MostSteps)
            {
                tables.Steps(steps);
            }

            tables.Register(book);
            tables.Summary(summary);
        }

        return summary;
    }

    private static Step StepOf(long line, Command command, Decision decision, Register book)
    {
        var answer = command is Command.OnInvoice { Invoice: var id } && book.Find(id) is { } invoice
            ? Numbering.Authority(book.Header, invoice)
            : (Authority?)null;
        return new(line, command, Describe.Outcome(decision), answer);
    }
}
