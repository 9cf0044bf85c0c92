using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <summary>
/// The recommended way to keep a book and an ERP in step: follow the feed, look up what is uncertain, send what is due.
/// Every step may be repeated, and cut off anywhere: what is known is in the book, and the next round goes on from there.
/// Safe for use by several threads, and by several hosts that share a book.
/// </summary>
/// <remarks>
/// <para>The promise: an ERP that tells of every record in its feed, and is through with a post within <see cref="SyncLoopOptions.Settles"/>,
/// ends up with each invoice once, whatever is lost, repeated or late in between. The loop cannot know of a record that somebody
/// deletes before the loop has seen it, if no answer told of it, or if the ERP did not say whether it was still there: it looks as
/// if it never was, and the invoice is sent anew.</para>
/// <para>Trouble stays where it is: an invoice or a record with which the ERP or the host throws is left alone for a while,
/// longer each time, and listed; the others go on. Only a feed that cannot be read, or a store in trouble, ends a round.</para>
/// </remarks>
[SuppressMessage("Usage", "CA2213", Justification = "a round that is being cut off still holds both; neither has a handle of the system")]
public sealed partial class SyncLoop : IDisposable
{
    // More in a row, and it is the ERP that is away, not an invoice that is odd.
    private const int MostWithoutAnswer = 3;

    private readonly BookHandle _book;
    private readonly IErp _erp;
    private readonly SyncLoopOptions _options;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _ended = new();
    private readonly Patience _patience;
    private DateOnly? _syncFrom;
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

        (_book, _erp, _patience) = (book, erp, new(_options.Time));
        _log = _options.Logging?.CreateLogger("NumberingRules.Sync") ?? NullLogger.Instance;
    }

    /// <summary>
    /// One round; does nothing unless the book is connected. The first one, and the one after a send that was cut off, begins
    /// with <c>recover</c> if something is in flight: it is uncertain now. Rounds of one loop wait for each other.
    /// </summary>
    /// <param name="cancellation">Cuts the round off.</param>
    /// <returns>What it did, and what it left.</returns>
    /// <exception cref="StoreException">The store is in trouble. The next round goes on from there, as it does after whatever <see cref="IErp.ReadFeedAsync"/> and <see cref="IErp.PassAsync"/> throw.</exception>
    /// <exception cref="OperationCanceledException">It was cut off.</exception>
    /// <exception cref="ObjectDisposedException">The loop has ended, before the round or during it.</exception>
    public Task<RoundReport> RunAsync(CancellationToken cancellation = default) => UntilEndedAsync(RoundAsync, cancellation);

    private async Task<RoundReport> RoundAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var round = new Round(new());
            if (await IsConnectedAsync(cancellation).ConfigureAwait(false))
            {
                await RecoverAsync(cancellation).ConfigureAwait(false);

                // What the ERP has is in the book before anything is believed absent, or sent.
                await TakeAgainAsync(round, cancellation).ConfigureAwait(false);
                if (await FollowFeedAsync(round, cancellation).ConfigureAwait(false))
                {
                    var isAnswered = await LookUpAsync(round, cancellation).ConfigureAwait(false)
                        & await SendDueAsync(WorkList.Failed, round, cancellation).ConfigureAwait(false)
                        & await SendDueAsync(WorkList.ToSend, round, cancellation).ConfigureAwait(false);

                    // What the ERP made of it, a second record too, is not left to the next round.
                    round.Report.IsComplete = await FollowFeedAsync(round, cancellation).ConfigureAwait(false) && isAnswered;
                }

                _patience.EndRound();
            }

            var report = round.Report with { Troubles = round.Troubles };
            Diagnostics.Guarded(() => LogRound(report.IsIdle ? LogLevel.Debug : LogLevel.Information, report.Followed, report.Taken, report.NotTaken, report.Found, report.Sent, report.Refused, report.Uncertain, report.Failed, report.Waiting));
            return report;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Ends the loop: a round that runs is cut off, one that waits does not begin, and both throw <see cref="ObjectDisposedException"/>. The book stays.</summary>
    public void Dispose() => _ended.Cancel();

    /// <summary>The records of the ERP that are not in the book, each with the reason: also those of earlier rounds and other hosts, after a restart too.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    public async IAsyncEnumerable<NotTaken> NotTakenAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var page in PagesNotTakenAsync(cancellation).ConfigureAwait(false))
        {
            foreach (var record in page)
            {
                yield return record;
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<NotTaken>> PagesNotTakenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? after = null; await _erp.ReadNotTakenAsync(after, cancellation).ConfigureAwait(false) is [.., var last] page; after = last.Key)
        {
            yield return page;
        }
    }

    private async ValueTask<bool> IsConnectedAsync(CancellationToken cancellation) =>
        (await _book.HeaderAsync(cancellation).ConfigureAwait(false)).Connection == Connection.Connected;

    /// <summary>Nobody here will ever hear what became of what is in flight. An epoch that has nothing in flight needs no other.</summary>
    private async Task RecoverAsync(CancellationToken cancellation)
    {
        if (!_cutOff)
        {
            return;
        }

        // First: a send that is cut off from here on is for the next round.
        _cutOff = false;
        try
        {
            if ((await _book.WorkAsync(WorkList.InFlight, count: 1, cancellation: cancellation).ConfigureAwait(false)).Items.Count > 0)
            {
                await _book.RecoverAsync(cancellation: cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            _cutOff = true;
            throw;
        }
    }

    /// <summary>
    /// Finds out what became of what was sent and never answered. Not there yet is not the same as absent: a post can outlive its
    /// caller, and a second one would make a second invoice.
    /// </summary>
    /// <returns>Whether the ERP answered.</returns>
    private async Task<bool> LookUpAsync(Round round, CancellationToken cancellation)
    {
        // Who waits for its answer may be gone, or wait for ever: a post that must be through is looked up.
        await foreach (var view in AllAsync(WorkList.InFlight, cancellation).ConfigureAwait(false))
        {
            if (_patience.Of("in flight " + view.Id, view.Invoice.SentSince) >= _options.Settles)
            {
                Note(view.Id, await _book.LoseAsync(view.Id, view.Attempt, cancellation: cancellation).ConfigureAwait(false));
            }
        }

        var withoutAnswer = 0;
        await foreach (var view in AllAsync(WorkList.ToLookUp, cancellation).ConfigureAwait(false))
        {
            var (invoice, look, absent) = (view.Invoice, "look " + view.Id, "absent " + view.Id);

            // Before the ERP is asked: what it says is of that moment, however late it comes. And of each, so that time goes on for those that are not asked about.
            var isThrough = _patience.Of(absent, invoice.SentSince) >= _options.Settles;
            if (!IsDue(look) || withoutAnswer == MostWithoutAnswer)
            {
                round.Report.Waiting++;
                continue;
            }

            try
            {
                if (await FindAsync(invoice.Id, cancellation).ConfigureAwait(false))
                {
                    _patience.Forget(absent);
                    round.Report.Found++;
                }
                else if (isThrough)
                {
                    Note(invoice.Id, await _book.RefuseAsync(invoice.Id, "looked up: the ERP does not have it", invoice.Attempt, invoice.SentSince, cancellation: cancellation).ConfigureAwait(false));
                    round.Report.Refused++;
                }
                else
                {
                    round.Report.Waiting++;
                }

                _patience.Forget(look);
                withoutAnswer = 0;
            }
            catch (Exception e) when (IsOfOne(e, cancellation))
            {
                _patience.Failed(look);
                Failed(new(invoice.Id, e.Message, _patience.FailuresOf(look)), e, round);
                withoutAnswer++;
            }
        }

        return withoutAnswer < MostWithoutAnswer;
    }

    /// <summary>Looks an invoice up and takes what is found.</summary>
    /// <returns>Whether the ERP has it; a record that was given up does not count, unless it has been made valid again since.</returns>
    private async Task<bool> FindAsync(InvoiceId id, CancellationToken cancellation)
    {
        var found = await _erp.FindAsync(id, cancellation).ConfigureAwait(false);
        foreach (var news in found)
        {
            await TakeOneAsync(news with { ExternalId = id }, cancellation).ConfigureAwait(false);
        }

        var released = (await InvoiceAsync(id, cancellation).ConfigureAwait(false))?.Released ?? default;
        return found.Any(news => !news.IsDeleted && (!Has(released, news.Key) || IsValidAgain(released, news)));
    }

    private static bool IsValidAgain(ValueList<ErpRecord> released, ErpNews news) =>
        !news.IsVoid && released.Any(record => record.Key == news.Key && news.Version > record.Version);

    private bool IsDue(string key) => _patience.FailuresOf(key) is var failures && _patience.Of(key, failures) >= _options.Wait(failures);

    private void Failed(InvoiceTrouble trouble, Exception e, Round round)
    {
        round.Report.Failed++;
        round.Troubles.Add(trouble);
        Diagnostics.Guarded(() => LogTrouble(trouble.Invoice.Text, e));
    }

    /// <summary>Whether it is trouble with one invoice or record, not with the book, and nobody has given up.</summary>
    private static bool IsOfOne(Exception e, CancellationToken cancellation) => e is not StoreException && !cancellation.IsCancellationRequested;

    private async Task<T> UntilEndedAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_ended.IsCancellationRequested, this);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (_ended.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ObjectDisposedException("the loop has ended; what was in flight is looked up by the next one", e);
        }
    }

    private async ValueTask<Invoice?> InvoiceAsync(InvoiceId id, CancellationToken cancellation) =>
        (await _book.InvoiceAsync(id, cancellation).ConfigureAwait(false))?.Invoice;

    private async IAsyncEnumerable<InvoiceView> AllAsync(WorkList list, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (Page<InvoiceView>? page = null; page is null or { Next: not null };)
        {
            cancellation.ThrowIfCancellationRequested();
            page = await _book.WorkAsync(list, page?.Next, cancellation: cancellation).ConfigureAwait(false);
            foreach (var invoice in page.Items)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return invoice;
            }
        }
    }

    /// <summary>What a round has come to so far.</summary>
    /// <param name="Report">The counts.</param>
    private sealed record Round(RoundReport Report)
    {
        internal List<InvoiceTrouble> Troubles { get; } = [];

        /// <summary>The invoices of which a record is kept that is not taken: the ERP has them, so they are not sent.</summary>
        internal HashSet<InvoiceId> Withheld { get; } = [];
    }
}
