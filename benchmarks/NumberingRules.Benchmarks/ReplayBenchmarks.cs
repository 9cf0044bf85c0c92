using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace NumberingRules.Benchmarks;

/// <summary>Folding a journal from its first entry: what opening a book without a snapshot costs, per entry.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ReplayBenchmarks
{
    private const string Replay = "100,000 entries, 20,000 invoices";
    private const int Entries = 100_000;

    private readonly Event[] _journal = SampleBooks.Journal(Entries);

    [GlobalSetup]
    public void Compare()
    {
        Same.Answer(Entries, IntoRegister());
        Same.Answer(Entries, IntoBook());
        Same.Answer(Entries / 5, IntoPlain());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Entries, Description = "dictionary of mutable invoices"), BenchmarkCategory(Replay)]
    public int IntoPlain()
    {
        var invoices = new Dictionary<string, PlainInvoice>();
        foreach (var happened in _journal)
        {
            switch (happened)
            {
                case Event.Created e: invoices[e.Invoice.Text] = new(); break;
                case Event.Issued e: invoices[e.Invoice.Text].HomeNumber = e.Number.Text; break;
                case Event.Approved e: invoices[e.Invoice.Text].Do(Verb.Approve); break;
                case Event.Sent e: invoices[e.Invoice.Text].Do(Verb.Send); break;
                case Event.RecordAdded e: invoices[e.Invoice.Text].Do(Verb.Confirm, e.Record.Number?.Text); break;
                default: break;
            }
        }

        return invoices.Count;
    }

    [Benchmark(OperationsPerInvoke = Entries, Description = "Register.Apply"), BenchmarkCategory(Replay)]
    public long IntoRegister()
    {
        var register = new Register();
        foreach (var happened in _journal)
        {
            register.Apply(happened);
        }

        return register.Entries;
    }

    [Benchmark(OperationsPerInvoke = Entries, Description = "Book.After (immutable, all at once)"), BenchmarkCategory(Replay)]
    public long IntoBook() => Book.Empty.After(ValueList.Create<Event>(_journal)).Entries;
}
