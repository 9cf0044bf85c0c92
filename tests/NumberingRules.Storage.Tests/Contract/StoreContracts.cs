using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.Contract;

public sealed class MemoryStoreContract : StoreContract
{
    protected override BookStore NewStore() => new MemoryStore();

    protected override BookStore Reopened(BookStore closed) => closed;
}

/// <summary>Stores in files that are gone after the test.</summary>
public abstract class FileStoreContract : StoreContract, IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Dictionary<BookStore, string> _files = [];

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected sealed override BookStore NewStore() => Opened(_scratch.NewFile());

    protected sealed override BookStore Reopened(BookStore closed) => Opened(_files[closed]);

    protected virtual BookStore Open(string file) => new SqliteStore(file);

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scratch.Dispose();
        }
    }

    private BookStore Opened(string file)
    {
        var store = Open(file);
        _files.Add(store, file);
        return store;
    }
}

/// <summary>SQLite as a quiet host has it: the look-up tables are up with the journal after every command.</summary>
public sealed class SqliteStoreContract : FileStoreContract
{
    internal override void AfterCommand(Desk desk, Answer answer, int count)
    {
        desk.Store.CatchUp();
        Assert.Equal(0, LaggingStore.LagOf(desk.Store));
    }
}

/// <summary>SQLite closed and opened again after every few commands.</summary>
public sealed class ReopenedSqliteStoreContract : FileStoreContract
{
    internal override void AfterCommand(Desk desk, Answer answer, int count)
    {
        if (count % 3 == 0)
        {
            desk.Reopen();
            Assert.Equal(0, LaggingStore.LagOf(desk.Store));
        }
    }
}

/// <summary>SQLite read while its look-up tables lie behind the journal, as they do in a host that writes much.</summary>
public sealed class LaggingSqliteStoreContract : FileStoreContract
{
    protected override BookStore Open(string file) => new LaggingStore(file);

    internal override void AfterCommand(Desk desk, Answer answer, int count)
    {
        if (count % 7 == 0)
        {
            desk.Store.CatchUp();
        }
        else if (count % 11 == 0)
        {
            desk.Reopen();
        }

        if (count % 7 != 0 && answer.Outcome == Outcome.Accepted)
        {
            Assert.True(LaggingStore.LagOf(desk.Store) > 0);
        }
    }
}
