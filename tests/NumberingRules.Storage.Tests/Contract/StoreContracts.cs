using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.Contract;

public sealed class MemoryStoreContract : StoreContract
{
    protected override IBookStore NewStore() => new FaultyStore(new MemoryStore()) { Outlives = true };

    protected override IBookStore Reopened(IBookStore closed) => closed;
}

/// <summary>A store that loads asynchronously and answers late, as a server does: decisions are made again until nothing is missing.</summary>
public sealed class SlowStoreContract : StoreContract
{
    protected override IBookStore NewStore() => new SlowStore();

    protected override IBookStore Reopened(IBookStore closed) => closed;
}

/// <summary>Stores in files that are gone after the test.</summary>
public abstract class FileStoreContract : StoreContract, IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Dictionary<IBookStore, string> _files = [];

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected sealed override IBookStore NewStore() => Opened(_scratch.NewFile());

    protected sealed override IBookStore Reopened(IBookStore closed) => Opened(_files[closed]);

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scratch.Dispose();
        }
    }

    private SqliteStore Opened(string file)
    {
        var store = new SqliteStore(file);
        _files.Add(store, file);
        return store;
    }
}

public sealed class SqliteStoreContract : FileStoreContract;

/// <summary>SQLite closed and opened again after every few commands.</summary>
public sealed class ReopenedSqliteStoreContract : FileStoreContract
{
    internal override void AfterCommand(Desk desk, Answer answer, int count)
    {
        if (count % 3 == 0)
        {
            desk.Reopen();
        }
    }
}
