using System.Text;
using Microsoft.Data.Sqlite;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>A statement prepared on SQLite's own interface: a command object for every row would cost more than the row.</summary>
internal sealed class SqliteStatement : SqlStatement
{
    private const int MostOnStack = 1024;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    internal SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    internal override int Changed => raw.sqlite3_changes(_connection);

    internal override void Bind(ReadOnlySpan<SqlValue> values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            Check(values[at] switch
            {
                { IsInteger: true } value => raw.sqlite3_bind_int64(_statement, at + 1, value.Integer),
                { Reference: string text } => Bind(at + 1, text),
                { Reference: byte[] bytes } => raw.sqlite3_bind_blob(_statement, at + 1, bytes),
                _ => raw.sqlite3_bind_null(_statement, at + 1),
            });
        }
    }

    internal override bool Step()
    {
        var answer = raw.sqlite3_step(_statement);
        if (answer is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(answer);
        }

        return answer == raw.SQLITE_ROW;
    }

    // What went wrong was said by the step; resetting says it again.
    internal override void Reset() => raw.sqlite3_reset(_statement);

    internal override int Columns => raw.sqlite3_column_count(_statement);

    internal override bool IsInteger(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_INTEGER;

    internal override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    internal override long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    internal override string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    internal override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public override void Dispose() => _statement.Dispose();

    private int Bind(int place, string text)
    {
        if (text.Length * 3 > MostOnStack)
        {
            return raw.sqlite3_bind_text(_statement, place, Encoding.UTF8.GetBytes(text));
        }

        Span<byte> bytes = stackalloc byte[MostOnStack];
        return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private void Check(int answer)
    {
        if (answer != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(answer, _connection);
        }
    }
}
