namespace NumberingRules.PostgreSql.Tests;

/// <summary>The tests that share a server.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<ServerFixture>
{
    public const string Name = "PostgreSQL";
}

/// <summary>A server that is started when the first test asks for it.</summary>
public sealed class ServerFixture : IDisposable
{
    private readonly Lazy<Server> _server = new();

    public Server Server => _server.Value;

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            _server.Value.Dispose();
        }
    }
}
