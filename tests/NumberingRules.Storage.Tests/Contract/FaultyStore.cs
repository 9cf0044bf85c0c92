namespace NumberingRules.Storage.Tests.Contract;

/// <summary>A store in which what a test says goes wrong.</summary>
internal sealed class FaultyStore(BookStore inner) : BookStore
{
    /// <summary>Asked before and after each commit; true goes wrong.</summary>
    internal Func<bool, Exception?> OnCommit { get; set; } = _ => null;

    /// <summary>What happens before a transaction for writing begins.</summary>
    internal Action OnBegin { get; set; } = () => { };

    /// <summary>What happens when a transaction for writing is over.</summary>
    internal Action OnEnd { get; set; } = () => { };

    internal Func<Exception?> OnRead { get; set; } = () => null;

    internal Func<string, Exception?> OnAppend { get; set; } = _ => null;

    /// <summary>What is about to be appended.</summary>
    internal Event? Appending { get; private set; }

    internal Func<Exception?> OnCatchUp { get; set; } = () => null;

    internal int CatchUps { get; private set; }

    internal bool Lags { get; set; }

    internal override bool IsBehind => Lags || inner.IsBehind;

    internal override StoreSession Read()
    {
        ThrowIf(OnRead());
        return inner.Read();
    }

    internal override StoreSession Write()
    {
        OnBegin();
        return new Session(this, inner.Write());
    }

    internal override void CatchUp()
    {
        CatchUps++;
        ThrowIf(OnCatchUp());
        inner.CatchUp();
    }

    internal override void Rebuild() => inner.Rebuild();

    internal override long Erase(string book, Erasure what) => inner.Erase(book, what);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void ThrowIf(Exception? trouble)
    {
        if (trouble is not null)
        {
            throw trouble;
        }
    }

    private sealed class Session(FaultyStore store, StoreSession session) : StoreSession
    {
        internal override IReadOnlyList<string> Names() => session.Names();

        internal override StoredBook? Find(string name) => session.Find(name);

        internal override StoredBook FindOrAdd(string name) => session.FindOrAdd(name);

        internal override void Append(StoredBook book, StoredEntry entry, DateTimeOffset at, Event happened, ValueList<Noted> findings)
        {
            store.Appending = happened;
            ThrowIf(store.OnAppend(book.Name));
            session.Append(book, entry, at, happened, findings);
        }

        internal override void Commit()
        {
            ThrowIf(store.OnCommit(false));
            session.Commit();
            ThrowIf(store.OnCommit(true));
        }

        public override void Dispose()
        {
            session.Dispose();
            store.OnEnd();
        }
    }
}
