namespace NumberingRules.Storage;

/// <summary>Books in memory, gone with the process: for tests, for trying things out, for what a host computes on the side.</summary>
/// <remarks>Answers as every store does. Finding by number and the work lists walk the book. Sessions exclude each other.</remarks>
public sealed class MemoryStore : BookStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredBook> _books = new(StringComparer.Ordinal);

    internal override bool LooksExcludeWriters => true;

    internal override StoreSession Read() => new Session(this);

    internal override StoreSession Write() => new Session(this);

    /// <summary>There are no tables to make anew.</summary>
    internal override void Rebuild()
    {
    }

    internal override long Erase(string book, Erasure what)
    {
        lock (_gate)
        {
            if (!_books.TryGetValue(book, out var kept))
            {
                return 0;
            }

            var erased = kept.Tail.Where(entry => Concerns(what, entry)).Select(entry => entry.Number).ToHashSet();
            _books[book] = Refolded(kept, kept.Tail.Select(entry => erased.Contains(entry.Number) ? entry.Stored! with { Text = null } : entry.Stored!));
            return erased.Count;
        }
    }

    private static bool Concerns(Erasure what, TailEntry entry) =>
        entry.Stored!.Text is { } text
        && (what.Entry is null || what.Entry == entry.Number)
        && (what.Invoice is null || (entry.Happened is Event.OnInvoice about && about.Invoice == what.Invoice))
        && (what.Actor is null || what.Actor == text.Actor);

    private static StoredBook Refolded(StoredBook book, IEnumerable<StoredEntry> entries)
    {
        var again = new StoredBook(book.Name, book.Id);
        foreach (var entry in entries)
        {
            again.Add(0, entry);
        }

        return again;
    }

    private sealed class Session : StoreSession
    {
        private readonly MemoryStore _store;
        private readonly Dictionary<string, long> _committed = new(StringComparer.Ordinal);

        internal Session(MemoryStore store)
        {
            _store = store;
            store._gate.Enter();
        }

        internal override IReadOnlyList<string> Names() => [.. _store._books.Keys.Order(StringComparer.Ordinal)];

        internal override StoredBook? Find(string name) => _store._books.GetValueOrDefault(name);

        internal override StoredBook FindOrAdd(string name) => Find(name) ?? new(name);

        internal override void Append(StoredBook book, StoredEntry entry, DateTimeOffset at, Event happened, ValueList<Noted> findings)
        {
            _committed.TryAdd(book.Name, book.Entries);
            _store._books[book.Name] = book;
            book.Add(new(0, entry.Number, happened, findings, entry), entry.Hash, at);
        }

        internal override void Commit() => _committed.Clear();

        public override void Dispose()
        {
            foreach (var (name, entries) in _committed)
            {
                if (entries == 0)
                {
                    _store._books.Remove(name);
                }
                else
                {
                    _store._books[name] = Refolded(_store._books[name], _store._books[name].Tail.Take((int)entries).Select(entry => entry.Stored!));
                }
            }

            _committed.Clear();
            _store._gate.Exit();
        }
    }
}
