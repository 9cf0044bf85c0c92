using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests.HostTransactions;

/// <summary>The host's transaction with EF Core, at each level of isolation.</summary>
public sealed class EntityFrameworkTests(ServerFixture fixture) : StoreTest(fixture)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    public static TheoryData<IsolationLevel> Levels => [IsolationLevel.ReadCommitted, IsolationLevel.RepeatableRead, IsolationLevel.Serializable];

    /// <summary>Those that look at one moment from their first statement on.</summary>
    public static TheoryData<IsolationLevel> Snapshots => [IsolationLevel.RepeatableRead, IsolationLevel.Serializable];

    [PostgreSqlTheory]
    [MemberData(nameof(Levels))]
    public async Task Number_and_row_live_or_die_together(IsolationLevel level)
    {
        await using var books = await HostAsync();
        foreach (var commits in (bool[])[false, true])
        {
            await using var context = new HostContext(Server.ConnectionTo(Database));
            await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(level);
                await NumberedAsync(context, transaction, books, "I1");
                await context.SaveChangesAsync();
                await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
            });
        }

        Assert.Equal("A-2", (await books["main"].CreateAsync("I2", Day)).Number!.Text);
        await AgreeAsync(books, "I1 A-1");
    }

    /// <summary>The row lock sees what was committed while it waited.</summary>
    [PostgreSqlFact]
    public async Task Under_READ_COMMITTED_what_others_wrote_since_the_beginning_is_seen()
    {
        await using var books = await HostAsync();
        await using var context = new HostContext(Server.ConnectionTo(Database));
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            Assert.Empty(await context.Invoices.ToListAsync());
            await books["main"].CreateAsync("other", Day);
            Assert.Equal("A-2", await NumberedAsync(context, transaction, books, "I1"));
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        await AgreeAsync(books, "I1 A-2");
    }

    /// <summary>It cannot see the book's end, so it may not write behind it: refused, and the strategy begins again.</summary>
    [PostgreSqlTheory]
    [MemberData(nameof(Snapshots))]
    public async Task A_transaction_that_looked_before_others_wrote_is_refused_and_made_again(IsolationLevel level)
    {
        await using var books = await HostAsync();
        await using var context = new HostContext(Server.ConnectionTo(Database));
        var tries = 0;
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            context.ChangeTracker.Clear();
            await using var transaction = await context.Database.BeginTransactionAsync(level);
            Assert.Empty(await context.Invoices.ToListAsync());
            if (tries++ == 0)
            {
                await books["main"].CreateAsync("other", Day);
                var refused = await Assert.ThrowsAsync<StoreException>(() => NumberedAsync(context, transaction, books, "I1"));
                Assert.Equal(StoreTrouble.Transaction, refused.Trouble);
                throw refused;
            }

            Assert.Equal("A-2", await NumberedAsync(context, transaction, books, "I1"));
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        Assert.Equal(2, tries);
        await AgreeAsync(books, "I1 A-2");
    }

    [PostgreSqlTheory]
    [MemberData(nameof(Levels))]
    public async Task Many_at_once_are_made_again_until_each_has_its_number(IsolationLevel level)
    {
        const int Callers = 4;
        const int Each = 3;
        await using var books = await HostAsync();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var at = 0; at < Each; at++)
            {
                var id = $"{caller}-{at}";
                await using var context = new HostContext(Server.ConnectionTo(Database));
                await context.Database.CreateExecutionStrategy().ExecuteInTransactionAsync(
                    async stop =>
                    {
                        context.ChangeTracker.Clear();
                        if (!await context.Invoices.AnyAsync(invoice => invoice.Id == id, stop))
                        {
                            await NumberedAsync(context, context.Database.CurrentTransaction!, books, id);
                            await context.SaveChangesAsync(acceptAllChangesOnSuccess: false, stop);
                        }
                    },
                    async stop => await books["main"].InvoiceAsync(id, stop) is not null,
                    level,
                    CancellationToken.None);
            }
        })));

        await using var look = new HostContext(Server.ConnectionTo(Database));
        Assert.Equal(
            Enumerable.Range(1, Callers * Each).Select(static at => $"A-{at}").Order(StringComparer.Ordinal),
            (await look.Invoices.Select(static invoice => invoice.Number).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.True((await books["main"].VerifyAsync()).IsSound);
    }

    /// <summary>EF Core's strategy cannot know whether the commit was made; the book does.</summary>
    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_commit_that_was_cut_off_there_is_one_row_and_one_number_whether_it_was_made_or_not(bool wasMade)
    {
        await using var books = await HostAsync();
        using var proxy = new Proxy(Server);
        await using var context = new HostContext(proxy.ConnectionTo(Database) + ";Command Timeout=30;Pooling=false");
        var (tries, questions) = (0, 0);
        await context.Database.CreateExecutionStrategy().ExecuteInTransactionAsync(
            async stop =>
            {
                context.ChangeTracker.Clear();
                Assert.Equal("A-1", await NumberedAsync(context, context.Database.CurrentTransaction!, books, "I1"));
                await context.SaveChangesAsync(acceptAllChangesOnSuccess: false, stop);
                if (tries++ == 0)
                {
                    // COMMIT is the next message, and the server's word that it was made the one after it.
                    proxy.CutAfter(wasMade ? 1 : 0, silently: false);
                }
            },
            async stop =>
            {
                questions++;
                return await books["main"].InvoiceAsync("I1", stop) is not null;
            },
            IsolationLevel.ReadCommitted,
            CancellationToken.None);

        Assert.True(proxy.HasCut);
        Assert.Equal((wasMade ? 1 : 2, 1), (tries, questions));
        Assert.Equal(1, (await books["main"].SeriesAsync()).Single().Issued);
        await AgreeAsync(books, "I1 A-1");
    }

    [PostgreSqlFact]
    public async Task A_rejection_leaves_the_transaction_usable()
    {
        await using var books = await HostAsync();
        await using var context = new HostContext(Server.ConnectionTo(Database));
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var rejected = await books["main"].DoWithinAsync(transaction.GetDbTransaction(), new Command.Approve("nobody"));
            Assert.Equal(Outcome.Rejected, rejected.Outcome);
            await NumberedAsync(context, transaction, books, "I1");
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        await AgreeAsync(books, "I1 A-1");
    }

    private static async Task<string> NumberedAsync(HostContext context, IDbContextTransaction transaction, Books books, string id)
    {
        var answer = await books["main"].DoWithinAsync(transaction.GetDbTransaction(), new Command.Create(id, Day));
        context.Invoices.Add(new() { Id = id, Number = answer.Number!.Text });
        return answer.Number.Text;
    }

    private async Task<Books> HostAsync()
    {
        Server.Execute(Database, """CREATE TABLE host_invoices ("Id" text PRIMARY KEY, "Number" text NOT NULL UNIQUE)""");
        var books = new Books(Open());
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        return books;
    }

    private async Task AgreeAsync(Books books, params string[] rows)
    {
        await using var context = new HostContext(Server.ConnectionTo(Database));
        Assert.Equal(rows, await context.Invoices.OrderBy(static invoice => invoice.Id).Select(static invoice => invoice.Id + " " + invoice.Number).ToListAsync());
        Assert.True((await books["main"].VerifyAsync()).IsSound);
    }
}
