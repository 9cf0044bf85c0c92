using Npgsql;
using NumberingRules.Storage;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.PostgreSql.Tests.Contract;

/// <summary>What every store does, on a server. Each store has a schema of its own.</summary>
[Collection(SharedServer.Name)]
public class PostgreSqlStoreContract(ServerFixture fixture) : StoreContract, IDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(fixture.Server.ConnectionTo(fixture.Server.NewDatabase()));
    private readonly Dictionary<IBookStore, string> _schemas = [];
    private int _made;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _source.Dispose();

    protected override IBookStore NewStore() => Open($"books {++_made}");

    protected override IBookStore Reopened(IBookStore closed) => Open(_schemas[closed]);

    private PostgreSqlStore Open(string schema)
    {
        var store = new PostgreSqlStore(_source, new() { Schema = schema });
        _schemas.Add(store, schema);
        return store;
    }
}

/// <summary>Another host does each third command: it knows nothing but the database.</summary>
public sealed class TurnsPostgreSqlStoreContract(ServerFixture fixture) : PostgreSqlStoreContract(fixture)
{
    internal override void AfterCommand(Desk desk, Answer answer, int count)
    {
        if (count % 3 == 0)
        {
            desk.Reopen();
        }
    }
}
