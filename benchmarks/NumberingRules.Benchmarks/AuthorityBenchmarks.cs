using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace NumberingRules.Benchmarks;

/// <summary>Which number of an invoice counts. Each answer tells which invoice is asked next, so none can be skipped or overlapped.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class AuthorityBenchmarks
{
    private const string Live = "live";
    private const string Disconnected = "disconnected";
    private const int Asked = 1024;

    private readonly Invoice[] _invoices;
    private readonly PlainInvoice[] _plain;
    private readonly BookHeader _live;
    private readonly BookHeader _disconnected;

    public AuthorityBenchmarks()
    {
        var book = SampleBooks.Mixed(Asked);
        _invoices = [.. book.Appeared];
        _plain = [.. _invoices.Select(Plain)];
        _live = book.Header;
        SampleBooks.Do(book, new Command.Disconnect());
        _disconnected = book.Header;
    }

    [GlobalSetup]
    public void Compare()
    {
        Same.Answer(LivePlain(), LiveRules());
        Same.Answer(DisconnectedPlain(), DisconnectedRules());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Asked, Description = "hand-written switch"), BenchmarkCategory(Live)]
    public int LivePlain() => AskPlain(Connection.Connected);

    [Benchmark(OperationsPerInvoke = Asked, Description = "Numbering.Authority"), BenchmarkCategory(Live)]
    public int LiveRules() => AskRules(_live);

    [Benchmark(Baseline = true, OperationsPerInvoke = Asked, Description = "hand-written switch"), BenchmarkCategory(Disconnected)]
    public int DisconnectedPlain() => AskPlain(Connection.Disconnected);

    [Benchmark(OperationsPerInvoke = Asked, Description = "Numbering.Authority"), BenchmarkCategory(Disconnected)]
    public int DisconnectedRules() => AskRules(_disconnected);

    private int AskPlain(Connection connection)
    {
        var at = 0;
        for (var asked = 0; asked < Asked; asked++)
        {
            var (rule, number) = _plain[at].Authority(connection);
            at = Next(at, rule, number is null);
        }

        return at;
    }

    private int AskRules(BookHeader book)
    {
        var at = 0;
        for (var asked = 0; asked < Asked; asked++)
        {
            var authority = Numbering.Authority(book, _invoices[at]);
            at = Next(at, authority.Rule, authority.Number is null);
        }

        return at;
    }

    private static int Next(int at, AuthorityRule rule, bool none) => (at + 1 + (int)rule + (none ? 1 : 0)) % Asked;

    private static PlainInvoice Plain(Invoice invoice) => new()
    {
        Home = invoice.Origin == Side.Home,
        Approval = invoice.Approval,
        HomeNumber = invoice.HomeNumber?.Text,
        ErpNumber = invoice.ErpNumber?.Text,
    };
}
