using System.Diagnostics;
using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <content>Sending: each attempt is in the book before it is posted, and what became of it after.</content>
public sealed partial class SyncLoop
{
    private const string LetsNobodyIn = "the ERP no longer lets us in";

    // More in a row, and it is the ERP that is away, not an invoice that is odd.
    private const int MostWithoutAnswer = 3;

    /// <summary>
    /// Sends one invoice for a person, if the book lets it: also one whose record was deleted in the ERP, which a round leaves
    /// alone. Looks it up first, again if a record went meanwhile: there may be another in its place that no news has told of.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="cancellation">Gives up waiting; the next round looks up what became of it.</param>
    /// <returns>What became of it; null if it may not be sent now.</returns>
    /// <exception cref="StoreException">The store is in trouble; the next round looks up what became of it.</exception>
    public async Task<ErpReply?> SendAsync(InvoiceId invoice, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        int released;
        do
        {
            released = await ReleasedOfAsync(invoice, cancellation).ConfigureAwait(false);
            if (await IsConnectedAsync(cancellation).ConfigureAwait(false) && await _book.InvoiceAsync(invoice, cancellation).ConfigureAwait(false) is not null)
            {
                await FindAsync(invoice, cancellation).ConfigureAwait(false);
            }
        }
        while (await ReleasedOfAsync(invoice, cancellation).ConfigureAwait(false) != released);

        return await SendNowAsync(invoice, released, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends what is due, each invoice once.</summary>
    private async Task SendAsync(WorkList due, CancellationToken cancellation)
    {
        var withoutAnswer = 0;
        await foreach (var invoice in AllAsync(due, cancellation).ConfigureAwait(false))
        {
            // Somebody deleted it in the ERP, perhaps since the list was read: whether it is to go there again is for a person to say.
            if (await ReleasedOfAsync(invoice.Id, cancellation).ConfigureAwait(false) > 0)
            {
                continue;
            }

            withoutAnswer = await SendNowAsync(invoice.Id, 0, cancellation).ConfigureAwait(false) is ErpReply.Unknown ? withoutAnswer + 1 : 0;
            if (withoutAnswer == MostWithoutAnswer || !await IsConnectedAsync(cancellation).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <param name="invoice">The invoice.</param>
    /// <param name="released">How many of its records were given up when it was decided that it may go.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    private async Task<ErpReply?> SendNowAsync(InvoiceId invoice, int released, CancellationToken cancellation)
    {
        try
        {
            var sending = await _book.SendAsync(invoice, cancellation: cancellation).ConfigureAwait(false);
            Note(invoice, sending);

            // Unchanged is no leave to post: somebody else sent it, and waits for the answer.
            if (sending.Outcome != Outcome.Accepted)
            {
                return null;
            }

            // Only what holds no record can be sent, so one that went meanwhile went before this.
            if (await ReleasedOfAsync(invoice, cancellation).ConfigureAwait(false) != released)
            {
                await RefuseAsync(invoice, "not posted: its record in the ERP went at that moment", sending.Attempt).ConfigureAwait(false);
                return null;
            }

            return await PostAsync(invoice, sending, cancellation).ConfigureAwait(false);
        }
        catch
        {
            // Perhaps it was sent, perhaps it was not: nobody here will ever hear.
            _cutOff = true;
            throw;
        }
    }

    private async ValueTask<int> ReleasedOfAsync(InvoiceId invoice, CancellationToken cancellation) =>
        (await InvoiceAsync(invoice, cancellation).ConfigureAwait(false))?.Released.Count ?? 0;

    private async Task<ErpReply> PostAsync(InvoiceId invoice, Answer sending, CancellationToken cancellation)
    {
        var reply = await _erp.PostAsync((await _book.InvoiceAsync(invoice, cancellation).ConfigureAwait(false))!, sending.AttemptKey!.Value, cancellation).ConfigureAwait(false);
        switch (reply)
        {
            case ErpReply.Made { News: var news }:
                if ((await TakeAsync(news with { ExternalId = invoice }, cancellation).ConfigureAwait(false)).Rejection == Rejection.ErpKeyReleased)
                {
                    await RefuseAsync(invoice, "the ERP answers with a record that is gone", sending.Attempt).ConfigureAwait(false);
                }

                break;
            case ErpReply.Refused { Reason: var reason }:
                await RefuseAsync(invoice, reason, sending.Attempt).ConfigureAwait(false);
                break;
            case ErpReply.Denied:
                await RefuseAsync(invoice, LetsNobodyIn, sending.Attempt).ConfigureAwait(false);
                await _book.DoAsync(new Command.Interrupt(LetsNobodyIn), null, CancellationToken.None).ConfigureAwait(false);
                break;
            case ErpReply.Unknown:
                Note(invoice, await _book.LoseAsync(invoice, sending.Attempt, cancellation: CancellationToken.None).ConfigureAwait(false));
                break;
            default:
                throw new UnreachableException();
        }

        return reply;
    }

    /// <summary>Notes that an attempt came to nothing, whoever has given up waiting by now.</summary>
    private async Task RefuseAsync(InvoiceId invoice, Reason reason, long? attempt) =>
        Note(invoice, await _book.RefuseAsync(invoice, reason, attempt, cancellation: CancellationToken.None).ConfigureAwait(false));
}
