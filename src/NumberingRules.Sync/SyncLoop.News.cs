using Microsoft.Extensions.Logging;
using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <content>What the ERP tells: in any order, any number of times, before or after the answer to the request that made it.</content>
public sealed partial class SyncLoop
{
    /// <summary>
    /// Takes what the ERP tells of a record: what a webhook brings, say. The invoice is found by the id that was posted or by
    /// the key, never by number; what belongs to none is imported.
    /// </summary>
    /// <param name="news">What it tells.</param>
    /// <param name="cancellation">Gives up waiting; tell it again.</param>
    /// <returns>The answer to the <c>confirm</c> or <c>import</c>. Rejected <see cref="Rejection.NotConnected"/>: tell it again once the book is connected.</returns>
    /// <exception cref="StoreException">The store is in trouble; tell it again.</exception>
    public async Task<Answer> TakeAsync(ErpNews news, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(news);
        var known = await InvoiceOfAsync(news, cancellation).ConfigureAwait(false);
        var invoice = known?.Id ?? news.ImportId;

        // What is deleted comes in as well, and goes at once: news of it that is late could not be told from news of a new record.
        var answer = known is null
            ? await _erp.ImportAsync(Imported(invoice, news), news, cancellation).ConfigureAwait(false)
            : await _book.DoAsync(
                known.Origin == Side.Erp && Has(known.Records, news.Key)
                    ? Imported(invoice, news)
                    : new Command.Confirm(invoice, news.Key, news.Number, news.Version, news.Replaces),
                null,
                cancellation).ConfigureAwait(false);
        Note(invoice, answer);
        if (news.IsDeleted)
        {
            await ReleaseAsync(invoice, news.Key, "deleted in the ERP", cancellation).ConfigureAwait(false);
        }
        else if (news.IsVoid)
        {
            await VoidAsync(invoice, news.Key, cancellation).ConfigureAwait(false);
        }

        return answer;
    }

    /// <summary>Reads the feed to its end. The cursor moves after what it passes is in the book.</summary>
    /// <returns>Whether it came to the end.</returns>
    private async Task<bool> FollowFeedAsync(CancellationToken cancellation)
    {
        while (await _erp.ReadFeedAsync(cancellation).ConfigureAwait(false) is { Next: not null } read)
        {
            foreach (var news in read.News)
            {
                // Somebody disconnected meanwhile: after the next connect it has to be told again.
                if ((await TakeAsync(news, cancellation).ConfigureAwait(false)).Rejection == Rejection.NotConnected)
                {
                    return false;
                }
            }

            await _erp.PassAsync(read, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>A void is for good, so the ERP is asked first what else it has: while another record lives, only one too many is gone.</summary>
    private async Task VoidAsync(InvoiceId id, ErpKey key, CancellationToken cancellation)
    {
        if (await InvoiceAsync(id, cancellation).ConfigureAwait(false) is not { } invoice || !Has(invoice.Records, key) || (invoice.ErpSaidVoid && invoice.Records.Count == 1))
        {
            return;
        }

        var others = invoice.Origin == Side.Erp ? []
            : (await _erp.FindAsync(id, cancellation).ConfigureAwait(false)).Where(other => !other.IsDeleted && other.Key != key).ToList();
        foreach (var other in others)
        {
            Note(id, await _book.ConfirmAsync(id, other.Key, other.Number, other.Version, cancellation: cancellation).ConfigureAwait(false));
        }

        if (others.TrueForAll(other => other.IsVoid))
        {
            Note(id, await _book.VoidAsync(id, Side.Erp, "voided in the ERP", cancellation: cancellation).ConfigureAwait(false));
        }

        // What home still has and the ERP has not is no reason: news of its end is on the way.
        var records = (await InvoiceAsync(id, cancellation).ConfigureAwait(false))!.Records;
        if (others.Exists(other => Has(records, other.Key)))
        {
            await ReleaseAsync(id, key, "one record too many, voided in the ERP", cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a record up if the invoice has it; one given up before, or not taken, says nothing about the invoice any more.</summary>
    private async Task ReleaseAsync(InvoiceId id, ErpKey key, Reason reason, CancellationToken cancellation)
    {
        if (await InvoiceAsync(id, cancellation).ConfigureAwait(false) is { } invoice && Has(invoice.Records, key))
        {
            Note(id, await _book.DoAsync(new Command.Release(id, reason, key), null, cancellation).ConfigureAwait(false));
        }
    }

    private static Command.Import Imported(InvoiceId invoice, ErpNews news) =>
        new(invoice, news.Key, news.Number, news.Date, news.IsDraft, null, news.Version);

    private async ValueTask<Invoice?> InvoiceOfAsync(ErpNews news, CancellationToken cancellation) =>
        (news.ExternalId is { } external ? await InvoiceAsync(external, cancellation).ConfigureAwait(false) : null)
        ?? await HolderOfAsync(news.Key, cancellation).ConfigureAwait(false)
        ?? (news.Replaces is { } replaced ? await HolderOfAsync(replaced, cancellation).ConfigureAwait(false) : null);

    private async ValueTask<Invoice?> HolderOfAsync(ErpKey key, CancellationToken cancellation)
    {
        var holding = (await _book.FindAsync(key.Text, cancellation).ConfigureAwait(false)).Select(static found => found.Invoice).ToList();
        return holding.Find(invoice => Has(invoice.Records, key)) ?? holding.Find(invoice => Has(invoice.Released, key));
    }

    private static bool Has(ValueList<ErpRecord> records, ErpKey key) => records.Any(record => record.Key == key);

    private void Note(InvoiceId invoice, Answer answer)
    {
        if (answer.Rejection is { } reason)
        {
            LogRejected(invoice, reason, answer.Why);
        }

        foreach (var found in answer.Findings)
        {
            LogFound(found.Invoice, found.Finding, Explain.Of(found.Finding).Remedy);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Invoice}: {Reason}. {Why}")]
    private partial void LogRejected(InvoiceId invoice, Rejection reason, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Invoice}: {Finding}. {Remedy}")]
    private partial void LogFound(InvoiceId invoice, Finding finding, string remedy);
}
