using System.Data.Common;

namespace NumberingRules.Storage;

/// <summary>A connection and the statements prepared on it. Not for use by several threads at once.</summary>
internal sealed class SqlLink(SqlDialect dialect, DbConnection connection, bool isHosts = false) : IDisposable
{
    // By reference: the texts are constants, and hashing one costs as much as a look-up.
    private readonly Dictionary<object, SqlStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly Func<string, SqlStatement> _prepare = dialect.Preparing(connection);

    internal DbConnection Connection => connection;

    /// <summary>Whether its statements are kept for the next transaction on the host's connection.</summary>
    internal bool StaysPrepared { get; init; }

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">A constant: statements are prepared once for each.</param>
    /// <param name="values">Its parameters in the order in which the text names them first.</param>
    internal void Run(string sql, params ReadOnlySpan<SqlValue> values) => Run(Prepared(sql), values);

    /// <summary>Runs a statement; asking what it changed costs a call that most do without.</summary>
    /// <returns>How many rows it changed.</returns>
    internal int Change(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Prepared(sql);
        Run(statement, values);
        return statement.Changed;
    }

    /// <summary>The first row a statement finds, or <c>default</c>.</summary>
    internal T? First<T>(string sql, Func<SqlStatement, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Prepared(sql);
        try
        {
            statement.Bind(values);
            return statement.Step() ? read(statement) : default;
        }
        catch (DbException e)
        {
            throw dialect.Explain(e);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw Unreadable(e);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The rows a statement finds, read to the end so that no statement stays open.</summary>
    internal List<T> Rows<T>(string sql, Func<SqlStatement, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var rows = new List<T>();
        Each(sql, row => rows.Add(read(row)), values);
        return rows;
    }

    /// <summary>Shows the rows a statement finds, one after the other; no other statement may be used meanwhile that is this one.</summary>
    internal void Each(string sql, Action<SqlStatement> show, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Prepared(sql);
        try
        {
            statement.Bind(values);
            while (statement.Step())
            {
                show(statement);
            }
        }
        catch (DbException e)
        {
            throw dialect.Explain(e);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw Unreadable(e);
        }
        finally
        {
            statement.Reset();
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
        if (!isHosts)
        {
            Connection.Dispose();
        }
    }

    private void Run(SqlStatement statement, ReadOnlySpan<SqlValue> values)
    {
        try
        {
            statement.Bind(values);
            while (statement.Step())
            {
            }
        }
        catch (DbException e)
        {
            throw dialect.Explain(e);
        }
        finally
        {
            statement.Reset();
        }
    }

    private static StoreException Unreadable(Exception e) => new(
        StoreTrouble.Damaged, $"a row of the database says what the library cannot have written ({e.Message}); run verify, which says where. Restore a backup, or rebuild if only look-up tables are hit", e);

    private SqlStatement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            try
            {
                statement = _prepare(sql);
            }
            catch (DbException e)
            {
                throw dialect.Explain(e);
            }

            _statements.Add(sql, statement);
        }

        return statement;
    }
}
