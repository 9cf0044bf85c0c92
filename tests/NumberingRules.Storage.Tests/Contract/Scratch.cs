using Microsoft.Data.Sqlite;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>A folder for the files of one test, gone afterwards. In memory where there is such a place: nothing here asks for a disk.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _folder = Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"numbering-{Guid.NewGuid():N}");

    private int _files;

    internal Scratch() => Directory.CreateDirectory(_folder);

    internal string NewFile() => Path.Combine(_folder, $"{_files++}.db");

    /// <summary>A plain connection, as anybody may open one.</summary>
    internal static SqliteConnection Open(string file, int timeout = 30, bool pooled = false)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = pooled, DefaultTimeout = timeout }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Begins a transaction; the provider has nothing asynchronous that could be deferred.</summary>
    internal static SqliteTransaction Begin(SqliteConnection connection, bool deferred = false) => connection.BeginTransaction(deferred);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
