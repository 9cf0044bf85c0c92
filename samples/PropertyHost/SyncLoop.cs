using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using NumberingRules;
using NumberingRules.Storage;
using PropertyHost.Data;
using PropertyHost.Erp;

namespace PropertyHost;

/// <summary>
/// The recommended way to keep a book and an ERP in step: look up what is uncertain, send what is due, take what the ERP
/// tells. Every step may be repeated, and cut off anywhere: what is known is in the book, and the next round goes on from there.
/// </summary>
internal sealed partial class SyncLoop(KeptBook book, ErpClient erp, ErpNews news, IServiceScopeFactory scopes, Settings settings, TimeProvider time, ILogger<SyncLoop> log) : IDisposable
{
    // More in a row, and it is the ERP that is away, not an invoice that is odd.
    private const int MostWithoutAnswer = 3;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>To be done when the host starts, before anything is sent: whatever was in flight when it ended is now uncertain.</summary>
    internal Task<Answer> RecoverAsync() => book.RecoverAsync();

    /// <summary>One round. Does nothing unless the book is connected; says in the log when the ERP does not answer.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            if (book.Header().Connection == Connection.Connected)
            {
                await LookUpAsync(stop);
                await SendAsync(WorkList.Failed, stop);
                await SendAsync(WorkList.ToSend, stop);
                await FollowFeedAsync(stop);
            }
        }
        catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            await InterruptAsync();
        }
        catch (Exception e) when (ErpClient.IsNoAnswer(e, stop))
        {
            LogNoAnswer(e.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Finds out what became of what was sent and never answered.</summary>
    private async Task LookUpAsync(CancellationToken stop)
    {
        foreach (var uncertain in All(WorkList.ToLookUp))
        {
            var found = await erp.FindAsync(uncertain.Invoice.Id.Text, stop);
            foreach (var record in found)
            {
                await news.TakeAsync(record with { ExternalId = uncertain.Invoice.Id.Text });
            }

            // Not there yet is not the same as absent: a request can outlive its caller, and a second one would make a second invoice.
            if (found.Count == 0 && time.GetUtcNow() - SentAt(uncertain) > settings.ErpSettles)
            {
                Say(uncertain.Invoice.Id, await book.RefuseAsync(uncertain.Invoice.Id, "looked up: the ERP does not have it", uncertain.Invoice.Attempt, stop));
            }
        }
    }

    /// <summary>Sends what is due, each invoice once.</summary>
    private async Task SendAsync(WorkList due, CancellationToken stop)
    {
        var withoutAnswer = 0;
        foreach (var invoice in All(due))
        {
            // Somebody deleted it in the ERP: whether it is to go there again is for a person to say (POST /invoices/{id}/send).
            if (invoice.Invoice.Released.Count > 0)
            {
                continue;
            }

            withoutAnswer = await SendAsync(invoice.Invoice.Id, stop) is Posted.Unknown ? withoutAnswer + 1 : 0;
            if (withoutAnswer == MostWithoutAnswer || book.Header().Connection != Connection.Connected)
            {
                return;
            }
        }
    }

    /// <summary>Sends one invoice, if the book lets it.</summary>
    /// <returns>What became of it; null if it may not be sent now.</returns>
    internal async Task<Posted?> SendAsync(InvoiceId invoice, CancellationToken stop)
    {
        var sending = await book.SendAsync(invoice, stop);
        Say(invoice, sending);
        if (sending.Outcome != Outcome.Accepted)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<HostDatabase>().Invoices.SingleAsync(row => row.Id == invoice.Text, stop);
        var posted = await erp.PostAsync(row, sending.AttemptKey!.Value, stop);
        switch (posted)
        {
            case Posted.Made { Record: var record }:
                await news.TakeAsync(record with { ExternalId = invoice.Text });
                break;
            case Posted.Refused { Reason: var reason }:
                Say(invoice, await book.RefuseAsync(invoice, reason, sending.Attempt, CancellationToken.None));
                break;
            case Posted.Denied:
                await book.RefuseAsync(invoice, "the ERP no longer lets us in", sending.Attempt, CancellationToken.None);
                await InterruptAsync();
                break;
            case Posted.Unknown:
                Say(invoice, await book.LoseAsync(invoice, sending.Attempt, CancellationToken.None));
                break;
            default:
                throw new UnreachableException();
        }

        return posted;
    }

    /// <summary>Reads the ERP's feed to its end. The cursor moves after what it passes is in the book.</summary>
    private async Task FollowFeedAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HostDatabase>();
        var cursor = await database.Cursors.SingleAsync(stop);
        while (await erp.FeedAsync(cursor.After, stop) is { Records.Count: > 0 } page)
        {
            foreach (var record in page.Records)
            {
                await news.TakeAsync(record);
            }

            cursor.After = page.Next;
            await database.SaveChangesAsync(stop);
        }
    }

    /// <summary>Access was revoked: that is no disconnect, no number changes; <c>connect</c> goes on from here.</summary>
    private Task<Answer> InterruptAsync() => book.DoAsync(new Command.Interrupt("the ERP no longer lets us in"));

    private DateTimeOffset SentAt(KeptInvoice invoice) => book.LifeOf(invoice.Invoice.Id).Last(step => step.Entry.Event is Event.Sent).Entry.At;

    private IEnumerable<KeptInvoice> All(WorkList list)
    {
        for (long? after = 0; after is { } from;)
        {
            var page = book.Work(list, from);
            foreach (var invoice in page.Items)
            {
                yield return invoice;
            }

            after = page.Next;
        }
    }

    /// <summary>What a person may have to know; the answer itself is in the book.</summary>
    private void Say(InvoiceId invoice, Answer answer)
    {
        if (answer.Rejection is { } reason)
        {
            LogRejected(invoice, reason, answer.Why);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Invoice}: {Reason}. {Why}")]
    private partial void LogRejected(InvoiceId invoice, Rejection reason, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ERP does not answer; the next round goes on from here: {Message}")]
    private partial void LogNoAnswer(string message);
}
