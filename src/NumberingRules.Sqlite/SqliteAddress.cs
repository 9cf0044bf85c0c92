using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace NumberingRules.Sqlite;

/// <summary>Where a file is: a path, or what a connection string says of it.</summary>
/// <param name="Path">The path.</param>
/// <param name="MustExist">Whether it must exist already.</param>
/// <param name="ReadOnly">Whether it is only looked at.</param>
internal readonly record struct SqliteAddress(string Path, bool MustExist, bool ReadOnly)
{
    private const string InMemory = "books of an SQLite file last, so it takes a path. For books in memory use MemoryStore";
    private const string DataDirectory = "|DataDirectory|";

    /// <summary>What keeps a text from saying where a file is; null when nothing does.</summary>
    internal static string? ProblemOf(string file) =>
        IsInMemory(file) ? $"is '{file}': {InMemory}"
        : IsUri(file) ? $"is '{file}', an address; give the path alone, such as 'books.db'"
        : !IsConnectionString(file) ? null
        : !TryRead(file, out var connection, out var problem) ? $"is a connection string that cannot be read: {problem}"
        : connection.Mode == SqliteOpenMode.Memory || IsInMemory(connection.DataSource) ? $"is '{file}': {InMemory}"
        : IsUri(connection.DataSource) ? $"is '{file}', with an address for its Data Source; give a path, such as 'Data Source=books.db'"
        : string.IsNullOrWhiteSpace(connection.DataSource) ? "is a connection string without a Data Source; name the file, such as 'Data Source=books.db'"
        : connection.Password.Length > 0 ? "is a connection string with a Password, and books cannot be kept in an encrypted file; name another file"
        : null;

    /// <summary>Reads a text that has no problem.</summary>
    internal static SqliteAddress Of(string file) => !IsConnectionString(file) || !TryRead(file, out var connection, out _)
        ? new(file, MustExist: false, ReadOnly: false)
        : new(Placed(connection.DataSource), connection.Mode == SqliteOpenMode.ReadWrite, connection.Mode == SqliteOpenMode.ReadOnly);

    private static bool IsInMemory(string file) => file.Trim().StartsWith(":memory:", StringComparison.OrdinalIgnoreCase);

    private static bool IsUri(string file) => file.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    private static bool IsConnectionString(string file) =>
        file.Split(';').Any(static part => part.Split('=') is [var key, _, ..] && key.Trim().ToUpperInvariant() is "DATA SOURCE" or "DATASOURCE" or "FILENAME");

    private static bool TryRead(string file, [NotNullWhen(true)] out SqliteConnectionStringBuilder? connection, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (connection, problem) = (new(file), null);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            (connection, problem) = (null, e.Message);
            return false;
        }
    }

    /// <summary>The path as the host's own connections take it: from the data directory, if the application has one.</summary>
    private static string Placed(string source) => AppContext.GetData("DataDirectory") is not string { Length: > 0 } directory ? source
        : System.IO.Path.Combine(directory, source.StartsWith(DataDirectory, StringComparison.OrdinalIgnoreCase) ? source[DataDirectory.Length..] : source);
}
