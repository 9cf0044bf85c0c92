using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>A store over the disk as one process of the home service has it: dead when the process is, and in trouble at a commit when chance says so.</summary>
internal sealed class HostStore(World world, Host host, int life) : BookStore
{
    internal override bool LooksExcludeWriters => true;

    private bool IsGone => !host.IsAlive || host.Life != life;

    internal override StoreSession Read()
    {
        ThrowIfGone();
        return new Session(this, world.Disk.Book, 0, false);
    }

    internal override StoreSession Write()
    {
        ThrowIfGone();
        var fate = world.Choices.Below(60);
        var raced = fate == 56 && world.Hosts.Count > 1 && !world.IsRaced;
        return new Session(this, raced ? Disk.Before(world.Disk.Book, long.MaxValue) : world.Disk.Book, fate, raced);
    }

    internal override void Rebuild()
    {
    }

    internal override long Erase(string book, Erasure what) => 0;

    private void ThrowIfGone()
    {
        if (IsGone)
        {
            throw new StoreException("the process is gone", new GoneException());
        }
    }

    private sealed class Session(HostStore store, StoredBook book, int fate, bool raced) : StoreSession
    {
        private readonly World _world = store.World;
        private readonly long _began = book.Entries;
        private bool _committed;

        internal override IReadOnlyList<string> Names() => book.Entries > 0 ? [Disk.BookName] : [];

        internal override StoredBook? Find(string name) => book.Entries > 0 ? book : null;

        internal override StoredBook FindOrAdd(string name) => book;

        internal override void Append(StoredBook book, StoredEntry entry, DateTimeOffset at, Event happened, ValueList<Noted> findings) =>
            book.Add(new(0, entry.Number, happened, findings, new(entry)), entry.Hash, at);

        internal override void Commit()
        {
            switch (fate)
            {
                case 59:
                    _world.Count(Trouble.CrashBeforeCommit, store.Name);
                    store.Crash();
                    throw new GoneException();
                case 58:
                    _committed = true;
                    _world.Count(Trouble.CrashAfterCommit, store.Name);
                    store.Crash();
                    throw new GoneException();
                case 57:
                    _committed = true;
                    _world.Count(Trouble.AnswerLostAfterCommit, store.Name);
                    throw new StoreException(StoreTrouble.CommitUnknown, "the commit's answer was lost");
                case 55:
                    _world.Count(Trouble.StoreBusy, store.Name);
                    throw new StoreException(StoreTrouble.Busy, "somebody else holds the store");
                case var _ when raced:
                    _world.Race();
                    if (_world.Disk.Book.Head != HeadBefore)
                    {
                        _world.Count(Trouble.StaleWriterConflicts, store.Name);
                        throw new StoreException(StoreTrouble.Conflict, "two writers met");
                    }

                    _world.Disk.Book = book;
                    break;
                default:
                    break;
            }

            _committed = true;
        }

        public override void Dispose()
        {
            if (!_committed && !raced && book.Entries > _began)
            {
                _world.Disk.Book = Disk.Before(book, _began);
            }
        }

        private EntryHash HeadBefore => book.Entry(_began) is { } entry ? entry.Hash : new StoredBook(Disk.BookName).Head;
    }

    private World World => world;

    private string Name => host.Name;

    private void Crash() => host.Crash();
}
