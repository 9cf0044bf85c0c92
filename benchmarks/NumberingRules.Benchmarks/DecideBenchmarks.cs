using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace NumberingRules.Benchmarks;

/// <summary>
/// What one command costs. The cycle approve, send, confirm, release, withdraw ends where it began, so it can be run
/// for ever on the same invoice.
/// </summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class DecideBenchmarks
{
    private const string DecideAlone = "decide";
    private const string DecideAndEvolve = "decide + evolve";
    private const string Issue = "decide, issuing a number";
    private const int Steps = 5;

    private static readonly Command[] Cycle =
    [
        new Command.Approve("A"),
        new Command.Send("A"),
        new Command.Confirm("A", "K", "SI-1", Reclaim: true),
        new Command.Release("A", "recreated"),
        new Command.Withdraw("A"),
    ];

    private static readonly Verb[] Verbs = [Verb.Approve, Verb.Send, Verb.Confirm, Verb.Release, Verb.Withdraw];

    private readonly Register[] _before = [.. Enumerable.Range(0, Steps).Select(steps => SampleBooks.Opened([new Command.Create("A", SampleBooks.Date), .. Cycle.Take(steps)]))];
    private readonly PlainInvoice[] _plainBefore = [.. Enumerable.Range(0, Steps).Select(PlainAfter)];
    private readonly Register _register = SampleBooks.Opened(new Command.Create("A", SampleBooks.Date));
    private readonly PlainInvoice _plain = PlainAfter(0);
    private readonly Command _create = new Command.Create("B", SampleBooks.Date);
    private Book _book = ((Command[])[.. SampleBooks.Opening, new Command.Create("A", SampleBooks.Date)]).Aggregate(Book.Empty, (book, command) => book.Do(command, out _));
    private long _lastPlain = 1;

    [GlobalSetup]
    public void Compare()
    {
        Same.Answer(Steps, DecidePlain());
        Same.Answer(Steps, DecideRules());
        Same.Answer(_plain.Attempt + 1, DoPlain());
        Same.Answer(_register.Entries + Steps, DoRegister());
        Same.Answer(_book.Entries + Steps, DoBook());
        Same.Answer(IssuePlain(), ((Event.Issued)IssueRules().Events[1]).Number.Text);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps, Description = "hand-written switch"), BenchmarkCategory(DecideAlone)]
    public int DecidePlain()
    {
        var accepted = 0;
        for (var step = 0; step < Steps; step++)
        {
            accepted += _plainBefore[step].May(Verbs[step]) ? 1 : 0;
        }

        return accepted;
    }

    [Benchmark(OperationsPerInvoke = Steps, Description = "Numbering.Decide"), BenchmarkCategory(DecideAlone)]
    public int DecideRules()
    {
        var events = 0;
        for (var step = 0; step < Steps; step++)
        {
            events += Numbering.Decide(_before[step], Cycle[step]).Events.Count;
        }

        return events;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps, Description = "hand-written mutable class"), BenchmarkCategory(DecideAndEvolve)]
    public long DoPlain()
    {
        foreach (var verb in Verbs)
        {
            _plain.Do(verb, "SI-1");
        }

        return _plain.Attempt;
    }

    [Benchmark(OperationsPerInvoke = Steps, Description = "Register.Do"), BenchmarkCategory(DecideAndEvolve)]
    public long DoRegister()
    {
        foreach (var command in Cycle)
        {
            _register.Do(command);
        }

        return _register.Entries;
    }

    [Benchmark(OperationsPerInvoke = Steps, Description = "Book.Do (immutable)"), BenchmarkCategory(DecideAndEvolve)]
    public long DoBook()
    {
        foreach (var command in Cycle)
        {
            _book = _book.Do(command, out _);
        }

        return _book.Entries;
    }

    [Benchmark(Baseline = true, Description = "hand-written counter"), BenchmarkCategory(Issue)]
    public string IssuePlain() => string.Create(CultureInfo.InvariantCulture, $"RL-{++_lastPlain:D7}");

    [Benchmark(Description = "Numbering.Decide of a create"), BenchmarkCategory(Issue)]
    public Decision IssueRules() => Numbering.Decide(_register, _create);

    private static PlainInvoice PlainAfter(int steps)
    {
        var invoice = new PlainInvoice { HomeNumber = "RL-0000001" };
        foreach (var verb in Verbs.Take(steps))
        {
            invoice.Do(verb, "SI-1");
        }

        return invoice;
    }
}
