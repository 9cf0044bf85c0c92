using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>Every row of every numbering table, read with nothing of this library. How often the look-up tables were made anew is left out.</summary>
internal static class TableDump
{
    internal static IReadOnlyList<string> Of(string file)
    {
        using var connection = Scratch.Open(file);
        var rows = new List<string>();
        foreach (var table in Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'numbering\\_%' ESCAPE '\\' ORDER BY name"))
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the database's own catalogue.
            command.CommandText = table == "numbering_watermark" ? "SELECT id FROM numbering_watermark" : $"SELECT * FROM {table}";
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add($"{table}: {string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(at => $"{reader.GetName(at)}={Text(reader.GetValue(at))}"))}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static List<string> Column(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
