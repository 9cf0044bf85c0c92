using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <summary>
/// The recommended way to keep a book and an ERP in step: follow the feed, look up what is uncertain, send what is due.
/// Every step may be repeated, and cut off anywhere: what is known is in the book, and the next round goes on from there.
/// Safe for use by several threads, and by several hosts that share a book.
/// </summary>
/// <remarks>
/// The promise: an ERP that tells of every record in its feed, and is through with a post within <see cref="SyncLoopOptions.Settles"/>,
/// ends up with each invoice once, whatever is lost, repeated or late in between. <c>docs/hosting.md</c> says how.
/// </remarks>
public sealed partial class SyncLoop : IDisposable
{
    private readonly BookHandle _book;
    private readonly IErp _erp;
    private readonly SyncLoopOptions _options;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _one = new(1);
    private Dictionary<InvoiceId, (long Attempt, long Since)> _absent = [];
    private volatile bool _cutOff = true;

    /// <summary>Makes a loop; nothing is done before <see cref="RunAsync"/>.</summary>
    /// <param name="book">The book.</param>
    /// <param name="erp">The ERP.</param>
    /// <param name="options">How it works; the defaults suit an ERP that is through with a post within five minutes.</param>
    /// <exception cref="ArgumentException">The options are not sound.</exception>
    public SyncLoop(BookHandle book, IErp erp, SyncLoopOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(erp);
        _options = options ?? new();
        if (_options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        (_book, _erp) = (book, erp);
        _log = _options.Logging?.CreateLogger("NumberingRules.Sync") ?? NullLogger.Instance;
    }

    /// <summary>
    /// One round; does nothing unless the book is connected. The first one, and the one after a round that was cut off,
    /// begins with <c>recover</c>: what was in flight then is uncertain now. Rounds of one loop wait for each other.
    /// </summary>
    /// <param name="cancellation">Cuts the round off.</param>
    /// <exception cref="StoreException">The store is in trouble. The next round goes on from there, as it does after whatever <see cref="IErp"/> throws.</exception>
    /// <exception cref="OperationCanceledException">It was cut off.</exception>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!await IsConnectedAsync(cancellation).ConfigureAwait(false))
            {
                return;
            }

            if (_cutOff)
            {
                await _book.RecoverAsync(cancellation: cancellation).ConfigureAwait(false);
                _cutOff = false;
            }

            // The feed first: what the ERP has is in the book before anything is believed absent, or sent.
            if (await FollowFeedAsync(cancellation).ConfigureAwait(false))
            {
                await LookUpAsync(cancellation).ConfigureAwait(false);
                await SendAsync(WorkList.Failed, cancellation).ConfigureAwait(false);
                await SendAsync(WorkList.ToSend, cancellation).ConfigureAwait(false);

                // What the ERP made of it, a second record too, is not left to the next round.
                await FollowFeedAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            _cutOff = true;
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Gives back what it holds; the book stays.</summary>
    public void Dispose() => _one.Dispose();

    private async ValueTask<bool> IsConnectedAsync(CancellationToken cancellation) =>
        (await _book.HeaderAsync(cancellation).ConfigureAwait(false)).Connection == Connection.Connected;

    /// <summary>Finds out what became of what was sent and never answered.</summary>
    private async Task LookUpAsync(CancellationToken cancellation)
    {
        var absent = new Dictionary<InvoiceId, (long Attempt, long Since)>();
        await foreach (var view in AllAsync(WorkList.ToLookUp, cancellation).ConfigureAwait(false))
        {
            var invoice = view.Invoice;
            if (await FindAsync(invoice.Id, cancellation).ConfigureAwait(false))
            {
                continue;
            }

            // Not there yet is not the same as absent: a post can outlive its caller, and a second one would make a second invoice.
            var now = _options.Time.GetTimestamp();
            var since = _absent.TryGetValue(invoice.Id, out var before) && before.Attempt == invoice.Attempt ? before.Since : now;
            if (_options.Time.GetElapsedTime(since, now) >= _options.Settles)
            {
                Note(invoice.Id, await _book.RefuseAsync(invoice.Id, "looked up: the ERP does not have it", invoice.Attempt, cancellation: cancellation).ConfigureAwait(false));
            }
            else
            {
                absent[invoice.Id] = (invoice.Attempt, since);
            }
        }

        _absent = absent;
    }

    /// <summary>Looks an invoice up and takes what is found.</summary>
    /// <returns>Whether the ERP has it; a record that is gone does not count.</returns>
    private async Task<bool> FindAsync(InvoiceId id, CancellationToken cancellation)
    {
        var found = await _erp.FindAsync(id, cancellation).ConfigureAwait(false);
        foreach (var news in found)
        {
            await TakeAsync(news with { ExternalId = id }, cancellation).ConfigureAwait(false);
        }

        var released = (await InvoiceAsync(id, cancellation).ConfigureAwait(false))?.Released ?? default;
        return found.Any(news => !news.IsDeleted && !Has(released, news.Key));
    }

    private async ValueTask<Invoice?> InvoiceAsync(InvoiceId id, CancellationToken cancellation) =>
        (await _book.InvoiceAsync(id, cancellation).ConfigureAwait(false))?.Invoice;

    private async IAsyncEnumerable<InvoiceView> AllAsync(WorkList list, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (Page<InvoiceView>? page = null; page is null or { Next: not null };)
        {
            page = await _book.WorkAsync(list, page?.Next, cancellation: cancellation).ConfigureAwait(false);
            foreach (var invoice in page.Items)
            {
                yield return invoice;
            }
        }
    }
}
