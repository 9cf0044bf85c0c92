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
                    await ReplayAsync(target, name, OpenBook.EntriesOf(source, row, 0, null, cancellation), cancellation, row.Id).ConfigureAwait(false);
                    await ThrowIfCutAsync(target, row, cancellation).ConfigureAwait(false);
                    await target.CommitAsync(ChangeSet.Empty, cancellation).ConfigureAwait(false);
                }
            }
        }

        books.Headers.Forget(name);
    }

    /// <summary>Copies a book to another store, where it must not exist. Nobody is locked out of the source; that it stood still is looked at before the copy is committed.</summary>
    internal static async Task<VerifyReport> CopyAsync(Books from, Books to, string name, CancellationToken cancellation)
    {
        EntryHash head;
        var load = new BookLoad(name);
        var target = await to.Store.WriteAsync([load], cancellation).ConfigureAwait(false);
        await using (target.ConfigureAwait(false))
        {
            ThrowIfThere(load);
            var source = await from.ReadAsync(cancellation).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                var book = new BookLoad(name);
                await source.LoadAsync([book], cancellation).ConfigureAwait(false);
                var row = book.Row ?? throw new ArgumentException($"there is no book '{name}' to copy", nameof(name));
                var missing = await ReplayAsync(target, name, OpenBook.EntriesOf(source, row, 0, null, cancellation), cancellation).ConfigureAwait(false);
                if (missing.Count > 0)
                {
                    throw new JournalException($"book '{name}': the free text of entry {missing[0].First} is missing, and no entry says that it was erased. Nothing was copied; 'numbering verify' says more");
                }

                await ThrowIfCutAsync(target, row, cancellation).ConfigureAwait(false);
                head = row.Head;
            }

            var (_, last) = await from[name].HeadAsync(cancellation).ConfigureAwait(false);
            if (last != head)
            {
                throw new StoreException(StoreTrouble.Conflict, $"book '{name}' was written to while it was copied. Nothing was copied; stop its writers and copy it again");
            }

            await target.CommitAsync(ChangeSet.Empty, cancellation).ConfigureAwait(false);
        }

        to.Headers.Forget(name);
        var report = await to[name].VerifyAsync(head, cancellation).ConfigureAwait(false);
        return report.IsSound ? report : throw new StoreException(StoreTrouble.Damaged, $"book '{name}' was copied, and the copy is not what was written: {report.Fault!.What}");
    }

    private static void ThrowIfThere(BookLoad target)
    {
        if (target.IsBusy)
        {
            throw new StoreException(StoreTrouble.Busy, $"book '{target.Book}': another transaction holds its place in the target. Nothing was copied; try again");
        }

        if (target.Row is not null)
        {
            throw new StoreException(StoreTrouble.Conflict, $"book '{target.Book}' is in the target already. Nothing was copied");
        }
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
        batch.Begin(KeptHeader.Unopened with { Header = audit.Register.Header }, loadNow: null);
        batch.TryDecide();
        var change = batch.Seal(new(), TimeProvider.System.GetUtcNow(), [.. Erasing.Events(audit.Missing.AsEnumerable())]);
        await target.AppendAsync(new([change!]), cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<JournalAudit> FoldAsync(IJoinSession target, string name, IAsyncEnumerable<StoredEntry> entries, CancellationToken cancellation, long id = 0)
    {
        var audit = new JournalAudit(name);
        var positions = new Dictionary<(SeriesId Series, string Scope, Period Period), PositionRow>();
        var before = new Dictionary<InvoiceId, Invoice?>();
        var (rows, row) = (Rows(), (BookRow?)null);
        await foreach (var entry in entries.WithCancellation(cancellation).ConfigureAwait(false))
        {
            var found = CheckedEntry.Of(entry, audit.Head);
            if (found.Fault is null && found.Body.Event is Event.OnInvoice { Invoice: var invoice })
            {
                before.TryAdd(invoice, audit.Register.Find(invoice));
            }

            if (!audit.Add(found))
            {
                throw new JournalException(audit.Fault!.What);
            }

            rows.Add(entry, found.Body.At, found.Body.Event, found.Body.Findings);
            if (rows.Count == AtATime)
            {
                await AppendAsync().ConfigureAwait(false);
                var load = new BookLoad(name);
                await target.LoadAsync([load], cancellation).ConfigureAwait(false);
                (row, rows) = (load.Row, Rows());
            }
        }

        if (rows.Count > 0)
        {
            await AppendAsync().ConfigureAwait(false);
        }

        return audit;

        ChangedRows Rows() => new(audit.Register, place => positions.GetValueOrDefault(place));

        async ValueTask AppendAsync()
        {
            foreach (var position in rows.Positions)
            {
                positions[(position.Series, position.Scope, position.Period)] = position;
            }

            var changed = before.Select(one => (one.Value, audit.Register.Find(one.Key)!)).ToList();
            before.Clear();
            await target.AppendAsync(new([rows.Change(row, audit.Row(row?.Id ?? id), changed, [])]), cancellation).ConfigureAwait(false);
        }
    }
}
