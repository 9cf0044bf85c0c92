using Npgsql;
using NumberingRules.Testing;

namespace NumberingRules.PostgreSql.Tests.Contract;

/// <summary>The published facts.</summary>
public sealed class ContractTests(ServerFixture fixture) : StoreTest(fixture)
{
    public static TheoryData<string> Names => [.. StoreFacts.All.Select(fact => fact.Name)];

    [PostgreSqlTheory]
    [MemberData(nameof(Names))]
    public Task It_holds_on_a_server(string name) => Named(name).CheckAsync(() => new(Open()));

    [PgBouncerTheory]
    [MemberData(nameof(Names))]
    public async Task It_holds_behind_a_pooler_in_transaction_mode(string name)
    {
        await using var source = NpgsqlDataSource.Create(Pooler.ConnectionTo(Database));
        await Named(name).CheckAsync(() => new(new PostgreSqlStore(source, new() { Prepare = false })));
    }

    private static StoreFact Named(string name) => StoreFacts.All.Single(fact => fact.Name == name);
}
