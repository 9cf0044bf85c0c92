using System.Globalization;
using Microsoft.Data.Sqlite;
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
    [InlineData("foreign_keys", "1")]
    [InlineData("cache_size", "-65536")]
    [InlineData("wal_autocheckpoint", "4096")]
    [InlineData("busy_timeout", "300")]
    public void It_is_durable_and_keeps_to_the_options(string setting, string value)
    {
        using var dialect = new SqliteDialect(Options(TimeSpan.FromMilliseconds(300)));
        using var connection = (SqliteConnection)dialect.Connect();
        Assert.Equal(value, Ask(connection, $"PRAGMA {setting}"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(300, 1)]
    [InlineData(45_000, 45)]
    public void Commands_wait_as_long_as_writers_do_but_never_without_end(int wait, int seconds)
    {
        using var dialect = new SqliteDialect(Options(TimeSpan.FromMilliseconds(wait)));
        using var connection = (SqliteConnection)dialect.Connect();
        Assert.Equal(seconds, connection.DefaultTimeout);
    }

    [Fact]
    public void Its_texts_may_be_longer_than_what_is_bound_at_once()
    {
        using var dialect = new SqliteDialect(Options(TimeSpan.Zero));
        using var connection = dialect.Connect();
        using var statement = dialect.Preparing(connection)("SELECT @text, @nothing, 7");
        foreach (var text in new[] { "", "a", new('a', 1024), new('\u20ac', 341), new('\u20ac', 342), new('\u20ac', 1000) })
        {
            statement.Bind([text, default]);
            Assert.True(statement.Step());
            Assert.Equal(text, statement.Text(0));
            Assert.Equal((3, false, true, true, 7), (statement.Columns, statement.IsNull(0), statement.IsNull(1), statement.IsInteger(2), statement.Integer(2)));
            Assert.False(statement.IsInteger(0));
            Assert.False(statement.Step());
            statement.Reset();
        }
    }

    [Fact]
    public void What_the_text_does_not_name_cannot_be_bound()
    {
        using var dialect = new SqliteDialect(Options(TimeSpan.Zero));
        using var connection = dialect.Connect();
        using var statement = dialect.Preparing(connection)("SELECT @value");
        Assert.Throws<SqliteException>(() => statement.Bind([1L, 2L]));
    }

    private SqliteStoreOptions Options(TimeSpan wait) => new() { File = _scratch.NewFile(), WriteWait = wait };

    private static string Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
