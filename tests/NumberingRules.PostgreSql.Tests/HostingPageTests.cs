using NumberingRules.Storage;
using NumberingRules.Tests;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>The statements of <c>docs/hosting.md</c> are run as they stand there.</summary>
public sealed class HostingPageTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const string Fence = "```";

    private static readonly DateOnly Day = new(2026, 3, 1);

    private static readonly string[] All =
        [.. File.ReadAllText(Checkout.PathOf("docs", "hosting.md")).Split("\n" + Fence + "sql\n")[1..].Select(static rest => rest[..rest.IndexOf("\n" + Fence, StringComparison.Ordinal)])];

    public static TheoryData<string> Blocks => [.. All];

    [PostgreSqlTheory]
    [MemberData(nameof(Blocks))]
    public async Task Every_block_of_SQL_runs_beside_a_book(string block)
    {
        await using var books = new Books(Open());
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        await books["main"].CreateAsync("I1", Day);
        Server.Execute(Database, $"CREATE TABLE invoices (id text PRIMARY KEY, date date); INSERT INTO invoices VALUES ('I1', '{Day:O}'); CREATE ROLE {Database}_host");
        block = block.Replace("TO host;", $"TO {Database}_host;", StringComparison.Ordinal);
        await using var source = Source();
        await using var command = source.CreateCommand(block);
        await using var reader = await command.ExecuteReaderAsync();
        do
        {
            var rows = 0;
            while (await reader.ReadAsync())
            {
                rows++;
            }

            // Nobody has held a book for so long.
            Assert.True(reader.FieldCount == 0 || rows > 0 || reader.GetName(0) == "pid", block);
        }
        while (await reader.NextResultAsync());
    }

    [PostgreSqlFact]
    public async Task With_the_privileges_it_names_a_host_does_everything_on_tables_that_the_script_made()
    {
        Server.Execute(Database, PostgreSqlStore.Script("numbering"));
        var role = RoleWith("writer", GrantsOfThePage());
        await using var books = new Books(Open(new() { MakeTables = false }, role: role));
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.ConnectAsync("acme");
        await book.ImportAsync("e1", "k1", new("E-1"), Day);
        await book.ImportAsync("e2", "k2", new("E-2"), Day);
        await book.VoidAsync("e1", Side.Erp, "made by mistake");
        Assert.Equal(Outcome.Accepted, (await book.DisconnectAsync("ended")).Outcome);
        await using (var source = Source(role: role))
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal("A-2", (await book.DoWithinAsync(transaction, new Command.Create("h1", Day))).Number!.Text);
            await transaction.CommitAsync();
        }

        await book.RebuildAsync();
        Assert.Equal(1, await book.EraseTextOfAsync("e1"));
        var report = await book.VerifyAsync();
        Assert.True(report.IsSound, report.Fault?.What);
        Assert.Empty(await books.SchemaProblemsAsync());
    }

    [PostgreSqlFact]
    public async Task With_SELECT_alone_a_host_verifies_and_lists_and_reads_the_view_and_does_not_write()
    {
        await using (var writing = new Books(Open()))
        {
            await writing["main"].OpenAsync([new("a", "A-{seq}")]);
            await writing["main"].CreateAsync("I1", Day);
        }

        var role = RoleWith("reader", GrantsOfThePage().Replace("SELECT, INSERT, UPDATE, DELETE", "SELECT", StringComparison.Ordinal));
        await using var books = new Books(Open(role: role));
        var book = books["main"];
        var report = await book.VerifyAsync();
        Assert.True(report.IsSound, report.Fault?.What);
        Assert.Equal("A-1", Assert.Single((await book.InvoicesAsync()).Items).Number!.Text);
        Assert.Equal("A-1", Assert.Single((await book.InvoicesByNumberPrefixAsync("A-")).Items).Number!.Text);
        Assert.Empty((await book.FindingsAsync()).Items);
        await using var source = Source(role: role);
        await using var view = source.CreateCommand("SELECT number FROM numbering.numbering_current WHERE book = 'main'");
        Assert.Equal("A-1", await view.ExecuteScalarAsync());
        Assert.Equal(StoreTrouble.ReadOnly, await TroubleAsync(async () => await book.CreateAsync("I2", Day)));
    }

    private static string GrantsOfThePage() => All.Single(static block => block.StartsWith("GRANT", StringComparison.Ordinal));

    private string RoleWith(string name, string grants)
    {
        var role = $"{Database}_{name}";
        Server.Execute(Database, $"CREATE ROLE {role} LOGIN; {grants.Replace("TO host;", $"TO {role};", StringComparison.Ordinal)}");
        return role;
    }
}
