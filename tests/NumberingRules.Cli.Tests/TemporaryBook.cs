using Microsoft.Data.Sqlite;

namespace NumberingRules.Cli.Tests;

/// <summary>A file to keep a book in, that is gone after the test with what stands beside it.</summary>
internal sealed class TemporaryBook : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("numbering-").FullName;

    internal TemporaryBook(string? script = null)
    {
        if (script is not null)
        {
            Do(script).Succeeded();
        }
    }

    internal string Path => System.IO.Path.Combine(_folder, "book.db");

    internal string Beside(string name) => System.IO.Path.Combine(_folder, name);

    internal ToolRun Do(string script, params string[] options) => Tool.RunScript(script, ["--book", Path, .. options]);

    internal ToolRun Ask(params string[] arguments) => Tool.Run([.. arguments, "--book", Path]);

    /// <summary>Changes the file behind the tool's back.</summary>
    internal void Tamper(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.True(command.ExecuteNonQuery() > 0, "nothing was changed");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
