using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>The rows of a finished file, to be inserted again bare: what the database alone costs.</summary>
internal sealed class Rows
{
    private readonly List<(string Table, List<object[]> Rows)> _tables = [];
    private readonly List<string> _schema = [];

    private Rows()
    {
    }

    internal static Rows Of(string file)
    {
        var rows = new Rows();
        using var connection = Open(file, create: false);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT sql, type, name FROM sqlite_master WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_' ORDER BY type DESC";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows._schema.Add(reader.GetString(0));
                if (reader.GetString(1) == "table")
                {
                    rows._tables.Add((reader.GetString(2), []));
                }
            }
        }

        foreach (var (table, list) in rows._tables)
        {
            using var command = Statement(connection, $"SELECT * FROM {table}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                list.Add(values);
            }
        }

        return rows;
    }

    /// <summary>All rows in one transaction, table by table, in the order in which they lie.</summary>
    /// <returns>Microseconds in all.</returns>
    internal double InOneTransaction(string file)
    {
        using var connection = Prepared(file);
        var watch = Stopwatch.StartNew();
        Run(connection, "BEGIN IMMEDIATE");
        foreach (var (table, rows) in _tables.Where(table => table.Rows.Count > 0))
        {
            using var insert = Insert(connection, table, rows);
            foreach (var row in rows)
            {
                Fill(insert, row);
                insert.ExecuteNonQuery();
            }
        }

        Run(connection, "COMMIT");
        return watch.Elapsed.TotalMicroseconds;
    }

    /// <summary>The rows in as many flushed transactions as there are commands: each takes its share of every table.</summary>
    /// <returns>Microseconds for each.</returns>
    internal double InTransactions(string file, int commands)
    {
        using var connection = Prepared(file);
        var tables = _tables.Where(table => table.Rows.Count > 0).Select(table => (Insert: Insert(connection, table.Table, table.Rows), table.Rows)).ToList();
        using var begin = Statement(connection, "BEGIN IMMEDIATE");
        using var commit = Statement(connection, "COMMIT");
        var watch = Stopwatch.StartNew();
        for (var at = 0L; at < commands; at++)
        {
            begin.ExecuteNonQuery();
            foreach (var (insert, rows) in tables)
            {
                for (var row = at * rows.Count / commands; row < (at + 1) * rows.Count / commands; row++)
                {
                    Fill(insert, rows[(int)row]);
                    insert.ExecuteNonQuery();
                }
            }

            commit.ExecuteNonQuery();
        }

        var each = watch.Elapsed.TotalMicroseconds / commands;
        tables.ForEach(table => table.Insert.Dispose());
        return each;
    }

    internal static SqliteConnection Open(string file, bool create)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode={(create ? "ReadWriteCreate" : "ReadWrite")}");
        connection.Open();
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4096; PRAGMA foreign_keys = OFF");
        return connection;
    }

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = Statement(connection, sql);
        command.ExecuteNonQuery();
    }

    internal static SqliteCommand Statement(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // A benchmark's own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private SqliteConnection Prepared(string file)
    {
        Workload.Delete(file);
        var connection = Open(file, create: true);
        _schema.ForEach(sql => Run(connection, sql));
        return connection;
    }

    private static SqliteCommand Insert(SqliteConnection connection, string table, List<object[]> rows)
    {
        var columns = rows[0].Length;
        var insert = Statement(connection, $"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Range(0, columns).Select(at => $"@p{at}"))})");
        for (var at = 0; at < columns; at++)
        {
            insert.Parameters.Add(new SqliteParameter($"@p{at}", TypeOf(rows[0][at])));
        }

        insert.Prepare();
        return insert;
    }

    private static void Fill(SqliteCommand insert, object[] row)
    {
        for (var at = 0; at < row.Length; at++)
        {
            insert.Parameters[at].Value = row[at];
        }
    }

    private static SqliteType TypeOf(object value) => value switch
    {
        long => SqliteType.Integer,
        string => SqliteType.Text,
        _ => SqliteType.Blob,
    };
}
