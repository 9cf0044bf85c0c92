namespace NumberingRules.PostgreSql.Tests;

/// <summary>The tests that share a server, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<ServerFixture>
{
    public const string Name = "PostgreSQL";
}

/// <summary>Those that wait most, for time-outs and restarts: on a server of their own, beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class TroubledServer : ICollectionFixture<ServerFixture>
{
    public const string Name = "PostgreSQL in trouble";
}

/// <summary>A server that is started when the first test asks for it.</summary>
public sealed class ServerFixture : IDisposable
{
    private readonly Lazy<Server> _server = new();
    private PgBouncer? _pooler;

    public Server Server => _server.Value;

    /// <summary>A pooler before it, started when the first test asks for it.</summary>
    public PgBouncer Pooler => _pooler ??= new(Server);

    public void Dispose()
    {
        _pooler?.Dispose();
        if (_server.IsValueCreated)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            _server.Value.Dispose();
        }
    }
}
