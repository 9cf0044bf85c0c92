using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>Hosts on one file at the same time, each with books of its own, beside the writers of both.</summary>
public sealed class RaceTests : IDisposable
{
    private const int Rounds = 40;

    private readonly HostFile _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Two_hosts_that_commit_and_roll_back_make_one_series_without_a_gap()
    {
        await Task.WhenAll(Host("a"), Host("b"));
        _host.AssertAgrees(2 * Committed);
    }

    [Fact]
    public async Task Two_hosts_and_two_writers_make_one_series_without_a_gap()
    {
        await Task.WhenAll(Host("a"), Host("b"), Writer("v"), Writer("w"));
        _host.AssertAgrees((2 * Committed) + (2 * Rounds), everyInvoiceHasARow: false);
    }

    [Fact]
    public async Task Two_hosts_that_ask_for_the_same_invoice_get_the_same_number()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 4).Select(host => Task.Run(() =>
        {
            using var books = new Books(new SqliteStore(_host.File));
            var told = new List<string>();
            for (var round = 0; round < Rounds; round++)
            {
                using var connection = _host.Connect();
                using var transaction = connection.BeginTransaction();
                told.Add(books["main"].DoWithin(transaction, new Command.Create($"I{round}", new(2026, 1, 5))).Number!.Text);
                transaction.Commit();
            }

            return told;
        })));
        Assert.All(numbers, told => Assert.Equal(numbers[0], told));
        _host.AssertAgrees(Rounds, everyInvoiceHasARow: false);
    }

    private static int Committed => Enumerable.Range(0, Rounds).Count(Commits);

    private static bool Commits(int round) => round % 4 != 1;

    private Task Host(string name) => Task.Run(() =>
    {
        using var books = new Books(new SqliteStore(_host.File));
        for (var round = 0; round < Rounds; round++)
        {
            using var connection = _host.Connect();
            using var transaction = connection.BeginTransaction();
            HostFile.Create(books["main"], transaction, $"{name}{round}");
            if (Commits(round))
            {
                transaction.Commit();
            }
        }
    });

    private Task Writer(string name) => Task.Run(async () =>
    {
        await using var books = new Books(new SqliteStore(_host.File));
        var answers = Enumerable.Range(0, Rounds).Select(round => books["main"].CreateAsync($"{name}{round}", new(2026, 1, 5)).AsTask());
        await Task.WhenAll(answers);
    });
}
