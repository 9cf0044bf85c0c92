using NumberingRules.Sqlite;
using NumberingRules.Testing;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>The published facts hold for every store that is here.</summary>
public sealed class StoreFactsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string> Names => [.. StoreFacts.All.Select(fact => fact.Name)];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public Task It_holds_in_memory(string name)
    {
        var store = new FaultyStore(new MemoryStore()) { Outlives = true };
        return Fact(name).CheckAsync(() => new(store));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task It_holds_in_SQLite(string name)
    {
        var file = _scratch.NewFile();
        return Fact(name).CheckAsync(() => new(new SqliteStore(file)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task It_holds_in_a_store_that_loads_asynchronously_and_answers_late(string name)
    {
        var store = new SlowStore();
        return Fact(name).CheckAsync(() => new(store));
    }

    [Fact]
    public async Task A_store_that_forgets_is_found()
    {
        var failed = 0;
        foreach (var fact in StoreFacts.All)
        {
            failed += await Record.ExceptionAsync(() => fact.CheckAsync(() => new(new MemoryStore()))) is FactException ? 1 : 0;
        }

        Assert.True(failed >= 3, $"{failed} facts notice that each opening is another database");
    }

    private static StoreFact Fact(string name) => StoreFacts.All.Single(fact => fact.Name == name);
}
