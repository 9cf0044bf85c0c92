using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Sharing;

/// <summary>A store's own batch was rolled back, and before its next one another store wrote just as many entries: nothing tells from their count that these are others.</summary>
public sealed class RolledBackTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_was_rolled_back_is_forgotten_though_another_has_written_as_much()
    {
        var file = _scratch.NewFile();
        var store = new FaultyStore(new SqliteStore(file));
        await using var one = new Books(store);
        await using var other = new Books(new SqliteStore(file));
        await one["main"].DoAsync(new Command.Open([new("a", "A-{seq:000}")]));
        store.OnCommit = _ => new StoreException(StoreTrouble.Full, "full");
        await Assert.ThrowsAsync<StoreException>(async () => await one["main"].CreateAsync("I1", Day));
        store.OnCommit = _ => null;
        Assert.Equal("A-001", (await other["main"].CreateAsync("I2", Day)).Number!.Text);
        var answer = await one["main"].CreateAsync("I1", Day);
        Assert.Equal((Outcome.Accepted, "A-002"), (answer.Outcome, answer.Number!.Text));
        Assert.Null(one["main"].Verify(other["main"].Head().Hash).Fault?.What);
    }
}
