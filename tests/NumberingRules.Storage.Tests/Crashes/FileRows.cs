using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>Reads and changes an SQLite file behind the library's back.</summary>
internal static class FileRows
{
    /// <summary>Every row of every table whose name begins so, as text, sorted; how often the look-up tables were made anew is left out.</summary>
    internal static IReadOnlyList<string> Dump(string file, string tables = "")
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        return
        [
            .. Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Where(table => table.StartsWith(tables, StringComparison.Ordinal))
                .SelectMany(table => Rows(connection, $"SELECT {Columns(connection, table)} FROM {table} t").Order(StringComparer.Ordinal).Select(row => $"{table}: {row}")),
        ];
    }

    /// <summary>All columns; a book by its name, for a rebuild may give it another number.</summary>
    private static string Columns(SqliteConnection connection, string table) => string.Join(
        ", ",
        Rows(connection, $"SELECT name FROM pragma_table_info('{table}')").Where(column => (table, column) != ("numbering_books", "id"))
            .Select(column => column == "book" && table.StartsWith("numbering_", StringComparison.Ordinal) ? "(SELECT b.name FROM numbering_books b WHERE b.id = t.book)" : column));

    internal static IReadOnlyList<string> Rows(string file, string sql)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        return Rows(connection, sql);
    }

    internal static void Run(string file, string sql)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWriteCreate);
        Rows(connection, sql);
    }

    internal static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => Text(reader.GetValue(at)))));
        }

        return rows;
    }

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
