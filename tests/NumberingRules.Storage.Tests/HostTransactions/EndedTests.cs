using Microsoft.Data.Sqlite;

namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>SQLite has ended the host's transaction behind the back of its object, and the host goes on.</summary>
public sealed class EndedTests : IDisposable
{
    private readonly HostFile _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void After_an_OR_ROLLBACK_nothing_is_written_in_a_transaction_of_its_own()
    {
        using var connection = _host.Connect();
        using var transaction = connection.BeginTransaction();
        _host.Create(transaction, "I1");
        Assert.Throws<SqliteException>(() => HostFile.Run(connection, transaction, "INSERT OR ROLLBACK INTO invoices (id, number) VALUES ('I9', 'A-001')"));
        AssertOver(transaction);
    }

    [Fact]
    public void After_a_ROLLBACK_in_SQL_nothing_is_written_in_a_transaction_of_its_own()
    {
        using var connection = _host.Connect();
        using var transaction = connection.BeginTransaction();
        _host.Create(transaction, "I1");
        HostFile.Run(connection, transaction, "ROLLBACK");
        AssertOver(transaction);
    }

    private void AssertOver(SqliteTransaction transaction)
    {
        var refused = Assert.Throws<StoreException>(() => _host.Book.DoWithin(transaction, new Command.Create("I2", new(2026, 1, 5))));
        Assert.Equal(StoreTrouble.Transaction, refused.Trouble);
        Assert.Contains("over", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_host.Rows());
        Assert.Empty(_host.Book.Invoices().Items);
        Assert.Equal("A-001", _host.CreateByWriter("I3").Number!.Text);
    }
}
