using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NumberingRules;
using NumberingRules.Intacct;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using PropertyHost.Data;

namespace PropertyHost.Erp;

/// <summary>The host's side of Sage Intacct: its rows as Intacct's invoices, and where it keeps how far the feed was read.</summary>
internal sealed class PropertyIntacct(IServiceScopeFactory scopes) : IntacctHost
{
    internal const string Customer = "customer.id";
    internal const string Total = "totalTxnAmount";

    /// <summary>A tenant is a customer there, the rent one line.</summary>
    public override async ValueTask<IntacctInvoice> MapAsync(InvoiceView invoice, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<HostDatabase>().Invoices.AsNoTracking().SingleAsync(row => row.Id == invoice.Id.Text, cancellation);
        return new()
        {
            Customer = row.Tenant,
            Due = invoice.Date.AddDays(30),
            Lines = [new("4000", row.Amount) { Memo = "Rent", Dimensions = new Dictionary<string, string> { ["location"] = "10" } }],
        };
    }

    public override async ValueTask<string?> ReadCursorAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<HostDatabase>().Cursors.AsNoTracking().SingleAsync(cancellation)).Place;
    }

    public override async ValueTask PassAsync(string? cursor, IReadOnlyCollection<string> told, IReadOnlyCollection<NotTaken> notTaken, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HostDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        await database.TakeTurnAsync(cancellation);
        if (cursor is not null)
        {
            (await database.Cursors.SingleAsync(cancellation)).Place = cursor;
        }

        // Without a cursor it is about what was kept; another host may have taken that meanwhile.
        var before = await database.NotTaken.Where(row => told.Contains(row.Key)).ToListAsync(cancellation);
        database.NotTaken.RemoveRange(before);
        await database.SaveChangesAsync(cancellation);
        database.NotTaken.AddRange(notTaken.Where(one => cursor is not null || before.Exists(row => row.Key == one.Key)).Select(static one => new NotTakenRow { Key = one.Key, Why = one.Why }));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public override async ValueTask<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<HostDatabase>().NotTaken.AsNoTracking()
            .Where(row => after == null || string.Compare(row.Key, after) > 0).OrderBy(static row => row.Key).Take(500).ToListAsync(cancellation);
        return [.. rows.Select(static row => new NotTaken(row.Key, row.Why, null))];
    }

    /// <summary>An invoice made in Intacct: its row and its place in the book, in one transaction.</summary>
    public override async Task<Answer> ImportAsync(BookHandle book, Command.Import import, ErpNews news, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HostDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await database.Invoices.FindAsync([import.Invoice.Text], cancellation) is null)
        {
            var fields = ((IntacctNews)news).Fields;
            database.Invoices.Add(new()
            {
                Id = import.Invoice.Text,
                Tenant = fields.TryGetValue(Customer, out var customer) ? customer.GetString() ?? "" : "",
                Amount = fields.TryGetValue(Total, out var total) ? decimal.Parse(total.GetString() ?? "0", CultureInfo.InvariantCulture) : 0,
                Date = import.Date,
            });
            await database.SaveChangesAsync(cancellation);
        }

        var answer = await book.DoWithinAsync(transaction.GetDbTransaction(), import, cancellation: cancellation);
        if (answer.Outcome == Outcome.Accepted)
        {
            await transaction.CommitAsync(cancellation);
        }

        return answer;
    }
}
