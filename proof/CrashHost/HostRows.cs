using Microsoft.Data.Sqlite;

namespace NumberingRules.CrashHost;

/// <summary>The rows a host keeps of its own in the file of the books: one for each invoice, with its number.</summary>
internal static class HostRows
{
    internal static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();

        // Otherwise Microsoft.Data.Sqlite asks again every 150 ms only, and a kill comes before a host has its turn.
        Run(connection, null, "PRAGMA busy_timeout = 30000");
        return connection;
    }

    internal static void Prepare(SqliteConnection connection) =>
        Run(connection, null, "CREATE TABLE IF NOT EXISTS host_invoices (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE) STRICT");

    internal static void Add(SqliteTransaction transaction, InvoiceId invoice, InvoiceNumber number) => Run(
        transaction.Connection!, transaction, "INSERT INTO host_invoices (id, number) VALUES ($id, $number)", ("$id", invoice.Text), ("$number", number.Text));

    internal static void Run(SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<(string Name, string Value)> values)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Whoever calls has its texts in the code.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
