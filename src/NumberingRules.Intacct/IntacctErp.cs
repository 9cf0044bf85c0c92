using System.Text.Json;
using Microsoft.Extensions.Logging;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct;

/// <summary>A company in Sage Intacct as <see cref="SyncLoop"/> needs it. Safe for use by several threads.</summary>
/// <remarks>
/// Questions that get no answer throw an <see cref="HttpRequestException"/> with what Intacct said instead, and with the
/// status 401 or 403 if nobody is let in; a time-out throws a <see cref="TaskCanceledException"/>. Nothing secret is in a message.
/// </remarks>
public sealed partial class IntacctErp : IErp
{
    private readonly IntacctClient _client;
    private readonly BookHandle _book;
    private readonly IntacctHost _host;
    private readonly ILogger _log;
    private readonly Feed _feed;
    private readonly Attempts _attempts = new();

    internal IntacctErp(IntacctClient client, BookHandle book, IntacctHost host, ILogger log)
    {
        (_client, _book, _host, _log) = (client, book, host, log);
        _feed = new(client, NewsAsync);
    }

    private IntacctOptions Options => _client.Options;

    /// <inheritdoc/>
    public async Task<ErpReply> PostAsync(InvoiceView invoice, Guid attemptKey, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var body = _attempts.Find(attemptKey);
        if (body is null)
        {
            var mapped = await _host.MapAsync(invoice, cancellation).ConfigureAwait(false);
            if (mapped.Refusal is { } refusal)
            {
                return new ErpReply.Refused(refusal);
            }

            body = InvoiceBody.Of(mapped, invoice, Options.HomeIdField);
        }

        cancellation.ThrowIfCancellationRequested();
        var isRepeat = _attempts.Begin(attemptKey, ref body);
        Posted posted;
        try
        {
            posted = await _client.CreateAsync(body, attemptKey.ToString("D"), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IntacctClient.IsNoAnswer(e, cancellation))
        {
            return new ErpReply.Unknown();
        }

        var (key, reply) = Certainty.Of(posted, isRepeat, _client.Secrets);
        if (reply is not ErpReply.Unknown)
        {
            _attempts.Settle(attemptKey);
        }

        return reply ?? new ErpReply.Made(await MadeAsync(key!, invoice, cancellation).ConfigureAwait(false));
    }

    /// <summary>Of how many records it remembers what the feed has told.</summary>
    internal int Remembers => _feed.Remembers;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ErpNews>> FindAsync(InvoiceId invoice, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(invoice);

        // By nothing else beside it: a date or a customer that somebody has changed there would hide the record, and a second one would be made.
        var rows = await _client.InvoicesAsync(Options.HomeIdField, invoice.Text, cancellation).ConfigureAwait(false);
        var (found, unusable) = await NewsAsync([.. rows.Where(row => IntacctClient.Text(row, Options.HomeIdField) == invoice.Text)], cancellation).ConfigureAwait(false);
        return unusable is [var odd, ..] ? throw new InvalidDataException($"Intacct has record {odd.Key} of {invoice}, which cannot be used: {odd.Why}") : found;
    }

    /// <inheritdoc/>
    public async Task<ErpFeed> ReadFeedAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await _feed.ReadAsync(await _host.ReadCursorAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task PassAsync(ErpFeed read, IReadOnlyList<NotTaken> notTaken, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(notTaken);
        var kept = notTaken.GroupBy(static one => one.Key, StringComparer.Ordinal).Select(static same => same.Last()).ToList();
        string[] told = [.. read.News.Select(static news => news.Key.Text).Concat(kept.Select(static one => one.Key)).Distinct(StringComparer.Ordinal)];
        await _host.PassAsync(read.Next, told, kept, cancellation).ConfigureAwait(false);
        _feed.Pass(read);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation)
    {
        var kept = await _host.ReadNotTakenAsync(after, cancellation).ConfigureAwait(false);
        if (kept.Count == 0)
        {
            return kept;
        }

        // As they are now: the host keeps no more than their keys. What has no key that could be one stays as it is.
        List<string> keys = [.. kept.Select(static one => one.Key).Where(InvoiceRow.IsKey)];
        var rows = keys.Count == 0 ? [] : await _client.WithKeysAsync(keys, InvoiceRow.Fields(Options), cancellation).ConfigureAwait(false);
        var (news, unusable) = await NewsAsync(rows, cancellation).ConfigureAwait(false);
        var gone = keys.Except(rows.Select(static row => IntacctClient.Text(row, "key"))).Select(key => Gone(key!));
        var now = news.Concat(gone).ToDictionary(static one => one.Key.Text);
        var odd = unusable.DistinctBy(static one => one.Key).ToDictionary(static one => one.Key);
        return [.. kept.Select(one => odd.GetValueOrDefault(one.Key) ?? one with { News = now.GetValueOrDefault(one.Key) })];
    }

    /// <inheritdoc/>
    public Task<Answer> ImportAsync(Command.Import import, ErpNews news, CancellationToken cancellation) => _host.ImportAsync(_book, import, news, cancellation);

    /// <summary>Reads one record by its key: what to do with the hint of a webhook.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The record, for <see cref="SyncLoop.TakeAsync"/>; null if there is none of that key, or it is no invoice. That it is gone, the feed tells.</returns>
    public async Task<ErpNews?> FetchAsync(ErpKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var rows = await _client.InvoicesAsync("key", key.Text, cancellation).ConfigureAwait(false);
        return (await NewsAsync(rows, cancellation).ConfigureAwait(false)).News.Find(news => news.Key == key);
    }

    /// <summary>Asks which of some records are gone, for a company whose audit history may not be read.</summary>
    /// <param name="keys">The keys that the book has. 500 of them cost a query.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>News that they are deleted, for <see cref="SyncLoop.TakeAsync"/>.</returns>
    public async Task<IReadOnlyList<ErpNews>> FindGoneAsync(IEnumerable<ErpKey> keys, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        List<ErpNews> gone = [];
        foreach (var some in keys.Chunk(IntacctClient.MostKeys))
        {
            var rows = await _client.WithKeysAsync(some.Select(static key => key.Text), ["key"], cancellation).ConfigureAwait(false);
            gone.AddRange(some.ExceptBy(rows.Select(static row => IntacctClient.Text(row, "key")), static key => key.Text).Select(static key => key.Text).Select(Gone));
        }

        return gone;
    }

    private IntacctNews Gone(string key) => new(key, null, DateOnly.FromDateTime(Options.Time.GetUtcNow().UtcDateTime)) { IsDeleted = true };

    private async Task<ErpNews> MadeAsync(string key, InvoiceView invoice, CancellationToken cancellation)
    {
        // The answer to a create has no number in it. If this is not answered either, the feed tells.
        var bare = new IntacctNews(key, null, invoice.Date) { ExternalId = invoice.Id };
        try
        {
            var found = await FetchAsync(key, cancellation).ConfigureAwait(false);
            if (found is not null && found.ExternalId != invoice.Id)
            {
                Diagnostics.Guarded(() => LogIdNotKept(key, invoice.Id, Options.HomeIdField));
            }

            return found is null ? bare : found with { ExternalId = invoice.Id };
        }
        catch (Exception e) when (IntacctClient.IsNoAnswer(e, cancellation))
        {
            return bare;
        }
    }

    private async Task<(List<ErpNews> News, List<NotTaken> Unusable)> NewsAsync(IReadOnlyList<Dictionary<string, JsonElement>> rows, CancellationToken cancellation)
    {
        List<ErpNews> told = [];
        List<NotTaken> unusable = [];
        foreach (var row in rows.Where(static row => !InvoiceRow.IsReversal(row)))
        {
            if (InvoiceRow.Problem(row) is { } problem)
            {
                unusable.Add(new(IntacctClient.Text(row, "key") ?? "without a key", problem, null));
                continue;
            }

            var news = InvoiceRow.ToNews(row, Options.HomeIdField);
            told.Add(InvoiceRow.IsFromOrder(row) ? news with { Replaces = await ReplacedAsync(news, cancellation).ConfigureAwait(false) } : news);
        }

        return (told, unusable);
    }

    /// <summary>The key under which Order Entry had the same document before: gone there, and at home with the same number.</summary>
    private async Task<ErpKey?> ReplacedAsync(ErpNews news, CancellationToken cancellation)
    {
        if (news.Number is not { } number || (await _book.FindAsync(news.Key.Text, cancellation).ConfigureAwait(false)).Any(view => Records(view).Any(record => record.Key == news.Key)))
        {
            return null;
        }

        foreach (var view in await _book.FindAsync(number.Text, cancellation).ConfigureAwait(false))
        {
            if (view.Origin == Side.Erp && Records(view).FirstOrDefault() is { } before && (await FindGoneAsync([before.Key], cancellation).ConfigureAwait(false)).Count > 0)
            {
                return before.Key;
            }
        }

        return null;

        static IEnumerable<ErpRecord> Records(InvoiceView view) => view.Invoice.Records.AsEnumerable().Concat(view.Invoice.Released.AsEnumerable());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Intacct made record {Key} of {Invoice}, but {Field} does not hold the id: a look-up would not find it. See to the field before more is sent")]
    private partial void LogIdNotKept(string key, InvoiceId invoice, string field);
}
