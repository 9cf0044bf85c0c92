using System.Text;

namespace NumberingRules.Benchmarks.Versions;

/// <summary>What is measured: only calls that every version has, on formats without the newer tokens.</summary>
internal static class Operations
{
    private const int Texts = 64;

    private static readonly DateOnly Date = new(2026, 3, 9);

    private static readonly Command[] Opening = [new Command.Open([new("rl", "RL-{seq:0000000}")]), new Command.Connect("acme")];

    private static readonly Command[] Cycle =
    [
        new Command.Approve("A"),
        new Command.Send("A"),
        new Command.Confirm("A", "K", "SI-1", Reclaim: true),
        new Command.Release("A", "recreated"),
        new Command.Withdraw("A"),
    ];

    /// <summary>Each with what one call of it does so many times.</summary>
    internal static IEnumerable<(string What, Action Once, int Times)> All() => [.. Authorities(), .. Decisions(), .. Prints(), .. Parses()];

    private static IEnumerable<(string What, Action Once, int Times)> Authorities()
    {
        var book = Opened();
        for (var at = 0; at < 1024; at++)
        {
            var id = new InvoiceId($"A{at}");
            Do(book, at % 3 == 0 ? new Command.Import(id, $"K{at}", $"SI-{at}", Date) : new Command.Create(id, Date));
            Do(book, at % 3 == 1 ? [new Command.Approve(id), new Command.Send(id), new Command.Confirm(id, $"K{at}", $"SI-{at}")] : []);
        }

        Invoice[] invoices = [.. book.Appeared];
        var live = book.Header;
        Do(book, new Command.Disconnect());
        var disconnected = book.Header;
        yield return ("authority, live", () => Ask(live, invoices), invoices.Length);
        yield return ("authority, disconnected", () => Ask(disconnected, invoices), invoices.Length);
    }

    private static IEnumerable<(string What, Action Once, int Times)> Decisions()
    {
        Register[] before = [.. Enumerable.Range(0, Cycle.Length).Select(static steps => Opened([new Command.Create("A", Date), .. Cycle.Take(steps)]))];
        var book = Opened(new Command.Create("A", Date), new Command.Submit("A"), new Command.Send("A"));
        var cycled = Opened(new Command.Create("A", Date));
        Command create = new Command.Create("B", Date);
        Command import = new Command.Import("B", "K", "SI-1", Date);
        Command inFlight = new Command.Withdraw("A");
        Command unknown = new Command.Send("B");
        Command exists = new Command.Create("A", Date.AddDays(1));
        Command unchanged = new Command.Submit("A");
        yield return ("decide, approve to withdraw", () => DecideAll(before), Cycle.Length);
        yield return ("decide, create", () => Numbering.Decide(book, create), 1);
        yield return ("decide, import", () => Numbering.Decide(book, import), 1);
        yield return ("decide, unchanged", () => Numbering.Decide(book, unchanged), 1);
        yield return ("decide, in-flight", () => Numbering.Decide(book, inFlight), 1);
        yield return ("decide, invoice-unknown", () => Numbering.Decide(book, unknown), 1);
        yield return ("decide, invoice-exists", () => Numbering.Decide(book, exists), 1);
        yield return ("decide and evolve, approve to withdraw", () => Do(cycled, Cycle), Cycle.Length);
    }

    private static IEnumerable<(string What, Action Once, int Times)> Prints()
    {
        var (plain, dated, chars, utf8, last) = (Made("RL-{seq:0000000}"), Made("RL-{date:yyyy}{date:MM}-{seq:0000}"), new char[64], new byte[64], 0L);
        yield return ("print, to text", () => plain.Print(Next(), Date), 1);
        yield return ("print, into chars", () => plain.TryPrint(Next(), Date, chars, out _), 1);
        yield return ("print, into UTF-8", () => plain.TryPrint(Next(), Date, utf8, out _), 1);
        yield return ("print, dated, into chars", () => dated.TryPrint(Next(), Date, chars, out _), 1);

        long Next() => last = last == 9_999_999 ? 1 : last + 1;
    }

    private static IEnumerable<(string What, Action Once, int Times)> Parses()
    {
        var (plain, dated) = (Made("RL-{seq:0000000}"), Made("RL-{date:yyyy}{date:MM}-{seq:0000}"));
        string[] texts = [.. Enumerable.Range(1, Texts).Select(number => plain.Print(number * 7919L, Date).Text)];
        string[] datedTexts = [.. Enumerable.Range(1, Texts).Select(number => dated.Print(number * 31L, Date.AddMonths(number)).Text)];
        byte[][] utf8 = [.. texts.Select(Encoding.UTF8.GetBytes)];
        yield return ("parse", () => Array.ForEach(texts, text => plain.TryParse(text, out _)), Texts);
        yield return ("parse UTF-8", () => Array.ForEach(utf8, text => plain.TryParse(text, out _)), Texts);
        yield return ("parse, dated", () => Array.ForEach(datedTexts, text => dated.TryParse(text, out _)), Texts);
    }

    /// <summary>Each answer tells which invoice is asked next, so none can be skipped or overlapped.</summary>
    private static void Ask(BookHeader book, Invoice[] invoices)
    {
        var at = 0;
        for (var asked = 0; asked < invoices.Length; asked++)
        {
            var authority = Numbering.Authority(book, invoices[at]);
            at = (at + 1 + (int)authority.Rule + (authority.Number is null ? 1 : 0)) % invoices.Length;
        }
    }

    private static void DecideAll(Register[] before)
    {
        for (var step = 0; step < Cycle.Length; step++)
        {
            Numbering.Decide(before[step], Cycle[step]);
        }
    }

    private static Register Opened(params Command[] commands)
    {
        var book = new Register();
        Do(book, [.. Opening, .. commands]);
        return book;
    }

    private static void Do(Register book, params ReadOnlySpan<Command> commands)
    {
        foreach (var command in commands)
        {
            if (book.Do(command).Rejection is { } rejection)
            {
                throw new InvalidOperationException($"{command.Name}: {Name.Of(rejection)}");
            }
        }
    }

    private static Series Made(string format) =>
        Series.TryCreate(new("rl", format), out var series, out var problem) ? series : throw new ArgumentException(problem);
}
