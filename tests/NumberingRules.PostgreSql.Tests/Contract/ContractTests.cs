using NumberingRules.Testing;

namespace NumberingRules.PostgreSql.Tests.Contract;

/// <summary>The published facts.</summary>
public sealed class ContractTests(ServerFixture fixture) : StoreTest(fixture)
{
    public static TheoryData<string> Names => [.. StoreFacts.All.Select(fact => fact.Name)];

    [PostgreSqlTheory]
    [MemberData(nameof(Names))]
    public Task It_holds_on_a_server(string name) => StoreFacts.All.Single(fact => fact.Name == name).CheckAsync(() => new(Open()));
}
