using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NumberingRules;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using PropertyHost.Data;

namespace PropertyHost.Erp;

/// <summary>The ERP as the sync loop needs it: the host's rows on one side, HTTP on the other.</summary>
internal sealed partial class PropertyErp(BookHandle book, ErpClient erp, IServiceScopeFactory scopes, ILogger<PropertyErp> log) : IErp
{
    public async Task<ErpReply> PostAsync(InvoiceView invoice, Guid attemptKey, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<HostDatabase>().Invoices.SingleAsync(row => row.Id == invoice.Id.Text, cancellation);
        return await erp.PostAsync(row, attemptKey, cancellation);
    }

    public async Task<IReadOnlyList<ErpNews>> FindAsync(InvoiceId invoice, CancellationToken cancellation) =>
        Usable(await erp.FindAsync(invoice.Text, cancellation));

    /// <summary>From the cursor on, which is in the host's database.</summary>
    public async Task<ErpFeed> ReadFeedAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var cursor = await scope.ServiceProvider.GetRequiredService<HostDatabase>().Cursors.SingleAsync(cancellation);
        var page = await erp.FeedAsync(cursor.After, cancellation);
        return new(Usable(page.Records), page.Records.Count > 0 ? page.Next.ToString(CultureInfo.InvariantCulture) : null)
        {
            Unusable = [.. page.Records.Where(static record => record.Problem() is not null).Select(static record => new NotTaken(record.Key, record.Problem()!, null))],
        };
    }

    /// <summary>Moves the cursor and keeps what was not taken, in one transaction.</summary>
    public async Task PassAsync(ErpFeed read, IReadOnlyList<NotTaken> notTaken, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HostDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        await database.TakeTurnAsync(cancellation);
        if (read.Next is { } next)
        {
            (await database.Cursors.SingleAsync(cancellation)).After = long.Parse(next, CultureInfo.InvariantCulture);
        }

        // Another host may have heard news of a higher version meanwhile: that stays. What was kept it may have taken: that stays away.
        var told = read.News.GroupBy(static news => news.Key.Text).ToDictionary(static same => same.Key, static same => same.Last().Version);
        string[] keys = [.. told.Keys.Concat(notTaken.Select(static record => record.Key)).Distinct()];
        var before = await database.NotTaken.Where(row => keys.Contains(row.Key)).ToListAsync(cancellation);
        var newer = before.Where(row => row.Version > told.GetValueOrDefault(row.Key)).Select(static row => row.Key).ToHashSet();
        database.NotTaken.RemoveRange(before.Where(row => !newer.Contains(row.Key)));
        await database.SaveChangesAsync(cancellation);
        database.NotTaken.AddRange(notTaken.Where(record => !newer.Contains(record.Key) && (read.Next is not null || before.Exists(row => row.Key == record.Key))).Select(static record => new NotTakenRow
        {
            Key = record.Key,
            Why = record.Why,
            Version = record.News?.Version,
            Record = record.News is ErpInvoice.News { Record: var full } ? JsonSerializer.Serialize(full) : null,
        }));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
#pragma warning disable CA1309 // The database compares: it becomes SQL.
        var rows = await scope.ServiceProvider.GetRequiredService<HostDatabase>().NotTaken
            .Where(row => after == null || string.Compare(row.Key, after) > 0).OrderBy(static row => row.Key).Take(200).ToListAsync(cancellation);
#pragma warning restore CA1309
        return [.. rows.Select(static row => new NotTaken(row.Key, row.Why, row.Record is { } told ? JsonSerializer.Deserialize<ErpInvoice>(told)!.ToNews() : null))];
    }

    /// <summary>An invoice made in the ERP: its row and its place in the book, in one transaction.</summary>
    public async Task<Answer> ImportAsync(Command.Import import, ErpNews news, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HostDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await database.Invoices.FindAsync([import.Invoice.Text], cancellation) is null)
        {
            var record = ((ErpInvoice.News)news).Record;
            database.Invoices.Add(new() { Id = import.Invoice.Text, Tenant = record.Customer, Amount = record.Amount, Date = record.Date });
            await database.SaveChangesAsync(cancellation);
        }

        // Last before the commit: from here on all other writers of the file wait.
        var answer = await book.DoWithinAsync(transaction.GetDbTransaction(), import, cancellation: cancellation);
        if (answer.Outcome == Outcome.Accepted)
        {
            await transaction.CommitAsync(cancellation);
        }

        return answer;
    }

    private List<ErpNews> Usable(IEnumerable<ErpInvoice> records)
    {
        List<ErpNews> usable = [];
        foreach (var record in records)
        {
            if (record.Problem() is { } problem)
            {
                LogUnusable(record.Key, problem);
            }
            else
            {
                usable.Add(record.ToNews());
            }
        }

        return usable;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ERP tells of record {Key} what cannot be used: {Problem}")]
    private partial void LogUnusable(string key, string problem);
}
