using BenchmarkDotNet.Attributes;
using Stateless;

namespace NumberingRules.Benchmarks;

/// <summary>
/// One whole command, decided, folded into the register, its events in hand and the authority of the invoice asked,
/// beside libraries that do a part of it. The cycle approve, send, confirm, release, withdraw ends where it began.
/// </summary>
[MemoryDiagnoser]
public class RivalBenchmarks
{
    private const int Steps = 5;

    private static readonly InvoiceId Id = "A";

    private static readonly Command[] Cycle =
    [
        new Command.Approve(Id),
        new Command.Send(Id),
        new Command.Confirm(Id, "K", "SI-1", Reclaim: true),
        new Command.Release(Id, "recreated"),
        new Command.Withdraw(Id),
    ];

    private static readonly Move[] Moves = [Move.Approve, Move.Send, Move.Confirm, Move.Release, Move.Withdraw];

    private static readonly AskedInvoice[] Asked =
    [
        new() { Live = true, Home = true, Approved = true, HomeNumber = "RL-0000001" },
        new() { Live = true, Home = true, Approved = true, HomeNumber = "RL-0000001" },
        new() { Live = true, Home = true, Approved = true, HomeNumber = "RL-0000001", ErpNumber = "SI-1" },
        new() { Live = true, Home = true, Approved = true, HomeNumber = "RL-0000001" },
        new() { Live = true, Home = true, HomeNumber = "RL-0000001" },
    ];

    private readonly Register _register = SampleBooks.Opened(new Command.Create(Id, SampleBooks.Date));
    private readonly StateMachine<Step, Move> _machine = InvoiceMachine.Started();
    private readonly AuthorityWorkflow _workflow = new();
    private readonly List<(BookHeader Header, Invoice Invoice)> _standing = [];

    [GlobalSetup]
    public async Task Compare()
    {
        var rules = WholeCommand();
        Same.Answer(Steps + (4 * (int)AuthorityRule.HomeUntilSynced) + (int)AuthorityRule.ErpAfterSync, rules);
        Same.Answer(rules, Steps + await EveryRule().ConfigureAwait(false));
        Same.Answer(rules, Steps + await FirstRule().ConfigureAwait(false));
        foreach (var command in Cycle)
        {
            _register.Do(command);
            _standing.Add((_register.Header, _register.Find(Id)!));
        }

        Same.Answer(rules, Steps + AuthorityAlone());
        Same.Answer((int)Step.Approved + (int)Step.Sent + (int)Step.Synced + (int)Step.Approved + (int)Step.Draft, Moved());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps, Description = "Register.Do, its events, Numbering.Authority")]
    public int WholeCommand()
    {
        var seen = 0;
        foreach (var command in Cycle)
        {
            seen += _register.Do(command).Events.Count;
            seen += (int)Numbering.Authority(_register.Header, _register.Find(Id)!).Rule;
        }

        return seen;
    }

    [Benchmark(OperationsPerInvoke = Steps, Description = "Numbering.Authority alone, of the same five invoices")]
    public int AuthorityAlone()
    {
        var seen = 0;
        foreach (var (header, invoice) in _standing)
        {
            seen += (int)Numbering.Authority(header, invoice).Rule;
        }

        return seen;
    }

    [Benchmark(OperationsPerInvoke = Steps, Description = "Stateless 5.20.1: a state moved, nothing else")]
    public int Moved()
    {
        var seen = 0;
        foreach (var move in Moves)
        {
            _machine.Fire(move);
            seen += (int)_machine.State;
        }

        return seen;
    }

    [Benchmark(OperationsPerInvoke = Steps, Description = "RulesEngine 6.0.1: authority alone, every rule")]
    public async Task<int> EveryRule()
    {
        var seen = 0;
        foreach (var invoice in Asked)
        {
            seen += (int)await _workflow.AskEvery(invoice).ConfigureAwait(false);
        }

        return seen;
    }

    [Benchmark(OperationsPerInvoke = Steps, Description = "RulesEngine 6.0.1: authority alone, stops at the first rule that fits")]
    public async Task<int> FirstRule()
    {
        var seen = 0;
        foreach (var invoice in Asked)
        {
            seen += (int)await _workflow.AskFirst(invoice).ConfigureAwait(false);
        }

        return seen;
    }
}
