using System.Globalization;
using Spectre.Console;

namespace NumberingRules.Cli;

/// <summary>What a person reads: the steps of a short script, the register, and the summary.</summary>
internal sealed class Tables
{
    /// <summary>The most steps that are shown one by one.</summary>
    internal const int MostSteps = 40;

    private const int MostRows = 50;
    private readonly IAnsiConsole _console;

    internal Tables(TextWriter output)
    {
        _console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Interactive = InteractionSupport.No });
        if (Console.IsOutputRedirected)
        {
            _console.Profile.Capabilities.Ansi = false;
            _console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            _console.Profile.Width = 400;
        }
    }

    internal void Steps(IEnumerable<Step> steps)
    {
        var table = New("Line", "Command", "Outcome", "Number then", "Whose", "By which rule");
        foreach (var step in steps)
        {
            Row(
                table,
                step.Line.ToString(CultureInfo.InvariantCulture),
                Describe.Command(step.Command),
                step.Outcome,
                step.Answer?.Number?.Text ?? "",
                step.Answer?.System is { } system ? Name.Of(system) : "",
                step.Answer is { } answer ? Name.Of(answer.Rule) : "");
        }

        Write("What happened", table);
    }

    internal void Register(Register book)
    {
        var table = New("Invoice", "Number", "Whose", "Why", "References", "State");
        var count = 0;
        foreach (var invoice in book.Appeared.Take(MostRows))
        {
            var authority = Numbering.Authority(book.Header, invoice);
            Row(
                table,
                invoice.Id.Text,
                authority.Number?.Text ?? "none",
                authority.System is { } system ? Name.Of(system) : "",
                Explain.Because(authority.Rule),
                string.Join(", ", Numbering.References(book.Header, invoice).Select(reference => $"{Name.Of(reference.System)} {reference.Number}")),
                Describe.State(book.Header, invoice));
            count++;
        }

        Write($"The register, {(book.Header.IsOpen ? Name.Of(book.Header.Connection) : "not open")}: which number counts, and why", table);
        var more = book.InvoiceCount - count;
        if (more > 0)
        {
            Line($"… and {Text(more)} more invoices; --json lists them all.");
        }
    }

    internal void Summary(Summary summary)
    {
        var table = New("Outcome", "Commands", "What it means", "What to do", "First in");
        foreach (var outcome in new[] { Outcome.Accepted, Outcome.Unchanged })
        {
            Row(table, Name.Of(outcome), Text(summary.Count(outcome)), "", "", "");
        }

        foreach (var (reason, tally) in summary.Rejections)
        {
            var (meaning, remedy) = Explain.Of(reason);
            Row(table, "rejected: " + Name.Of(reason), Text(tally.Count), meaning, remedy, Places(tally));
        }

        foreach (var (finding, tally) in summary.Findings)
        {
            var (meaning, remedy) = Explain.Of(finding);
            Row(table, "finding: " + Name.Of(finding), Text(tally.Count), meaning, remedy, Places(tally));
        }

        Write("Outcomes", table);
    }

    internal void Timeline(string heading, IEnumerable<string[]> rows)
    {
        var table = New("Line", "Command", "What happened", "Number that counted then", "By which rule");
        foreach (var row in rows)
        {
            Row(table, row);
        }

        Write(heading, table);
    }

    internal void Line(string text) => _console.WriteLine(Printable.Of(text));

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Places(Summary.Tally tally) =>
        string.Join(", ", tally.First.Select(place => $"line {place.Line.ToString(CultureInfo.InvariantCulture)}{(place.Invoice is null ? "" : $" ({place.Invoice})")}"))
        + (tally.Count > tally.First.Count ? ", …" : "");

    private static Table New(params string[] headings)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading)));
        }

        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(Printable.Of(cell))));

    private void Write(string heading, Table table)
    {
        Line(heading);
        _console.Write(table);
    }
}

/// <summary>A command of a short script, and what became of it.</summary>
internal readonly record struct Step(long Line, Command Command, string Outcome, Authority? Answer);
