using System.Globalization;
using Spectre.Console;

namespace NumberingRules.Cli;

/// <summary>What a person reads: the steps of a short script, the register, and the summary.</summary>
internal sealed class Tables
{
    /// <summary>The most steps that are shown one by one.</summary>
    internal const int MostSteps = 40;

    /// <summary>The most invoices a register shows to people who did not say how many they want.</summary>
    internal const int MostRows = 50;

    private const int Wide = 150;
    private readonly TextWriter _output;

    // None when nobody looks: what is written to a file or a pipe is as wide as it is, and need not wait for a renderer.
    private readonly IAnsiConsole? _console;

    internal Tables(TextWriter output)
    {
        _output = output;
        _console = Console.IsOutputRedirected ? null : Terminal(output);
    }

    private bool IsWide => _console is null || _console.Profile.Width >= Wide;

    internal void Steps(IReadOnlyCollection<ShownAnswer> steps)
    {
        if (steps.Count == 0)
        {
            Line("There are no commands.");
            return;
        }

        string[] headings = ["*Line", "Command", "*Outcome", "*Number then", "*Whose", "*By which rule"];
        var shown = IsWide ? headings.Length : headings.Length - 1;
        Table("What happened", headings[..shown], steps.Select(step => new[]
        {
            Plain(step.Line),
            Describe.Command(step.Command),
            IsWide ? Describe.Outcome(step.Decision) : Describe.Outcome(step.Decision).Replace(": ", ":\n", StringComparison.Ordinal),
            step.Authority?.Number?.Text ?? "",
            step.Authority?.System is { } system ? Name.Of(system) : "",
            step.Authority is { } answer ? Name.Of(answer.Rule) : "",
        }[..shown]));
        foreach (var (step, note) in steps.SelectMany(step => step.Decision.Notes, ValueTuple.Create))
        {
            Line($"Note on line {Plain(step.Line)}: {note}.");
        }
    }

    /// <summary>The register.</summary>
    /// <param name="first">As much of it as is to be shown.</param>
    /// <param name="connection">The book's connection.</param>
    /// <param name="more">What to say of the rest; null when there is none.</param>
    internal void Register(IReadOnlyCollection<ShownInvoice> first, Connection connection, string? more)
    {
        if (first.Count == 0)
        {
            return;
        }

        Invoices($"The register, {(connection == Connection.Never ? "never connected" : Name.Of(connection))}: which number counts, and why", first);
        if (more is not null)
        {
            Line(more);
        }
    }

    internal void Invoices(string heading, IReadOnlyCollection<ShownInvoice> invoices)
    {
        string[] headings = IsWide
            ? ["*Invoice", "*Number", "*Whose", "Why", "References", "State"]
            : ["*Invoice", "*Number", "*By which rule", "References", "State"];
        Table(heading, headings, invoices.Select(shown =>
        {
            var answer = shown.Authority;
            string[] why = IsWide
                ? [answer.System is { } system ? Name.Of(system) : "", Explain.Because(answer.Rule)]
                : [Name.Of(answer.Rule)];
            return (string[])[shown.Invoice.Id.Text, answer.Number?.Text ?? "none", .. why, References(shown), Describe.State(shown)];
        }));
        if (!IsWide)
        {
            Rules(invoices, static shown => shown.Authority.Rule);
        }
    }

    /// <summary>What rules that are only named say.</summary>
    internal void Rules<T>(IEnumerable<T> rows, Func<T, AuthorityRule> ruleOf)
    {
        var named = new bool[Name.All<AuthorityRule>().Length];
        foreach (var row in rows)
        {
            named[(int)ruleOf(row)] = true;
        }

        for (var rule = 0; rule < named.Length; rule++)
        {
            if (named[rule])
            {
                Line($"{Name.Of((AuthorityRule)rule)}: {Explain.Because((AuthorityRule)rule)}.");
            }
        }
    }

    internal void Summary(Summary summary)
    {
        Line($"{Describe.N(summary.Count(Outcome.Accepted))} accepted, {Describe.N(summary.Count(Outcome.Unchanged))} unchanged, {Describe.N(summary.Count(Outcome.Rejected))} rejected");
        foreach (var (reason, tally) in summary.Rejections)
        {
            Several("rejected", Name.Of(reason), tally, Describe.Explained(reason));
        }

        foreach (var (finding, tally) in summary.Findings)
        {
            Several("finding", Name.Of(finding), tally, Describe.Explained(finding));
        }
    }

    /// <summary>The life of an invoice, from the lines of a script or from the entries of a journal.</summary>
    internal void Life(string heading, IReadOnlyCollection<LifeRow> rows)
    {
        var (kept, anyone) = (rows.Any(row => row.At is not null), rows.Any(row => row.Actor is not null));
        string[] headings =
        [
            .. kept ? ["*Entry", "*When"] : (string[])["*Line", "Command"],
            "What happened",
            .. anyone ? ["Who"] : (string[])[],
            .. IsWide ? ["*Number then", "*By which rule"] : (string[])["*Number then"],
        ];
        Table(heading, headings, rows.Select(row => (string[])
        [
            Plain(row.Place),
            row.At is { } at ? Narrow(Describe.Instant(at), ' ') : row.Command ?? "",
            row.What,
            .. anyone ? [row.Actor ?? ""] : (string[])[],
            .. IsWide ? [Describe.Number(row.After), Name.Of(row.After.Rule)] : (string[])[$"{Describe.Number(row.After)}\n{Name.Of(row.After.Rule)}"],
        ]));
    }

    /// <summary>Columns whose heading has an asterisk hold what must not be broken.</summary>
    internal void Table(string heading, string[] headings, IEnumerable<string[]> rows)
    {
        Line(heading);
        if (_console is null)
        {
            PlainTable.Write(_output, [.. headings.Select(column => column.TrimStart('*'))], rows);
        }
        else
        {
            Render(_console, headings, rows);
        }
    }

    internal void Line(string text)
    {
        if (_console is null)
        {
            _output.WriteLine(Printable.Of(text));
        }
        else
        {
            _console.WriteLine(Printable.Of(text));
        }
    }

    // Apart from the constructor, so that no renderer is loaded where there is no terminal.
    private static IAnsiConsole Terminal(TextWriter output) =>
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Interactive = InteractionSupport.No });

    private static void Render(IAnsiConsole console, string[] headings, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in headings)
        {
            var titled = new TableColumn(new Text(column.TrimStart('*')));
            table.AddColumn(column[0] == '*' ? titled.NoWrap() : titled);
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(string.Join('\n', cell.Split('\n').Select(Printable.Of)))));
        }

        console.Write(table);
    }

    private void Several(string kind, string name, Summary.Tally tally, (string Meaning, string Remedy) explained)
    {
        Line($"{Describe.N(tally.Count)} × {kind} {name}: {Places(tally)}");
        Line($"    {explained.Meaning}");
        Line($"    {explained.Remedy}");
    }

    private static string Places(Summary.Tally tally) =>
        string.Join(", ", tally.First.Select(place => (place.Line, place.About) switch
        {
            (0, var about) => about ?? "",
            (var line, null) => $"line {Plain(line)}",
            (var line, var about) => $"line {Plain(line)} ({about})",
        }))
        + (tally.Count > tally.First.Count ? ", …" : "");

    private static string Plain(long line) => line == 0 ? "" : line.ToString(CultureInfo.InvariantCulture);

    /// <summary>The other numbers, where there is little room one on each line.</summary>
    internal string References(ShownInvoice shown) => Describe.References(shown.References, IsWide ? ", " : "\n");

    private string Narrow(string text, char at) => IsWide ? text : text.Replace(at, '\n');
}
