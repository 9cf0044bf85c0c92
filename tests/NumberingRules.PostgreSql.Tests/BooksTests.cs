using System.Data;
using Npgsql;
using NumberingRules.PostgreSql.Tests.HostTransactions;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>The library on the adapter: hosts, books and the host's own transaction.</summary>
public sealed class BooksTests(ServerFixture fixture) : StoreTest(fixture)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [PostgreSqlFact]
    public async Task Two_hosts_number_one_series_without_a_gap()
    {
        const int Callers = 16;
        const int Each = 10;
        await using var one = new Books(Open());
        await using var other = new Books(Open());
        await OpenAsync(one);
        await Task.WhenAll(Enumerable.Range(0, 2 * Callers).Select(caller => Task.Run(async () =>
        {
            for (var at = 0; at < Each; at++)
            {
                var answer = await (caller % 2 == 0 ? one : other)["acme"].CreateAsync(new($"{caller}-{at}"), Day);
                Assert.Equal(Outcome.Accepted, answer.Decision.Outcome);
            }
        })));

        var numbers = new List<string>();
        await foreach (var invoice in other["acme"].AllInvoicesAsync())
        {
            numbers.Add(invoice.Invoice.HomeNumber!.Text);
        }

        Assert.Equal(Enumerable.Range(1, 2 * Callers * Each).Select(static at => $"RL-{at:00000}"), numbers.Order(StringComparer.Ordinal));
        await SoundAsync(one);
        await SoundAsync(other);
    }

    [PostgreSqlFact]
    public async Task A_life_with_the_ERP_ends_with_every_import_numbered_and_is_rebuilt_the_same()
    {
        await using var books = new Books(Open());
        var book = books["acme"];
        await OpenAsync(books);
        await book.CreateAsync("h1", Day);
        await book.SubmitAsync("h1");
        await book.ApproveAsync("h1");
        await book.ConnectAsync("company");
        await book.SendAsync("h1");
        await book.ConfirmAsync("h1", "k0", "E-0");
        await book.DoManyAsync([.. Enumerable.Range(1, 300).Select(static at => new Command.Import($"e{at}", $"k{at}", new($"E-{at}"), Day.AddDays(-at % 7)))]);
        await book.VoidAsync("e7", Side.Erp, "a\0b");
        var answer = await book.DisconnectAsync("moved\u001A");
        Assert.Equal(Outcome.Accepted, answer.Decision.Outcome);

        var invoices = new List<Invoice>();
        await foreach (var invoice in book.AllInvoicesAsync())
        {
            invoices.Add(invoice.Invoice);
        }

        Assert.Equal(301, invoices.Count);
        Assert.Equal(300, invoices.Select(static one => one.HomeNumber).OfType<InvoiceNumber>().Distinct().Count());
        await SoundAsync(books);
        await book.RebuildAsync();
        await SoundAsync(books);
        Assert.Equal(1, await book.EraseTextOfAsync("e7"));
        await SoundAsync(books);
    }

    [PostgreSqlTheory]
    [MemberData(nameof(EntityFrameworkTests.Levels), MemberType = typeof(EntityFrameworkTests))]
    public async Task A_number_is_taken_or_not_with_the_hosts_own_row(IsolationLevel level)
    {
        await using var books = new Books(Open());
        await OpenAsync(books);
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync(connection, "CREATE TABLE hosts_own (number text PRIMARY KEY)");
        foreach (var commits in (bool[])[false, true, true])
        {
            await using var transaction = await connection.BeginTransactionAsync(level);
            var answer = await books["acme"].DoWithinAsync(transaction, new Command.Create(Guid.NewGuid().ToString(), Day));
            Assert.Equal(Outcome.Accepted, answer.Decision.Outcome);
            await RunAsync(connection, $"INSERT INTO hosts_own VALUES ('{answer.Number}')");
            await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        Assert.Equal("RL-00001 RL-00002", await RunAsync(connection, "SELECT string_agg(number, ' ' ORDER BY number) FROM hosts_own"));
        var last = await books["acme"].CreateAsync("last", Day);
        Assert.Equal("RL-00003", last.Authority!.Value.Number!.Text);
        await SoundAsync(books);
    }

    /// <summary>A transaction of the stricter levels sees what was there at its first statement, and so not the end of a book that somebody wrote to since.</summary>
    [PostgreSqlTheory]
    [MemberData(nameof(EntityFrameworkTests.Levels), MemberType = typeof(EntityFrameworkTests))]
    public async Task A_transaction_that_looked_before_another_host_wrote_is_numbered_under_READ_COMMITTED_and_otherwise_refused(IsolationLevel level)
    {
        await using var books = new Books(Open());
        await using var other = new Books(Open());
        await OpenAsync(books);
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync(level))
        {
            await RunAsync(connection, "SELECT 1");
            await other["acme"].CreateAsync("other", Day);
            if (level == IsolationLevel.ReadCommitted)
            {
                Assert.Equal("RL-00002", await NumberAsync(transaction));
                await transaction.CommitAsync();
            }
            else
            {
                Assert.Equal(StoreTrouble.Transaction, await TroubleAsync(() => NumberAsync(transaction)));
                await transaction.RollbackAsync();
            }
        }

        await using (var transaction = await connection.BeginTransactionAsync(level))
        {
            await RunAsync(connection, "SELECT 1");
            Assert.Equal("RL-00002", await NumberAsync(transaction));
            await transaction.CommitAsync();
        }

        Assert.Equal("RL-00003", (await other["acme"].CreateAsync("last", Day)).Number!.Text);
        await SoundAsync(books);

        async Task<string> NumberAsync(NpgsqlTransaction transaction) =>
            (await books["acme"].DoWithinAsync(transaction, new Command.Create("hosts", Day))).Number!.Text;
    }

    private static async Task OpenAsync(Books books) => Assert.Equal(Outcome.Accepted, (await books["acme"].OpenAsync([new("RL", "RL-{seq:00000}")])).Decision.Outcome);

    private static async Task SoundAsync(Books books)
    {
        var report = await books["acme"].VerifyAsync();
        Assert.True(report.IsSound, report.Fault?.What);
        Assert.Empty(await books.SchemaProblemsAsync());
    }
}
