using System.Diagnostics;
using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <content>Sending: each attempt is in the book before it is posted, and what became of it after.</content>
public sealed partial class SyncLoop
{
    private const string LetsNobodyIn = "the ERP no longer lets us in";

    /// <summary>
    /// Sends one invoice for a person, if the book lets it: also one whose record was deleted in the ERP, which a round leaves
    /// alone, and one that has to wait after a refusal. Looks it up first, again if a record went meanwhile: there may be another in its place that no news has told of.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="cancellation">Gives up waiting; the next round looks up what became of it.</param>
    /// <returns>What the ERP said, or why it was not sent.</returns>
    /// <exception cref="StoreException">The store is in trouble; the next round looks up what became of it. So it does after whatever the look-up throws; a post that throws is uncertain.</exception>
    /// <exception cref="ObjectDisposedException">The loop has ended.</exception>
    public Task<SendResult> SendAsync(InvoiceId invoice, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return UntilEndedAsync(ended => LookAndSendAsync(invoice, new Round(new()), ended), cancellation);
    }

    private async Task<SendResult> LookAndSendAsync(InvoiceId invoice, Round round, CancellationToken cancellation)
    {
        if (await InvoiceAsync(invoice, cancellation).ConfigureAwait(false) is { } asked && MayStillArrive(asked))
        {
            return new(null, null, $"it was sent again before it was refused, and the post before that may still arrive: ask again in {_options.Settles}");
        }

        int released;
        var isThere = false;
        do
        {
            released = await ReleasedOfAsync(invoice, cancellation).ConfigureAwait(false);
            if (await IsConnectedAsync(cancellation).ConfigureAwait(false) && await _book.InvoiceAsync(invoice, cancellation).ConfigureAwait(false) is not null)
            {
                isThere = await FindAsync(invoice, cancellation).ConfigureAwait(false);
            }
        }
        while (await ReleasedOfAsync(invoice, cancellation).ConfigureAwait(false) != released);

        if (isThere && await InvoiceAsync(invoice, cancellation).ConfigureAwait(false) is { IsLinked: false })
        {
            return new(null, null, "the ERP has a record of it that is not in the book: confirm it, with reclaim if it was given up, or have it voided there");
        }

        return await SendNowAsync(invoice, released, round, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends what is due, each invoice once.</summary>
    /// <returns>Whether the ERP answered, and lets us in.</returns>
    private async Task<bool> SendDueAsync(WorkList due, Round round, CancellationToken cancellation)
    {
        var withoutAnswer = 0;
        await foreach (var view in AllAsync(due, cancellation).ConfigureAwait(false))
        {
            // Somebody deleted it in the ERP, perhaps since the list was read: whether it is to go there again is for a person to say.
            if (await InvoiceAsync(view.Id, cancellation).ConfigureAwait(false) is not { Released.Count: 0 } invoice)
            {
                continue;
            }

            if (round.Withheld.Contains(invoice.Id) || MayStillArrive(invoice)
                || (due == WorkList.Failed && !await IsDueAsync(invoice, cancellation).ConfigureAwait(false)))
            {
                round.Report.Waiting++;
                continue;
            }

            // A refusal of what was sent again says nothing of the post before it: that one may have been done since.
            if (WasSentAgain(invoice) && await IsThereAsync(invoice.Id, round, cancellation).ConfigureAwait(false))
            {
                continue;
            }

            var reply = (await SendNowAsync(invoice.Id, 0, round, cancellation).ConfigureAwait(false)).Reply;
            withoutAnswer = reply is ErpReply.Unknown ? withoutAnswer + 1 : 0;
            if (withoutAnswer == MostWithoutAnswer || !await IsConnectedAsync(cancellation).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private static bool WasSentAgain(Invoice invoice) => invoice.StoredSync == Sync.Failed && invoice.SentSince != invoice.AttemptSince;

    private bool MayStillArrive(Invoice invoice) => WasSentAgain(invoice) && _patience.Of("again " + invoice.Id, invoice.SentSince) < _options.Settles;

    /// <summary>Whether the ERP has it, or does not say.</summary>
    private async Task<bool> IsThereAsync(InvoiceId invoice, Round round, CancellationToken cancellation)
    {
        try
        {
            if (!await FindAsync(invoice, cancellation).ConfigureAwait(false))
            {
                return false;
            }

            round.Report.Found++;
        }
        catch (Exception e) when (IsOfOne(e, cancellation))
        {
            Failed(new(invoice, e.Message, 1), e, round);
        }

        return true;
    }

    /// <summary>
    /// Whether what failed may go again: later after each attempt, whoever made it. By the instant in the journal, so that a
    /// restart brings nothing forward; or by our own clock, should the wall clock have been wrong.
    /// </summary>
    private async ValueTask<bool> IsDueAsync(Invoice failed, CancellationToken cancellation)
    {
        var wait = _options.Wait(failed.Attempt);
        return _patience.Of("failed " + failed.Id, failed.SentSince) >= wait
            || (await _book.EntriesAsync(failed.SentSince - 1, 1, cancellation).ConfigureAwait(false) is [{ At: var at }] && _options.Time.GetUtcNow() - at >= wait);
    }

    /// <param name="invoice">The invoice.</param>
    /// <param name="released">How many of its records were given up when it was decided that it may go.</param>
    /// <param name="round">What the round has come to.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    private async Task<SendResult> SendNowAsync(InvoiceId invoice, int released, Round round, CancellationToken cancellation)
    {
        try
        {
            var sending = await _book.SendAsync(invoice, cancellation: cancellation).ConfigureAwait(false);
            Note(invoice, sending);

            // Unchanged is no leave to post: somebody else sent it, and waits for the answer.
            if (sending.Outcome != Outcome.Accepted)
            {
                return new(null, sending.Rejection, sending.Rejection is null ? "the ERP has it, or it was sent and waits for its answer" : sending.Why);
            }

            // Only what holds no record can be sent, so one that went meanwhile went before this.
            if (await ReleasedOfAsync(invoice, cancellation).ConfigureAwait(false) != released)
            {
                const string Why = "not posted: its record in the ERP went at that moment";
                await RefuseAsync(invoice, Why, sending).ConfigureAwait(false);
                return new(null, null, Why);
            }

            var reply = await PostAsync(invoice, sending, round, cancellation).ConfigureAwait(false);
            await KeepAsync(invoice, sending, reply, round, cancellation).ConfigureAwait(false);
            return new(reply, null, "");
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

    private async Task<ErpReply> PostAsync(InvoiceId invoice, Answer sending, Round round, CancellationToken cancellation)
    {
        var view = await _book.InvoiceAsync(invoice, cancellation).ConfigureAwait(false);
        try
        {
            return await _erp.PostAsync(view!, sending.AttemptKey!.Value, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfOne(e, cancellation))
        {
            Failed(new(invoice, e.Message, (int)sending.Attempt), e, round);
            return new ErpReply.Unknown();
        }
    }

    /// <summary>Keeps what became of an attempt. It is always named: by now there may be a newer one, or the same one on its way again.</summary>
    private async Task KeepAsync(InvoiceId invoice, Answer sending, ErpReply reply, Round round, CancellationToken cancellation)
    {
        switch (reply)
        {
            case ErpReply.Made { News: var news }:
                round.Report.Sent++;
                switch (await TryTakeAsync(news with { ExternalId = invoice }, cancellation).ConfigureAwait(false))
                {
                    case { Rejection: Rejection.ErpKeyReleased }:
                        await RefuseAsync(invoice, "the ERP answers with a record that is gone", sending).ConfigureAwait(false);
                        break;
                    case { Why: not null }:
                        await LoseAsync(invoice, sending).ConfigureAwait(false);
                        break;
                    default:
                        break;
                }

                break;
            case ErpReply.Refused { Reason: var reason }:
                round.Report.Refused++;
                await RefuseAsync(invoice, reason, sending).ConfigureAwait(false);
                break;
            case ErpReply.Denied:
                round.Report.Refused++;
                await RefuseAsync(invoice, LetsNobodyIn, sending).ConfigureAwait(false);
                await _book.DoAsync(new Command.Interrupt(LetsNobodyIn), null, CancellationToken.None).ConfigureAwait(false);
                break;
            case ErpReply.Unknown:
                round.Report.Uncertain++;
                await LoseAsync(invoice, sending).ConfigureAwait(false);
                break;
            default:
                throw new UnreachableException();
        }
    }

    // What is known is kept, whoever has given up waiting by now.
    private async Task RefuseAsync(InvoiceId invoice, Reason reason, Answer sending) =>
        Note(invoice, await _book.RefuseAsync(invoice, reason, sending.Attempt, sending.Entry, cancellation: CancellationToken.None).ConfigureAwait(false));

    private async Task LoseAsync(InvoiceId invoice, Answer sending) =>
        Note(invoice, await _book.LoseAsync(invoice, sending.Attempt, cancellation: CancellationToken.None).ConfigureAwait(false));
}
