using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Files;

/// <summary>What a connection is told before anything is written over it: durable, and no more patient than its options.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("secure_delete", "2")]
    [InlineData("foreign_keys", "0")]
    [InlineData("cache_size", "-65536")]
    [InlineData("wal_autocheckpoint", "4096")]
    [InlineData("busy_timeout", "300")]
    public void It_is_durable_and_keeps_to_the_options(string setting, string value)
    {
        using var link = new SqliteFile(Options(TimeSpan.FromMilliseconds(300))).ConnectToWrite();
        Assert.Equal(value, link.First($"PRAGMA {setting}", row => row.Text(0)));
    }

    private SqliteStoreOptions Options(TimeSpan wait) => new() { File = _scratch.NewFile(), WriteWait = wait };
}
