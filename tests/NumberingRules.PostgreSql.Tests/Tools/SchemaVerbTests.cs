using NumberingRules.Cli.Tests;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests.Tools;

/// <summary>What the tool prints for a database administrator.</summary>
public sealed class SchemaVerbTests(ServerFixture fixture) : StoreTest(fixture)
{
    [PostgreSqlTheory]
    [InlineData("numbering")]
    [InlineData("other \"name")]
    public async Task It_makes_tables_that_the_store_accepts(string schema)
    {
        Server.Execute(Database, Tool.Run("schema", "--postgres", "--schema", schema).Succeeded().Output);
        await using var books = new Books(Open(new() { Schema = schema, MakeTables = false }));
        Assert.Empty(await books.SchemaProblemsAsync());
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        Assert.Equal("A-1", (await books["main"].CreateAsync("I1", new(2026, 3, 1))).Number!.Text);
        Assert.True((await books["main"].VerifyAsync()).IsSound);
    }

    [PostgreSqlFact]
    public async Task It_means_the_schema_that_the_store_means_unless_another_is_named()
    {
        Server.Execute(Database, Tool.Run("schema", "--postgres").Succeeded().Output);
        await using var books = new Books(Open(new() { MakeTables = false }));
        Assert.Empty(await books.SchemaProblemsAsync());
    }
}
