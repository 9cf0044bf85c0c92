using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>The host's transaction with EF Core, begun by it or handed to it.</summary>
public sealed class EntityFrameworkTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly HostFile _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_that_EF_began_holds_number_and_row(bool commits)
    {
        await using (var context = new HostContext(_host.File))
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            var number = Ask(transaction, "I1");
            context.Invoices.Add(new() { Id = "I1", Number = number });
            await context.SaveChangesAsync();
            Assert.Equal("A-001", number);
            await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        _host.AssertAgrees(commits ? 1 : 0);
        Assert.Equal(commits ? "A-002" : "A-001", _host.CreateByWriter("I2").Number!.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_that_EF_was_given_holds_number_and_row(bool commits)
    {
        await using (var connection = _host.Connect())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var context = new HostContext(connection);
            await using var used = await context.Database.UseTransactionAsync(transaction);
            var number = Ask(context.Database.CurrentTransaction!, "I1");
            context.Invoices.Add(new() { Id = "I1", Number = number });
            await context.SaveChangesAsync();
            Assert.Equal("A-001", number);
            await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        _host.AssertAgrees(commits ? 1 : 0);
    }

    [Fact]
    public async Task A_row_that_cannot_be_saved_takes_its_number_with_it()
    {
        _host.CreateByWriter("I0");
        await using (var context = new HostContext(_host.File))
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Invoices.Add(new() { Id = "I1", Number = Ask(transaction, "I1") });
            await context.SaveChangesAsync();
            context.Invoices.Add(new() { Id = "I2", Number = "A-002" });
            Assert.Equal("A-003", Ask(transaction, "I2"));
            await Assert.ThrowsAsync<DbUpdateException>(async () => await context.SaveChangesAsync());
        }

        Assert.Empty(_host.Rows());
        Assert.Equal("A-002", _host.CreateByWriter("I3").Number!.Text);
        _host.AssertAgrees(2, everyInvoiceHasARow: false);
    }

    [Fact]
    public async Task Rows_that_are_saved_first_are_read_again_in_the_same_transaction()
    {
        await using (var context = new HostContext(_host.File))
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var row = new Row { Id = "I1", Number = "none yet" };
            context.Invoices.Add(row);
            await context.SaveChangesAsync();
            row.Number = Ask(transaction, "I1");
            await context.SaveChangesAsync();
            Assert.Equal("A-001", Do(transaction, new Command.Approve("I1")).Number!.Text);
            Assert.Equal("A-001", (await context.Invoices.AsNoTracking().SingleAsync()).Number);
            await transaction.CommitAsync();
        }

        _host.AssertAgrees(1);
        Assert.Equal(Approval.Approved, _host.Book.Invoice("I1")!.Invoice.Approval);
    }

    private string Ask(IDbContextTransaction transaction, string id) =>
        Do(transaction, new Command.Create(id, Day)).Number!.Text;

    private Answer Do(IDbContextTransaction transaction, Command command) => _host.Book.DoWithin(transaction.GetDbTransaction(), command, "Ann");
}
