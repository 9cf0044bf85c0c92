namespace NumberingRules.Storage;

/// <summary>One look at a store, or one transaction with it. Disposing it undoes what was not committed.</summary>
internal abstract class StoreSession : IDisposable
{
    /// <summary>The names of its books, sorted ordinally.</summary>
    internal abstract IReadOnlyList<string> Names();

    /// <summary>A book, if it has an entry.</summary>
    internal abstract StoredBook? Find(string name);

    /// <summary>A book to append to, made when it is new.</summary>
    internal abstract StoredBook FindOrAdd(string name);

    /// <summary>Appends the next entry of a book.</summary>
    internal abstract void Append(StoredBook book, StoredEntry entry, DateTimeOffset at, Event happened, ValueList<Noted> findings);

    /// <summary>Checks a book's journal, and that its look-up tables say the same.</summary>
    internal virtual VerifyReport Verify(string name, EntryHash? head) =>
        JournalAudit.Of(name, Find(name)?.EntriesAfter(0) ?? [], head).Report;

    /// <summary>Makes everything appended last. After an exception the session can only be disposed.</summary>
    internal abstract void Commit();

    public abstract void Dispose();
}
