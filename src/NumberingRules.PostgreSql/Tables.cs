using System.Text;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql;

/// <summary>The tables as PostgreSQL has them: what the script makes and what <c>verify</c> expects come from the same lines.</summary>
/// <remarks>
/// Texts are collated "C", so order and equality are those of the bytes, whatever the database's language. There are no
/// foreign keys: they would look up a book for every row; <c>verify</c> looks for rows without a book instead.
/// What each batch writes anew has its new value in the key: while anybody's transaction is open, PostgreSQL keeps every
/// version that a row ever had, and only the key tells the newest from thousands of old ones.
/// </remarks>
internal static class Tables
{
    /// <summary>The version of the tables, kept as the first words of a comment on the table of books.</summary>
    internal const string Version = Product + "1";

    /// <summary>How the comment begins, whatever the version.</summary>
    internal const string Product = "NumberingRules tables ";

    /// <summary>All, the row of a book in two: what tells where it stands is written with each batch, the rest hardly ever.</summary>
    internal static Table[] All { get; } =
    [
        new(
            new("numbering_books", ["id", "name", "identity", "identity_entry", "about_book", "about_book_hash", "exchanged", "connection", "epoch", "home_prevails"]),
            ["bigint GENERATED ALWAYS AS IDENTITY", "text", "uuid?", "bigint", "bigint", "bytea", "boolean", "integer", "bigint", "boolean"],
            "id",
            [new("name", "name", IsUnique: true)]),
        new(
            new("numbering_heads", ["book", "entries", "head", "at", "seal"]),
            ["bigint", "bigint", "bytea", "bigint", "bytea"],
            "book, entries",
            []),
        new(
            BookTable.Journal,
            ["bigint", "bigint", "bigint", "bigint", "bytea", "bytea"],
            "book, entry",
            [new("invoice", "book, invoice, entry")]),
        new(
            BookTable.Texts,
            ["bigint", "bigint", "bytea", "text?", "text?"],
            "book, entry",
            []),
        new(
            BookTable.Invoices,
            [
                "bigint", "bigint", "text", "date", "integer", "integer", "integer", "integer", "bigint", "boolean",
                "text?", "text?", "text?", "boolean", "integer", "integer", "bytea",
            ],
            "book, appeared",
            [
                new("id", "book, id", IsUnique: true),
                new("date", "book, date, appeared"),
                new("stage", "book, stage, appeared", Where: "(stage <> 2)"),
                new("work", "book, work, appeared", Where: "(work > 0)"),
                new("unnumbered", "book, unnumbered, date, appeared", Where: "(unnumbered > 0)"),
                new("erp_number", "book, erp_number", Where: "shows_erp"),
            ]),
        new(
            BookTable.Numbers,
            ["bigint", "text", "bigint", "integer", "bigint", "text", "text", "integer", "bigint", "boolean"],
            "book, text, past, kind",
            [
                new("ordinal", "book, series, scope, period, ordinal", IsUnique: true, Where: "(ordinal > 0)"),
                new("outside", "book, text", Where: "outside"),
            ]),
        new(
            BookTable.Positions,
            ["bigint", "text", "text", "integer", "bigint", "date?"],
            "book, series, scope, period, next",
            []),
        new(
            BookTable.Findings,
            ["bigint", "bigint", "integer", "text"],
            "book, finding, invoice",
            [new("entry", "book, entry, finding, invoice")]),
    ];

    /// <summary>
    /// The view of what counts, for joins (SPEC §5 and §3). A list of a book's invoices in order of date names the book by
    /// its <c>book_id</c>: through the name the planner does not see that an index has that order.
    /// </summary>
    private const string View =
        """
        CREATE VIEW @numbering_current AS
        SELECT c.book, c.book_id, c.invoice, c.date,
          CASE WHEN c.rule IN ('home-always', 'home-until-synced', 'home-after-disconnect') THEN c.home_number
               WHEN c.rule <> 'no-number-yet' THEN c.erp_number END AS number,
          CASE WHEN c.rule IN ('home-always', 'home-until-synced', 'home-after-disconnect') THEN 'home'
               WHEN c.rule <> 'no-number-yet' THEN 'erp' END AS system,
          c.rule,
          CASE c.origin WHEN 0 THEN 'home' ELSE 'erp' END AS origin,
          CASE c.approval WHEN 0 THEN 'draft' WHEN 1 THEN 'awaiting-approval' ELSE 'approved' END AS approval,
          c.stage = 3 AS void,
          CASE WHEN c.unlinked THEN 'unlinked'
               WHEN c.erp_key IS NOT NULL THEN 'synced'
               WHEN c.sync = 2 OR (c.sync = 1 AND (c.connection <> 1 OR c.sent_epoch <> c.epoch)) THEN 'uncertain'
               WHEN c.sync = 1 THEN 'sent'
               WHEN c.sync = 3 THEN 'failed'
               ELSE 'none' END AS sync,
          c.home_number, c.erp_number, c.erp_key
        FROM (
          SELECT b.name AS book, i.book AS book_id, i.id AS invoice, i.date, i.origin, i.approval, i.stage, i.sync, i.sent_epoch, i.unlinked,
            i.home_number, i.erp_number, i.erp_key, b.connection, b.epoch,
            CASE
              WHEN b.home_prevails AND i.origin = 0 AND i.home_number IS NOT NULL THEN 'home-always'
              WHEN b.connection IN (1, 2) AND i.origin = 1 AND i.erp_number IS NOT NULL THEN 'erp-from-the-start'
              WHEN b.connection IN (1, 2) AND i.origin = 0 AND i.approval = 2 AND i.erp_number IS NOT NULL THEN 'erp-after-sync'
              WHEN b.connection IN (0, 1, 2) AND i.origin = 0 AND i.home_number IS NOT NULL THEN 'home-until-synced'
              WHEN b.connection = 3 AND i.home_number IS NOT NULL THEN 'home-after-disconnect'
              WHEN b.connection = 3 AND i.erp_number IS NOT NULL AND (i.origin = 1 OR i.approval = 2) THEN 'only-number-held'
              ELSE 'no-number-yet' END AS rule
          FROM @numbering_invoices i JOIN @numbering_books b ON b.id = i.book) c
        """;

    /// <summary>Where the rows of a table are, and the number of the book whose they are.</summary>
    internal static (string From, string Book) Source(BookTable table) =>
        table == BookTable.Books ? ("@numbering_books LEFT JOIN @numbering_heads ON book = id", "id") : ($"@{table.Name}", "book");

    /// <summary>The columns of a table, in its order.</summary>
    internal static IReadOnlyList<Column> ColumnsOf(BookTable table)
    {
        var all = All.Where(one => one.Shape == table || table == BookTable.Books && one.Name is "numbering_books" or "numbering_heads").SelectMany(static one => one.Columns).ToList();
        return [.. table.Columns.Select(name => all.First(column => column.Name == name))];
    }

    /// <summary>The schema's name as SQL writes it.</summary>
    internal static string Quoted(string schema) => "\"" + schema.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>The statements that make everything. The identity keeps two databases apart that have the same number in different servers.</summary>
    internal static IReadOnlyList<string> Script(string schema, string identity)
    {
        var place = Quoted(schema) + ".";
        List<string> statements = [];
        foreach (var table in All)
        {
            var sql = new StringBuilder($"CREATE TABLE {place}{table.Name} (\n");
            foreach (var column in table.Columns)
            {
                sql.Append("  ").Append(column.Name).Append(' ').Append(column.Type);
                sql.Append(column.Type == "text" ? " COLLATE \"C\"" : "").Append(column.Extra).Append(column.MayBeNull ? "" : " NOT NULL").Append(",\n");
            }

            statements.Add(sql.Append("  PRIMARY KEY (").Append(table.Key).Append("))").ToString());
            foreach (var index in table.Indexes)
            {
                statements.Add(
                    $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {table.Name}_by_{index.Name} ON {place}{table.Name} ({index.Columns}){(index.Where is null ? "" : " WHERE " + index.Where)}");
            }
        }

        statements.Add(View.Replace("@", place, StringComparison.Ordinal));
        statements.Add($"COMMENT ON TABLE {place}numbering_books IS '{Version}, {identity}'");
        return statements;
    }
}

/// <summary>An index, named by what it is by.</summary>
internal sealed record Index(string Name, string Columns, bool IsUnique = false, string? Where = null);

/// <summary>A column: its type as PostgreSQL names it, and what else is said of it.</summary>
internal sealed record Column(string Name, string Type, string Extra, bool MayBeNull);

/// <summary>A table with its key and indexes.</summary>
internal sealed class Table(BookTable shape, string[] types, string key, Index[] indexes)
{
    internal BookTable Shape { get; } = shape;

    internal string Name => Shape.Name;

    internal string Key { get; } = key;

    internal IReadOnlyList<Index> Indexes { get; } = indexes;

    internal IReadOnlyList<Column> Columns { get; } = [.. shape.Columns.Zip(types, Of)];

    private static Column Of(string name, string type)
    {
        var words = type.TrimEnd('?').Split(' ', 2);
        return new(name, words[0], words.Length > 1 ? " " + words[1] : "", type.EndsWith('?'));
    }
}
