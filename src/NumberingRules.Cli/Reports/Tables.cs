using System.Globalization;
using Spectre.Console;

namespace NumberingRules.Cli;

/// <summary>What a person reads: the steps of a short script, the register, and the summary.</summary>
internal sealed class Tables
{
    /// <summary>The most steps that are shown one by one.</summary>
    internal const int MostSteps = 40;

    private const int MostRows = 50;
    private const int Wide = 150;
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

    private bool IsWide => _console.Profile.Width >= Wide;

    internal void Steps(IReadOnlyCollection<Step> steps)
    {
        if (steps.Count == 0)
        {
            Line("There are no commands.");
            return;
        }

        string[] headings = ["*Line", "Command", "*Outcome", "*Number then", "*Whose", "*By which rule"];
        var table = New(headings[..(IsWide ? 6 : 5)]);
        foreach (var step in steps)
        {
            string[] cells =
            [
                Plain(step.Line),
                Describe.Command(step.Command),
                IsWide ? step.Outcome : step.Outcome.Replace(": ", ":\n", StringComparison.Ordinal),
                step.Answer?.Number?.Text ?? "",
                step.Answer?.System is { } system ? Name.Of(system) : "",
                step.Answer is { } answer ? Name.Of(answer.Rule) : "",
            ];
            Row(table, cells[..table.Columns.Count]);
        }

        Write("What happened", table);
    }

    internal void Register(Register book)
    {
        if (book.InvoiceCount == 0)
        {
            return;
        }

        var shown = book.Appeared.Take(MostRows).Select(invoice => (Invoice: invoice, Answer: Numbering.Authority(book.Header, invoice))).ToList();
        var table = IsWide
            ? New("*Invoice", "*Number", "*Whose", "Why", "References", "State")
            : New("*Invoice", "*Number", "*By which rule", "References", "State");
        foreach (var (invoice, answer) in shown)
        {
            string[] why = IsWide
                ? [answer.System is { } system ? Name.Of(system) : "", Explain.Because(answer.Rule)]
                : [Name.Of(answer.Rule)];
            Row(
                table,
                [
                    invoice.Id.Text,
                    answer.Number?.Text ?? "none",
                    .. why,
                    Describe.References(book.Header, invoice),
                    Describe.State(book.Header, invoice),
                ]);
        }

        var connection = book.Header.Connection == Connection.Never ? "never connected" : Name.Of(book.Header.Connection);
        Write($"The register, {connection}: which number counts, and why", table);
        if (!IsWide)
        {
            foreach (var rule in shown.Select(row => row.Answer.Rule).Distinct().Order())
            {
                Line($"{Name.Of(rule)}: {Explain.Because(rule)}.");
            }
        }

        var more = book.InvoiceCount - shown.Count;
        if (more > 0)
        {
            Line($"… and {Text(more)} more invoices; --json lists them all.");
        }
    }

    internal void Summary(Summary summary)
    {
        Line($"{Text(summary.Count(Outcome.Accepted))} accepted, {Text(summary.Count(Outcome.Unchanged))} unchanged, {Text(summary.Count(Outcome.Rejected))} rejected");
        foreach (var (reason, tally) in summary.Rejections)
        {
            Several("rejected", Name.Of(reason), tally, Explain.Of(reason));
        }

        foreach (var (finding, tally) in summary.Findings)
        {
            Several("finding", Name.Of(finding), tally, Explain.Of(finding));
        }
    }

    internal void Timeline(string heading, IEnumerable<string[]> rows)
    {
        var table = New("Line", "Command", "What happened", "*Number then", "*By which rule");
        foreach (var row in rows)
        {
            Row(table, row);
        }

        Write(heading, table);
    }

    internal void Line(string text) => _console.WriteLine(Printable.Of(text));

    private void Several(string kind, string name, Summary.Tally tally, (string Meaning, string Remedy) explained)
    {
        Line($"{Text(tally.Count)} × {kind} {name}: {Places(tally)}");
        Line($"    {explained.Meaning}");
        Line($"    {explained.Remedy.Replace("`", "", StringComparison.Ordinal)}");
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Places(Summary.Tally tally) =>
        string.Join(", ", tally.First.Select(place => (place.Line, place.About) switch
        {
            (0, var about) => about ?? "",
            (var line, null) => $"line {Plain(line)}",
            (var line, var about) => $"line {Plain(line)} ({about})",
        }))
        + (tally.Count > tally.First.Count ? ", …" : "");

    private static string Plain(long line) => line == 0 ? "" : line.ToString(CultureInfo.InvariantCulture);

    /// <summary>Columns whose heading has an asterisk hold what must not be broken.</summary>
    private static Table New(params string[] headings)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var heading in headings)
        {
            var column = new TableColumn(new Text(heading.TrimStart('*')));
            table.AddColumn(heading[0] == '*' ? column.NoWrap() : column);
        }

        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(string.Join('\n', cell.Split('\n').Select(Printable.Of)))));

    private void Write(string heading, Table table)
    {
        Line(heading);
        _console.Write(table);
    }
}

/// <summary>A command of a short script, and what became of it.</summary>
internal readonly record struct Step(long Line, Command Command, string Outcome, Authority? Answer);
