using Microsoft.Data.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>Hosts open a connection for each piece of work and get one from the pool: the same native connection behind another object.</summary>
public sealed class PooledConnectionTests : IDisposable
{
    private readonly HostFile _host = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _host.Dispose();
    }

    [Fact]
    public void Every_command_does_on_a_connection_that_came_back_from_the_pool()
    {
        var core = new Register();
        core.Do(new Command.Open([new("a", "A-{seq:000}")]));
        foreach (var name in NastyScripts.All.Keys)
        {
            var book = _host.Books[name];
            var replay = new Register();
            foreach (var command in NastyScripts.All[name])
            {
                using var connection = Pooled();
                using var transaction = connection.BeginTransaction();
                Assert.Equal(replay.Do(command), book.DoWithin(transaction, command).Decision);
                transaction.Commit();
            }

            Assert.Null(book.Verify(book.Head().Hash).Fault?.What);
        }
    }

    [Fact]
    public void Rolled_back_ones_leave_nothing_on_the_pooled_connection()
    {
        foreach (var name in NastyScripts.All.Keys)
        {
            var replay = new Register();
            foreach (var command in NastyScripts.All[name])
            {
                using (var connection = Pooled())
                using (var transaction = connection.BeginTransaction())
                {
                    _host.Books[name].DoWithin(transaction, new Command.SetPolicy(new(Side.Home, HomeNumberPolicy.OnApproval)));
                    _host.Books[name].DoWithin(transaction, command);
                    _host.Books[name].DoWithin(transaction, new Command.Connect("other"));
                    transaction.Rollback();
                }

                using (var connection = Pooled())
                using (var transaction = connection.BeginTransaction())
                {
                    Assert.Equal(replay.Do(command), _host.Books[name].DoWithin(transaction, command).Decision);
                    transaction.Commit();
                }
            }

            Assert.Null(_host.Books[name].Verify().Fault?.What);
        }
    }

    [Fact]
    public void A_pool_that_is_cleared_between_two_transactions_does_no_harm()
    {
        for (var number = 1; number <= 5; number++)
        {
            using (var connection = Pooled())
            using (var transaction = connection.BeginTransaction())
            {
                Assert.Equal($"A-{number:000}", _host.Create(transaction, $"I{number}").Number!.Text);
                transaction.Commit();
            }

            SqliteConnection.ClearAllPools();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        _host.AssertAgrees(5);
    }

    [Fact]
    public void Books_that_are_closed_let_go_of_pooled_connections_and_others_take_them_up()
    {
        for (var number = 1; number <= 4; number++)
        {
            using var books = new Books(new Sqlite.SqliteStore(_host.File));
            using var connection = Pooled();
            using var transaction = connection.BeginTransaction();
            Assert.Equal($"A-{number:000}", HostFile.Create(books["main"], transaction, $"I{number}").Number!.Text);
            transaction.Commit();
        }

        _host.AssertAgrees(4);
    }

    [Fact]
    public async Task Many_threads_of_a_host_race_over_pooled_connections_and_the_writer()
    {
        const int Threads = 8;
        const int Each = 12;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => Work(thread)))).WaitAsync(TimeSpan.FromMinutes(2));
        _host.AssertAgrees(Threads * Each, everyInvoiceHasARow: false);
        Assert.Equal(Threads * Each * 3 / 4, _host.Rows().Count);

        void Work(int thread)
        {
            for (var at = 0; at < Each; at++)
            {
                if (thread % 4 == 3)
                {
                    _host.CreateByWriter($"W{thread}-{at}");
                    continue;
                }

                using var connection = Pooled();
                if (at % 3 == 0)
                {
                    using var gone = connection.BeginTransaction();
                    _host.Create(gone, $"I{thread}-{at}");
                    gone.Rollback();
                }

                using var transaction = connection.BeginTransaction();
                _host.Create(transaction, $"I{thread}-{at}");
                transaction.Commit();
            }
        }
    }

    private SqliteConnection Pooled() => Scratch.Open(_host.File, pooled: true);
}
