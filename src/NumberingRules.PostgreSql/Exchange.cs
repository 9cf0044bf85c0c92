using Npgsql;

namespace NumberingRules.PostgreSql;

/// <summary>Statements that go to the server together: one round trip, in order, and after the first that fails none is run.</summary>
internal sealed class Exchange
{
    private readonly List<NpgsqlBatchCommand> _commands = [];
    private readonly List<Action<NpgsqlDataReader>?> _rows = [];

    /// <summary>How much longer than usual the server may take, in seconds: it waits for locks, or has much to do.</summary>
    internal int MoreSeconds { get; set; }

    /// <summary>Whether a row came back: from then on it cannot be sent again.</summary>
    internal bool HasRows { get; private set; }

    /// <summary>Whether it runs in the host's transaction, behind a savepoint that it sets first and releases last.</summary>
    internal bool IsHosts { get; init; }

    /// <summary>Whether the server has set that savepoint, and has not released it.</summary>
    internal bool LeftSavepoint => HasRun(_commands[0]) && !HasRun(_commands[^1]);

    /// <summary>Adds a statement without an answer.</summary>
    internal void Add(string sql, params ReadOnlySpan<NpgsqlParameter> values) => Add(sql, null, values);

    /// <summary>Adds a statement whose rows are handed over one by one.</summary>
    internal void Add(string sql, Action<NpgsqlDataReader>? row, params ReadOnlySpan<NpgsqlParameter> values)
    {
#pragma warning disable CA2100 // Only this library's own texts come here; the schema's name in them is quoted.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(value);
        }

        _commands.Add(command);
        _rows.Add(row);
    }

    /// <summary>Passes over the one row of a statement that is asked only to be run.</summary>
    internal static void Ignore(NpgsqlDataReader row)
    {
    }

    /// <summary>Makes it fit to be sent over another connection: a statement remembers how the first one prepared it.</summary>
    internal void Renew()
    {
        for (var at = 0; at < _commands.Count; at++)
        {
            var old = _commands[at];
            NpgsqlParameter[] values = [.. old.Parameters.Cast<NpgsqlParameter>()];
            old.Parameters.Clear();
#pragma warning disable CA2100 // The same text as before.
            _commands[at] = new(old.CommandText);
#pragma warning restore CA2100
            _commands[at].Parameters.AddRange(values);
        }
    }

    internal static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>One value of each row, as an array.</summary>
    internal static NpgsqlParameter Column<TRow, T>(List<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var at = 0; at < column.Length; at++)
        {
            column[at] = value(rows[at]);
        }

        return Value(column);
    }

    internal async ValueTask SendAsync(NpgsqlConnection connection, bool prepare, CancellationToken cancellation)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var command in _commands)
            {
                batch.BatchCommands.Add(command);
            }

            // No limit stays none.
            if (batch.Timeout > 0)
            {
                batch.Timeout += MoreSeconds;
            }

            if (prepare)
            {
                // Cut off before its savepoint is set, it would abort the host's transaction.
                await batch.PrepareAsync(IsHosts ? CancellationToken.None : cancellation).ConfigureAwait(false);
            }

            var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                foreach (var row in _rows)
                {
                    if (row is not null)
                    {
                        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                        {
                            HasRows = true;
                            row(reader);
                        }

                        await reader.NextResultAsync(cancellation).ConfigureAwait(false);
                    }
                }
            }
        }
    }

    private static bool HasRun(NpgsqlBatchCommand command) => command.StatementType != StatementType.Unknown;
}
