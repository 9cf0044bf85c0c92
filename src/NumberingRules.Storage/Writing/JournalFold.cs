using System.Runtime.CompilerServices;

namespace NumberingRules.Storage;

/// <summary>Writes a book anew from its journal: to rebuild it, to copy it to another store, to bring an older database up.</summary>
internal static class JournalFold
{
    // Enough to be quick, few enough to be held in memory.
    private const int AtATime = 50_000;

    /// <summary>Makes the derived rows of a book anew.</summary>
    internal static async Task RebuildAsync(Books books, string name, CancellationToken cancellation)
    {
        var load = new BookLoad(name);
        var target = await books.Store.WriteAsync([load], cancellation).ConfigureAwait(false);
        await using (target.ConfigureAwait(false))
        {
            if (load.IsBusy)
            {
                throw new StoreException(StoreTrouble.Busy, $"book '{name}': another transaction holds it; nothing was changed, try again");
            }

            // The book is locked, so this sees the same entries, and goes on seeing them while they are written anew.
            var source = await books.ReadAsync(cancellation).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                if (load.Row is { } row)
                {
                    await target.ClearAsync(row, cancellation).ConfigureAwait(false);
                    await ReplayAsync(target, name, EntriesOf(source, row, cancellation), cancellation, row.Id).ConfigureAwait(false);
                    await ThrowIfCutAsync(target, row, cancellation).ConfigureAwait(false);
                    await target.CommitAsync(ChangeSet.Empty, cancellation).ConfigureAwait(false);
                }
            }
        }

        books.Headers.Forget(name);
    }

    /// <summary>A row whose checksum fits is the one that was written: a journal that is shorter, or ends otherwise, was cut or rewritten, and positions must not follow it.</summary>
    private static async ValueTask ThrowIfCutAsync(ILoadSession target, BookRow before, CancellationToken cancellation)
    {
        var load = new BookLoad(before.Name);
        await target.LoadAsync([load], cancellation).ConfigureAwait(false);
        if (load.Row is not { } after || (before.Seal() == before.FoundSeal && (after.Entries < before.Entries || (after.Entries == before.Entries && after.Head != before.Head))))
        {
            throw new JournalException($"book '{before.Name}': its journal has {load.Row?.Entries ?? 0} entries, and its row says {before.Entries}, ending with {before.Head}: entries were cut off or rewritten. Nothing was changed; restore a backup");
        }
    }

    /// <summary>The entries of a book, whatever its row says of it.</summary>
    internal static async IAsyncEnumerable<StoredEntry> EntriesOf(IReadSession session, BookRow row, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = 0L; ;)
        {
            var page = await session.EntriesAsync(row, after, long.MaxValue, null, 512, cancellation).ConfigureAwait(false);
            foreach (var entry in page)
            {
                yield return entry.Entry;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Entry.Number;
        }
    }

    /// <summary>Appends the entries of a journal to a book that has none, and the rows that follow from them. The caller commits.</summary>
    /// <returns>The runs of entries whose free texts are missing, and not told as erased by the journal.</returns>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    internal static async ValueTask<ValueList<EntryRun>> ReplayAsync(IJoinSession target, string name, IAsyncEnumerable<StoredEntry> entries, CancellationToken cancellation, long id = 0) =>
        (await FoldAsync(target, name, entries, cancellation, id).ConfigureAwait(false)).Missing;

    /// <summary>Does the same for a journal of version 0.1, and tells in further entries which texts had been erased: they are not deleted ones.</summary>
    internal static async ValueTask UpgradeAsync(IJoinSession target, string name, IAsyncEnumerable<StoredEntry> entries, CancellationToken cancellation)
    {
        var audit = await FoldAsync(target, name, entries, cancellation).ConfigureAwait(false);
        if (audit.Missing.Count == 0)
        {
            return;
        }

        var batch = new BookBatch(new(name), Guid.NewGuid);
        await target.LoadAsync([batch.Load], cancellation).ConfigureAwait(false);
        batch.Begin(audit.Register.Header, loadNow: null);
        batch.TryDecide([]);
        var change = batch.Seal(new(), TimeProvider.System.GetUtcNow(), [.. Erasing.Events(audit.Missing.AsEnumerable())]);
        await target.AppendAsync(new([change!]), cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<JournalAudit> FoldAsync(IJoinSession target, string name, IAsyncEnumerable<StoredEntry> entries, CancellationToken cancellation, long id = 0)
    {
        var audit = new JournalAudit(name);
        var positions = new Dictionary<(SeriesId Series, string Scope, Period Period), PositionRow>();
        var chunk = new Chunk(audit, null, positions, id);
        await foreach (var entry in entries.WithCancellation(cancellation).ConfigureAwait(false))
        {
            var found = CheckedEntry.Of(entry, audit.Head);
            chunk.Touch(found);
            if (!audit.Add(found))
            {
                throw new JournalException(audit.Fault!.What);
            }

            chunk.Add(entry, found.Body);
            if (chunk.Count == AtATime)
            {
                await target.AppendAsync(new([chunk.Change()]), cancellation).ConfigureAwait(false);
                var load = new BookLoad(name);
                await target.LoadAsync([load], cancellation).ConfigureAwait(false);
                chunk = new(audit, load.Row, positions, id);
            }
        }

        if (chunk.Count > 0)
        {
            await target.AppendAsync(new([chunk.Change()]), cancellation).ConfigureAwait(false);
        }

        return audit;
    }

    /// <summary>Some entries, and the invoices as they were before them.</summary>
    private sealed class Chunk
    {
        private readonly Dictionary<InvoiceId, Invoice?> _before = [];
        private readonly List<EntryRow> _entries = [];
        private readonly List<FindingRow> _findings = [];
        private readonly JournalAudit _audit;
        private readonly BookRow? _row;
        private readonly long _id;
        private readonly Dictionary<(SeriesId Series, string Scope, Period Period), PositionRow> _positions;
        private readonly ChangedRows _rows;

        internal Chunk(JournalAudit audit, BookRow? row, Dictionary<(SeriesId Series, string Scope, Period Period), PositionRow> positions, long id)
        {
            (_audit, _row, _positions, _id) = (audit, row, positions, row?.Id ?? id);
            _rows = new(audit.Register, place => positions.GetValueOrDefault(place));
        }

        internal int Count => _entries.Count;

        /// <summary>Takes note of the invoice that an entry is about, before it changes.</summary>
        internal void Touch(in CheckedEntry entry)
        {
            if (entry.Fault is null && entry.Body.Event is Event.OnInvoice { Invoice: var id } && !_before.ContainsKey(id))
            {
                _before.Add(id, _audit.Register.Find(id));
            }
        }

        internal void Add(StoredEntry entry, EntryBody body)
        {
            _entries.Add(new(entry, _rows.AppearanceOf(body.Event), body.At));
            _rows.Note(body.Number, body.Event);
            foreach (var (finding, invoice) in body.Findings)
            {
                _findings.Add(new(body.Number, finding, invoice));
            }
        }

        internal BookChange Change()
        {
            foreach (var row in _rows.Positions)
            {
                _positions[(row.Series, row.Scope, row.Period)] = row;
            }

            List<(Invoice? Before, Invoice After)> invoices = [.. _before.Select(one => (one.Value, _audit.Register.Find(one.Key)!)).OrderBy(static one => one.Item2.Appeared)];
            return new(_row, _audit.Row(_id))
            {
                Entries = _entries,
                Invoices = [.. invoices.Select(static one => (one.Before is null ? null : new InvoiceRow(one.Before), new InvoiceRow(one.After)))],
                Freed = [.. invoices.SelectMany(static one => ChangedRows.Freed(one.Before, one.After))],
                Taken = [.. invoices.SelectMany(one => _rows.Taken(one.Before, one.After))],
                Positions = [.. _rows.Positions],
                Findings = _findings,
            };
        }
    }
}
