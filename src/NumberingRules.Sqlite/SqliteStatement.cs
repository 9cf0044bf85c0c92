using System.Text;
using System.Text.Unicode;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>
/// A statement prepared on SQLite's own interface, and the row it stands on: a command object for every row would cost
/// more than the row. Bound, stepped and reset before it is used again.
/// </summary>
internal sealed class SqliteStatement(sqlite3_stmt statement) : IDisposable
{
    /// <summary>Half a character: what bytes read as that are no text.</summary>
    internal const string NoText = "\uD800";

    private const int MostOnStack = 1024;

    /// <summary>Gives the parameters, in the order of their numbers, or else in that in which the text names them first.</summary>
    internal int Bind(ReadOnlySpan<SqliteValue> values)
    {
        var answer = raw.SQLITE_OK;
        for (var at = 1; at <= values.Length && answer == raw.SQLITE_OK; at++)
        {
            answer = values[at - 1] switch
            {
                { IsInteger: true } value => raw.sqlite3_bind_int64(statement, at, value.Integer),
                { Reference: string text } => Bind(at, text),
                { Reference: byte[] bytes } => raw.sqlite3_bind_blob(statement, at, bytes),

                // No text in UTF-8 has this byte, and it is greater than each that one may have.
                { Reference: SqliteValue.TextEnd end } => raw.sqlite3_bind_text(statement, at, [.. Encoding.UTF8.GetBytes(end.Prefix), 0xFF]),
                _ => raw.sqlite3_bind_null(statement, at),
            };
        }

        return answer;
    }

    internal int Step() => raw.sqlite3_step(statement);

    /// <summary>Ends it, however far it came. The step said what went wrong; resetting says it again.</summary>
    internal void Reset() => raw.sqlite3_reset(statement);

    /// <summary>The type of a value, in SQLite's numbers.</summary>
    internal int TypeOf(int column) => raw.sqlite3_column_type(statement, column);

    internal bool IsNull(int column) => TypeOf(column) == raw.SQLITE_NULL;

    internal long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>A text. Bytes that are none read as <see cref="NoText"/>, which no text of the library is: whoever checks it says where.</summary>
    internal string Text(int column)
    {
        // In this order: a database may keep its texts otherwise, and the bytes are then those that were asked for last.
        var text = raw.sqlite3_column_text(statement, column).utf8_to_string();
        return Utf8.IsValid(Bytes(column)) ? text : NoText;
    }

    /// <summary>The bytes of a blob or a text; they stay valid until the next step.</summary>
    internal ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    /// <summary>A hash; all zero, which no entry has, where the column holds something else: whoever checks it says where.</summary>
    internal EntryHash Hash(int column) => Bytes(column) is { Length: EntryHash.Size } bytes ? EntryHash.FromBytes(bytes) : default;

    /// <summary>An instant; the first of all, which no entry has, where the column holds none.</summary>
    internal DateTimeOffset Instant(int column) => Integer(column) is var ticks && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : default;

    public void Dispose() => statement.Dispose();

    private int Bind(int place, string text)
    {
        if (text.Length * 3 > MostOnStack)
        {
            return raw.sqlite3_bind_text(statement, place, Encoding.UTF8.GetBytes(text));
        }

        Span<byte> bytes = stackalloc byte[MostOnStack];
        return raw.sqlite3_bind_text(statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }
}
