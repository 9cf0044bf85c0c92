using System.Diagnostics;
using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <content>Sending: each attempt is in the book before it is posted, and what became of it after.</content>
public sealed partial class SyncLoop
{
    private const string LetsNobodyIn = "the ERP no longer lets us in";

    /// <summary>
    /// Sends one invoice for a person, if the book lets it: also one whose record was deleted in the ERP, which a round leaves
    /// alone, and one that has to wait after a refusal. Looks it up first, again if anything was done with it meanwhile: there may be a record that no news has told of.
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

    private async Task<SendResult> LookAndSendAsync(InvoiceId id, Round round, CancellationToken cancellation)
    {
        Invoice? before, invoice = await InvoiceAsync(id, cancellation).ConfigureAwait(false);
        bool isAsked, isThere, mayStillArrive;
        do
        {
            before = invoice;

            // Before the ERP is asked: what it says is of that moment, however late it comes.
            mayStillArrive = before is not null && MayStillArrive(before);
            isAsked = before is not null && await IsConnectedAsync(cancellation).ConfigureAwait(false);
            isThere = isAsked && await FindAsync(id, cancellation).ConfigureAwait(false);
            invoice = await InvoiceAsync(id, cancellation).ConfigureAwait(false);
        }
        while (invoice != before && invoice is { IsLinked: false });

        return isThere && invoice is { IsLinked: false }
                ? new(null, null, "the ERP has a record of it that is not in the book: confirm it, with reclaim if it was given up, or have it voided there")
            : mayStillArrive && invoice is { IsLinked: false }
                ? new(null, null, $"it was sent again before it was refused, and the post before that may still arrive: ask again in {_options.Settles}")
            : await SendNowAsync(id, isAsked ? invoice : null, round, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends what is due, each invoice once.</summary>
    /// <returns>Whether the ERP answered, and lets us in.</returns>
    private async Task<bool> SendDueAsync(WorkList due, Round round, CancellationToken cancellation)
    {
        var withoutAnswer = 0;
        await foreach (var view in AllAsync(due, cancellation).ConfigureAwait(false))
        {
            if (await InvoiceAsync(view.Id, cancellation).ConfigureAwait(false) is not { } invoice)
            {
                continue;
            }

            // Asked of each, so that time goes on for what a person may send. What somebody deleted in the ERP, perhaps since the
            // list was read, goes there again only if a person says so.
            var mayStillArrive = MayStillArrive(invoice);
            if (invoice.Released.Count > 0)
            {
                continue;
            }

            if (round.Withheld.Contains(invoice.Id) || mayStillArrive
                || (invoice.StoredSync == Sync.Failed && !await IsDueAsync(invoice, cancellation).ConfigureAwait(false)))
            {
                round.Report.Waiting++;
                continue;
            }

            // A refusal of what was sent again says nothing of the post before it: that one may have been done since.
            if (WasSentAgain(invoice) && await IsThereAsync(invoice.Id, round, cancellation).ConfigureAwait(false))
            {
                continue;
            }

            var reply = (await SendNowAsync(invoice.Id, invoice, round, cancellation).ConfigureAwait(false)).Reply;
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

    /// <param name="id">The invoice's id.</param>
    /// <param name="known">The invoice as it was when it was decided that it may go; null if the ERP could not be asked.</param>
    /// <param name="round">What the round has come to.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    private async Task<SendResult> SendNowAsync(InvoiceId id, Invoice? known, Round round, CancellationToken cancellation)
    {
        try
        {
            var sending = await _book.SendAsync(id, cancellation: cancellation).ConfigureAwait(false);
            Note(id, sending);

            // Unchanged is no leave to post: somebody else sent it, and waits for the answer.
            if (sending.Outcome != Outcome.Accepted)
            {
                return new(null, sending.Rejection, sending.Rejection is null ? "the ERP has it, or it was sent and waits for its answer" : sending.Why);
            }

            // Something was done with it since it was allowed to go: what another post made, or what took the place of a record, a look-up has to find.
            var view = await _book.InvoiceAsync(id, cancellation).ConfigureAwait(false);
            if (!(known is { StoredSync: Sync.None or Sync.Failed } && known.Attempt + 1 == sending.Attempt
                && view is { Sync: Sync.Sent, IsVoid: false, Invoice: var now } && now.SentSince == sending.Entry && now.Released.Count == known.Released.Count))
            {
                await LoseAsync(id, sending).ConfigureAwait(false);
                return new(null, null, "not posted: something else was done with it at that moment; what came of it is looked up");
            }

            var reply = await PostAsync(view, sending, round, cancellation).ConfigureAwait(false);
            await KeepAsync(id, sending, reply, round, cancellation).ConfigureAwait(false);
            return new(reply, null, "");
        }
        catch
        {
            // Perhaps it was sent, perhaps it was not: nobody here will ever hear.
            _cutOff = true;
            throw;
        }
    }

    private async Task<ErpReply> PostAsync(InvoiceView invoice, Answer sending, Round round, CancellationToken cancellation)
    {
        try
        {
            return await _erp.PostAsync(invoice, sending.AttemptKey!.Value, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfOne(e, cancellation))
        {
            Failed(new(invoice.Id, e.Message, (int)sending.Attempt), e, round);
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
