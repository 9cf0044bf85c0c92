using System.Globalization;
using Npgsql;
using NumberingRules.PostgreSql;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Servers;

/// <summary>
/// The rows that creates wrote, inserted into the same tables with the same indexes by nothing but inserts: one statement
/// with arrays for each table and batch, prepared, one round trip. Whatever columns the tables have, they are read from the catalog.
/// </summary>
internal sealed class BareRows
{
    private readonly List<(string Name, string Columns, string Casts, List<Array> Values, long[] Entries)> _tables = [];
    private readonly NpgsqlDataSource _source;

    private BareRows(NpgsqlDataSource source) => _source = source;

    /// <summary>How many creates there are to insert.</summary>
    internal int Creates { get; private set; }

    /// <summary>Reads the rows of a book of which each create is two entries, and makes empty tables of the same shape.</summary>
    internal static async Task<BareRows> ReadAsync(NpgsqlDataSource source, int creates)
    {
        var rows = new BareRows(source) { Creates = creates };
        await RunAsync(source, PostgreSqlStore.Script("bare"));
        foreach (var (table, entry) in ((string, string)[])[("numbering_journal", "entry"), ("numbering_invoices", "appeared"), ("numbering_numbers", "invoice")])
        {
            List<(string Name, string Type)> columns = [];
            await using (var reading = source.CreateCommand($"SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'numbering.{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"))
            await using (var reader = await reading.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                    columns.Add((reader.GetString(0), reader.GetString(1)));
                }
            }

            var names = string.Join(", ", columns.Select(static column => column.Name));
            List<object?[]> all = [];
            List<long> entries = [];
            await using (var reading = source.CreateCommand($"SELECT {names}, {entry} FROM numbering.{table} WHERE book = 1 AND {entry} > 1 ORDER BY {entry} LIMIT {2 * creates}"))
            await using (var reader = await reading.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                    all.Add([.. Enumerable.Range(0, columns.Count).Select(at => reader.IsDBNull(at) ? null : reader.GetValue(at))]);
                    entries.Add(reader.GetInt64(columns.Count));
                }
            }

            List<Array> values = [];
            for (var at = 0; at < columns.Count; at++)
            {
                var array = Array.CreateInstance(TypeOf(columns[at].Type), all.Count);
                for (var row = 0; row < all.Count; row++)
                {
                    array.SetValue(all[row][at] is DateTime date ? DateOnly.FromDateTime(date) : all[row][at], row);
                }

                values.Add(array);
            }

            rows._tables.Add((table, names, string.Join(", ", columns.Select(static (column, at) => string.Create(CultureInfo.InvariantCulture, $"${at + 1}::{column.Type}[]"))), values, [.. entries]));
        }

        return rows;
    }

    /// <summary>Empties the tables, so that the same rows can be inserted again.</summary>
    internal Task ClearAsync() => RunAsync(_source, "TRUNCATE bare.numbering_journal, bare.numbering_invoices, bare.numbering_numbers");

    /// <summary>Inserts the rows of some creates in one transaction.</summary>
    internal async Task InsertAsync(int from, int creates)
    {
        // The first entry opened the book; a create has two entries, and appears with the first of them.
        var (low, high) = (2 + (2L * from), 2 + (2L * (from + creates)));
        await using var connection = await _source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var table in _tables)
        {
            var (begin, end) = (Place(table.Entries, low), Place(table.Entries, high));
            var command = new NpgsqlBatchCommand($"INSERT INTO bare.{table.Name} ({table.Columns}) SELECT * FROM unnest({table.Casts})");
            foreach (var column in table.Values)
            {
                var part = Array.CreateInstance(column.GetType().GetElementType()!, end - begin);
                Array.Copy(column, begin, part, 0, end - begin);
                command.Parameters.Add(new() { Value = part });
            }

            batch.BatchCommands.Add(command);
        }

        await batch.PrepareAsync();
        await batch.ExecuteNonQueryAsync();
    }

    internal static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static int Place(long[] entries, long entry)
    {
        var place = Array.BinarySearch(entries, entry);
        place = place < 0 ? ~place : place;
        while (place > 0 && entries[place - 1] >= entry)
        {
            place--;
        }

        return place;
    }

    private static Type TypeOf(string type) => type switch
    {
        "bigint" => typeof(long),
        "integer" => typeof(int),
        "smallint" => typeof(short),
        "boolean" => typeof(bool),
        "bytea" => typeof(byte[]),
        "date" => typeof(DateOnly),
        "uuid" => typeof(Guid),
        "bytea[]" or "bigint[]" => throw new NotSupportedException($"a column of type {type} cannot be part of an array of rows"),
        _ => typeof(string),
    };
}
