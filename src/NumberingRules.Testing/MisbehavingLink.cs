using System.Globalization;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Testing;

/// <summary>The way from a host to <see cref="MisbehavingErp"/>, without a network.</summary>
internal sealed class MisbehavingLink(MisbehavingErp erp, BookHandle book, long after) : IErp
{
    private readonly SortedList<string, NotTaken> _notTaken = new(StringComparer.Ordinal);
    private long _after = after;

    public async Task<ErpReply> PostAsync(InvoiceView invoice, Guid attemptKey, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        cancellation.ThrowIfCancellationRequested();
        if (erp.IsRevoked)
        {
            return new ErpReply.Denied();
        }

        var trick = erp.Play();
        switch (trick)
        {
            case ErpTrick.Refuse:
                return new ErpReply.Refused("the customer is on hold");
            case ErpTrick.Fail:
                return new ErpReply.Unknown();
            case ErpTrick.Late:
                erp.MakeLate(invoice.Id, invoice.Date, attemptKey);
                return new ErpReply.Unknown();
            case ErpTrick.Twice:
                erp.Make(invoice.Id, invoice.Date, attemptKey);
                break;
            default:
                break;
        }

        var record = erp.Make(invoice.Id, invoice.Date, attemptKey);
        if (erp.OnPosted is { } told)
        {
            await told(record).ConfigureAwait(false);
        }

        return trick is ErpTrick.FailAfter or ErpTrick.Break or ErpTrick.Hang ? new ErpReply.Unknown() : new ErpReply.Made(record.ToNews());
    }

    public Task<IReadOnlyList<ErpNews>> FindAsync(InvoiceId invoice, CancellationToken cancellation)
    {
        LetIn(cancellation);
        return Task.FromResult<IReadOnlyList<ErpNews>>([.. erp.Of(invoice).Select(static record => record.ToNews())]);
    }

    public Task<ErpFeed> ReadFeedAsync(CancellationToken cancellation)
    {
        LetIn(cancellation);
        var page = erp.After(Volatile.Read(ref _after)).Take(erp.PageSize).Select(static record => record.ToNews()).ToList();
        return Task.FromResult(new ErpFeed(erp.TellsTwice ? [.. page, .. page] : page, page is [.., var last] ? last.Version!.Value.ToString(CultureInfo.InvariantCulture) : null));
    }

    public Task PassAsync(ErpFeed read, IReadOnlyList<NotTaken> notTaken, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(notTaken);
        lock (_notTaken)
        {
            var before = read.News.Select(static news => news.Key.Text).Where(_notTaken.Remove).ToHashSet();
            foreach (var record in notTaken.Where(record => read.Next is not null || before.Contains(record.Key)))
            {
                _notTaken[record.Key] = record;
            }
        }

        if (read.Next is { } next)
        {
            Volatile.Write(ref _after, long.Parse(next, CultureInfo.InvariantCulture));
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation)
    {
        lock (_notTaken)
        {
            return Task.FromResult<IReadOnlyList<NotTaken>>([.. _notTaken.Values.Where(record => after is null || string.CompareOrdinal(record.Key, after) > 0).Take(erp.PageSize)]);
        }
    }

    public async Task<Answer> ImportAsync(Command.Import import, ErpNews news, CancellationToken cancellation) =>
        await book.DoAsync(import, null, cancellation).ConfigureAwait(false);

    private void LetIn(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (erp.IsRevoked)
        {
            throw new InvalidOperationException("the ERP lets nobody in any more");
        }
    }
}
