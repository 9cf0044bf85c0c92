using System.Data.Common;

namespace NumberingRules.Storage;

/// <summary>A connection and the statements prepared on it. Not for use by several threads at once.</summary>
internal sealed class SqlLink(SqlDialect dialect, DbConnection connection, DbTransaction? host = null) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    internal DbConnection Connection { get; } = connection;

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">A constant: statements are prepared once for each.</param>
    /// <param name="values">Its parameters in the order in which the text names them first.</param>
    /// <returns>How many rows it changed.</returns>
    internal int Run(string sql, params ReadOnlySpan<object?> values)
    {
        try
        {
            return Prepared(sql).Set(values).ExecuteNonQuery();
        }
        catch (DbException e)
        {
            throw dialect.Explain(e);
        }
    }

    /// <summary>The first value of the first row, if there is one.</summary>
    internal object? Value(string sql, params ReadOnlySpan<object?> values)
    {
        try
        {
            var value = Prepared(sql).Set(values).ExecuteScalar();
            return value is DBNull ? null : value;
        }
        catch (DbException e)
        {
            throw dialect.Explain(e);
        }
    }

    /// <summary>The rows a statement finds, read to the end so that no statement stays open.</summary>
    internal List<T> Rows<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        try
        {
            using var reader = Prepared(sql).Set(values).ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        catch (DbException e)
        {
            throw dialect.Explain(e);
        }
    }

    /// <summary>Runs statements that are not worth keeping.</summary>
    internal void Script(string sql)
    {
        try
        {
            using var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Only texts of this library come here.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.Transaction = host;
            command.ExecuteNonQuery();
        }
        catch (DbException e)
        {
            throw dialect.Explain(e);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        if (host is null)
        {
            Connection.Dispose();
        }
    }

    private Statement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new(Connection, host, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    private sealed class Statement : IDisposable
    {
        private readonly DbCommand _command;

        internal Statement(DbConnection connection, DbTransaction? transaction, string sql)
        {
            _command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants come here.
            _command.CommandText = sql;
#pragma warning restore CA2100
            _command.Transaction = transaction;
            foreach (var name in Parameters(sql))
            {
                var parameter = _command.CreateParameter();
                parameter.ParameterName = name;
                _command.Parameters.Add(parameter);
            }
        }

        internal DbCommand Set(ReadOnlySpan<object?> values)
        {
            for (var at = 0; at < values.Length; at++)
            {
                _command.Parameters[at].Value = values[at] ?? DBNull.Value;
            }

            return _command;
        }

        public void Dispose() => _command.Dispose();

        private static IEnumerable<string> Parameters(string sql)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var at = sql.IndexOf('@', StringComparison.Ordinal); at >= 0; at = sql.IndexOf('@', at + 1))
            {
                var end = at + 1;
                while (end < sql.Length && char.IsAsciiLetterOrDigit(sql[end]))
                {
                    end++;
                }

                if (seen.Add(sql[at..end]))
                {
                    yield return sql[at..end];
                }
            }
        }
    }
}
