namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>A command that fails inside the host's transaction leaves nothing of itself there, should the host commit all the same.</summary>
public sealed class HalfDoneTests : IDisposable
{
    private readonly HostFile _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void A_command_that_fails_half_way_leaves_nothing_in_the_transaction()
    {
        using var connection = _host.Connect();
        HostFile.Run(connection, null, "CREATE TRIGGER full BEFORE INSERT ON numbering_journal WHEN NEW.entry = 5 BEGIN SELECT RAISE(ABORT, 'no more'); END");
        using (var transaction = connection.BeginTransaction())
        {
            _host.Create(transaction, "I1");
            var failed = Assert.Throws<StoreException>(() => _host.Book.DoWithin(transaction, new Command.Together([new Command.Approve("I1"), new Command.Create("I2", new(2026, 1, 5))])));
            Assert.Equal(StoreTrouble.Conflict, failed.Trouble);
            HostFile.Run(connection, transaction, "DROP TRIGGER full");
            Assert.Equal(Outcome.Accepted, _host.Book.DoWithin(transaction, new Command.Submit("I1")).Outcome);
            transaction.Commit();
        }

        Assert.Equal(["opened", "created", "issued", "submitted"], _host.Book.Entries().Select(entry => entry.Event.Name));
        _host.AssertAgrees(1);
    }
}
