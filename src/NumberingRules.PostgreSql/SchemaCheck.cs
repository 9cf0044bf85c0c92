using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql;

/// <summary>Asks the database's own catalog what is there, and says what is not as the script makes it.</summary>
internal static class SchemaCheck
{
    internal delegate ValueTask<IReadOnlyList<string>> Ask(string sql, Func<NpgsqlDataReader, string> read, CancellationToken cancellation, params NpgsqlParameter[] values);

    // Every line says one thing of the schema; both sides are compared as sets of lines.
    private const string Found =
        """
        SELECT format('%s %s', CASE c.relkind WHEN 'r' THEN CASE c.relpersistence WHEN 'p' THEN 'table' ELSE 'unlogged table' END WHEN 'v' THEN 'view' ELSE 'relation of kind ' || c.relkind::text END, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname LIKE 'numbering\_%' AND c.relkind NOT IN ('i', 'S', 'c', 't')
        UNION ALL
        SELECT format('column %s.%s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
          CASE WHEN a.attcollation <> 0 THEN format(' COLLATE %I', (SELECT collname FROM pg_collation WHERE oid = a.attcollation)) END,
          CASE WHEN a.attnotnull THEN ' NOT NULL' END, CASE WHEN a.atthasdef THEN ' with a default' END)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE n.nspname = $1 AND c.relname LIKE 'numbering\_%' AND c.relkind = 'r'
        UNION ALL
        SELECT format('%s%s on %s (%s)%s%s', CASE WHEN x.indisprimary THEN 'primary key ' WHEN x.indisunique THEN 'unique index ' ELSE 'index ' END, i.relname, c.relname,
          (SELECT string_agg(pg_get_indexdef(x.indexrelid, k, true), ', ' ORDER BY k) FROM generate_series(1, x.indnatts) k),
          CASE WHEN x.indpred IS NOT NULL THEN ' where ' || pg_get_expr(x.indpred, x.indrelid) END, CASE WHEN NOT x.indisvalid THEN ', not valid' END)
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname LIKE 'numbering\_%' AND c.relkind = 'r'
        UNION ALL
        SELECT format('constraint %s on %s: %s', k.conname, c.relname, pg_get_constraintdef(k.oid))
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname LIKE 'numbering\_%' AND k.contype NOT IN ('p', 'u', 'n')
        UNION ALL
        SELECT format('trigger %s on %s', t.tgname, c.relname)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname LIKE 'numbering\_%'
        UNION ALL
        SELECT format('rule %s on %s', r.rulename, c.relname)
        FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname LIKE 'numbering\_%' AND r.rulename <> '_RETURN'
        UNION ALL
        SELECT format('row security on %s', c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname LIKE 'numbering\_%' AND (c.relrowsecurity OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
        """;

    internal static async ValueTask<IReadOnlyList<string>> ProblemsAsync(string schema, Ask ask, CancellationToken cancellation)
    {
        var found = await ask(Found, static row => row.GetString(0), cancellation, Exchange.Value(schema)).ConfigureAwait(false);
        HashSet<string> expected = [.. Expected()];
        List<string> problems = [.. found.Where(one => !expected.Contains(one)).Select(static one => one + " does not belong there").Order(StringComparer.Ordinal)];
        problems.AddRange(expected.Except(found, StringComparer.Ordinal).Select(static one => one + " is missing").Order(StringComparer.Ordinal));
        var there = Tables.All.Where(table => found.Contains("table " + table.Name) && found.Contains($"column {table.Name}.book bigint NOT NULL")).ToList();
        foreach (var table in there)
        {
            // From one book to the next by the key: a look-up for each book, not a walk.
            problems.AddRange(await ask(
                $"""
                WITH RECURSIVE held (book) AS (
                  SELECT min(book) FROM @{table.Name} UNION ALL SELECT (SELECT min(t.book) FROM @{table.Name} t WHERE t.book > held.book) FROM held WHERE held.book IS NOT NULL)
                SELECT format('{table.Name} has rows of book %s, which does not exist', held.book) FROM held
                WHERE held.book IS NOT NULL AND NOT EXISTS (SELECT FROM @numbering_books b WHERE b.id = held.book)
                """,
                static row => row.GetString(0),
                cancellation).ConfigureAwait(false));
        }

        if (there.Any(static table => table.Name == "numbering_heads"))
        {
            problems.AddRange(await ask(
                "SELECT format('numbering_heads has %s heads of book %s', count(book), id) FROM @numbering_books LEFT JOIN @numbering_heads ON book = id GROUP BY id HAVING count(book) <> 1", static row => row.GetString(0), cancellation).ConfigureAwait(false));
        }

        return problems;
    }

    private static IEnumerable<string> Expected()
    {
        yield return "view numbering_current";
        foreach (var table in Tables.All)
        {
            yield return "table " + table.Name;
            foreach (var column in table.Columns)
            {
                yield return $"column {table.Name}.{column.Name} {column.Type}{(column.Type == "text" ? " COLLATE \"C\"" : "")}{(column.MayBeNull ? "" : " NOT NULL")}";
            }

            yield return $"primary key {table.Name}_pkey on {table.Name} ({table.Key})";
            foreach (var index in table.Indexes)
            {
                yield return $"{(index.IsUnique ? "unique " : "")}index {table.Name}_by_{index.Name} on {table.Name} ({index.Columns}){(index.Where is null ? "" : " where " + index.Where)}";
            }
        }
    }
}
