using Microsoft.Data.Sqlite;

namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>The host's transaction with plain ADO.NET: number and row live or die together.</summary>
public sealed class PlainTests : IDisposable
{
    private readonly HostFile _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Number_and_row_are_committed_together()
    {
        using var connection = _host.Connect();
        using (var transaction = connection.BeginTransaction())
        {
            Assert.Equal("A-001", _host.Create(transaction, "I1").Number!.Text);
            transaction.Commit();
        }

        _host.AssertAgrees(1);
    }

    [Fact]
    public void Number_and_row_are_rolled_back_together_and_the_next_takes_the_number()
    {
        using var connection = _host.Connect();
        using (var transaction = connection.BeginTransaction())
        {
            Assert.Equal("A-001", _host.Create(transaction, "I1").Number!.Text);
            transaction.Rollback();
        }

        Assert.Empty(_host.Rows());
        Assert.Null(_host.Book.Invoice("I1"));
        using (var transaction = connection.BeginTransaction())
        {
            Assert.Equal("A-001", _host.Create(transaction, "I2").Number!.Text);
            transaction.Commit();
        }

        _host.AssertAgrees(1);
    }

    [Fact]
    public void A_connection_that_is_closed_without_a_commit_leaves_nothing()
    {
        using (var connection = _host.Connect())
        {
            _host.Create(connection.BeginTransaction(), "I1");
        }

        _host.AssertAgrees(0);
    }

    [Fact]
    public void The_writer_sees_nothing_of_a_transaction_that_was_rolled_back()
    {
        _host.CreateByWriter("I0");
        using (var connection = _host.Connect())
        using (var transaction = connection.BeginTransaction())
        {
            Assert.Equal("A-002", _host.Create(transaction, "I1").Number!.Text);
            Assert.Null(_host.Book.Invoice("I1"));
            transaction.Rollback();
        }

        Assert.Equal("A-002", _host.CreateByWriter("I2").Number!.Text);
        _host.AssertAgrees(2, everyInvoiceHasARow: false);
    }

    [Fact]
    public void Several_commands_in_one_transaction_see_each_other()
    {
        using var connection = _host.Connect();
        using (var transaction = connection.BeginTransaction())
        {
            Assert.Equal(Outcome.Accepted, _host.Book.DoWithin(transaction, new Command.Connect("acme"), "Ann").Outcome);
            Assert.Equal("A-001", _host.Create(transaction, "I1").Number!.Text);
            Assert.Equal(Outcome.Accepted, _host.Book.DoWithin(transaction, new Command.Approve("I1")).Outcome);
            Assert.Equal(Outcome.Unchanged, _host.Book.DoWithin(transaction, new Command.Approve("I1")).Outcome);
            Assert.Equal(Rejection.InvoiceUnknown, _host.Book.DoWithin(transaction, new Command.Approve("I2")).Rejection);
            Assert.Equal((1, Outcome.Accepted), (_host.Book.DoWithin(transaction, new Command.Send("I1")).Attempt, Outcome.Accepted));
            Assert.Equal("A-002", _host.Create(transaction, "I2").Number!.Text);
            Assert.Equal("E-1", _host.Book.DoWithin(transaction, new Command.Confirm("I1", "K1", "E-1")).Number!.Text);
            transaction.Commit();
        }

        Assert.Equal("E-1", _host.Book.Invoice("I1")!.Number!.Text);
        Assert.Equal("Ann", _host.Book.Entries(after: 1)[0].Actor);
    }

    [Fact]
    public void A_savepoint_that_is_rolled_back_takes_its_number_with_it()
    {
        using var connection = _host.Connect();
        using (var transaction = connection.BeginTransaction())
        {
            _host.Create(transaction, "I1");
            transaction.Save("here");
            Assert.Equal("A-002", _host.Create(transaction, "I2").Number!.Text);
            transaction.Rollback("here");
            Assert.Equal("A-002", _host.Create(transaction, "I3").Number!.Text);
            transaction.Commit();
        }

        _host.AssertAgrees(2);
    }

    [Fact]
    public void A_policy_that_was_rolled_back_is_nobodys_policy()
    {
        _host.CreateByWriter("I0");
        using var connection = _host.Connect();
        using (var transaction = connection.BeginTransaction())
        {
            _host.Book.DoWithin(transaction, new Command.SetPolicy(new(HomeNumber: HomeNumberPolicy.OnApproval)));
            Assert.Null(_host.Book.DoWithin(transaction, new Command.Create("I1", new(2026, 1, 5))).Number);
            transaction.Rollback();
        }

        // The next entry about the book has the number of the one that is gone.
        _host.ByWriter(new Command.Connect("acme"));
        Assert.Equal((Connection.Connected, HomeNumberPolicy.OnCreate), (_host.Book.Header().Connection, _host.Book.Header().Policy.HomeNumber));
        using (var transaction = connection.BeginTransaction())
        {
            Assert.Equal("A-002", _host.Create(transaction, "I1").Number!.Text);
            transaction.Commit();
        }

        _host.AssertAgrees(2, everyInvoiceHasARow: false);
    }

    [Fact]
    public void A_book_that_was_rolled_back_may_begin_otherwise()
    {
        var book = _host.Books["new"];
        using (var connection = _host.Connect())
        using (var transaction = connection.BeginTransaction())
        {
            book.DoWithin(transaction, new Command.Open([new("x", "X-{seq}")]));
            Assert.Equal("X-1", book.DoWithin(transaction, new Command.Create("I1", new(2026, 1, 5))).Number!.Text);
            transaction.Rollback();
        }

        var other = _host.Books["another"];
        _host.ByWriter(new Command.Open([new("y", "Y-{seq}")]), "another");
        Assert.Equal("y", other.Header().Series.First.Text);
        Assert.Equal("Y-1", _host.ByWriter(new Command.Create("I1", new(2026, 1, 5)), "another").Number!.Text);
        Assert.Equal(["another", "main"], _host.Books.Names());
    }

    [Fact]
    public void Host_and_writer_by_turns_make_one_series_without_a_gap()
    {
        using var connection = _host.Connect();
        for (var round = 0; round < 30; round++)
        {
            using (var transaction = connection.BeginTransaction())
            {
                _host.Create(transaction, $"H{round}");
                if (round % 3 == 0)
                {
                    transaction.Rollback();
                }
                else
                {
                    transaction.Commit();
                }
            }

            _host.CreateByWriter($"W{round}");
        }

        _host.AssertAgrees(50, everyInvoiceHasARow: false);
    }
}
