using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NumberingRules;
using NumberingRules.Storage;
using PropertyHost.Data;

namespace PropertyHost.Erp;

/// <summary>
/// Takes what the ERP tells of a record, be it an answer, the feed, a look-up or a webhook: in any order, any number of
/// times, before or after the answer to the request that made it.
/// </summary>
internal sealed partial class ErpNews(KeptBook book, IServiceScopeFactory scopes, ILogger<ErpNews> log)
{
    /// <summary>What the id of an invoice made in the ERP begins with: the same record, the same id, so that telling twice is harmless.</summary>
    internal const string IdPrefix = "erp-";

    internal async Task TakeAsync(ErpInvoice record)
    {
        if (record.Problem() is { } problem)
        {
            LogUnusable(record.Key, problem);
            return;
        }

        var known = InvoiceOf(record);
        if (known is null && record.Deleted)
        {
            return;
        }

        var invoice = known ?? IdPrefix + record.Key;
        Say(invoice, known is not null
            ? await book.DoAsync(new Command.Confirm(invoice, record.Key, record.Number, record.Version, record.Replaces))
            : await ImportAsync(invoice, record));

        // A record that was given up before, or that the book did not take, says nothing about the invoice any more.
        var records = book.Invoice(invoice)?.Invoice.Records ?? [];
        if (!records.Any(held => held.Key.Text == record.Key))
        {
            return;
        }

        if (record.Deleted)
        {
            Say(invoice, await book.DoAsync(new Command.Release(invoice, "deleted in the ERP", record.Key)));
        }
        else if (record.Voided && records.Count > 1)
        {
            Say(invoice, await book.DoAsync(new Command.Release(invoice, "one record too many, voided in the ERP", record.Key)));
        }
        else if (record.Voided)
        {
            Say(invoice, await book.VoidAsync(invoice, Side.Erp, "voided in the ERP"));
        }
    }

    /// <summary>An invoice made in the ERP: its row and its place in the book, in one transaction.</summary>
    private async Task<Answer> ImportAsync(InvoiceId invoice, ErpInvoice record)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HostDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync();
        if (await database.Invoices.FindAsync(invoice.Text) is null)
        {
            database.Invoices.Add(new() { Id = invoice.Text, Tenant = record.Customer, Amount = record.Amount, Date = record.Date });
            await database.SaveChangesAsync();
        }

        var answer = book.DoWithin(transaction.GetDbTransaction(), new Command.Import(invoice, record.Key, record.Number, record.Date, ErpVersion: record.Version));
        if (answer.Outcome == Outcome.Accepted)
        {
            await transaction.CommitAsync();
        }

        return answer;
    }

    /// <summary>Whose record it is: by id or key, never by number, which another customer's invoice may have too.</summary>
    private InvoiceId? InvoiceOf(ErpInvoice record) =>
        record.ExternalId is { } external && Identifier.Problem(external) is null && book.Invoice(external) is not null ? external
        : HolderOf(record.Key) ?? (record.Replaces is { } replaced ? HolderOf(replaced) : null);

    private InvoiceId? HolderOf(string key) => book.Find(key)
        .FirstOrDefault(found => found.Invoice.Records.Concat(found.Invoice.Released).Any(record => record.Key.Text == key))?.Invoice.Id;

    private void Say(InvoiceId invoice, Answer answer)
    {
        if (answer.Rejection is { } reason)
        {
            LogRejected(invoice, reason, answer.Why);
        }

        foreach (var found in answer.Findings)
        {
            LogFound(found.Invoice, found.Finding);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Invoice}: {Reason}. {Why}")]
    private partial void LogRejected(InvoiceId invoice, Rejection reason, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Invoice}: {Finding}; GET /work says what to do")]
    private partial void LogFound(InvoiceId invoice, Finding finding);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ERP tells of record {Key} what cannot be used: {Problem}")]
    private partial void LogUnusable(string key, string problem);
}
