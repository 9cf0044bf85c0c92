using System.Diagnostics;

namespace NumberingRules.Storage;

/// <content>Sending: each attempt is in the book before it is posted, and what became of it after.</content>
public sealed partial class SyncLoop
{
    // More in a row, and it is the ERP that is away, not an invoice that is odd.
    private const int MostWithoutAnswer = 3;

    /// <summary>Sends what is due, each invoice once.</summary>
    private async Task SendAsync(WorkList due, CancellationToken cancellation)
    {
        var withoutAnswer = 0;
        foreach (var (invoice, _, _, _) in All(due))
        {
            // Somebody deleted it in the ERP, perhaps since the list was read: whether it is to go there again is for a person to say.
            if (_book.Invoice(invoice.Id)!.Invoice.Released.Count > 0)
            {
                continue;
            }

            withoutAnswer = await SendNowAsync(invoice.Id, cancellation).ConfigureAwait(false) is ErpReply.Unknown ? withoutAnswer + 1 : 0;
            if (withoutAnswer == MostWithoutAnswer || !IsConnected)
            {
                return;
            }
        }
    }

    private async Task<ErpReply?> SendNowAsync(InvoiceId invoice, CancellationToken cancellation)
    {
        try
        {
            var sending = await _book.SendAsync(invoice, cancellation).ConfigureAwait(false);
            Note(invoice, sending);

            // Unchanged is no leave to post: somebody else sent it, and waits for the answer.
            return sending.Outcome == Outcome.Accepted ? await PostAsync(invoice, sending, cancellation).ConfigureAwait(false) : null;
        }
        catch
        {
            // Perhaps it was sent, perhaps it was not: nobody here will ever hear.
            _cutOff = true;
            throw;
        }
    }

    private async Task<ErpReply> PostAsync(InvoiceId invoice, Answer sending, CancellationToken cancellation)
    {
        var reply = await _erp.PostAsync(_book.Invoice(invoice)!, sending.AttemptKey!.Value, cancellation).ConfigureAwait(false);
        switch (reply)
        {
            case ErpReply.Made { News: var news }:
                if ((await TakeAsync(news with { ExternalId = invoice }, cancellation).ConfigureAwait(false)).Rejection == Rejection.ErpKeyReleased)
                {
                    Note(invoice, await _book.RefuseAsync(invoice, "the ERP answers with a record that is gone", sending.Attempt, CancellationToken.None).ConfigureAwait(false));
                }

                break;
            case ErpReply.Refused { Reason: var reason }:
                Note(invoice, await _book.RefuseAsync(invoice, reason, sending.Attempt, CancellationToken.None).ConfigureAwait(false));
                break;
            case ErpReply.Denied:
                Note(invoice, await _book.RefuseAsync(invoice, "the ERP no longer lets us in", sending.Attempt, CancellationToken.None).ConfigureAwait(false));
                await _book.DoAsync(new Command.Interrupt("the ERP no longer lets us in"), null, CancellationToken.None).ConfigureAwait(false);
                break;
            case ErpReply.Unknown:
                Note(invoice, await _book.LoseAsync(invoice, sending.Attempt, CancellationToken.None).ConfigureAwait(false));
                break;
            default:
                throw new UnreachableException();
        }

        return reply;
    }
}
