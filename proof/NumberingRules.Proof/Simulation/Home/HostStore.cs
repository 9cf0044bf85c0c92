using System.Data.Common;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>A store over the disk as one process of the home service has it: dead when the process is, and in trouble at a commit when chance says so.</summary>
internal sealed class HostStore(World world, Host host, int life) : IBookStore
{
    private bool _cannotOpen;

    public bool LoadsAtOnce => true;

    private bool IsGone => !host.IsAlive || host.Life != life;

    public ValueTask<IReadSession> ReadAsync(CancellationToken cancellation)
    {
        ThrowIfGone();
        if (host.IsInRound)
        {
            world.Between(host);
            ThrowIfGone();
        }

        return new(new MemorySession(world.Disk.Book.Rows, null, null));
    }

    public async ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        ThrowIfGone();
        if (_cannotOpen)
        {
            _cannotOpen = false;
            throw new StoreException(StoreTrouble.CannotOpen, "the disk cannot be reached");
        }

        var session = new Session(this, world.Choices.Below(60));
        await session.LoadAsync(books, cancellation);
        return session;
    }

    public ValueTask<IJoinSession> JoinAsync(DbTransaction transaction, BookLoad book, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask ScrubAsync(CancellationToken cancellation) => default;

    public ValueTask DisposeAsync() => default;

    private void ThrowIfGone()
    {
        if (IsGone)
        {
            throw new StoreException(StoreTrouble.Other, "the process is gone", new GoneException());
        }
    }

    private sealed class Session(HostStore store, int fate) : IWriteSession
    {
        private readonly World _world = store.World;
        private readonly EntryHash _head = store.World.Disk.Book.Head;
        private readonly MemorySession _rows = new(store.World.Disk.Book.Rows, store.World.Disk.Commit, null);

        public ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation) => _rows.LoadAsync(books, cancellation);

        public ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation) => _rows.AppendAsync(changes, cancellation);

        public ValueTask ClearAsync(BookRow book, CancellationToken cancellation) => _rows.ClearAsync(book, cancellation);

        public async ValueTask CommitAsync(ChangeSet changes, CancellationToken cancellation)
        {
            switch (fate)
            {
                case 59:
                    _world.Count(Trouble.CrashBeforeCommit, store.Name);
                    store.Crash();
                    throw new GoneException();
                case 58:
                    await _rows.CommitAsync(changes, cancellation);
                    _world.Count(Trouble.CrashAfterCommit, store.Name);
                    store.Crash();
                    throw new GoneException();
                case 57:
                    // The writer looks whether it was made; sometimes it cannot.
                    await _rows.CommitAsync(changes, cancellation);
                    _world.Count(Trouble.AnswerLostAfterCommit, store.Name);
                    store._cannotOpen = _world.Choices.Once(2);
                    throw new StoreException(StoreTrouble.CommitUnknown, "the commit's answer was lost");
                case 56 when _world.Hosts.Count > 1 && !_world.IsRaced:
                    _world.Race();
                    if (_world.Disk.Book.Head != _head)
                    {
                        _world.Count(Trouble.StaleWriterConflicts, store.Name);
                        throw new StoreException(StoreTrouble.Conflict, "two writers met");
                    }

                    break;
                case 55:
                    _world.Count(Trouble.StoreBusy, store.Name);
                    throw new StoreException(StoreTrouble.Busy, "somebody else holds the store");
                default:
                    break;
            }

            await _rows.CommitAsync(changes, cancellation);
        }

        public ValueTask DisposeAsync() => _rows.DisposeAsync();
    }

    private World World => world;

    private string Name => host.Name;

    private void Crash() => host.Crash();
}
