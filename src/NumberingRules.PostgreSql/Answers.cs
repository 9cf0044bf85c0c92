using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql;

/// <summary>Rows as the library knows them.</summary>
internal static class Answers
{
    internal const int ColumnsOfBook = 14;

    /// <summary>The row of a book with the end of its journal behind it; null for a row that only waits for a first entry.</summary>
    internal static BookRow? Book(NpgsqlDataReader row) => row.GetInt64(4) == 0 && row.GetInt64(7) == 0 && row.IsDBNull(ColumnsOfBook)
        ? null
        : new(
            row.GetInt64(0),
            row.GetString(1),
            row.IsDBNull(2) ? null : row.GetGuid(2),
            row.GetInt64(3),
            row.GetInt64(4),
            Hash(row, 5),
            At(row.GetInt64(6)),
            row.GetInt64(7),
            Hash(row, 8),
            row.GetBoolean(9),
            (Connection)row.GetInt32(10),
            row.GetInt64(11),
            row.GetBoolean(12))
        {
            FoundSeal = Hash(row, 13),
            JournalEnd = row.IsDBNull(ColumnsOfBook) ? default : (row.GetInt64(ColumnsOfBook), Hash(row, ColumnsOfBook + 1)),
        };

    /// <summary>An entry: number, body, hash, and the three columns of its text.</summary>
    internal static StoredEntry Entry(NpgsqlDataReader row, int first) => new(
        row.GetInt64(first),
        row.GetFieldValue<byte[]>(first + 1),
        Hash(row, first + 2),
        row.IsDBNull(first + 3)
            ? null
            : new(row.GetFieldValue<byte[]>(first + 3), FreeTexts.Read(Text(row, first + 4)), FreeTexts.Read(Text(row, first + 5))));

    internal static Invoice Invoice(NpgsqlDataReader row, int column) => InvoiceRow.Read(row.GetFieldValue<byte[]>(column));

    internal static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    internal static DateOnly? Date(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : DateOnly.FromDayNumber(row.GetInt32(column));

    internal static InvoiceNumber? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new(row.GetString(column));

    /// <summary>A hash; all zero, which no entry has, where the column holds something else.</summary>
    internal static EntryHash Hash(NpgsqlDataReader row, int column) =>
        row.GetFieldValue<byte[]>(column) is { Length: EntryHash.Size } bytes ? EntryHash.FromBytes(bytes) : default;

    /// <summary>An instant; the first of all where the column holds none.</summary>
    internal static DateTimeOffset At(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : default;
}
