using Microsoft.Extensions.Logging;
using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <content>What the ERP tells: in any order, any number of times, before or after the answer to the request that made it.</content>
public sealed partial class SyncLoop
{
    private const string Deleted = "deleted in the ERP";
    private const string OneTooMany = "one record too many, voided in the ERP";

    /// <summary>
    /// Takes what the ERP tells of a record: what a webhook brings, say. The invoice is found by the id that was posted or by
    /// the key, never by number; what belongs to none is imported. What is not taken is not kept here: it may be old by now,
    /// and the feed tells of every record.
    /// </summary>
    /// <param name="news">What it tells.</param>
    /// <param name="cancellation">Gives up waiting; tell it again.</param>
    /// <returns>The answer to the <c>confirm</c> or <c>import</c>. Rejected <see cref="Rejection.NotConnected"/>: tell it again once the book is connected.</returns>
    /// <exception cref="StoreException">The store is in trouble; tell it again. So must be what <see cref="IErp"/> throws.</exception>
    /// <exception cref="ObjectDisposedException">The loop has ended.</exception>
    public Task<Answer> TakeAsync(ErpNews news, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(news);
        return UntilEndedAsync(async ended => (await TakeOneAsync(news, ended).ConfigureAwait(false)).Answer, cancellation);
    }

    /// <returns>The answer, and why the record is not in the book; null if it is, or if there is nothing to take any more.</returns>
    private async Task<(Answer Answer, string? Why)> TakeOneAsync(ErpNews news, CancellationToken cancellation)
    {
        var known = await InvoiceOfAsync(news, cancellation).ConfigureAwait(false);
        var id = known?.Id ?? news.ImportId;

        // News that a record is gone need not say whose it was: it may have come first, and been taken for one of the ERP's own.
        var isGone = known is { Origin: Side.Home } && !Has(known.Records, news.Key) && !Has(known.Released, news.Key)
            && await HolderOfAsync(news.Key, cancellation).ConfigureAwait(false) is { } other && !Has(other.Records, news.Key)
            && (await _erp.FindAsync(id, cancellation).ConfigureAwait(false)).All(found => found.Key != news.Key || found.IsDeleted);

        // What is deleted comes in as well, and goes at once: news of it that is late could not be told from news of a new record.
        Command told = known is null || (known.Origin == Side.Erp && Has(known.Records, news.Key))
            ? Imported(id, news)
            : new Command.Confirm(id, news.Key, news.Number, news.Version, news.Replaces);
        var answer = known is null
            ? await _erp.ImportAsync((Command.Import)told, news, cancellation).ConfigureAwait(false)
            : await _book.DoAsync(isGone ? new Command.Together([told, new Command.Release(id, Deleted, news.Key)]) : told, null, cancellation).ConfigureAwait(false);
        Note(id, answer);

        // An import changes nothing where another invoice has had the record since: the news is of that one.
        id = answer.Outcome == Outcome.Unchanged ? answer.Decision.Holder ?? id : id;
        if (news.IsDeleted)
        {
            await ReleaseAsync(id, news.Key, Deleted, cancellation).ConfigureAwait(false);
        }
        else if (news.IsVoid)
        {
            await VoidAsync(id, news, cancellation).ConfigureAwait(false);
        }
        else if (answer.Decision.Events is not [Event.Imported, ..])
        {
            await ReinstateAsync(id, news, cancellation).ConfigureAwait(false);
        }

        // A record that was given up, and news that it is gone, or from before: there is nothing to take any more.
        var isOver = answer.Rejection == Rejection.ErpKeyReleased && (known ?? await InvoiceAsync(id, cancellation).ConfigureAwait(false)) is { } holder && IsOver(holder, news);
        return (answer, answer.Rejection is not { } rejection || isOver ? null : $"{Name.Of(rejection)}: {answer.Why}");
    }

    private static bool IsOver(Invoice known, ErpNews news) =>
        news.IsDeleted || news.IsVoid || known.Released.Any(record => record.Key == news.Key && news.Version <= record.Version);

    /// <summary>The same for one among others: what the ERP or the host throws about it is why it is not taken.</summary>
    private async Task<(Rejection? Rejection, string? Why)> TryTakeAsync(ErpNews news, CancellationToken cancellation)
    {
        try
        {
            var (answer, why) = await TakeOneAsync(news, cancellation).ConfigureAwait(false);
            return (answer.Rejection, why);
        }
        catch (Exception e) when (IsOfOne(e, cancellation))
        {
            Diagnostics.Guarded(() => LogTrouble("record " + news.Key, e));
            return (null, e.Message);
        }
    }

    /// <summary>Reads the feed to its end. The cursor moves after what it passes is in the book, or kept among what is not.</summary>
    /// <returns>Whether it came to the end.</returns>
    private async Task<bool> FollowFeedAsync(Round round, CancellationToken cancellation)
    {
        while (await _erp.ReadFeedAsync(cancellation).ConfigureAwait(false) is { Next: not null } read)
        {
            round.Report.Followed += read.News.Count + read.Unusable.Count;
            if (!await PassAsync(read, round, cancellation).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tries again what was not taken, once its time has come or the earliest date to exchange is another.</summary>
    private async Task TakeAgainAsync(Round round, CancellationToken cancellation)
    {
        var syncFrom = (await _book.HeaderAsync(cancellation).ConfigureAwait(false)).SyncFrom;
        var isAnother = syncFrom != _syncFrom;
        await foreach (var page in PagesNotTakenAsync(cancellation).ConfigureAwait(false))
        {
            var due = page.Where(record => IsDue("record " + record.Key) | isAnother).Select(static record => record.News).OfType<ErpNews>().ToList();
            round.Withheld.UnionWith(page.Select(static record => record.News?.ExternalId).OfType<InvoiceId>());
            round.Report.Waiting += page.Count - due.Count;
            if (due.Count > 0 && !await PassAsync(new(due, null), round, cancellation).ConfigureAwait(false))
            {
                return;
            }
        }

        _syncFrom = syncFrom;
    }

    /// <summary>Takes what a stretch tells, and passes it together with what was not taken.</summary>
    /// <returns>False if somebody disconnected meanwhile: after the next connect it has to be told again.</returns>
    private async Task<bool> PassAsync(ErpFeed read, Round round, CancellationToken cancellation)
    {
        var notTaken = read.Unusable.ToDictionary(static record => record.Key, StringComparer.Ordinal);
        foreach (var news in read.News)
        {
            var (rejection, why) = await TryTakeAsync(news, cancellation).ConfigureAwait(false);
            if (rejection == Rejection.NotConnected)
            {
                return false;
            }

            // Of two stretches about one record the later one counts.
            notTaken.Remove(news.Key.Text);
            if (why is null)
            {
                round.Report.Taken++;
                continue;
            }

            notTaken.Add(news.Key.Text, new(news.Key.Text, why, news));
            _patience.Failed("record " + news.Key);
            if (news.ExternalId is { } own)
            {
                round.Withheld.Add(own);
            }
        }

        await _erp.PassAsync(read, [.. notTaken.Values], cancellation).ConfigureAwait(false);
        round.Report.NotTaken += notTaken.Count;
        return true;
    }

    /// <summary>The ERP is asked first what else it has: while another record lives, only one too many is gone.</summary>
    private async Task VoidAsync(InvoiceId id, ErpNews news, CancellationToken cancellation)
    {
        if (await IfNewestAsync(id, news, cancellation).ConfigureAwait(false) is not { } invoice || (invoice.ErpSaidVoid && invoice.Records.Count == 1))
        {
            return;
        }

        var others = await OthersAsync(invoice, news.Key, cancellation).ConfigureAwait(false);
        foreach (var other in others)
        {
            Note(id, await _book.ConfirmAsync(id, other.Key, other.Number, other.Version, cancellation: cancellation).ConfigureAwait(false));
        }

        // It may be valid again since the ERP was asked.
        if (await IfNewestAsync(id, news, cancellation).ConfigureAwait(false) is not { } now)
        {
            return;
        }

        // One that was given up does not stand for the invoice, whatever has become of it since.
        if (others.TrueForAll(other => other.IsVoid || Has(now.Released, other.Key)))
        {
            Note(id, await _book.VoidAsync(id, Side.Erp, "voided in the ERP", cancellation: cancellation).ConfigureAwait(false));
        }

        // What home still has and the ERP has not is no reason: news of its end is on the way.
        if (others.Exists(other => Has(now.Records, other.Key)))
        {
            await ReleaseAsync(id, news.Key, OneTooMany, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What the ERP voided is valid there. Only a version tells that from news of the time before the void.</summary>
    private async Task ReinstateAsync(InvoiceId id, ErpNews news, CancellationToken cancellation)
    {
        if (news.Version is null || await IfNewestAsync(id, news, cancellation).ConfigureAwait(false) is not { ErpSaidVoid: true } invoice)
        {
            return;
        }

        // First, so that news told again after a crash goes on from here.
        foreach (var other in invoice.Records.Count == 1 ? [] : await OthersAsync(invoice, news.Key, cancellation).ConfigureAwait(false))
        {
            if (other.IsVoid)
            {
                await ReleaseAsync(id, other.Key, OneTooMany, cancellation).ConfigureAwait(false);
            }
        }

        Note(id, await _book.DoAsync(new Command.Reinstate(id, "valid again in the ERP"), null, cancellation).ConfigureAwait(false));
    }

    /// <summary>The invoice, if it has the record and knows nothing newer of it.</summary>
    private async ValueTask<Invoice?> IfNewestAsync(InvoiceId id, ErpNews news, CancellationToken cancellation) =>
        await InvoiceAsync(id, cancellation).ConfigureAwait(false) is { } invoice
            && invoice.Records.Any(record => record.Key == news.Key && !(record.Version > news.Version)) ? invoice : null;

    /// <summary>What else the ERP has of the invoice.</summary>
    private async Task<List<ErpNews>> OthersAsync(Invoice invoice, ErpKey key, CancellationToken cancellation) =>
        invoice.Origin == Side.Erp ? []
            : (await _erp.FindAsync(invoice.Id, cancellation).ConfigureAwait(false)).Where(other => !other.IsDeleted && other.Key != key).ToList();

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

    // What was made in the ERP was never posted: if it has the id, the home invoice that had it was lost with a restore.
    private async ValueTask<Invoice?> InvoiceOfAsync(ErpNews news, CancellationToken cancellation) =>
        (news.ExternalId is { } external && await InvoiceAsync(external, cancellation).ConfigureAwait(false) is { Origin: Side.Home } posted ? posted : null)
        ?? await HolderOfAsync(news.Key, cancellation).ConfigureAwait(false)
        ?? (news.Replaces is { } replaced ? await HolderOfAsync(replaced, cancellation).ConfigureAwait(false) : null);

    private async ValueTask<Invoice?> HolderOfAsync(ErpKey key, CancellationToken cancellation)
    {
        var holding = (await _book.FindAsync(key.Text, cancellation).ConfigureAwait(false)).Select(static found => found.Invoice).ToList();
        return holding.Find(invoice => Has(invoice.Records, key)) ?? holding.Find(invoice => Has(invoice.Released, key));
    }

    private static bool Has(ValueList<ErpRecord> records, ErpKey key) => records.Any(record => record.Key == key);

    private void Note(InvoiceId invoice, Answer answer) => Diagnostics.Guarded(() =>
    {
        if (answer.Rejection is { } reason)
        {
            LogRejected(invoice, reason, answer.Why);
        }

        foreach (var found in answer.Findings)
        {
            LogFound(found.Invoice, found.Finding, Explain.Of(found.Finding).Remedy);
        }
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "{Invoice}: {Reason}. {Why}")]
    private partial void LogRejected(InvoiceId invoice, Rejection reason, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Invoice}: {Finding}. {Remedy}")]
    private partial void LogFound(InvoiceId invoice, Finding finding, string remedy);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What}: left alone for a while, the others go on")]
    private partial void LogTrouble(string what, Exception thrown);

    [LoggerMessage(Message = "Round: followed {Followed}, taken {Taken}, not taken {NotTaken}, found {Found}, sent {Sent}, refused {Refused}, uncertain {Uncertain}, failed {Failed}, waiting {Waiting}")]
    private partial void LogRound(LogLevel level, int followed, int taken, int notTaken, int found, int sent, int refused, int uncertain, int failed, int waiting);
}
