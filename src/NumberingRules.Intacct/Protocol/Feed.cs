using System.Net;
using System.Text.Json;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct;

/// <summary>
/// The feed, made of two lists: invoices by their time of change, and deletions from the audit history. Each reading begins
/// somewhat before the cursor, and what was passed already is not told again.
/// </summary>
internal sealed class Feed(IntacctClient client, Func<IReadOnlyList<Dictionary<string, JsonElement>>, CancellationToken, Task<(List<ErpNews> News, List<NotTaken> Unusable)>> read)
{
    private readonly Lock _gate = new();

    // What was passed near the end of the feed, as it was told: a record may change twice in the second its version counts.
    private readonly Dictionary<ErpKey, (DateTimeOffset Time, string Row)> _passed = [];

    private Stretch? _read;
    private (string? Cursor, Place Changed, Place Deleted)? _goesOn;

    /// <summary>Of how many records it remembers what was passed.</summary>
    internal int Remembers
    {
        get
        {
            lock (_gate)
            {
                return _passed.Count;
            }
        }
    }

    internal async Task<ErpFeed> ReadAsync(string? cursorText, CancellationToken cancellation)
    {
        var options = client.Options;
        var cursor = Cursor.Parse(cursorText, options.Since);
        var (changed, deleted) = PlaceOf(cursorText) ?? (Before(cursor.Changed), Before(cursor.Deleted));
        var (next, rows, gone, isLast) = (cursor, new List<Dictionary<string, JsonElement>>(), new List<ErpNews>(), false);
        while (!isLast && rows.Count + gone.Count == 0)
        {
            // Deletions are read first and told last: what takes the place of a deleted record is in the list by then, and must be known before.
            var deletions = options.ReadsDeletions ? await DeletionsAsync(deleted, cancellation).ConfigureAwait(false) : [];
            var page = await client.ChangedAsync(changed, options.PageSize, cancellation).ConfigureAwait(false);
            changed = Behind(page, InvoiceRow.Changed, changed);
            rows.AddRange(page.Where(row => !WasPassed(row)));
            next = next with { Changed = Later(next.Changed, page, InvoiceRow.Changed) };
            if (page.Count == options.PageSize)
            {
                continue;
            }

            deleted = Behind(deletions, options.Audit.AccessTimeField, deleted);
            gone.AddRange(deletions.Select(Gone).OfType<ErpNews>().Where(one => !WasPassed(one)));
            next = next with { Deleted = Later(next.Deleted, deletions, options.Audit.AccessTimeField) };
            isLast = deletions.Count < options.PageSize;
        }

        var (told, unusable) = await read(rows, cancellation).ConfigureAwait(false);
        told.AddRange(gone);
        var feed = new ErpFeed(told, rows.Count + gone.Count > 0 || next != cursor ? next.ToString() : null) { Unusable = unusable };
        lock (_gate)
        {
            _read = new(feed, rows, gone, changed, deleted);
            if (feed.Next is null)
            {
                // The end: the next reading begins before the cursor again.
                _goesOn = null;
            }
        }

        return feed;

        Place Before(DateTimeOffset time) => new(Cursor.Text(time - (cursorText is null ? TimeSpan.Zero : options.Overlap)), null);
    }

    /// <summary>All of a stretch is in the book: only now it need not be told again.</summary>
    internal void Pass(ErpFeed read)
    {
        lock (_gate)
        {
            if (_read is not { } stretch || !ReferenceEquals(stretch.Feed, read) || read.Next is null)
            {
                return;
            }

            foreach (var row in stretch.Rows)
            {
                if (KeyOf(row) is { } key)
                {
                    _passed[key] = (Cursor.TimeOf(IntacctClient.Text(row, InvoiceRow.Changed)) ?? default, Told(row));
                }
            }

            foreach (var gone in stretch.Gone)
            {
                _passed[gone.Key] = (new(gone.Version!.Value, TimeSpan.Zero), "");
            }

            // Either list is read again from somewhat before its own end, and a deletion may be years ago.
            var cursor = Cursor.Parse(read.Next, null);
            foreach (var key in _passed.Where(one => one.Value.Time < (one.Value.Row.Length == 0 ? cursor.Deleted : cursor.Changed) - client.Options.Overlap).Select(static one => one.Key).ToList())
            {
                _passed.Remove(key);
            }

            _goesOn = (read.Next, stretch.Changed, stretch.Deleted);
        }
    }

    private (Place Changed, Place Deleted)? PlaceOf(string? cursor)
    {
        lock (_gate)
        {
            return _goesOn is { } place && place.Cursor == cursor ? (place.Changed, place.Deleted) : null;
        }
    }

    private async Task<IReadOnlyList<Dictionary<string, JsonElement>>> DeletionsAsync(Place from, CancellationToken cancellation)
    {
        try
        {
            return await client.DeletionsAsync(from, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            // If invoices may not be read either, this says so. Otherwise it is no denial, and has no status that would be taken for one.
            await client.PageAsync(IntacctOptions.InvoiceObject, ["key"], "key", null, InvoiceRow.Any, 1, cancellation).ConfigureAwait(false);
            throw new HttpRequestException($"the audit history may not be read, so deletions would never be told: give the user the permission View custom reports, or set {nameof(IntacctOptions.ReadsDeletions)} to false and ask {nameof(IntacctErp.FindGoneAsync)} now and then. {e.Message}");
        }
    }

    private ErpNews? Gone(Dictionary<string, JsonElement> row)
    {
        var audit = client.Options.Audit;
        return IntacctClient.Text(row, audit.ObjectKeyField) is { } key && InvoiceRow.IsKey(key)
            && Cursor.TimeOf(IntacctClient.Text(row, audit.AccessTimeField)) is { } time
            ? new IntacctNews(key, null, DateOnly.FromDateTime(time.UtcDateTime)) { IsDeleted = true, Version = time.UtcTicks }
            : null;
    }

    private bool WasPassed(Dictionary<string, JsonElement> row)
    {
        lock (_gate)
        {
            return KeyOf(row) is { } key && _passed.TryGetValue(key, out var before) && before.Row == Told(row);
        }
    }

    private bool WasPassed(ErpNews gone)
    {
        lock (_gate)
        {
            return _passed.TryGetValue(gone.Key, out var before) && before.Row.Length == 0;
        }
    }

    private static ErpKey? KeyOf(Dictionary<string, JsonElement> row) => IntacctClient.Text(row, "key") is { } key && InvoiceRow.IsKey(key) ? key : (ErpKey?)null;

    private static string Told(Dictionary<string, JsonElement> row) => string.Join('\n', row.Values.Select(static value => value.ToString()));

    private static Place Behind(IReadOnlyList<Dictionary<string, JsonElement>> page, string orderedBy, Place before) =>
        page is [.., var last] ? new(IntacctClient.Text(last, orderedBy) ?? before.Value, IntacctClient.Text(last, "key")) : before;

    private static DateTimeOffset Later(DateTimeOffset time, IReadOnlyList<Dictionary<string, JsonElement>> page, string orderedBy) =>
        page is [.., var last] && Cursor.TimeOf(IntacctClient.Text(last, orderedBy)) is { } read && read > time ? read : time;

    /// <summary>What was read and not passed yet.</summary>
    private sealed record Stretch(ErpFeed Feed, List<Dictionary<string, JsonElement>> Rows, List<ErpNews> Gone, Place Changed, Place Deleted);
}
